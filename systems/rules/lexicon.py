"""The words that give events away, by language: triggers, and what plans and denies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

__all__ = ["TriggerWords", "triggers_of"]


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
