"""What the time expressions of each language are made of: CLDR's names of months and days, and the words around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel import Locale

__all__ = ["Words", "words_of"]


@dataclass(frozen=True)
class Words:
    """The vocabulary of one language, folded; units are Y, M, W, D, H (hour), N (minute), S, Q, X (half year), E (decade), C (century)."""

    months: dict[str, int]
    weekdays: dict[str, int]
    """Monday is 0."""
    units: dict[str, str]
    this: tuple[str, ...]
    last: tuple[str, ...]
    next: tuple[str, ...]
    then: tuple[str, ...]
    """`that` after a unit: it points back."""
    unit_first: bool
    """Whether pointers stand after the unit: `tahun lalu`, not `last year`."""
    lower_months: bool
    """Whether months are written in lower case."""
    parts: dict[str, str]
    """Parts of the day."""
    days: dict[str, int]
    """Deictic days as a distance from today."""
    now: tuple[str, ...]
    back: tuple[str, ...]
    """Expressions for `at that time`."""
    modifiers: dict[str, str]
    approximate: dict[str, str]
    """Words before a duration or a time that belong to it, and their mod."""
    ago: tuple[str, ...]
    ahead: tuple[str, ...]
    """After a number of units: that long from now, or from then."""
    afterwards: tuple[str, ...]
    """Those of `ahead` that count from the date last spoken of."""
    span: tuple[str, ...]
    """After a number of units: it stays a duration."""
    several: tuple[str, ...]
    every: tuple[str, ...]
    ordinals: dict[str, int]
    opening: tuple[str, ...]
    """Other words with which an expression may open, before its first anchor."""
    future: tuple[str, ...]
    """Words before an expression that make it lie ahead."""
    bounds: tuple[str, ...]
    """Words right before an expression that set a limit, mostly one ahead."""
    feasts: dict[str, str]
    """Feasts, with their day in the calendar, `""` where it moves."""
    seasons: dict[str, str]
    periodic: dict[str, str]
    """Adjectives of period, with its length."""


SHORT_MONTHS = {
    "en": {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12},
    "id": {
        "jan": 1,
        "feb": 2,
        "mar": 3,
        "apr": 4,
        "jun": 6,
        "jul": 7,
        "agt": 8,
        "agu": 8,
        "sep": 9,
        "sept": 9,
        "okt": 10,
        "nov": 11,
        "des": 12,
    },
}
"""Those that stand only beside a day or a year."""
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@cache
def words_of(lang: str) -> Words:
    """The vocabulary of id, en or vi."""
    locale = Locale(lang)
    months = {str(name).lower(): number for number, name in locale.months["format"]["wide"].items()}
    weekdays = {str(name).lower(): number for number, name in locale.days["format"]["wide"].items()}
    months |= {name: number for name, number in SHORT_MONTHS.get(lang, {}).items() if name not in months}
    return {"id": _indonesian, "en": _english, "vi": _vietnamese}[lang](months, weekdays)


def _indonesian(months: dict[str, int], weekdays: dict[str, int]) -> Words:
    return Words(
        months=months,
        weekdays={**weekdays, "ahad": 6, "jum'at": 4},
        units={
            "tahun": "Y",
            "bulan": "M",
            "pekan": "W",
            "minggu": "W",
            "hari": "D",
            "jam": "H",
            "menit": "N",
            "detik": "S",
            "kuartal": "Q",
            "triwulan": "Q",
            "semester": "X",
            "dekade": "E",
            "dasawarsa": "E",
            "abad": "C",
        },
        this=("ini",),
        last=("lalu", "kemarin", "silam", "sebelumnya"),
        next=("depan", "mendatang", "berikutnya"),
        then=("itu", "yang sama", "tersebut"),
        unit_first=True,
        lower_months=False,
        parts={"pagi": "MO", "siang": "MI", "sore": "AF", "petang": "AF", "malam": "NI", "dini hari": "MO", "subuh": "MO", "fajar": "MO"},
        days={"hari ini": 0, "kemarin": -1, "kemarin lusa": -2, "besok": 1, "lusa": 2, "esok": 1},
        now=("saat ini", "sekarang", "kini", "dewasa ini"),
        back=("saat itu", "waktu itu", "ketika itu", "kala itu"),
        modifiers={"awal": "START", "pertengahan": "MID", "akhir": "END", "penghujung": "END"},
        approximate={
            "sekitar": "APPROX",
            "kira-kira": "APPROX",
            "lebih dari": "MORE_THAN",
            "hampir": "LESS_THAN",
            "kurang dari": "LESS_THAN",
            "minimal": "EQUAL_OR_MORE",
            "setidaknya": "EQUAL_OR_MORE",
        },
        ago=("lalu", "yang lalu", "silam", "sebelumnya"),
        ahead=("lagi", "kemudian", "mendatang", "sesudahnya", "setelahnya"),
        afterwards=("kemudian", "sesudahnya", "setelahnya"),
        span=("terakhir", "belakangan ini", "ke depan", "berturut-turut", "penuh"),
        several=("beberapa", "sejumlah"),
        every=("setiap", "tiap", "saban", "tiap-tiap"),
        ordinals={**ROMAN, "1": 1, "2": 2, "3": 3, "4": 4, "pertama": 1, "kedua": 2, "ketiga": 3, "keempat": 4},
        opening=("tanggal", "kali", "sekali"),
        future=("akan", "mendatang", "hendak", "bakal", "rencananya", "berencana", "dijadwalkan", "nanti", "menjelang"),
        bounds=("hingga", "sampai", "sebelum", "paling lambat", "paling cepat", "jatuh tempo", "lewat dari", "ke", "mulai", "selambatnya"),
        feasts={
            "natal": "-12-25",
            "tahun baru": "-01-01",
            **dict.fromkeys(("lebaran", "idulfitri", "idul fitri", "iduladha", "idul adha", "ramadan", "nyepi", "waisak"), ""),
            **dict.fromkeys(("imlek", "paskah", "galungan", "maulid", "isra mikraj", "deepavali"), ""),
        },
        seasons={
            "musim gugur": "FA",
            "musim semi": "SP",
            "musim panas": "SU",
            "musim dingin": "WI",
            "musim hujan": "",
            "musim kemarau": "",
        },
        periodic={"tahunan": "P1Y", "bulanan": "P1M", "mingguan": "P1W", "harian": "P1D"},
    )


def _english(months: dict[str, int], weekdays: dict[str, int]) -> Words:
    units = {
        "year": "Y",
        "month": "M",
        "week": "W",
        "day": "D",
        "hour": "H",
        "minute": "N",
        "second": "S",
        "quarter": "Q",
        "half": "X",
        "decade": "E",
        "century": "C",
        "fortnight": "F",
    }
    return Words(
        months=months,
        weekdays=weekdays,
        units={**units, **{("centuries" if name == "century" else f"{name}s"): unit for name, unit in units.items() if name != "half"}},
        this=("this",),
        last=("last", "previous"),
        next=("next", "coming"),
        then=("that", "the same"),
        unit_first=False,
        lower_months=False,
        parts={"morning": "MO", "noon": "MI", "afternoon": "AF", "evening": "EV", "night": "NI"},
        days={"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2},
        now=("now", "currently", "at present", "at the moment", "right now", "nowadays"),
        back=("then", "that time"),
        modifiers={
            "early": "START",
            "the start of": "START",
            "the beginning of": "START",
            "mid": "MID",
            "the middle of": "MID",
            "late": "END",
            "the end of": "END",
        },
        approximate={
            "about": "APPROX",
            "around": "APPROX",
            "roughly": "APPROX",
            "some": "APPROX",
            "more than": "MORE_THAN",
            "upwards of": "MORE_THAN",
            "almost": "LESS_THAN",
            "nearly": "LESS_THAN",
            "less than": "LESS_THAN",
            "at least": "EQUAL_OR_MORE",
        },
        ago=("ago", "earlier"),
        ahead=("later", "from now"),
        afterwards=("later",),
        span=("straight", "in a row"),
        several=("several", "a few", "a couple of", "recent", "some"),
        every=("every", "each", "a", "an"),
        ordinals={"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "1": 1, "2": 2, "3": 3, "4": 4},
        opening=("the", "of", "past", "a", "an", "more", "this", "last", "that"),
        future=("will", "next", "until", "due", "would", "planned", "set for", "scheduled"),
        bounds=("until", "by", "before", "not before", "till", "no later than", "due", "starting"),
        feasts={
            "christmas": "-12-25",
            "christmas day": "-12-25",
            "christmas eve": "-12-24",
            "new year's eve": "-12-31",
            "new year's day": "-01-01",
            "boxing day": "-12-26",
            "halloween": "-10-31",
            **dict.fromkeys(("easter", "ramadan", "diwali", "thanksgiving", "lunar new year", "eid", "deepavali", "vesak"), ""),
        },
        seasons={"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"},
        periodic={
            "annual": "P1Y",
            "annually": "P1Y",
            "yearly": "P1Y",
            "monthly": "P1M",
            "weekly": "P1W",
            "daily": "P1D",
            "quarterly": "P1Q",
        },
    )


def _vietnamese(months: dict[str, int], weekdays: dict[str, int]) -> Words:
    written = ("một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
    named = {f"tháng {name}": number for number, name in enumerate(written, start=1)}
    numbered = {f"tháng {number:02d}": number for number in range(1, 10)}
    return Words(
        months={**months, **numbered, **named, "tháng giêng": 1, "tháng chạp": 12},
        weekdays={**weekdays, **{f"thứ {number}": number - 2 for number in range(2, 8)}},
        units={
            "năm": "Y",
            "tháng": "M",
            "tuần": "W",
            "ngày": "D",
            "giờ": "H",
            "tiếng": "H",
            "phút": "N",
            "giây": "S",
            "quý": "Q",
            "thập kỷ": "E",
            "thế kỷ": "C",
            "hôm": "D",
        },
        this=("này", "nay"),
        last=("trước", "ngoái", "qua", "vừa qua"),
        next=("sau", "tới"),
        then=("đó", "ấy"),
        unit_first=True,
        lower_months=True,
        parts={"sáng": "MO", "rạng sáng": "MO", "sáng sớm": "MO", "trưa": "MI", "chiều": "AF", "tối": "NI", "đêm": "NI"},
        days={"hôm nay": 0, "hôm qua": -1, "ngày mai": 1, "hôm kia": -2, "ngày kia": 2},
        now=("hiện nay", "hiện tại", "hiện", "bây giờ", "ngày nay", "lúc này"),
        back=("lúc đó", "khi đó", "khi ấy", "lúc ấy", "thời điểm đó"),
        modifiers={"đầu": "START", "giữa": "MID", "cuối": "END"},
        approximate={"khoảng": "APPROX", "gần": "LESS_THAN", "hơn": "MORE_THAN", "ít nhất": "EQUAL_OR_MORE"},
        ago=("trước", "trước đây", "trước đó"),
        ahead=("sau", "nữa", "sau đó"),
        afterwards=("sau", "sau đó"),
        span=("qua", "gần đây", "tới", "liên tiếp", "vừa qua"),
        several=("vài", "nhiều", "mấy", "những", "một số"),
        every=("mỗi", "hàng", "hằng"),
        ordinals={**ROMAN, "1": 1, "2": 2, "3": 3, "4": 4, "đầu": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4},
        opening=("thập niên", "rạng"),
        future=("sẽ", "dự kiến", "sắp", "tới"),
        bounds=("đến", "trước", "muộn nhất", "chậm nhất", "đến hết", "sang", "muộn nhất vào"),
        feasts={"giáng sinh": "-12-25", "noel": "-12-25", **dict.fromkeys(("tết", "tết nguyên đán", "trung thu", "giao thừa"), "")},
        seasons={"mùa xuân": "SP", "mùa hè": "SU", "mùa thu": "FA", "mùa đông": "WI", "mùa mưa": "", "mùa khô": ""},
        periodic={"hằng năm": "P1Y", "hàng năm": "P1Y", "thường niên": "P1Y", "hằng tháng": "P1M", "hàng tháng": "P1M", "hằng tuần": "P1W"},
    )
