"""The words that name events, in all their forms, and what must stand near an ambiguous one.

A row of a table is a `Row`: its words name an event of its type where all of its needs are met (`happenings` says how) and where what
stands before and after them fits.  Of the rows that hold the same word the first that fits wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from .numbers import alternatives

__all__ = [
    "CANCEL",
    "CLOSE",
    "DELAY",
    "END",
    "FOUND",
    "LAUNCH",
    "MEET",
    "MERGE",
    "PAY",
    "REORGANIZE",
    "START",
    "SUE",
    "Sense",
    "TriggerWords",
    "indonesian_forms",
    "triggers_of",
]

START, END = "Personnel:Start-Position", "Personnel:End-Position"
FOUND, CLOSE, REORGANIZE, MERGE = "Business:Start-Org", "Business:End-Org", "Business:Reorganize", "Business:Merge-Org"
PAY, LAUNCH, DELAY, CANCEL = "Transaction:Transfer-Money", "Product:Launch", "Product:Delay", "Product:Cancel"
MEET, SUE = "Contact:Meet", "Justice:Legal-Action"
VOWELS = "aeiou"


@dataclass(frozen=True)
class Sense:
    """What a word names where its surroundings fit."""

    kind: str
    needs: tuple[str, ...]
    before: re.Pattern[str] | None
    """Searched in what stands before, up to the word."""
    after: re.Pattern[str] | None
    """Matched right after the word."""


@dataclass(frozen=True)
class Row:
    """Words of one type with one set of conditions; `_` is a blank inside of a word."""

    kind: str
    words: str
    needs: str = ""
    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class TriggerWords:
    """What names events in one language, and the words that support, plan, deny and order them."""

    senses: dict[str, tuple[Sense, ...]]
    nouns: dict[str, re.Pattern[str]]
    """By need, the common nouns that meet it: posts, units, sums, products, staff."""
    planned: re.Pattern[str]
    denied: re.Pattern[str]
    generic: re.Pattern[str]
    after: re.Pattern[str]
    """Words that set an event after the one told before."""
    position_before: tuple[str, ...]
    receiver: tuple[str, ...]
    source: tuple[str, ...]
    receiving: re.Pattern[str]
    """Payment words whose subject receives."""


@cache
def triggers_of(lang: str) -> TriggerWords:
    """The triggers of id, en or vi."""
    return {"id": _indonesian, "en": _english, "vi": _vietnamese}[lang]()


def _senses(rows: Iterable[Row], forms: dict[str, str]) -> dict[str, tuple[Sense, ...]]:
    """The senses of every form; `forms` names the way in which the words of a language are inflected."""
    inflect = {"id": indonesian_forms, "en": _english_forms, "vi": _as_written}[forms["lang"]]
    senses: dict[str, list[Sense]] = {}
    for row in rows:
        before = re.compile(rf"(?:{row.before})$") if row.before else None
        after = re.compile(row.after) if row.after else None
        for word in row.words.split():
            for form, extra in inflect(word):
                needs = (*row.needs.split(), *extra)
                senses.setdefault(form.replace("_", " "), []).append(Sense(row.kind, needs, before, after))
    return {word: tuple(found) for word, found in senses.items()}


def _words(text: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternatives(word.replace('_', ' ') for word in text.split())}(?:nya)?(?!\w)")


def _as_written(word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield word, ()


def indonesian_forms(word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of `root`, `root+kan` or `root+i`: meN-, di-, peN-...-an, and the bare root (`bare`); `=word` as it is."""
    if word.startswith("="):
        yield word[1:], ()
        return
    root, _, ending = word.partition("+")
    yield f"{_nasal('me', root)}{ending}", ()
    yield f"di{root}{ending}", ()
    yield f"{_nasal('pe', root)}an", ()
    yield f"{root}{ending}", ("bare",)


def _nasal(prefix: str, root: str) -> str:
    """The prefix meN- or peN- before a root; p, t, k and s give way to the nasal except before a consonant."""
    first, kept = root[0], root[1] not in VOWELS
    if first in "aeiough":
        return f"{prefix}ng{root}"
    if first in "kpts":
        nasal = {"k": "ng", "p": "m", "t": "n", "s": "n" if kept else "ny"}[first]
        return f"{prefix}{nasal}{root if kept else root[1:]}"
    return f"{prefix}{ {'b': 'm', 'f': 'm', 'd': 'n', 'j': 'n', 'c': 'n', 'z': 'n'}.get(first, '') }{root}"


def _english_forms(word: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of a regular verb its four forms; `=word` as it is."""
    if word.startswith("="):
        yield word[1:], ()
        return
    stem = word[:-1] if word[-1] == "e" else word
    if word[-1] == "y" and word[-2] not in VOWELS:
        forms = (word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing")
    else:
        forms = (word, f"{word}es" if word.endswith(("s", "x", "sh", "ch")) else f"{word}s", f"{stem}ed", f"{stem}ing")
    for form in forms:
        yield form, ()


# --- Indonesian ------------------------------------------------------------------------------------------------------------------

SHARES = r"[^.;\n]{0,40}\bsaham"
NOT_PEOPLE = r"(?!\s(?:kepala|tangan|bahu|topi|suara|telepon|gelas|barang)\b)"
ROWS_ID = (
    Row(START, "rekrut =mempekerjakan =dipekerjakan lantik promosi+kan"),
    Row(START, "=direkrut =menunjuk =ditunjuk =penunjukan =diangkat =mengangkat =pengangkatan tunjuk angkat", "appointed", NOT_PEOPLE),
    Row(MERGE, "=bergabung =bergabungnya", "org-subject", r"\s(?:dengan|ke\sdalam)\b"),
    Row(START, "=bergabung =bergabungnya", "name"),
    Row(START, "pilih =terpilih tetap+kan percaya+kan =mempercayakan =dipercaya sambut datang+kan daulat =mengukuhkan "
        "=dikukuhkan", "named-as"),
    Row(START, "=pindah =hijrah =menyeberang =berlabuh", "person move"),
    Row(START, "=hengkang =keluar =pergi =cabut", "person move-left"),
    Row(START, "=naik", "name", r"\s(?:menjadi|jadi|jabatan|pangkat)\b"),
    Row(START, "=menjadi =jadi", "person post-next starting"),
    Row(START, "=mengisi =menduduki =menempati", "person", r"\s(?:posisi|kursi|jabatan|pos)\b"),
    Row(START, "=dipindahkan =dialihkan =memindahkan =mengalihkan", "staff"),
    Row(START, "=mulai", "name", r"\s(?:bekerja|bertugas|menjabat|berdinas)\b"),
    Row(START, "=mengambil", "person", r"\s(?:posisi|jabatan|kursi)\b"),
    Row(START, "=memimpinnya", "person starting"),
    Row(END, "pecat copot berhenti+kan =pemberhentian rumah+kan =phk =lengser =pemecatan =pensiunnya"),
    Row(END, "=mencopotnya", "post"),
    Row(END, "=mengundurkan =pengunduran", "", r"\sdiri\b"),
    Row(END, "=pemutusan =memutus =memutuskan =putus", "", r"\shubungan\s(?:kerja|dengan\s\d)"),
    Row(END, "=kehilangan", "", r"\s(?:pekerjaan|jabatan|kursi|mata\spencaharian)\b"),
    Row(END, "=melepas =dilepas =lepas =meletakkan =menanggalkan =melepaskan", "", r"(?:nya)?\s(?:jabatan|kursi|posisi|tugasnya)\b"),
    Row(END, "=dilepasnya =lepas =dilepas", "", "", r"\b(?:jabatan|kursi)\b[^.;\n]{0,40}"),
    Row(END, "=gantung", "", r"\s(?:topi|sepatu|raket|sarung\stinju)\b"),
    Row(END, "=pensiun =pamit", "name"),
    Row(END, "=mundur =mundurnya", "person-subject"),
    Row(END, "=berhenti", "name", r"(?!\s(?:di|beroperasi|terbang|sejenak)\b)"),
    Row(END, "=turun", "", r"\s(?:dari\s(?:kursi|jabatan|posisi)|jabatan|takhta)\b"),
    Row(END, "=turun", "post person", r"\s(?:atas|karena)\b"),
    Row(END, "=keluar =hengkang =pergi", "person", r"(?=\s(?:dari|pada)\b|[.,;]|\s\w+\sdan\b|\sdan\b)"),
    Row(END, "=meninggalkan =tinggalkan", "person org-object"),
    Row(END, "=ditinggal =ditinggalkan", "post-next"),
    Row(END, "pangkas kurang+i =pengurangan =mengurangi", "staff-next"),
    Row(END, "=berakhir =habis", "", r"\s(?:masa\sjabatan)", ""),
    Row(FOUND, "=didirikan =mendirikan =pendirian =pendiriannya =dirikan =mengasaskan", "not-building"),
    Row(FOUND, "bentuk rintis", "unit-object"),
    Row(FOUND, "=dirintis =dibentuk", "unit"),
    Row(FOUND, "=membangun =membuka", "founded-object"),
    Row(FOUND, "=dibuka", "lab-subject"),
    Row(FOUND, "=berdiri =lahir =berdirinya =lahirnya =bermula", "unit-subject", r"(?=\s(?:pada|di|dari|sejak|sendiri|tahun|\d)|[.,])"),
    Row(CLOSE, "bubar+kan =bubar", "unit"),
    Row(CLOSE, "=menutup =penutupan =tutup", "closed-object", r"(?!\s(?:buku|mata|mulut|telinga|usia)\b)"),
    Row(CLOSE, "=ditutup =tutup", "closed-subject", r"(?!\s(?:buku|mata|mulut|telinga|usia|di\srp|menguat|melemah|naik|turun)\b)"),
    Row(REORGANIZE, "=restrukturisasi =merestrukturisasi =direstrukturisasi ramping+kan =reorganisasi =mereorganisasi"),
    Row(REORGANIZE, "rombak", "unit"),
    Row(REORGANIZE, "lebur lebur+kan pisah+kan gabung+kan pecah =penggabungan =pemisahan =dibagi", "own-units"),
    Row(REORGANIZE, "=berpisah", "org", r"\sbadan\b"),
    Row(REORGANIZE, "=peleburan =pemekaran", "unit"),
    Row(MERGE, "akuisisi caplok merger =akuisisi =merger =pengambilalihan =mengakuisisi =diakuisisi"),
    Row(MERGE, "=mengambil =diambil", "", r"\salih\s(?!(?:jabatan|kendali\spesawat|tugas|kemudi))"),
    Row(MERGE, "=penggabungan =peleburan =perkawinan =melebur =bergabung", "unit", r"\s(?:\w+\s)?dengan\b"),
    Row(MERGE, "=melebur =meleburkan =dilebur =peleburan =penggabungan =menggabungkan =digabung =digabungkan", "org"),
    Row(MERGE, "beli =mengambil =menguasai jual lepas borong tebus =dijual =terjual", "majority"),
    Row(PAY, "beli =mengambil =menguasai jual lepas borong tebus =dijual =terjual", "minority"),
    Row(MERGE, "beli =ditebusnya tebus", "company"),
    Row(MERGE, "=dijual =menjual =dibeli =ditebusnya", "company-sold"),
    Row(PAY, "=berinvestasi investasi+kan suntik+kan =suntikan =menyuntik setor lunas+i transfer kucur+kan gelontor+kan "
        "hibah+kan sumbang+kan "
        "cair+kan cicil =mengangsur =diangsur talang+i =menalangi belanja+kan =menyetorkan =disetorkan", ""),
    Row(PAY, "=penyertaan =pendanaan =suntikan =angsuran =pinjaman =hibah =beasiswa =transfer =bantuan =donasi "
        "=sumbangan =santunan "
        "=pembayaran =kompensasi =investasi", "amount-next"),
    Row(PAY, "=meminjamkan =dipinjamkan =salurkan =menyalurkan =disalurkan =penyaluran =meminjam =pinjam =menyumbang =disumbang", "sum"),
    Row(PAY, "bayar =membayarkan =dibayarkan =terbayar =melunasi =dilunasi =lunas", "sum"),
    Row(PAY, "=dibayar =dicicil =cair =cairnya =dicairkan", ""),
    Row(PAY, "=menerima =terima =diterima =memperoleh =mendapat =mendapatkan =meraih =meraup =raup =mengantongi "
        "=menghimpun =mengumpulkan "
        "=menggalang =kumpulkan", "paid"),
    Row(PAY, "=menanamkan =menanam =tanamkan =tanam =mengeluarkan =keluarkan =menghabiskan =menggunakan =habiskan =menambah =menambahkan "
        "=menanggung =ditanggung =merogoh =menyerahkan =diserahkan =menyerahkannya =mengirim =dikirim =mengembalikan "
        "=dikembalikan =mengganti "
        "=memberi =memberikan =diberi =membagikan =dibagikan =membagi =ditarik =tarik =dibantu", "paid"),
    Row(PAY, "beli =menjual =jual =penjualan =terjual =laku =sewa =menyewa =disewa =disewa-beli =dilelang", "price"),
    Row(PAY, "=dijual =dilepas", "price", r"[^.;\n]{0,40}\s(?:seharga|senilai|dengan\sharga|sebesar)\b"),
    Row(PAY, "=masuk =mengalir =tersalur =terkumpul", "amount-left"),
    Row(PAY, "=mencairkan =menerima =membagikan =membagi =dibagikan =mengembalikan =dikembalikan =mengirim =mengganti", "sum-next"),
    Row(LAUNCH, "luncur+kan =peluncuran =meluncur =diluncurkan", ""),
    Row(LAUNCH, "rilis =terbit =menerbitkan =diterbitkan =penerbitan pasar+kan", "product"),
    Row(LAUNCH, "perkenal+kan kenal+kan =memperkenalkan =diperkenalkan =perkenalkan", "product"),
    Row(LAUNCH, "tayang+kan =tayang =tayangnya =penayangan putar =mengudara", "screen"),
    Row(LAUNCH, "=dijual =dipasarkan =jualan =keluar =hadir =jalan", "product on-sale"),
    Row(DELAY, "tunda =tertunda tangguh+kan =digeser =menggeser =diundur =diundurkan =mengundurkan =undur =mundur =molor "
        "=diundurnya", "product"),
    Row(CANCEL, "batal+kan =batal =dihentikan =menghentikan =disetop =tarik =menarik =ditarik =penarikan =tamat", "product not-contract"),
    Row(MEET, "=bertemu =pertemuan =bertatap =temui", "parties"),
    Row(MEET, "=menemui =ditemui =ditemuinya =berunding =perundingan", "parties"),
    Row(MEET, "=pembicaraan =negosiasi", "parties", r"\s(?:dengan|antara|kedua)\b"),
    Row(MEET, "=rups =rupslb", "", "", r"[^(]"),
    Row(MEET, "=rapat", "", r"\s(?:umum|anggota|pemegang|tahunan|luar\sbiasa|keluarga)\b"),
    Row(MEET, "=rapat", "", "", r"\bpemegang\ssaham\b[^.;\n]{0,30}"),
    Row(MEET, "=rapat", "parties", r"\s(?:dengan|bersama|singkat|di|antara)\b"),
    Row(SUE, "gugat denda =gugatan =gugatannya =denda =kasasi dakwa =dakwaan =memperkarakan =perkarakan =diperkarakan", ""),
    Row(SUE, "=menuntut =dituntut =tuntutan =tuntutannya", "legal"),
    Row(SUE, "=banding =keberatan "
        "=peninjauan", "", "", r"\b(?:mengajukan|menempuh|upaya|permohonan|pernyataan|menyatakan\s(?=banding))\s?"),
    Row(SUE, "=cabut =mencabut =dicabut =pencabutan", "", "", r"\bgugatan\b[^.;\n]{0,25}"),
    Row(SUE, "=mencabut =cabut", "", r"\s(?:gugatan|perkara)\b"),
    Row(SUE, "=meminta", "", r"\sganti\srugi\b"),
    Row(SUE, "=membawanya =menyeret =menyeretnya =membawa", "", r"\s[^.;\n]{0,30}ke\s(?:pengadilan|meja\shijau)\b"),
    Row(SUE, "=damai =perdamaian", "", "", r"\b(?:mengupayakan|perjanjian|kesepakatan|tawaran|sepakat)\s"),
    Row(SUE, "=perkara", "", "", r"\b(?:mendaftarkan|mengajukan)\s"),
)  # fmt: skip
NOUNS_ID = {
    "post": "direktur direksi komisaris ketua kepala manajer ceo cto cfo coo presiden menteri gubernur bupati wali_kota rektor "
    "dekan pelatih "
    "bendahara sekretaris wakil pemimpin redaktur penasihat pilot jabatan kursi posisi komisioner juru_bicara kapten penjabat plt duta",
    "unit": "perusahaan perseroan koperasi lembaga yayasan studio unit divisi lab laboratorium satuan_tugas satgas anak_usaha "
    "anak_perusahaan "
    "usaha firma komite konsorsium klub redaksi startup rintisan patungan grup organisasi serikat asosiasi panitia bank maskapai",
    "own": "unit divisi anak_usaha anak_perusahaan lini bagian cabang_usaha merek",
    "lab": "lab laboratorium studio redaksi divisi unit perusahaan koperasi lembaga kanal_sendiri",
    "sum": "uang dana utang tunggakan pesangon dividen hibah pinjaman bunga kupon modal bantuan gaji upah honor klaim tagihan "
    "ganti_rugi denda "
    "uang_muka cicilan angsuran kredit tunjangan insentif santunan kompensasi beasiswa hadiah bonus premi iuran dp sepertiganya "
    "separuhnya tunai",
    "receipt": "pesangon dividen uang_muka pinjaman hibah ganti_rugi kompensasi santunan bantuan",
    "product": "film serial sekuel album buku novel aplikasi layanan produk model versi peluncuran rute merek gim ponsel mobil "
    "motor sepeda_motor "
    "fitur kapal satelit obat vaksin mesin program penerbangan_perdana",
    "screen": "film serial sinetron episode sekuel dokumenter bioskop musim",
    "staff": "karyawan pegawai pekerja staf buruh animator wartawan orang pengemudi tenaga_kerja pilot",
    "state": "laba pendapatan omzet keuntungan rugi harga penjualan nilai biaya tarif ongkos anggaran aset",
    "building": "tugu patung rumah tenda masjid gedung menara posko monumen jembatan pabrik",
    "contract": "kontrak pesanan pembelian perjalanan rencana rapat izin",
    "legal": "pengadilan sidang jaksa gugatan hakim ganti_rugi penggugat perkara meja_hijau tergugat denda mediasi",
}


def _indonesian() -> TriggerWords:
    return TriggerWords(
        senses=_senses(ROWS_ID, {"lang": "id"}),
        nouns={need: _words(listed) for need, listed in NOUNS_ID.items()},
        planned=_words(
            "akan berencana bakal hendak mempertimbangkan menimbang rencana rencananya dijadwalkan menjajaki bisa mungkin "
            "diperkirakan berniat "
            "kemungkinan peluang mengusulkan ingin siap mau dapat boleh jika kalau bila apabila diharapkan semestinya mestinya "
            "sedianya seharusnya "
            "sepakat bersedia setuju menyetujui disetujui menawarkan ditawari diminta meminta minta berjanji menjanjikan dijanjikan harus "
            "wajib berkewajiban mewajibkan berharap mengharapkan ajakan nanti ditargetkan menargetkan wacana usul menyatakan_siap sebelum "
            "dirundingkan agar supaya demi mencari mengancam calon apakah kapan"
        ),
        denied=_words(
            "tidak belum tak membantah batal menolak bukan tanpa menyangkal dibantah disangkal urung gagal menepis tak_kunjung tiada"
        ),
        generic=_words("setiap selalu biasanya kerap saban acap"),
        after=_words("kemudian sesudah_itu setelah_itu lalu selanjutnya"),
        position_before=("sebagai", "menjadi", "jadi"),
        receiver=("kepada", "ke", "pada", "di", "untuk", "bagi"),
        source=("dari",),
        receiving=_words(
            "memperoleh mendapat mendapatkan meraih raup meraup menerima terima diterima menghimpun mengumpulkan menggalang "
            "mengantongi meminjam "
            "pinjaman kredit menjual terjual pendanaan"
        ),
    )


# --- English ---------------------------------------------------------------------------------------------------------------------

ROWS_EN = (
    Row(START, "hire recruit appoint =appointment =appointments promote reappoint poach =swearing-in =sworn", "", r"(?!\shands)"),
    Row(MERGE, "join", "", r"\sforces\b"),
    Row(START, "join =rejoined", "person"),
    Row(START, "name =naming", "person post"),
    Row(START, "elect =tapped install", "person post"),
    Row(START, "=made =appointed", "person post-next"),
    Row(START, "sign =re-signed", "person move"),
    Row(START, "=off", "person", r"\sto\s"),
    Row(START, "=become =becomes =became", "person post-next starting"),
    Row(START, "=moves =moved =move =switched =defected", "person move"),
    Row(START, "=starts =start =started", "person", r"\s(?:work|on|at|as|next)\b"),
    Row(START, "=takes =take =took", "person", r"\s(?:over\sas|up\sthe\s(?:post|role|job)|charge)\b"),
    Row(START, "=arrives =arrived =arrive", "person", r"\sfrom\b"),
    Row(START, "=get =gets", "person", r"\sa\sseat\b"),
    Row(END, "resign =resignation retire fire =sacked =sack =sacking dismiss =dismissal oust =ousted =departure =redundancies "
        "=layoffs", "name-or-staff"),
    Row(END, "=quit =quits", "name"),
    Row(END, "=made", "", r"\s(?:\w+\s){0,2}redundant\b"),
    Row(END, "=lost =lose =loses", "", r"\s(?:their|his|her|its)\s(?:jobs?|posts?|seats?)\b"),
    Row(END, "depart terminate =retirement =ouster", "name-or-staff"),
    Row(END, "=laid =lay =laying =lays", "", r"\soff\b"),
    Row(END, "=leave =leaves =left =leaving", "name", r"(?!\s(?:behind|open|hand|side|the\s(?:door|house|room)|for\s(?:the\sday))\b)"),
    Row(END, "=left", "", r"(?=[.,;])", r"\b(?:since|already|then)\s"),
    Row(END, "=stepped =step =steps =stepping =stood =stands =stand", "", r"\s(?:down|aside)\b"),
    Row(END, "=walked =walks", "person", r"\sout\b"),
    Row(END, "=let =lets", "", r"\s(?:\w+\s){0,3}go\b"),
    Row(END, "=shown =shows", "", r"\sthe\sdoor\b"),
    Row(END, "=go =goes =cut =cuts =shed =axed =lose", "jobs"),
    Row(FOUND, "=founded =founding co-found =cofounded", ""),
    Row(FOUND, "=set =sets =setting", "", r"\sup\s(?:a|an|its|his|her|their|the)\b"),
    Row(FOUND, "form establish create =creation incorporate", "unit-next"),
    Row(FOUND, "=start =started", "unit-next"),
    Row(CLOSE, "dissolve disband =liquidated =liquidation =wound", "unit"),
    Row(CLOSE, "=close =closes =closed =closing =closure =shut =shuts =shutting =shutter =shuttered", "closed-unit"),
    Row(REORGANIZE, "restructure reorganise reorganize =reorganisation =reorganization =downsizing downsize =demerger =demerge"),
    Row(REORGANIZE, "=split =splits =splitting =spin =spun =spins =overhaul =overhauled =fold =folds =folded merge =merger "
        "combine", "own-units"),
    Row(MERGE, "acquire =acquisition =takeover =buyout", "unit"),
    Row(MERGE, "merge =merger =mergers combine", "org"),
    Row(PAY, "=buy =buys =bought =buying take =took =taken sell =sold acquire =sells", "minority"),
    Row(MERGE, "=buy =buys =bought =buying =sell =sells =sold =takes =took =snapped =sale", "majority"),
    Row(MERGE, "=buy =buys =bought =buying", "company"),
    Row(MERGE, "=sell =sells =sold =sale =selling", "company-sold"),
    Row(PAY, "=buy =buys =bought =sold =sell =sells", "price"),
    Row(PAY, "invest donate =lent =lend =lends =lending =repay =repaid =repays reimburse =injected =inject =refunds =refunded "
        "=refund", "sum"),
    Row(PAY, "=pay =pays =paid =paying =payment =repayment", "sum not-ordered"),
    Row(PAY, "=spend =spends =spent raise receive award contribute grant =put =puts =give =gave =gives =given =get =gets =got =sent =sends "
        "=take =takes =took fund", "paid"),
    Row(PAY, "=investment =loan =grant =donation =funding =instalment", "amount-next"),
    Row(LAUNCH, "launch unveil relaunch =debut =debuted =rollout", "product-or-agent"),
    Row(LAUNCH, "release publish introduce", "product"),
    Row(LAUNCH, "=roll =rolled =rolls", "product", r"\sout\b"),
    Row(LAUNCH, "=goes =go =gone =went", "", r"\son\s(?:the\smarket|sale)\b"),
    Row(DELAY, "delay postpone defer =slipped", "product"),
    Row(DELAY, "push =put =puts", "product", r"\sback\b"),
    Row(CANCEL, "=cancel =cancels =cancelled =canceled =cancelling =scrap =scrapped =scraps =scrapping abandon =axed =pulled "
        "=dropped =drops "
        "=withdrew =withdrawn =withdraws =discontinued =shelved =recalled =ditched", "product"),
    Row(MEET, "=met =meet =meets", "parties"),
    Row(MEET, "=meeting =meetings", "parties", r"(?!\s(?:room|point|place|demand))"),
    Row(MEET, "=talks", "parties", r"(?!\sto\s|\sabout\s)"),
    Row(MEET, "=summit", "parties"),
    Row(SUE, "=sue =sues =sued =suing countersue =lawsuit =lawsuits =suit =prosecuted =indicted"),
    Row(SUE, "=fine =fines =fined =penalty", "legal-sum"),
    Row(SUE, "settle =settlement =settlements", "legal-sum"),
    Row(SUE, "=charges", "", "", r"\b(?:faces?|faced|filed|denied|denies|dropped|bring|brought)\s(?:\w+\s)?"),
    Row(SUE, "=filed", "", r"\s(?:suit|for\sdamages|a\s(?:claim|complaint))\b"),
    Row(SUE, "charge", "person", r"\s(?:with|over)\b"),
    Row(SUE, "=ordered =orders", "court", r"\s[^.;\n]{0,50}\bto\s(?:pay|repay|refund)\b"),
    Row(SUE, "=withdrew =dropped =withdrawn", "", r"\s(?:its|his|her|their|the)\s(?:case|suit|lawsuit|claim)\b"),
    Row(SUE, "=appeal =appeals =appealed", "legal"),
)  # fmt: skip
NOUNS_EN = {
    "post": "chief director president chairman chairwoman chair head manager officer treasurer secretary minister governor "
    "mayor partner ceo cfo "
    "coach boss editor executive board leader deputy commissioner trustee captain principal",
    "unit": "company firm start-up startup lab unit division team business co-operative cooperative charity foundation "
    "subsidiary arm group venture "
    "committee council bank school studio agency rival taskforce task_force",
    "own": "units divisions businesses subsidiaries branches departments two three unit division arm",
    "lab": "company lab unit division studio newsroom firm charity",
    "sum": "money cash debt debts compensation dividend dividends loan loans salary salaries wages fee fees deposit deposits "
    "bonus refund refunds "
    "grant damages bill tuition rent pension stake instalment royalty",
    "receipt": "payout payment deposit compensation refund grant loan",
    "product": "film series album book novel app service product model version launch robot phone car drug vaccine game flight "
    "device range",
    "screen": "film series",
    "staff": "staff workers employees jobs people pilots clerks posts engineers journalists teachers",
    "jobs": "jobs workers staff employees clerks posts",
    "state": "profit revenue sales price value cost costs income budget turnover loss losses worth",
    "building": "mosque statue",
    "contract": "contract order trip plan permission case suit claim",
    "legal": "court judge lawsuit lawyers lawyer jury claim trial ruling sued suit case dispute patent tribunal fine damages "
    "days_to regulator",
    "court": "judge court tribunal jury",
}


def _english() -> TriggerWords:
    return TriggerWords(
        senses=_senses(ROWS_EN, {"lang": "en"}),
        nouns={need: _words(listed) for need, listed in NOUNS_EN.items()},
        planned=re.compile(
            r"(?<!\w)(?:will|would|could|may|might|plans?|planned|plans?\sto|to|expected|considering|if|should|set\sto|agreed|wants?|hopes?|likely|"
            r"must|shall|can|due|about\sto|before|unless|proposed|whether|possible|asked|offered)(?!\w)"
        ),
        denied=re.compile(r"(?:(?<!\w)(?:not|never|no|denied|denies|without|cannot|nobody)|n['’]t)(?!\w)"),
        generic=_words("always usually every often each"),
        after=_words("then after_that later since"),
        position_before=("as",),
        receiver=("to", "into", "in", "at"),
        source=("from",),
        receiving=_words("raised raise raises raising receive received receives get gets got loan funding sold sell sells"),
    )


# --- Vietnamese ------------------------------------------------------------------------------------------------------------------

NOT_ROLE_VI = r"^(?!.*(?:người|nhà|đồng|thành viên)\s$).*"
NOT_NOUN_VI = r"^(?!.*(?:giá|giá mua,|doanh|nợ|mức|lãi)\s$).*"
ROWS_VI = (
    Row(START, "nhận_việc", "", "", r"^(?!.*xác\s$).*"),
    Row(START, "nhận_chức ký_hợp_đồng_với bổ_nhiệm tuyển_dụng chiêu_mộ tuyển_mộ đề_bạt bổ_sung_vào thăng_chức tái_bổ_nhiệm mời_về"),
    Row(START, "gia_nhập chuyển_sang đầu_quân về_đầu_quân nhậm_chức", "person"),
    Row(START, "được_bầu bầu được_cử cử chỉ_định tiến_cử giao phân_công", "person post"),
    Row(START, "tuyển", "name-or-staff", r"(?!\s(?:thủ|sinh|Việt|quốc|chọn|nữ|nam)\b)"),
    Row(START, "rời", "person move-left"),
    Row(START, "lên_làm", "person post"),
    Row(END, "từ_chức nghỉ_hưu sa_thải thôi_việc miễn_nhiệm mất_việc nghỉ_việc từ_nhiệm cách_chức bãi_nhiệm cắt_giảm_nhân_sự"),
    Row(END, "thôi", "name", r"\s(?:làm|chức|giữ|việc)\b"),
    Row(END, "rời", "person", r"\s(?:khỏi|ghế|chức|công\sty|hãng|tập\sđoàn|đội)\b"),
    Row(END, "rời", "person org-object"),
    Row(END, "treo_giày treo_găng"),
    Row(END, "cắt_giảm", "staff-next"),
    Row(FOUND, "thành_lập đồng_sáng_lập sáng_lập", "", "", NOT_ROLE_VI),
    Row(FOUND, "ra_đời khai_sinh", "unit-subject"),
    Row(FOUND, "mở lập thành_lập dựng", "founded-object"),
    Row(CLOSE, "giải_thể phá_sản"),
    Row(CLOSE, "đóng_cửa", "closed-unit"),
    Row(REORGANIZE, "tái_cơ_cấu cơ_cấu_lại tinh_gọn"),
    Row(REORGANIZE, "gộp sáp_nhập hợp_nhất chia_tách tách", "own-units"),
    Row(REORGANIZE, "thu_hẹp", "unit"),
    Row(MERGE, "sáp_nhập hợp_nhất thâu_tóm về_chung_nhà"),
    Row(PAY, "mua mua_lại bán bán_lại", "minority"),
    Row(MERGE, "mua bán mua_lại bán_lại", "majority"),
    Row(MERGE, "mua_lại mua nhập", "company"),
    Row(MERGE, "bán", "own-units"),
    Row(SUE, "bồi_thường", "legal"),
    Row(PAY, "đầu_tư tài_trợ quyên_góp giải_ngân rót rót_vốn "
        "bỏ_vốn", "sum", r"(?!\s(?:viên|chéo)\b)", r"^(?!.*(?:nhà|chủ|quỹ|hội đồng|khối)\s$).*"),
    Row(PAY, "chi trả vay nhận thưởng góp đặt_cọc hỗ_trợ bỏ_ra cho_vay thanh_toán huy_động gọi_vốn đóng_góp tặng thu chuyển nộp "
        "lại_quả bồi_thường "
        "hoàn_trả trích ủng_hộ rút_ra cấp", "paid", r"(?!\s(?:nhánh|tiết|phí|thiết|lời|ngân)\b)", NOT_NOUN_VI),
    Row(PAY, "trả nhận", "", r"\s(?:nợ|vốn|lương|cổ\stức|tiền)\b"),
    Row(PAY, "mua bán mua_lại", "price", "", NOT_NOUN_VI),
    Row(PAY, "về", "", r"\stài\skhoản\b"),
    Row(LAUNCH, "ra_mắt trình_làng lên_kệ mở_bán phát_hành công_chiếu", "", r"(?!\s(?:cổ\sphiếu|trái\sphiếu)\b)"),
    Row(LAUNCH, "giới_thiệu có_mặt ra in xuất_bản bán", "product on-sale"),
    Row(DELAY, "hoãn tạm_dừng tạm_hoãn tạm_ngừng trì_hoãn lùi dời lỡ lùi_lịch", "product"),
    Row(CANCEL, "bỏ thôi từ_bỏ hủy_bỏ huỷ_bỏ hủy dừng khai_tử ngừng thu_hồi rút", "product"),
    Row(MEET, "gặp gặp_gỡ hội_đàm cuộc_gặp hội_kiến", "parties", r"(?!\s(?:khó|phải|nạn|gỡ|tai)\b)"),
    Row(MEET, "cuộc_họp họp_bất_thường buổi_gặp", "parties"),
    Row(MEET, "đại_hội", "", r"(?!\s(?:thể\sthao|đảng|thể))"),
    Row(SUE, "khởi_kiện vụ_kiện kháng_cáo đơn_kiện xử_phạt kháng_nghị phản_tố"),
    Row(SUE, "kiện", "", r"(?!\s(?:toàn|hàng|tướng)\b)", r"^(?!.*(?:linh|điều|sự|bưu|phụ|đơn|vụ|khởi|dữ|văn)\s$).*"),
    Row(SUE, "phạt", "sum", r"(?!\s(?:đền|góc)\b)", r"^(?!.*(?:hình|xử|trừng)\s$).*"),
    Row(SUE, "bồi_thường", "court"),
    Row(SUE, "hòa_giải hoà_giải", "legal"),
    Row(SUE, "hòa_giải dàn_xếp khởi_tố truy_tố", "parties"),
)  # fmt: skip
NOUNS_VI = {
    "post": "giám_đốc tổng_giám_đốc chủ_tịch phó_chủ_tịch trưởng_phòng kế_toán_trưởng bộ_trưởng hiệu_trưởng huấn_luyện_viên "
    "ban_giám_đốc ceo "
    "trưởng_nhóm thư_ký ghế chức trưởng_ban viện_trưởng phó_tổng_giám_đốc kỹ_sư_trưởng",
    "unit": "công_ty doanh_nghiệp tập_đoàn hãng quỹ hợp_tác_xã ngân_hàng trung_tâm viện phòng_thí_nghiệm chi_nhánh liên_doanh "
    "tổ_hợp lò xưởng "
    "câu_lạc_bộ trường startup",
    "own": "hai_phòng hai_chi_nhánh phòng_thí_nghiệm chi_nhánh bộ_phận mảng hai_đơn_vị đơn_vị công_ty_con ba_công_ty",
    "lab": "phòng_thí_nghiệm công_ty tòa_soạn bộ_phận lò hợp_tác_xã",
    "sum": "tiền vốn nợ lương cổ_tức học_bổng tiền_mặt thưởng khoản_vay cọc",
    "receipt": "tiền vốn lương cổ_tức",
    "product": "mẫu xe phim sách cuốn ứng_dụng dịch_vụ sản_phẩm dòng bản phiên_bản điện_thoại tuyến vị sữa cà_phê tàu máy",
    "screen": "phim",
    "staff": "nhân_viên công_nhân lao_động người nhân_sự kỹ_sư",
    "state": "doanh_thu lợi_nhuận lãi lỗ giá doanh_số chi_phí thị_giá vốn_hóa",
    "building": "tượng_đài",
    "contract": "hợp_đồng đơn_hàng chuyến_đi",
    "legal": "tòa toà tòa_án kiện nguyên_đơn bị_đơn phiên_tòa luật_sư khởi_kiện xét_xử hầu_tòa",
    "court": "tòa toà tòa_án tuyên buộc",
}


def _vietnamese() -> TriggerWords:
    return TriggerWords(
        senses=_senses(ROWS_VI, {"lang": "vi"}),
        nouns={need: _words(listed) for need, listed in NOUNS_VI.items()},
        planned=_words(
            "sẽ dự_kiến có_thể kế_hoạch đồng_ý cân_nhắc sắp muốn định nếu đề_nghị phải cần mong trước_khi đàm_phán xin cam_kết hứa"
        ),
        denied=_words("không chưa chẳng phủ_nhận bác_bỏ"),
        generic=_words("thường mỗi hằng hàng luôn"),
        after=_words("sau_đó rồi"),
        position_before=("làm", "giữ chức", "vai trò", "vào vị trí"),
        receiver=("cho", "vào", "sang"),
        source=("từ", "của"),
        receiving=_words("nhận vay huy động gọi vốn thu bán được"),
    )
