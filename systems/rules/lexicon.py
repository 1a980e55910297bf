"""The words that give names and events away, by language: titles, cues, triggers, and what plans and denies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pycountry
from babel import Locale

__all__ = ["NameWords", "TriggerWords", "names_of", "triggers_of"]


@dataclass(frozen=True)
class NameWords:
    """What surrounds names, and what looks like a name and is none."""

    titles: frozenset[str]
    """Before a person's name, outside of it."""
    particles: frozenset[str]
    """Inside names, lower-case."""
    organization_first: tuple[str, ...]
    organization_last: tuple[str, ...]
    organization_before: frozenset[str]
    """Lower-case descriptors before the name of an organization."""
    place_before: frozenset[str]
    """Prepositions before places."""
    government_first: tuple[str, ...]
    """Capitalised descriptors that belong to the name of a government or region."""
    landscape_first: tuple[str, ...]
    facility_first: tuple[str, ...]
    product_before: frozenset[str]
    event_first: tuple[str, ...]
    law_first: tuple[str, ...]
    work_before: frozenset[str]
    people: frozenset[str]
    """Nationalities."""
    speech: frozenset[str]
    """Verbs whose subject is a person."""
    quoting: frozenset[str]
    """Verbs that stand before the person who speaks."""
    people_before: frozenset[str]
    """Lower-case roles before a person's name."""
    common: frozenset[str]
    """Capitalised at the start of a sentence, and no names."""
    territories: frozenset[str]


COMMON_TITLES = (
    "CEO",
    "CFO",
    "CTO",
    "COO",
    "Dr",
    "Dr.",
    "Prof",
    "Prof.",
    "Ir",
    "Ir.",
    "H.",
    "Hj.",
    "S.H.",
    "M.H.",
    "S.H",
    "M.H",
    "S.E.",
    "M.Si.",
    "Ph.D.",
    "Drs.",
    "Drs",
    "Sir",
    "AI",
    "KH",
)


@cache
def names_of(lang: str) -> NameWords:
    """The name words of id, en or vi."""
    territories = frozenset(str(name) for code, name in Locale(lang).territories.items() if code.isalpha())
    provinces = frozenset(place.name for place in pycountry.subdivisions if place.country_code in ("ID", "VN", "MY", "US", "AU", "GB"))
    zones = Locale(lang).time_zones
    cities = frozenset(
        str(zone["city"]) if "city" in zone else name.rpartition("/")[2].replace("_", " ") for name, zone in zones.items() if "/" in name
    )
    return {"id": _names_id, "en": _names_en, "vi": _names_vi}[lang](territories | cities | provinces)


def _names_id(territories: frozenset[str]) -> NameWords:
    return NameWords(
        titles=frozenset(
            (
                *COMMON_TITLES,
                "Presiden",
                "Menteri",
                "Gubernur",
                "Bupati",
                "Wali",
                "Walikota",
                "Direktur",
                "Ketua",
                "Kepala",
                "Ustaz",
                "Kiai",
                "Pak",
                "Bu",
                "Bapak",
                "Ibu",
                "Jenderal",
                "Kapolres",
                "Kapolda",
                "Hakim",
                "Jaksa",
                "Rektor",
                "Manajer",
                "Komisaris",
                "Utama",
                "Sekretaris",
                "Wakil",
                "Juru",
                "Pelatih",
                "Analis",
                "Pengamat",
                "Camat",
                "Lurah",
                "Profesor",
                "Doktor",
                "Kompol",
                "Mayor",
                "Kolonel",
            )
        ),
        particles=frozenset({"bin", "binti", "van", "de", "bint", "al"}),
        organization_first=(
            "PT",
            "CV",
            "Bank",
            "Universitas",
            "Institut",
            "Kementerian",
            "Badan",
            "Dinas",
            "Pengadilan",
            "Mahkamah",
            "Komisi",
            "Koperasi",
            "Yayasan",
            "Partai",
            "Asosiasi",
            "Perusahaan",
            "Otoritas",
            "Dewan",
            "Majelis",
            "Lembaga",
            "Klub",
            "Rumah Sakit",
            "RSUD",
            "Polda",
            "Polres",
            "Kejaksaan",
            "Politeknik",
            "Sekolah",
            "Perum",
            "Pemerintah Provinsi",
            "Pemerintah Kabupaten",
            "Pemerintah Kota",
            "Pemprov",
            "Pemkab",
            "Pemkot",
            "Serikat",
            "Direktorat",
            "Kepolisian",
            "Grup",
            "Stasiun Televisi",
            "Kantor",
            "Satuan",
            "Ikatan",
            "Himpunan",
            "Persatuan",
            "Perkumpulan",
            "Bursa",
        ),
        organization_last=(
            "Tbk",
            "Group",
            "Grup",
            "Inc",
            "Corp",
            "Ltd",
            "Labs",
            "Sekuritas",
            "Partners",
            "Ventures",
            "Capital",
            "Media",
            "Airlines",
            "Bank",
            "Energy",
            "Energi",
            "Holdings",
            "Technologies",
            "Systems",
            "Foundation",
            "University",
            "Institute",
            "Council",
            "Times",
        ),
        organization_before=frozenset(
            {
                "perusahaan",
                "rintisan",
                "bank",
                "kelompok",
                "pesaing",
                "emiten",
                "produsen",
                "pengembang",
                "maskapai",
                "harian",
                "majalah",
                "grup",
                "organisasi",
                "lembaga",
                "operator",
                "klub",
                "kantor",
                "kafe",
                "induk",
            }
        ),
        place_before=frozenset({"di", "ke", "dari", "asal", "wilayah", "kota", "provinsi", "negara", "menuju", "daerah"}),
        government_first=("Kabupaten", "Kota", "Provinsi", "Kecamatan", "Desa", "Kelurahan", "Republik"),
        landscape_first=(
            "Sungai",
            "Gunung",
            "Pulau",
            "Selat",
            "Laut",
            "Danau",
            "Teluk",
            "Pantai",
            "Kepulauan",
            "Samudra",
            "Bukit",
            "Lembah",
            "Hutan",
            "Waduk",
        ),
        facility_first=(
            "Bandara",
            "Stadion",
            "Jembatan",
            "Gedung",
            "Pelabuhan",
            "Jalan",
            "Gereja",
            "Masjid",
            "Terminal",
            "Stasiun",
            "Hotel",
            "Pasar",
            "Tol",
            "Gelora",
            "Museum",
            "Bendungan",
            "Monumen",
            "Taman",
        ),
        product_before=frozenset(
            {
                "aplikasi",
                "model",
                "produk",
                "satelit",
                "ponsel",
                "mobil",
                "bernama",
                "merek",
                "layanan",
                "platform",
                "gim",
                "sistem",
                "bus",
                "kereta",
                "kapal",
                "tipe",
                "seri",
            }
        ),
        event_first=("Piala", "Olimpiade", "Festival", "Pekan", "Siklon", "Pameran", "Liga", "Perang", "Pemilu", "Konferensi", "Hari"),
        law_first=("Undang-Undang", "UU", "Peraturan", "Perda", "Perpres", "Pasal"),
        work_before=frozenset({"film", "buku", "novel", "lagu", "album", "berjudul"}),
        people=frozenset({"Jawa", "Batak", "Minang", "Sunda", "Bugis", "Dayak", "Melayu", "Islam", "Kristen", "Hindu", "Muslim"}),
        speech=frozenset(
            {
                "mengatakan",
                "ujar",
                "kata",
                "tutur",
                "menurut",
                "menambahkan",
                "menilai",
                "menjelaskan",
                "menyatakan",
                "ungkap",
                "katanya",
                "ujarnya",
                "menegaskan",
                "mengaku",
                "berkata",
                "menuturkan",
                "memperkirakan",
                "membacakan",
                "jelas",
                "terang",
            }
        ),
        quoting=frozenset({"ujar", "kata", "tutur", "ungkap", "jelas", "terang", "imbuh", "tambah", "ucap", "papar"}),
        people_before=frozenset(
            [
                "direktur",
                "utama",
                "ketua",
                "kepala",
                "pendiri",
                "nelayan",
                "petani",
                "warga",
                "bicara",
                "peneliti",
                "analis",
                "pengamat",
                "pelatih",
                "hakim",
                "bupati",
                "gubernur",
                "menteri",
                "presiden",
                "manajer",
                "keuangan",
                "hukum",
                "pengusaha",
                "dokter",
                "guru",
                "sopir",
                "saksi",
                "terdakwa",
                "majelis",
                "pelaksana",
                "aktris",
                "aktor",
                "kakak",
                "ibu",
                "bapak",
            ]
        ),
        common=frozenset({"Keterangan", "Foto", "Sumber", "Baca", "Rapat", "Perubahan", "Rencana", "Hingga", "Sementara", "Adapun"}),
        territories=territories | {"Amerika", "AS", "Inggris", "Tiongkok", "Korea", "Uni Eropa", "Rusia", "Belanda", "Australia"},
    )


def _names_en(territories: frozenset[str]) -> NameWords:
    return NameWords(
        titles=frozenset(
            (
                *COMMON_TITLES,
                "Mr",
                "Mr.",
                "Ms",
                "Ms.",
                "Mrs",
                "Mrs.",
                "President",
                "Minister",
                "Governor",
                "Mayor",
                "Professor",
                "Judge",
                "Justice",
                "Lord",
                "Lady",
                "Senator",
                "Chairman",
                "Director",
                "Captain",
                "General",
                "Secretary",
                "Prime",
                "Chief",
            )
        ),
        particles=frozenset({"van", "de", "der", "bin", "al", "of", "and", "the", "for", "&"}),
        organization_first=(
            "Bank",
            "University",
            "Ministry",
            "Department",
            "Office",
            "Institute",
            "Royal",
            "National",
            "Federal",
            "Court",
            "Council",
        ),
        organization_last=(
            "Inc",
            "Corp",
            "Ltd",
            "plc",
            "PLC",
            "LLC",
            "Group",
            "Bank",
            "University",
            "Council",
            "Labs",
            "Systems",
            "Robotics",
            "Partners",
            "Capital",
            "Ventures",
            "Airlines",
            "Authority",
            "Ministry",
            "Department",
            "Agency",
            "Institute",
            "Union",
            "Party",
            "Court",
            "Exchange",
            "Times",
            "Post",
            "Foundation",
            "Hospital",
            "School",
            "College",
            "Energy",
            "Holdings",
            "Technologies",
            "Automation",
            "Commission",
            "Association",
            "Club",
            "United",
            "Motors",
            "Foods",
            "Media",
            "Trust",
            "Board",
            "Industries",
            "UK",
        ),
        organization_before=frozenset(
            {"company", "start-up", "startup", "firm", "maker", "rival", "union", "bank", "charity", "club", "group", "publisher"}
        ),
        place_before=frozenset({"in", "from", "near", "across", "to", "outside"}),
        government_first=("Republic", "County"),
        landscape_first=("Lake", "Mount", "River", "Cape", "Gulf", "Bay"),
        facility_first=("Terminal", "Port"),
        product_before=frozenset({"model", "robot", "app", "called", "product", "satellite", "phone", "service"}),
        event_first=("Olympic", "World", "Cyclone", "Hurricane", "Typhoon", "Storm"),
        law_first=("Act",),
        work_before=frozenset({"book", "film", "novel", "album", "song"}),
        people=frozenset(
            {
                "British",
                "American",
                "Chinese",
                "Japanese",
                "Indonesian",
                "Malaysian",
                "Indian",
                "Australian",
                "Irish",
                "European",
                "French",
                "German",
                "Vietnamese",
                "Filipino",
                "Kenyan",
                "African",
                "Asian",
                "Dutch",
                "Canadian",
                "Scottish",
                "Welsh",
                "English",
                "Korean",
                "Democrat",
                "Republican",
                "Muslim",
                "Christian",
            }
        ),
        speech=frozenset({"said", "says", "told", "added", "argued", "insisted", "warned", "explained", "wrote"}),
        quoting=frozenset({"said", "says", "added"}),
        people_before=frozenset(
            {
                "executive",
                "founder",
                "director",
                "head",
                "spokesman",
                "spokeswoman",
                "spokesperson",
                "analyst",
                "minister",
                "economist",
                "chairman",
                "researcher",
                "scientist",
                "boss",
                "engineer",
                "farmer",
                "driver",
                "coach",
                "judge",
                "lawyer",
                "named",
            }
        ),
        common=frozenset(
            {
                "The",
                "A",
                "An",
                "In",
                "On",
                "At",
                "It",
                "He",
                "She",
                "They",
                "But",
                "And",
                "There",
                "This",
                "That",
                "Photo",
                "Others",
                "Shares",
                "Sales",
                "Some",
                "Inside",
                "Nobody",
                "Money",
                "Trials",
                "Capital",
                "Nothing",
                "Having",
                "Both",
                "Last",
                "As",
                "If",
                "We",
                "I",
            }
        ),
        territories=territories | {"Britain", "England", "Scotland", "Wales", "US", "UK", "America", "Europe"},
    )


def _names_vi(territories: frozenset[str]) -> NameWords:
    return NameWords(
        titles=frozenset((*COMMON_TITLES, "Ông", "Bà", "Anh", "Chị", "Chủ", "Tổng", "Giám", "Bộ", "Thủ", "Phó")),
        particles=frozenset(),
        organization_first=(
            "Công ty cổ phần",
            "Công ty TNHH",
            "Công ty",
            "Ngân hàng",
            "Tập đoàn",
            "Đại học",
            "Trường Đại học",
            "Bộ",
            "Sở",
            "Ủy ban",
            "Tổng công ty",
            "Cảng",
            "Bệnh viện",
            "Viện",
            "Tòa án",
            "Hiệp hội",
            "Liên đoàn",
            "Câu lạc bộ",
            "Quỹ",
            "Cục",
            "Thép",
            "Cơ khí",
        ),
        organization_last=("Group", "Holdings", "Corp", "Bank", "Labs", "Times", "Air", "Media"),
        organization_before=frozenset({"báo", "công ty", "tập đoàn", "ngân hàng", "hãng", "nghiệp"}),
        place_before=frozenset({"tại", "ở", "tỉnh", "xã", "phố", "từ", "huyện", "quận", "đến"}),
        government_first=("TP",),
        landscape_first=("Sông", "Núi", "Hồ", "Đảo", "Vịnh", "Biển", "Đèo"),
        facility_first=("Sân bay", "Cầu", "Nhà máy", "Sân vận động", "Chùa", "Chợ", "Ga"),
        product_before=frozenset({"mạ", "phẩm", "hình", "ứng", "dụng", "dòng", "xe", "mẫu"}),
        event_first=("Cúp", "Hội chợ", "Lễ hội", "Bão", "Giải"),
        law_first=("Luật", "Nghị định", "Thông tư"),
        work_before=frozenset({"phim", "sách", "cuốn"}),
        people=frozenset({"Kinh", "Chăm", "Khmer"}),
        speech=frozenset({"nói", "cho biết", "khẳng định", "cho rằng"}),
        quoting=frozenset({"ông", "bà"}),
        people_before=frozenset({"ông", "bà", "anh", "chị", "tịch", "đốc", "trưởng", "thư", "giả", "gia"}),
        common=frozenset(
            {
                "Trong",
                "Theo",
                "Một",
                "Các",
                "Những",
                "Sau",
                "Tuy",
                "Năm",
                "Tháng",
                "Chúng",
                "Hai",
                "Dự",
                "Vốn",
                "Ảnh",
                "Cuộc",
                "Nguồn",
                "Không",
                "Nhóm",
                "Trước",
                "Hồi",
                "Chi",
                "Kẻ",
                "Trụ",
                "Số",
                "Đây",
                "Khi",
                "Tại",
                "Với",
                "Người",
                "Cùng",
                "Chiều",
                "Sáng",
                "Trả",
                "Sản",
            }
        ),
        territories=territories
        | {"Mỹ", "Anh", "Pháp", "Đức", "Nga", "Trung Quốc", "Nhật Bản", "Hà Nội", "TP.HCM", "Đà Nẵng", "Cần Thơ", "Huế"},
    )


@dataclass(frozen=True)
class TriggerWords:
    """The words that name events, and what makes them planned, habitual or denied."""

    triggers: dict[str, str]
    """By word or word stem followed by `*`, the event type; `?` marks words that need a named argument in their sentence."""
    planned: tuple[str, ...]
    denied: tuple[str, ...]
    generic: tuple[str, ...]
    after: tuple[str, ...]
    """Words that set an event after the one told before."""
    position_before: tuple[str, ...]
    """Words before a position."""
    receiver: tuple[str, ...]
    source: tuple[str, ...]


@cache
def triggers_of(lang: str) -> TriggerWords:
    """The triggers of id, en or vi."""
    return {"id": _triggers_id, "en": _triggers_en, "vi": _triggers_vi}[lang]()


START, END = "Personnel:Start-Position", "Personnel:End-Position"
FOUND, CLOSE, REORGANIZE, MERGE = "Business:Start-Org", "Business:End-Org", "Business:Reorganize", "Business:Merge-Org"
PAY, LAUNCH, DELAY, CANCEL = "Transaction:Transfer-Money", "Product:Launch", "Product:Delay", "Product:Cancel"
MEET, SUE = "Contact:Meet", "Justice:Legal-Action"


def _spread(table: dict[str, str]) -> dict[str, str]:
    return {word: kind for kind, words in table.items() for word in words.split()}


def _triggers_id() -> TriggerWords:
    return TriggerWords(
        triggers=_spread(
            {
                START: "merekrut perekrutan direkrut menunjuk penunjukan ditunjuk mengangkat diangkat pengangkatan dilantik melantik pelantikan pindah? bergabung "
                "mempekerjakan dipromosikan",
                END: "mundur mengundurkan memecat dipecat pemecatan memberhentikan diberhentikan pensiun memangkas? phk merumahkan",
                FOUND: "mendirikan didirikan pendirian membentuk? dibentuk? pembentukan? berdiri?",
                CLOSE: "menutup? ditutup? penutupan? membubarkan dibubarkan pembubaran",
                REORGANIZE: "restrukturisasi merestrukturisasi perampingan dirampingkan reorganisasi memecah? perombakan? merombak?",
                MERGE: "mengakuisisi akuisisi diakuisisi merger penggabungan? bergabungnya membeli? pembelian? mencaplok",
                PAY: "berinvestasi menginvestasikan investasi? menanamkan? menyuntikkan? menyalurkan menyumbang menyumbangkan membayar? dibayarkan? "
                "menghabiskan? membelanjakan menghibahkan mengucurkan menggelontorkan memperoleh? meraih? raup? meraup? mengeluarkan?",
                LAUNCH: "meluncurkan diluncurkan peluncuran peluncurannya merilis dirilis meluncur",
                DELAY: "menunda ditunda penundaan tertunda",
                CANCEL: "membatalkan dibatalkan pembatalan",
                MEET: "bertemu pertemuan",
                SUE: "menggugat digugat gugatan mendenda didenda denda menuntut? dituntut?",
            }
        ),
        planned=(
            "akan",
            "berencana",
            "bakal",
            "hendak",
            "mempertimbangkan",
            "menimbang",
            "rencana",
            "rencananya",
            "dijadwalkan",
            "menjajaki",
            "bisa",
            "mungkin",
            "diperkirakan",
            "berniat",
            "kemungkinan",
            "peluang",
            "mengusulkan",
            "ingin",
            "siap",
        ),
        denied=("tidak", "belum", "tak", "membantah", "batal", "menolak", "bukan", "tanpa", "menyangkal"),
        generic=("setiap", "selalu", "biasanya", "kerap"),
        after=("kemudian", "sesudah itu", "setelah itu", "lalu", "selanjutnya"),
        position_before=("sebagai", "menjadi"),
        receiver=("kepada", "ke", "pada", "di", "untuk"),
        source=("dari",),
    )


def _triggers_en() -> TriggerWords:
    return TriggerWords(
        triggers=_spread(
            {
                START: "hired hires hire hiring recruited recruits recruit appointed appoints appoint appointment named? joined joins joining promoted",
                END: "resigned resigns resignation retired retires fired sacked left? quit dismissed stepped?",
                FOUND: "founded founding co-founded creation? formed? established? set?",
                CLOSE: "close? closes? closed? closure? shut? dissolved dissolve",
                REORGANIZE: "restructure restructured restructuring reorganise reorganize split? reorganisation reorganization overhaul? merge-internally",
                MERGE: "acquired acquire acquires acquisition merger merged merge bought? buy? takeover buys?",
                PAY: "invested invest invests investment? paid? pay? pays? spent? spend? donated donate lent raised? put? granted?",
                LAUNCH: "launched launch launches unveiled release? released? rolled?",
                DELAY: "delayed delay delays postponed postpone push? pushed?",
                CANCEL: "cancelled cancel canceled scrapped abandoned withdrew?",
                MEET: "met? meeting meetings summit",
                SUE: "sued sue sues fined fine? fines? lawsuit settled? charged?",
            }
        ),
        planned=(
            "will",
            "would",
            "could",
            "may",
            "might",
            "plans",
            "plan",
            "planned",
            "to",
            "expected",
            "considering",
            "if",
            "should",
            "set",
        ),
        denied=("not", "never", "no", "denied", "n't", "without", "yet"),
        generic=("always", "usually", "every"),
        after=("then", "after that", "later"),
        position_before=("as",),
        receiver=("to", "into", "in", "at"),
        source=("from",),
    )


def _triggers_vi() -> TriggerWords:
    words = {
        START: "bổ nhiệm|tuyển dụng|chiêu mộ|tuyển mộ|gia nhập|chuyển sang?|đề bạt",
        END: "từ chức|nghỉ hưu|sa thải|rời?|thôi việc|miễn nhiệm",
        FOUND: "thành lập|đồng sáng lập|sáng lập",
        CLOSE: "đóng cửa?|giải thể",
        REORGANIZE: "tái cơ cấu|tách?|thu hẹp?",
        MERGE: "sáp nhập|mua lại|thâu tóm|hợp nhất",
        PAY: "đầu tư|chi?|rót?|tài trợ|trả?|vay?|quyên góp",
        LAUNCH: "ra mắt|phát hành?",
        DELAY: "hoãn|trì hoãn",
        CANCEL: "từ bỏ|hủy bỏ|hủy?",
        MEET: "gặp?|cuộc họp|gặp gỡ",
        SUE: "kiện|khởi kiện|phạt?|hòa giải|vụ kiện",
    }
    return TriggerWords(
        triggers={word: kind for kind, listed in words.items() for word in listed.split("|")},
        planned=("sẽ", "dự kiến", "có thể", "kế hoạch", "đồng ý", "cân nhắc", "sắp", "muốn"),
        denied=("không", "chưa", "chẳng", "phủ nhận"),
        generic=("thường", "mỗi"),
        after=("sau đó", "rồi"),
        position_before=("làm", "giữ chức", "vai trò"),
        receiver=("cho", "vào", "sang"),
        source=("từ", "của"),
    )
