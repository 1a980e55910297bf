"""Profiles: how a community's reference scorer departs from the definitions, each as a declaration.

A profile changes how the metrics of one or two layers count and keeps their names; it is part of every signature.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmark.errors import UnknownNameError

__all__ = ["PROFILES", "Profile", "profile_named"]


@dataclass(frozen=True, slots=True)
class Profile:
    """One reading of the metrics; the defaults are those of `linimasa`."""

    name: str
    source: str
    bare_inside_opens: bool = False
    """In token files: whether a bare `I-X` opens a mention (conlleval's reading) or none (the strict one)."""
    first_free_overlap: bool = False
    """Entities: a prediction takes the first free overlapping gold mention in order; exact hits are not consumed (HIPE)."""
    surface_equal: bool = False
    """Entities strict also compares the surface strings (HIPE 2022)."""
    upper_labels: bool = False
    """Labels are upper-cased before they are compared (HIPE)."""
    timex_value_strings: bool = False
    """TIMEX3 values are compared as strings and missing equals missing (TempEval-3); else canonically."""
    skip_creation_time: bool = False
    """TIMEX scores leave out `t0`, the creation time (TempEval-3)."""
    reduce_links: bool = False
    """Awareness removes links entailed by earlier ones, in file order, as the TempEval-3 toolkit does."""
    coreference_reference: bool = False
    """Coreference as the CoNLL-2012 reference scorer prints it."""
    merge_duplicate_events: bool = False
    """Events and arguments are sets: duplicates are merged on both sides (TextEE)."""


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("linimasa", "gold/GUIDELINES.md and docs/metrics.md"),
        Profile("conlleval", "Tjong Kim Sang & De Meulder 2003, https://aclanthology.org/W03-0419", bare_inside_opens=True),
        Profile("hipe2020", "Ehrmann et al. 2020, CLEF HIPE", bare_inside_opens=True, first_free_overlap=True, upper_labels=True),
        Profile(
            "hipe2022",
            "Ehrmann et al. 2022, CLEF HIPE",
            bare_inside_opens=True,
            first_free_overlap=True,
            upper_labels=True,
            surface_equal=True,
        ),
        Profile(
            "tempeval3",
            "UzZaman et al. 2013, https://aclanthology.org/S13-2001",
            timex_value_strings=True,
            skip_creation_time=True,
            reduce_links=True,
        ),
        Profile("conll2012", "Pradhan et al. 2012, https://aclanthology.org/W12-4501", coreference_reference=True),
        Profile("textee", "Huang et al. 2024, https://aclanthology.org/2024.findings-acl.760", merge_duplicate_events=True),
    )
}


def profile_named(name: str) -> Profile:
    """The profile of that name; UnknownNameError lists the known ones."""
    try:
        return PROFILES[name]
    except KeyError:
        raise UnknownNameError("profile", name, PROFILES) from None
