"""The texts that every system must stand: odd ones, random ones, a long one, and real ones from a corpus.

Everything is made by rules with a fixed seed, so that a failure comes again.
"""

from __future__ import annotations

import random
import sys
import unicodedata
from collections.abc import Iterable, Sequence

from benchmark.corpora import Corpus
from benchmark.records import Document

__all__ = ["DEFAULT_LANGUAGES", "ODD", "ascii_twins", "long_document", "odd_documents", "random_documents", "real_documents"]

DCT = "2025-05-04"
DEFAULT_LANGUAGES = ("id", "en", "vi")
"""What a system is asked in that declares none, since it reads any."""
SENTENCES = {
    "id": "PT Karya Baja membayar Rp 5,25 miliar kepada Bu Siti Rahayu di Surabaya pada Kamis (7/8/2025) pukul 08.15, kata Café Laut.",
    "en": "On March 3, 2024, Harbour & Sons of Zürich bought Café Noir for about $1.5 million, weeks after Ann O'Neil left the board.",
    "vi": "Tối 12/3/2024, Công ty Thép Sông Lam ở Đà Nẵng chi hơn 3,5 nghìn tỷ đồng mua lại nhà máy của ông Nguyễn Văn Hải.",
}
ODD: dict[str, tuple[str, ...]] = {
    "empty text": ("",),
    "white space": (" ", "\n\n\n", " \t\u00a0\u3000\u2028\r\n ", "\u200b\ufeff"),
    "one character": ("R", "$", "5", ".", "é", "中", "😀", "\u0301"),
    "emoji and combining marks": (
        "👩‍👩‍👧‍👦 Rp 5 juta 🇮🇩 pada 4 Mei 2025 👍🏽",
        "😀 $5 million 😀 on 4 May 2025 😀",
        "e\u0301\u0323\u0308 a\u20dd Z\u0351\u036b\u0343 1\u20e3 US$\u0301 5 miliar",
        "\u0301\u0301\u0301 tahun 2025\u0301",
    ),
    "impossible dates and amounts": (
        "Pada 31 Februari 2025, 30 Februari 2024 dan 31 April 2025, pukul 25.61 WIB, Rp 1.2.3,4,5 juta dan Rp 5 juta juta lenyap.",
        "On February 30, 2025 and 31 April 2025, at 25:61, in the 13th month of Q5 2025, $1,2,3.4.5 million and $0.0.0 were lost.",
        "Ngày 31 tháng 2 năm 2025 và 32/13/2025, quý VII/2025, mất 1.2.3,4,5 tỷ đồng.",
    ),
    "right-to-left text": (
        "أعلنت شركة النور يوم ٤ مايو ٢٠٢٥ عن صفقة بقيمة $5 million في جدة.",
        "חברת אורות שילמה 5 מיליון ש״ח ב-4 במאי 2025.",
        "\u202eRp 5 juta\u202c dan \u2067$5 million\u2069",
    ),
}
HARD = (
    "31/2/2025 0/0/0000 29/2/1900 99-99-9999 pukul 27.99 WIB",
    "Rp Rp. US$ $ € 5 juta juta juta miliar triliun",
    "Rp 1.2.3.4,5,6 $1,,2 €0 ¥000 -5 million 1e309 dollars",
    "belasan puluhan ratusan setengah satu dua tiga million billion tỷ triệu nghìn",
    "kemarin besok lalu mendatang last next ago yesterday ngày mai hôm qua trước",
    "Senin Selasa Januari Februari March April tháng 13 quý V tahun 0000",
    "9999999999999999999999999999999999999999 juta rupiah tahun 99999",
    'A.B.C. D\'E-F (G) [H] {I} <J> "K" \u2018L\u2019 \u201cM\u201d',
    "٢٠٢٥ २०२५ ２０２５ ²⁰²⁵ Ⅻ ½",
    "ﬁﬂ ß İ ı ſ ǅ Å",
)


def odd_documents(family: str, languages: Sequence[str]) -> list[Document]:
    """The texts of a family of `ODD`, each in every language."""
    return _documents(family, ODD[family], languages)


def _documents(family: str, texts: Iterable[str], languages: Sequence[str]) -> list[Document]:
    name = family.replace(" ", "-")
    return [Document(f"{name}-{number}-{lang}", lang, DCT, text) for number, text in enumerate(texts, start=1) for lang in languages]


def prose(lang: str) -> str:
    """A sentence in a language; an English one where we have none."""
    return SENTENCES.get(lang, SENTENCES["en"])


def normalised_documents(languages: Sequence[str]) -> list[Document]:
    """Sentences composed and decomposed."""
    return [
        Document(f"{form.lower()}-{lang}", lang, DCT, unicodedata.normalize(form, "\n\n".join([prose(lang), SENTENCES["vi"]])))
        for lang in languages
        for form in ("NFC", "NFD")
    ]


def crlf_documents(languages: Sequence[str]) -> list[Document]:
    """Sentences whose lines end in the ways of other machines."""
    return [
        Document(f"crlf-{number}-{lang}", lang, DCT, end.join([prose(lang), "", *prose(lang).split(", "), ""]))
        for lang in languages
        for number, end in enumerate(("\r\n", "\r", "\n\r"), start=1)
    ]


def long_document(lang: str, length: int) -> Document:
    """A text of that many code points, in paragraphs that differ from each other."""
    dice = random.Random(length)
    words = (prose(lang) + " " + SENTENCES["id"]).split()
    parts: list[str] = []
    size = 0
    while size < length:
        parts.append(" ".join([prose(lang), *dice.choices(words, k=dice.randint(5, 40))]) + ".")
        size += len(parts[-1]) + 2
    return Document(f"long-{lang}", lang, DCT, "\n\n".join(parts)[:length])


def random_documents(count: int, languages: Sequence[str]) -> list[Document]:
    """Texts of random code points, and of scraps that grammars stumble over; one language after the other."""
    dice = random.Random(20250504)
    return [Document(f"random-{number:03}", languages[number % len(languages)], DCT, _random_text(dice, number)) for number in range(count)]


def _random_text(dice: random.Random, number: int) -> str:
    if number % 2:
        scraps = [dice.choice(HARD) for _ in range(dice.randint(1, 4))] + [prose(dice.choice(DEFAULT_LANGUAGES))]
        words = " ".join(scraps).split(" ")
        dice.shuffle(words)
        return "".join(word + dice.choice((" ", " ", " ", "", "\n", ", ", "\u00a0")) for word in words[: dice.randint(1, 60)])
    return "".join(map(_code_point, (dice.random() for _ in range(dice.randint(1, 120)))))


def _code_point(share: float) -> str:
    """A code point for a number in [0, 1): often below 128, never a surrogate."""
    for limit, width, first in ((128, 0.4, 0.0), (0x3000, 0.4, 0.4), (sys.maxunicode, 0.2, 0.8)):
        if share < first + width:
            found = int((share - first) / width * limit)
            break
    return chr(found) if not 0xD800 <= found <= 0xDFFF else "\ufffd"


def real_documents(corpus: Corpus, languages: Sequence[str], most: int) -> list[Document]:
    """The first documents of a corpus in each language, at most so many of each."""
    found: dict[str, list[Document]] = {lang: [] for lang in languages}
    for gold in corpus:
        if gold.text is not None and gold.lang in found and len(found[gold.lang]) < most:
            found[gold.lang].append(gold.document())
    return [document for documents in found.values() for document in documents]


def ascii_twins(documents: Iterable[Document]) -> list[tuple[Document, Document]]:
    """Each document in ASCII alone, where every way to count agrees, and the same behind a line of emoji, where none does."""
    twins = []
    for document in documents:
        plain = unicodedata.normalize("NFKD", document.text).encode("ascii", "ignore").decode()
        head = "🎉🎊 👩‍👩‍👧\n\n"
        twins.append(
            (
                Document(f"{document.id}-ascii", document.lang, document.dct, plain),
                Document(f"{document.id}-emoji", document.lang, document.dct, head + plain),
            )
        )
    return twins
