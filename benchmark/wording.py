"""How messages count things and list names."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["counted", "listed"]

MOST = 10
"""Names that a message lists."""
MOST_COMPARED = 20_000
"""Names that are compared with one for their looks: a second's work."""


def counted(number: int, noun: str) -> str:
    """A number with its noun, whose plural ends in s: `1 document`, `2 documents`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(names: Iterable[str], *, most: int = MOST, near: str = "") -> str:
    """Names in alphabetical order; of many the first, those that look like `near` before all others, and how many more there are."""
    ordered = sorted(names)
    if len(ordered) <= most:
        return ", ".join(ordered)
    first = _matches(near, ordered, most) if near and len(ordered) <= MOST_COMPARED else []
    shown = [*first, *(name for name in ordered if name not in first)][:most]
    return f"{', '.join(shown)} and {len(ordered) - most} more"


def _matches(near: str, names: list[str], most: int) -> list[str]:
    from difflib import get_close_matches

    folded: dict[str, list[str]] = {}
    for name in names:
        folded.setdefault(name.casefold(), []).append(name)
    return [name for match in get_close_matches(near.casefold(), folded, most) for name in folded[match]]
