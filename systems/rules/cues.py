"""The words that give names away, by language and by where they stand: before, after, first or last in a name.

A table gives the words of a class; a word may be in several.  What a class is worth for each type is no matter of this module: the
weights beside it say.  `-nya` is cut off before an Indonesian word is looked up, so that `pengacaranya` is `pengacara`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

__all__ = [
    "ABBREVIATIONS",
    "BODIES",
    "CALENDAR_WORDS",
    "COMPANY_DOTS",
    "COMPOUNDS",
    "FILLERS",
    "PORTFOLIOS",
    "POSSESSIVE_HEADS",
    "POSTNOMINALS",
    "REGIONAL_HEADS",
    "UNNAMED_HEADS",
    "Cues",
    "cues_of",
]

Table = Mapping[str, str]
Classes = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Cues:
    """The cue words of one language; dictionaries go from a word to its classes."""

    around: Classes
    """Lower-case words beside a name, before or after it."""
    first: Classes
    """Words or beginnings with which a name opens, in their capitals; several words may be one cue."""
    last: Classes
    inside: Classes
    titles: frozenset[str]
    """Capitalised, before a person's name, outside of it."""
    ranks: frozenset[str]
    """Titles that part a place or an office from the person behind it."""
    openers: frozenset[str]
    """Lower case: words with which sentences open, and roles before names."""
    never: frozenset[str]
    """No names: units, pronouns, feasts, schooling, common abbreviations."""
    particles: frozenset[str]
    """Lower-case words inside a person's name."""
    of_heads: frozenset[str]
    """Behind these `of`, `for` and `dan` go on with a name."""
    skipped: frozenset[str]
    """Words between a name and its verb."""
    common: tuple[str, ...]
    """Endings of words that are no names."""


@cache
def cues_of(lang: str) -> Cues:
    """The cues of id, en or vi."""
    words = {"id": _INDONESIAN, "en": _ENGLISH, "vi": _VIETNAMESE}[lang]
    lists: Mapping[str, str] = words["lists"]
    return Cues(
        around=_classes([words["around"]]),
        first=_classes([words["first"], *([] if lang == "vi" else [_LATIN["first"]])]),
        last=_classes([words["last"], _LATIN["last"]]),
        inside=_classes([words["inside"], _LATIN["inside"]]),
        titles=_set(lists["titles"], _LATIN_TITLES),
        ranks=_set(lists["ranks"]),
        openers=_set(lists["openers"]),
        never=_set(lists["never"], _NEVER),
        particles=_set(lists["particles"]),
        of_heads=_set(lists["of_heads"]),
        skipped=_set(lists["skipped"]),
        common=tuple(lists["common"].split()),
    )


def _set(*lists: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for words in lists for word in words.split())


def _classes(tables: Iterable[Table]) -> Classes:
    found: dict[str, list[str]] = {}
    for table in tables:
        for kind, words in table.items():
            for word in words.split():
                found.setdefault(word.replace("_", " "), []).append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


ABBREVIATIONS = _set(
    "Muh Moh Mohd Muhd Abd Abdl St Hj Hi Dr Drs Ir Jr Sr Mr Mrs Ms Gen Gov Sen Rep Sgt Capt Lt Col Prof Rev Ft Mt No Ny Tn Kp Kab Kec TP U.S U.K"
)
"""A full stop behind these does not end a name."""
COMPANY_DOTS = _set("Jr Sr Inc Corp Ltd Co Bhd B.V N.V S.A K.K S.p.A A.S S.R.L Pty L.L.C")
"""A full stop behind these belongs to the name."""
POSSESSIVE_HEADS = _set(
    "People Women Men Children Workers Farmers Teachers Lloyd Sotheby Christie McDonald Lord King Queen St Macy Moody Levi Kellogg"
)
"""A name goes on behind the possessive of these."""
PORTFOLIOS = _set(
    "Justice Energy Culture Sports Environment Agriculture Labour Labor Economy Development Industry Treasury Tourism Science Technology Energi Sumber Daya Mineral HAM Asasi Manusia Perumahan Rakyat Pekerjaan Ekonomi Kreatif Komunikasi Informatika Informasi Aparatur Pembangunan Tertinggal Transmigrasi Perempuan "
    "Perlindungan Anak Konsumen Edukasi Kebudayaan Tinggi Politik Keamanan Kemaritiman Kesejahteraan Perekonomian Hidup Kabinet DPP DPD DPC Fraksi Umum Khusus Muda Tinggi Harian Pertama Kedua "
    "Keuangan Perdagangan Perindustrian Pertahanan Kesehatan Pendidikan Pertanian Perhubungan Agama Sosial Hukum BUMN ESDM Koordinator Bidang Luar Dalam Negeri Kelautan Perikanan "
    "Pariwisata Ketenagakerjaan Lingkungan Kehutanan Riset Pemuda Olahraga PUPR Umum Operasional Operasi Pemasaran Komersial Teknik Jenderal Kepatuhan Utama Pelaksana Eksekutif SDM "
    "Bisnis Produksi Finance Foreign Defence Defense Health Trade Education Transport Home Prime Interior Majelis Kota Daerah RT RW Bicara Presiden Gubernur Bupati Wali Menteri Direktur "
    "Komisaris Ketua Kepala"
)
"""Behind a title, part of the office."""
COMPOUNDS = _set(
    "mạo_hiểm từ_thiện bảo_trợ trẻ_em tín_dụng nhân_thọ liên_doanh cổ_đông hợp_tác xuất_khẩu nhập_khẩu sản_xuất dịch_vụ tư_vấn giải_pháp phần_mềm thiết_bị vật_tư linh_kiện bán_dẫn vi_mạch "
    "đất_đai hình_sự an_ninh hôn_nhân quảng_cáo cạnh_tranh sở_hữu trí_tuệ bảo_vệ hành_chính ngân_sách quốc_tế kiến_trúc mỹ_thuật sân_khấu điện_ảnh âm_nhạc sư_phạm luật_sư nhà_báo nhà_văn "
    "nông_dân công_đoàn cựu_chiến_binh chữ_thập đỏ dầu_tiếng lâm_nghiệp chăn_nuôi thú_y thủy_lợi thủy_điện nhiệt_điện năng_lực hậu_cần kho_bạc dự_trữ thống_kê tiền_tệ ngân_hàng ngoại_thương đầu_tư phát_triển kỹ_nghệ công_nghệ thông_tin hội_đồng quản_trị "
    "chứng_khoán nhà_nước y_tế giao_thông vận_tải tài_chính ngoại_giao nội_vụ công_an quốc_phòng giáo_dục đào_tạo kế_hoạch đầu_tư nông_nghiệp phát_triển nông_thôn môi_trường tài_nguyên "
    "văn_hóa thể_thao du_lịch thông_tin truyền_thông xây_dựng lao_động thương_binh xã_hội khoa_học công_nghệ tư_pháp nhân_dân bách_khoa kinh_tế quốc_dân quốc_gia thương_mại hàng_không "
    "hàng_hải đường_sắt điện_lực dân_sự cổ_phần thanh_niên phụ_nữ thủy_sản cà_phê nông_sản bao_bì hạ_tầng dệt_may dược_phẩm bảo_hiểm thực_phẩm đồ_gỗ cơ_khí xi_măng hóa_chất "
    "phân_bón địa_ốc viễn_thông năng_lượng khoáng_sản dầu_khí mía_đường bánh_kẹo gốm_sứ da_giày cao_su nước_mắm xe_điện điện_máy thời_trang nội_thất kỹ_thuật sân_bay nhà_máy bệnh_viện "
    "đại_học học_viện công_thương trung_ương khí_tượng thủy_văn hải_quan thuế_vụ kiểm_sát dân_quân công_nghiệp doanh_nghiệp công_ty tập_đoàn ngân_hàng ủy_ban hiệp_hội liên_đoàn khách_sạn "
    "nhà_hát bảo_tàng"
)
"""Vietnamese words of two syllables, of which names write the first alone with a capital."""
FILLERS = _set(
    "nhân dân cấp tối sơ thẩm phúc tỉnh huyện quận thành phố sát kiểm công nghệ cao nghiệp tư nhân cổ phần kinh tế trách nhiệm hữu hạn một thành viên điện tử vi mạch khoa học xã hội y dược bách kỹ thuật nông lâm khí vận động"
)
"""Vietnamese syllables that stand between the head of a name and the rest."""
BODIES = _set(
    "Act Authority Administration Commission Agency Department Ministry Committee Council Office Association Institute Bureau Board"
)
"""With these ends a name that has `and` in it."""
POSTNOMINALS = _set("MP MBE OBE CBE KBE QC KC PhD MD FRS FRCS JD Esq MPhil MSc SH MH SE MM MSi")
"""Behind a person's name, outside of it."""
UNNAMED_HEADS = _set("Partai Fraksi Kementerian Dinas Badan Komisi Polda Polres Polsek Kejaksaan Timnas DPP DPD DPC")
"""Heads of names in which no person is named."""
CALENDAR_WORDS = _set(
    "pada hari sejak hingga sampai setiap tiap bulan tanggal tahun akhir awal pertengahan mulai menjelang sebelum sesudah setelah dari ke antara dan on in last next this since until till by from every early "
    "late mid before after between ngày tháng thứ hôm sáng chiều tối đêm đầu cuối giữa từ đến trong vào"
)
"""Before a weekday or month that is one, and nobody's name."""
REGIONAL_HEADS = _set("Gubernur Bupati Wali Walikota Kapolres Kapolda Kapolsek Camat Lurah Sekda Wagub Wabup Dandim Danrem Kajari")
"""Titles behind which a place stands before the person."""
_LATIN_TITLES = (
    "CEO CFO CTO COO CMO Dr Dr. dr. Prof Prof. Ir Ir. Drs Drs. Dra Dra. H. Hj Hj. KH K.H K.H. Mr Mr. Ms Ms. Mrs Mrs. Sir St. S.H S.H. M.H M.H. S.E S.E. M.M M.M. "
    "M.Si M.Si. M.T M.T. S.T S.T. S.Pd M.Pd Ph.D Ph.D. MBA M.B.A M.Sc M.Kom S.Kom S.Sos S.IP S.Ag M.Ag Sp.PD Sp.OG Sp.A Sp.B Sp.PD-KGH"
)
_NEVER = (
    "WIB WITA Wita WIT GMT UTC WIB. AM PM kWh MWh kW MW GW kVA VA Mbps Gbps Kbps Hz GHz MHz GB TB MB KB Celsius Fahrenheit USB QR ATM VIP PIN SMS GPS LED LCD TV HP PC AI "
    "IT PDF SUV MRT LRT KRL IPO RUPS RUPSLB CEO CFO CTO COO EBITDA UMKM GDP PDB QRIS IPK KTP KK SIM NIK NPWP APBD APBN APBN-P BBM PHK MoU UKM HIV AIDS DNA"
)
_LATIN: dict[str, Table] = {
    "first": {
        "legal": "PT CV UD PD Perum Firma",
        "school": "SMA SMK SMP SD MI MTs SDN SMPN SMAN SMKN",
        "org": "Bank Studio Grup Group Klub RSUD RS RSU RSUP Polda Polres Polsek Kodim Radio",
        "agency": "FC PS BPJS BPBD KPU Kadin Bawaslu Basarnas DPP DPD DPC DPRD DPR PBB BUMN KPK BMKG BNPB",
        "hotel": "Hotel Grand Royal Villa",
        "craft": "KM KMP KRI KMC MV MT KN MS USS HMS",
    },
    "last": {
        "legal": "Tbk Inc Inc. Corp Corp. Ltd Ltd. Co Co. plc PLC LLC LLP GmbH AG SA S.A S.A. NV N.V N.V. BV B.V B.V. KK K.K K.K. Bhd Berhad SE AB Oy ASA JSC Pty Limited Corporation Company",
        "org": "Group Grup Partners Ventures Capital Holdings Holding Labs Laboratories Foundation University Institute Council Airlines Airways Air Bank Sekuritas Securities "
        "Technologies Technology Systems Solutions Industries Motors Energy Foods Bros Sons Daughters Studios Studio Pictures Records Entertainment Games Robotics Semiconductor "
        "Semiconductors Electronics Electric Automation Pharma Pharmaceuticals Therapeutics Biotech Biosciences Health Healthcare Insurance Assurance Finance Financial Fund Trust "
        "Investments Investment Properties Realty Logistics Shipping Lines Marine Leasing Rail Power Water Mining Resources Minerals Metals Steel Chemicals Cement Plantations "
        "Trading Global International Worldwide Networks Network Telecom Communications Software Cloud Digital Data Interactive Consulting Associates Advisors Research Analytics "
        "Brewery Dairy Co-operative Cooperative Farms Retail Stores Supermarkets Markets Hotels Resorts Travel Tours Cement Textile Textiles Garments Fashion Cosmetics Devices Instruments "
        "Precision Ceramics Life Takaful United",
        "media": "Times Post Pos News Herald Tribune Gazette Journal Daily Weekly Express Ekspres Ledger Examiner Chronicle Mail Observer Courier Argus Echo Star Sun Mirror Standard Bulletin "
        "Review Today Press Dispatch Sentinel Register Record Advertiser Independent TV FM Radio Media Online ",
        "event": "Open Marathon Cup Festival Fair Expo Summit Olympics Games Championship Championships Prix Awards Week Fest Walk Run Tour Series Conference Forum War",
    },
    "inside": {
        "org": "Bank Tbk Venture Ventures Capital Group Tech Digital Energy Marine Global Partners Labs Cloud Air Airlines Robotics Systems Studio Media Network",
    },
}
_INDONESIAN: dict[str, Table] = {
    "around": {
        "in": "di",
        "from": "dari",
        "to": "ke kepada",
        "of": "milik",
        "for": "untuk bagi",
        "honorific": "pak bu bang mas mbak kang teh om tante mbah nenek kakek dr dokter ustaz kiai",
        "speech": "kata ujar tutur ungkap jelas terang imbuh tambah ucap papar tukas tegas sambung kilah sergah cetus gumam keluh kelakar seloroh sindir lanjut jawab tanya aku canda cerita "
        "kenang urai beber sebut pesan mengatakan menambahkan menilai menjelaskan menyatakan menegaskan mengaku berkata menuturkan memperkirakan menyebut mengungkapkan menyebutkan bercerita "
        "menceritakan mengakui membenarkan membantah mengenang berpendapat berharap meminta berpesan menjawab memaparkan mengingatkan mengeluh menduga meyakini berjanji bersumpah mengisahkan "
        "berterima tertawa tersenyum mengangguk menggeleng menghela berbisik berseloroh menyindir menepis mengklaim memastikan menyesalkan mengkritik",
        "life": "lahir wafat meninggal menikah bergabung mundur pensiun pindah menggantikan menjabat memimpin mengepalai duduk berjalan mengenang belajar bekerja lulus tinggal membaca menulis "
        "terpilih dilantik ditunjuk diangkat ditangkap ditahan didakwa divonis berusia datang pulang menunggu melihat mendengar merasa percaya ingin berhenti berasal hadir mencoba menangis "
        "dipanggil dipecat diberhentikan direkrut dipromosikan mengundurkan diundang diperiksa dihukum dituntut bersaksi terlihat tampak tewas tidur bangun mandi makan minum memasak memegang "
        "mengisi merangkap sebagai berangkat mengundurkan memulai berlari menang kalah mencetak finis juara unggul naik turun mengajar",
        "deed": "meluncurkan merilis mengakuisisi membukukan mencatat mencatatkan menutup memangkas memecat mempekerjakan merekrut menandatangani memproduksi menjual membeli beroperasi berdiri "
        "bermarkas berkantor menyetor menyuntikkan menunjuk mengangkat membatalkan menunda menggugat didirikan dibubarkan diakuisisi melebur bergerak memiliki menguasai menerbitkan mengantongi "
        "meraih menawarkan membangun menargetkan berencana memberhentikan menerima membayar menyediakan melayani mengelola mengoperasikan memperoleh mengumumkan digugat dijual tutup bermula "
        "mengirim memasok menanamkan menggandeng berinvestasi memesan menyewa menggelar menyiapkan memindahkan menghentikan merumahkan mengambil memproses menyalurkan mendirikan melaporkan "
        "ditutup mengeluarkan menjatuhkan mendenda memutuskan menyetujui menetapkan mencabut mengatur berutang bersedia mengubah mencari menyusut merugi untung berkewajiban membantah menolak "
        "menyangkal berhak menjanjikan hendak bakal menaikkan menurunkan memperluas memusatkan kehilangan berpisah",
        "act": "dirilis diluncurkan dipasarkan dijual dibanderol dilengkapi menggunakan mampu sanggup memakai dirancang berbobot dihentikan dibuat terbit tayang diterbitkan ditayangkan diproduksi "
        "dibintangi berkisah bercerita disutradarai dihargai berharga seharga diuji diminati bisa dapat",
        "motion": "terbalik tenggelam karam bertolak berlabuh berlayar kandas bersandar meledak meletus dilanda diguyur banjir kebanjiran terletak berjarak terendam",
        "role": "tukang montir pandai penjahit penenun perajin pengrajin pemahat pemusik pemandu penyelam pelaut mualim masinis kondektur juragan bandar mandor pekebun peternak petambak "
        "pemulung pengamen penari dalang sinden penabuh komponis dirigen kurator arsiparis pustakawan penerjemah filsuf teolog dekan rektor lektor wasit perenang pebalap pembalap "
        "pegulat pesepak pebulu pecatur gelandang pensiunan veteran prajurit tentara serdadu komandan ajudan petugas relawan aktivis pegiat tokoh tetua sesepuh pastor romo biksu "
        "pemangku khatib modin remaja bayi bocah gadis duda mertua ipar sepupu kembaran buyut cicit saudagar konglomerat taipan investor bankir akuntan auditor pialang ilmuwan "
        "fisikawan kimiawan astronom geolog psikolog psikiater duta konsul diplomat utusan presenter pembawa penyiar komentator kolumnis narablog pelawak penggarap penerima pelapor "
        "penggugat tergugat pengadu terpidana narapidana buronan "
        "direktur ketua kepala pendiri peneliti analis pengamat pelatih hakim bupati gubernur menteri presiden manajer pengusaha dokter guru sopir saksi terdakwa pelaksana aktris aktor "
        "kakak adik ibu bapak ayah istri suami anak cucu menantu paman bibi nenek kakek janda putra putri putranya keponakan sahabat rekan teman wakil sekretaris bendahara komisaris pemilik "
        "pemimpin pengacara advokat notaris jaksa polisi kapten pilot nakhoda perawat bidan apoteker dosen profesor ekonom sejarawan sutradara produser penulis novelis penyair wartawan "
        "jurnalis reporter fotografer pelukis penyanyi musisi model atlet pemain penyerang kiper bek petinju pelari peselancar petenis juara nelayan petani pedagang penjual pembeli pelanggan "
        "pengemudi kurir buruh operator teknisi insinyur perancang arsitek pengembang programmer koki kasir satpam pegawai karyawan mahasiswa siswa murid santri pendeta ustaz kiai imam lurah "
        "camat penghulu senator anggota legislator politikus calon kandidat korban tersangka pelaku penumpang warga perempuan lelaki pria wanita pemuda bos bosnya juru bicara utama keuangan "
        "hukum operasional pemasaran bernama penggagas pencetus pengurus koordinator pengawas penasihat ahli pakar penjaga penerus pewaris arahan karya pendahulu pengganti tetangga",
        "age": "tahun",
        "org": "penambang pelayaran pertambangan perminyakan pengolah pengepul tambang kilang pengilangan peternakan tambak penggilingan percetakan penerbitan perguruan pesantren madrasah "
        "sanggar orkestra paduan band kesebelasan liga federasi asosiasi perhimpunan ikatan himpunan forum gerakan fraksi komite panitia pengadilan kejaksaan kementerian direktorat "
        "otoritas regulator pengawas pialang sekuritas reksa kreditur debitur pemberi penerima pesaingnya mitranya pelanggannya afiliasi aplikasi perantara lokapasar kargo "
        "ekspedisi logistik kurir taksi angkutan perhotelan hotel katering swalayan minimarket grosir perusahaannya penerus cikal bakal milisi pasukan jawatan "
        "perusahaan rintisan startup emiten produsen pengembang pemasok distributor importir eksportir maskapai operator penyedia pengelola peritel kontraktor firma konsultan investor "
        "penerbit harian majalah koran tabloid portal media radio televisi studio produksi lembaga organisasi yayasan komunitas koperasi bank asuransi klub tim grup kelompok konglomerat induk "
        "usaha unit galangan toko restoran kafe bengkel pesaing mitra karyawan pegawai saham pemilik kantor staf aliansi konsorsium perkumpulan serikat partai dinas badan komisi sekolah kampus "
        "universitas klinik gerai jaringan pemodal penjamin pembuat pabrik penyalur penjual pabrikan bursa agensi agen biro anak perkebunan obligasi direksi manajemen wartawan editor redaksi "
        "dok dana milik bersama pengecer waralaba pemegang pendiri divisi laboratorium situs kontrak nasabah pelanggan pekerja buruh laba pendapatan kas penjualan ekspor aset utang modal "
        "pendanaan agregator penyewa pembeli eks",
        "place": "asal wilayah kota provinsi negara menuju daerah kawasan desa kecamatan kabupaten kampung dusun distrik nagari kelurahan pulau ibu pelabuhan pasar warga orang penduduk "
        "kelahiran cabang jalur rute bagian timur barat utara selatan tengah sekitar seluruh melewati lewat via melalui antara sampai hingga pantai pegunungan lembah teluk perairan arah "
        "singgah tiba kantor pabrik bertolak melanda waktu pemerintah pasar tujuan menyusul",
        "area": "kawasan daerah wilayah lingkungan permukiman koridor",
        "settlement": "kota-kota desa-desa kampung-kampung ibu_kota kotamadya karesidenan prefektur kanton emirat kerajaan republik "
        "kota desa kampung kabupaten kecamatan kelurahan provinsi nagari dusun negara negeri distrik gampong banjar permukiman ibukota",
        "land": "karang palung ngarai jurang puncak bukit-bukit telaga rawa delta muara hulu hilir air_terjun gua padang gurun savana dataran_tinggi dataran "
        "pulau laut gunung sungai danau selat teluk kawasan kepulauan pegunungan lereng kawah pantai pesisir perairan lembah hutan tanjung semenanjung benua samudra bukit",
        "site": "bendung waduk situ rumah gudang galangan pangkalan barak tahanan makam kebun pos gerbang tugu monumen patung aula balai pendopo istana benteng keraton mercusuar kantor "
        "puskesmas sekolah gelanggang arena sirkuit kolam studio galeri perpustakaan gang lorong terowongan "
        "jalan gedung bandara stadion jembatan pelabuhan stasiun terminal hotel pasar masjid gereja pura museum mal plaza tol bendungan pabrik pembangkit kampus bioskop taman lapangan "
        "perempatan simpang persimpangan halte dermaga candi lapas penjara ruko apartemen",
        "product": "sedan skuter tongkang yacht helikopter teleskop krim sensor lampu kompor traktor mainan teh bir sampo sepatu tas kartu reksa token penanak pompa antena gawai tablet jam "
        "headset konsol peramban pencari pil jamu suplemen bibit varietas pupuk semen cat ban aki baterai listrik perahu gerbong lokomotif senapan rudal tank cokelat keripik mi "
        "sambal kecap susu keju es parfum kosmetik seragam jaket kasur kursi paket edisi generasi penerus purwarupa prototipe "
        "aplikasi model produk satelit ponsel mobil bernama merek layanan platform gim permainan sistem bus kereta kapal tipe seri motor pesawat drone robot cip chip varian prosesor "
        "laptop kamera perangkat obat vaksin mesin feri program sepeda kendaraan truk peranti roket polis tabungan minuman rokok kopi sabun versi fitur asisten meluncurkan merilis pengganti lini",
        "work": "trilogi kumpulan antologi esai disertasi tesis makalah single tembang simfoni mural patung instalasi komedi film-film telenovela siniar podcast kolom naskah skenario tari "
        "film buku novel lagu album serial seri judul berjudul drama sinetron lukisan puisi cerpen komik kuis teater pertunjukan dokumenter majalah skripsi berkala animasi menggarap "
        "menayangkan pementasan",
        "event": "kongres muktamar musyawarah kontes sayembara pekan karnaval pawai parade pesta konser bursa ekspo seminar lokakarya simposium pertempuran pemberontakan kerusuhan revolusi "
        "tsunami kebakaran longsor kejurnas olimpiade pemilu pilkada referendum operasi "
        "pameran kejuaraan turnamen lomba festival konferensi ajang perang liga acara kompetisi badai siklon topan gempa banjir letusan peringatan perayaan piala balapan fenomena akibat",
        "law": "undang-undang peraturan pasal melanggar aturan perjanjian konvensi sebagaimana berdasarkan",
        "folk": "suku bahasa berbahasa etnis umat agama marga keturunan masyarakat warga orang kaum penganut adat",
        "tongue": "bahasa berbahasa huruf aksara logat dolar dollar hari bulan",
        "credit": "foto teks sumber dok laporan penulis editor reporter oleh",
        "and": "dan serta atau bersama dengan maupun",
        "by": "oleh",
        "with": "kepada bagi dengan untuk terhadap menggugat memecat menunjuk merekrut mengangkat bertemu dipimpin digantikan mempekerjakan meminta gugatan",
        "naming": "bernama disebut dijuluki dinamai namanya nama yakni yaitu adalah ialah seperti termasuk",
        "desc_person": "pria wanita perempuan lelaki pemuda bocah kelahiran lulusan mantan bekas seorang putra putri warga",
        "desc_org": "perusahaan lembaga organisasi anak usaha rumah unit pabrik pembuat penyedia jaringan badan kelompok",
        "desc_place": "kota desa kampung ibu kabupaten kecamatan nagari pulau kawasan tempat",
        "desc_product": "layanan aplikasi produk motor mobil kapal film novel kursus polis model perangkat satelit dengan yang",
    },
    "first": {
        "craft": "Kapal_Motor KA Kereta_Api Kapal_Perang Feri",
        "org": "Timnas Tim_Nasional Universitas Institut Kementerian Badan Dinas Pengadilan Mahkamah Komisi Koperasi Yayasan Partai Asosiasi Perusahaan Otoritas Dewan Majelis Lembaga Rumah_Sakit Kejaksaan "
        "Politeknik Sekolah Akademi Fakultas Pemprov Pemkab Pemkot Pemerintah_Provinsi Pemerintah_Kabupaten Pemerintah_Kota Serikat Direktorat Kepolisian Kantor Satuan Ikatan Himpunan Persatuan "
        "Perkumpulan Bursa Balai Inspektorat Asuransi Klinik Puskesmas Komite Forum Gerakan Aliansi Konsorsium Perhimpunan Federasi Pusat Laboratorium Kamar_Dagang Tentara Pasukan "
        "Pondok_Pesantren Pesantren Dana Indeks Paguyuban Sanggar Kedai Kedutaan Semen Pupuk Perseroan Sarikat Karang_Taruna Galangan Tim_SAR Bengkel Toko Warung Restoran "
        "Rumah_Makan Penerbit Percetakan Apotek Madrasah Komando Konsulat Lapas",
        "media": "Harian Kabar Suara Warta Koran Majalah Tabloid Radio Berita Kompas Media Sinar Lintas Tribun Jurnal Portal Fajar Mimbar ",
        "facility": "Bandara Bandar_Udara Stadion Jembatan Gedung Pelabuhan Jalan Jl Jl. Gereja Masjid Terminal Stasiun Pasar Tol Jalan_Tol Gelora Museum Bendungan Monumen Taman Balai_Kota Lapangan Bioskop "
        "Simpang Tikungan Gang Wisma Menara Plaza Mal Kantor_Pos Istana Candi Pura Vihara Kelenteng Pabrik PLTU PLTA PLTS Galeri Rusun Lapangan_Terbang Dermaga Bundaran Perempatan Kebun_Binatang "
        "Perpustakaan Apartemen Perumahan Kawasan_Industri Waduk Rumah_Tahanan Lembaga_Pemasyarakatan Aula Pendopo GOR Tugu Kompleks Keraton Benteng Mercusuar Rumah_Dinas",
        "land": "Sungai Gunung Pulau Selat Laut Danau Teluk Pantai Kepulauan Samudra Samudera Bukit Lembah Hutan Pegunungan Semenanjung Tanjung Tanah Asia Afrika Eropa Kali Kawah Benua Gurun",
        "settlement": "Kabupaten Kota Provinsi Kecamatan Desa Kelurahan Republik Distrik Kampung Dusun Nagari Gampong Negeri Negara Banjar DKI DIY Kerajaan",
        "geo": "Tanjung Teluk Muara Sungai Sei Bandar Bukit Padang Batu Ujung Pondok Kuala Lubuk Pasir Rantau Tebing Pematang Lembah Rawa Karang Labuan",
        "direction": "Timur Barat Utara Selatan",
        "event": "Piala Olimpiade Festival Pekan Siklon Pameran Liga Perang Pemilu Pilkada Konferensi Badai Topan Kejuaraan Turnamen Kongres Sea_Games SEA_Games Asian_Games Operasi Gempa",
        "law": "Perppu Perpu Permen Keppres Inpres Perwali Pergub Perbup Qanun KUHAP Undang-Undang UU Peraturan Perda Perpres Pasal Keputusan Konvensi Perjanjian Protokol KUHP",
    },
    "last": {
        "org": "Sejahtera Abadi Jaya Makmur Mandiri Utama Nusantara Persada Perkasa Sentosa Lestari Bersama Indonesia Internasional Logistik Solusi Bangunan Energi Pangan Motor Beton Mortar Kredit "
        "Investama Investasi Ventura Karya Sakti Inti Prima Perdana Kencana Semesta Teknologi Digital Medika Farma Tekstil Finance Tani Bahari Samudera Samudra Mineral Tambang Elektrik Kesehatan "
        "Land Properti Konstruksi Gemilang Cemerlang Mulia Anugerah Film Pustaka Syariah Dana Reksa Cargo Kargo Dirgantara Pertiwi",
        "direction": "Timur Barat Utara Selatan Tengah Tenggara Laut Daya Raya Baru Lama Besar Kecil Atas Hulu Hilir Kidul Lor Kulon Wetan Dalam Tua",
        "law": "Act Law",
    },
    "inside": {
        "org": "Kredit Asuransi Syariah Negeri Nasional Daerah Provinsi Indonesia Keuangan Kesehatan Pendidikan Perikanan Pertanian Perhubungan Keselamatan Energi Pangan Karya Usaha Solusi Logistik",
        "person": "bin binti Daeng Andi I Ni Made Wayan Ketut Nyoman Gede Putu Abdul Muhammad Siti Sitti br Puang Lalu Teuku Cut Tengku Raden Andi Baso Syekh Haji Nurul Nur Ahmad Mohamad",
    },
    "lists": {
        "titles": "Bek Kiper Gelandang Penyerang Striker Pemain Petinju Pebulu Pebalap Pembalap Perdana Menteri Ratu Permaisuri Putri Putra Vokalis Gitaris Presenter Wapres Plh. Kajari Kajati Sekretaris-Jenderal Advokat Notaris Nakhoda Masinis Pendakwah Ulama Budayawan Sastrawan Filsuf Arkeolog Astronom Fisikawan Dubes Konsul Ajun Inspektur Komisaris "
        "Anggota Politikus Politisi Komisioner Sekjen Wasekjen Waketum Ketum Bendum Kabareskrim Kapolri Wakapolri Menko Menlu Menkeu Mendag Mendagri Menhan Menag Mensos Mendikbud Menkes Menpora Menhub Seskab Mensesneg Jubir Kabid Kadiv Dirut Dirjen Sekda Wagub Wabup Kasat Kasatreskrim Antropolog Ekonom Sosiolog Sejarawan Psikolog Aktor Aktris Penyanyi Musisi Komedian Prajurit Keluarga Capres Cawapres Caleg Fraksi Kader Warga Nelayan Petani Pedagang Sopir Peneliti Dirjen "
        "Presiden Menteri Gubernur Bupati Wali Walikota Direktur Ketua Kepala Ustaz Ustadz Ustazah Kiai Kyai Pak Bu Bapak Ibu Jenderal Kapolres Kapolda Kapolsek Hakim Jaksa Rektor Manajer "
        "Komisaris Utama Sekretaris Wakil Juru Bicara Pelatih Analis Pengamat Camat Lurah Profesor Doktor Kompol Mayor Kolonel Kapten Letnan Brigadir Brigjen Irjen Komjen AKBP AKP Kombes Iptu Ipda "
        "Aiptu Bripka Bripda Letkol Letjen Mayjen Laksamana Marsekal Sersan Imam Pendeta Pastor Romo Uskup Suster Perawat Bidan Sutradara Penulis Novelis Siswa Mahasiswa Mak Mama Emak Mbah Mbok "
        "Nenek Kakek Tante Om Bang Abang Kak Mas Mbak Teh Kang Cak Neng Uda Uni Opa Oma Haji Hajah Inaq Amaq Nyai Tuan Nyonya Nona Sultan Pangeran Ratu Raja Deputi Plt Plt. Pj Pj. Eks Mantan "
        "Bendahara Pengacara Terdakwa Saksi Panglima Danrem Dandim Kadis Kepsek Dosen Guru Dokter Habib Syekh Gus Tuan Bunda Ayah Adik Kakak Si Sang Para Tim Wartawan Reporter Perempuan Pengusaha",
        "ranks": "Ny Ny. AKBP AKP Kombes Kompol Iptu Ipda Kolonel Letkol Letjen Mayjen Brigjen Irjen Komjen Jenderal Mayor Kapten Laksamana Ustaz Ustadz KH H. Hj. Dr Dr. Prof Prof. Drs. Ir. Pak Bu",
        "openers": "umat suku etnis kaum masyarakat bangsa marga agama orang pemuda mahasiswa pelajar turis wisatawan tentara serangan produsen maskapai operator pengelola pengguna penumpang pengunjung "
        "menurut kata karena ketika setelah selain meski meskipun namun tetapi pada dalam di ke dari untuk sebagai seusai sejak hingga saat ini itu para dua tiga empat lima enam tujuh delapan "
        "sembilan sepuluh satu kedua ketiga semua setiap sebagian beberapa banyak pemerintah perusahaan manajemen menteri presiden gubernur bupati logo tim divisi saham juru analis ketua kepala kuasa "
        "lalu juga kini bagi arus siapa tidak belum rencananya jika bila walau peluncuran tekad sumber mantan laba lewat melalui bersama menjelang selama usai soal tentang antara tanpa kalau "
        "begitulah begitu benarkah apakah bagaimana mengapa kenapa kapan mana ia dia kami kita mereka saya aku anda kamu orang seorang sebuah yang dan atau serta maka lagi masih sudah telah akan "
        "bahkan termasuk adalah bukan jangan silakan foto keterangan kapal pelayaran penerbangan pelaku pendiri pengembang pembeli penjual pemimpin pemilik petugas penduduk warga siswa murid "
        "anggota karyawan pegawai pabrik kantor gudang pusat rute jalur serial film novel buku lagu album aplikasi layanan produk model kolam proyek kabar majelis cabang unit bekas eks calon "
        "kandidat dewan rapat sidang kasus direktur direksi komisaris investor pemodal emiten harga tarif pasar ekspor impor peluang rumah sekitar hampir sebanyak sejumlah sementara adapun "
        "padahal sebab akibat akibatnya artinya kepada demi supaya agar oleh seperti bagian tempat sesudah sebelum sewaktu tatkala seandainya andai entah tapi toh nah oh ya hanya cuma baru sempat "
        "apa kemarin besok nanti dulu kelak tahun bulan hari pekan minggu pukul jam rata-rata total jumlah nilai biaya ongkos kepala menyusul hitungan penjualan majikan anak istri suami kontrak "
        "kursi kok dengan tujuannya mendampinginya usaha merek serikat pihak sisa sisanya kota",
        "never": "Januari Februari Maret April Agustus September Oktober November Desember Alhamdulillah Insya_Allah Anda Ia Dia Kami Kita Mereka Saya Aku Kamu Engkau Beliau Apa Siapa Natal Idulfitri Iduladha Lebaran Ramadan Ramadhan Nyepi Galungan Waisak Imlek Paskah Maulid Syawal Muharam "
        "SD SMP SMA SMK S1 S2 S3 D3 Tuhan Allah Alkitab Quran Al-Quran Direktur Ketua Kepala Presiden Menteri Rupiah Dolar Level Siaga Waspada Nomor No Pasal Ayat Bab Tabel Grafik RT RW Hari Tahun "
        "Subuh Magrib Isya Zuhur Asar Pemerintah Negara Bapak Ibu "
        "Pak Bu Tidak Ya Utama Keterangan Foto Teks Sumber Baca Catatan",
        "particles": "bin binti bt. van de der von al el bint br br. anak alias",
        "of_heads": "Kementerian Dinas Badan Kantor Komisi Lembaga Direktorat Balai Fakultas Institut Kamar Ikatan Persatuan Pusat Dewan Komite Universitas Sekolah Direktorat_Jenderal Satuan Asosiasi",
        "skipped": "akan telah sudah tidak juga sendiri kini belum bakal sedang masih pun ini itu yang tetap lalu kemudian sempat kembali mulai pernah hendak ingin selalu baru hanya sebelumnya resmi",
        "common": "nya kah lah pun",
    },
}
_ENGLISH: dict[str, Table] = {
    "around": {
        "in": "in",
        "from": "from",
        "to": "to",
        "of": "of",
        "for": "for",
        "at": "at",
        "the": "the",
        "speech": "said says told added adds argued argues insisted insists warned warns explained explains wrote writes recalled recalls joked jokes admitted admits asked asks replied replies "
        "shouted laughed smiled shrugged nodded thinks believes hopes claims claimed called calls noted notes reckons sighed declined apologised apologized promised complained conceded",
        "life": "resign retire join lead leads led oversaw oversees heads headed chairs chaired founded co-founded invented discovered testified pleaded confessed apologised apologized "
        "wept cried slept ate drank cooked drove rode flew swam climbed shook poured pointed looked stared paused hesitated whispered murmured shrugged grinned frowned blinked "
        "recovered survived drowned vanished disappeared emigrated graduated enrolled majored inherited divorced adopted raised bore suffered underwent returned arrived departed "
        "boarded waved bowed signed "
        "was is born died married retired resigned retires resigns left leaves quit moved joins joined became becomes lives lived grew studied taught teaches works worked runs ran succeeds "
        "succeeded replaces replaced takes took sat stood walked wore went came spent learned remembers knows knew wants wanted keeps watched won lost finished scored steps stepped will has had who",
        "deed": "manufactures brews distils exports imports distributes publishes prints broadcasts streams insures lends borrows leases rents confirmed declined refused sought filed "
        "listed floated issued recalled rebranded relocated expanded restructured outsourced licensed partnered supplied shipped delivered produced processed refined mined drilled "
        "planted harvested collapsed folded failed defaulted booked earned generated recorded forecast warned swung slipped climbed jumped surged slumped tumbled won "
        "will has had is bought buys acquired acquires sold sells launched launches opened opens closed closes shut cut cuts hired hires fired employs makes made builds built supplies owns owned "
        "operates reported posted raised raises agreed paid pays plans planned announced announces unveiled expects rose fell gained dropped countersued sued fined merges merged invested withdrew "
        "delayed postponed scrapped cancelled appealed denied denies lost keeps runs trades shed delisted pushed promised offered offers released releases dropped which",
        "act": "launches launched costs weighs comes runs uses ships sells released published available opened which goes went",
        "motion": "capsized sank sailed docked erupted flooded struck hit",
        "role": "mechanic welder carpenter electrician plumber headteacher principal dean vicar priest imam rabbi monk nun sailor skipper firefighter paramedic detective sergeant constable "
        "midwife surgeon dentist vet pharmacist biologist chemist physicist geologist astronomer mathematician statistician sociologist psychologist columnist blogger presenter "
        "broadcaster comedian dancer violinist pianist composer conductor sculptor painter potter weaver tailor fishmonger greengrocer grocer publican landlord landlady lodger "
        "pensioner retiree veteran soldier guard warden ranger gardener beekeeper shepherd rancher grower angler swimmer cyclist sprinter boxer wrestler golfer batsman bowler "
        "midfielder defender winger referee umpire caddie jockey trainer librarian translator interpreter linguist theologian philosopher lecturer tutor headmaster ambassador "
        "diplomat consul envoy councillor councilor mp whip premier chancellor monarch heir organiser organizer volunteer patron trustee founder-director inventor entrepreneur "
        "businessman businesswoman billionaire tycoon heiress magnate financier banker accountant auditor strategist salesman saleswoman receptionist cleaner janitor porter waiter "
        "waitress barista bartender cook miner docker boy girl man woman teenager child baby toddler twin mum dad niece nephew fiancé fiancée boyfriend girlfriend stepfather "
        "stepmother brother-in-law mentor teammate classmate namesake "
        "executive founder co-founder director head spokesman spokeswoman spokesperson analyst minister economist chairman chairwoman chair chairperson researcher scientist boss engineer farmer "
        "driver coach judge lawyer named president manager partner owner governor mayor senator secretary treasurer captain pilot nurse doctor teacher professor author writer novelist poet reporter "
        "editor photographer actor actress singer director producer player striker goalkeeper runner fisherman shopkeeper trader worker resident neighbour neighbor brother sister father mother "
        "son daughter wife husband uncle aunt cousin grandfather grandmother widow friend colleague deputy successor predecessor candidate officer attorney solicitor barrister prosecutor plaintiff "
        "defendant witness curator archivist historian expert consultant designer architect technician operator clerk chef baker butcher miller farmer grandson granddaughter adviser advisor "
        "campaigner activist student pupil called",
        "age": "aged",
        "org": "bookseller chipmaker carmaker automaker drugmaker shipbuilder shipyard utility supermarket department-store hedge venture pension accountancy shipping mining oil steel "
        "food beverage fashion cosmetics streaming payments fintech biotech pharma logistics courier haulier housebuilder consultants orchestra band choir troupe ballet football "
        "rugby cricket basketball hockey tribunal commission authority ministry department federation league think-tank institute foundation brewery distillery winery vineyard farm "
        "ranch cannery sawmill mill foundry smelter refinery laboratory lab clinic hospice nursery kindergarten academy seminary faculty journal weekly tabloid daily broadsheet "
        "website outlet multinational holding trustee trustees auditors auditor bookmaker caterer printer wholesaler exporter importer franchise franchisee hotelier tour agents "
        "brokerage exchange bourse creditor creditors reinsurer underwriter alliance coalition movement army militia employs employer subcontractor vendor customer client sponsor "
        "sponsors spin-off offshoot affiliate predecessor successor acquirer target suitor rivals competitor competitors peer "
        "company start-up startup firm maker rival union bank charity club group publisher chain supplier operator carrier airline insurer lender retailer grocer brewer builder developer producer "
        "manufacturer distributor fund investor investors broker newspaper paper magazine broadcaster station agency regulator watchdog council university college school hospital museum party "
        "subsidiary parent unit arm division owner shares staff workers employees customers shareholders board directors analysts partners co-operative cooperative association society trust studio "
        "label gym practice partnership consortium farmer business by parent members joint joins joined at for against accused sued buyer bidder brand conglomerate start-ups restaurant cafe shop store "
        "bakery consultancy contractor landlord tenant platform network team chairman executive boss founder president chief spokesman spokeswoman managing",
        "place": "near across outside around north south east west northern southern eastern western central downtown greater between via towards toward through over off city town village "
        "suburb district county state province region port island",
        "area": "area neighbourhood neighborhood suburb quarter region",
        "settlement": "towns villages commune prefecture canton emirate kingdom republic territory constituency ward postcode seaport resort "
        "city town village suburb district county state province borough municipality parish hamlet capital country",
        "land": "mountain peak ridge glacier volcano plateau plain plains delta lagoon estuary reef atoll archipelago islet isthmus fjord inlet harbour cove headland cliffs moor marsh "
        "swamp waterfall spring stream basin canyon "
        "island river lake mount valley coast strait sea bay hill hills beach forest desert peninsula gulf gorge creek region",
        "site": "lane terrace crescent drive quay wharf pier dock marina tunnel canal dam reservoir pool gym pub inn tavern cafe restaurant cinema gallery monument memorial cemetery "
        "cathedral chapel abbey monastery castle palace barracks base camp jail farmhouse lighthouse windmill mine quarry site depot yard garage hangar runway crossing roundabout "
        "intersection motorway highway campus dormitory academy court courthouse "
        "road street avenue airport station bridge stadium hotel terminal building factory plant warehouse museum prison mall market port harbour harbor junction theatre theater hall hospital "
        "church mosque temple library park estate headquarters along",
        "product": "smartphone headset earbuds speaker smartwatch lens printer router server chipset controller browser chatbot saloon hatchback suv pickup lorry coach tram locomotive "
        "motorbike motorcycle bicycle e-bike yacht trawler tanker freighter tug submarine frigate destroyer airliner helicopter glider rocket lander probe rover telescope capsule "
        "pill jab cream implant sensor lamp heater boiler stove oven kettle mower harvester kit toy doll biscuit cereal drink soda juice tea coffee whisky gin lager yoghurt sauce "
        "cigarette perfume lipstick shampoo soap detergent trainers shoe shoes boot jacket mattress token coin cryptocurrency card loan policy plan marketplace prototype successor "
        "generation edition feature variant update second-generation flagship barge dredger liner cruise sedan wheelchair inhaler antibiotic scanner thermostat turbine battery "
        "codenamed branded "
        "model robot app called product satellite phone service car van truck bus train ship ferry boat vessel plane jet aircraft drone chip processor device machine vehicle software game "
        "console drug vaccine cheese beer wine cider brand range line version platform tool assistant watch camera laptop tablet scooter bike tractor",
        "work": "trilogy sequel prequel sonata symphony concerto mural sculpture sitcom thriller biography autobiography pamphlet magazine comic anthology essay column lecture screenplay "
        "dissertation "
        "book film novel album song play series poem painting memoir documentary exhibition musical opera titled entitled show podcast drama comedy report study paper single",
        "event": "open grand prix regatta derby gala parade carnival expo exhibition convention congress forum hackathon workshop concert biennale ceremony battle siege revolution riot "
        "uprising election referendum eclipse landslide wildfire tsunami blizzard heatwave "
        "festival tournament championship race marathon fair conference summit war cup games storm typhoon cyclone hurricane flood earthquake during since final match",
        "law": "under act bill law treaty breached statute directive regulation powers clause section",
        "folk": "ethnic indigenous many some most young older fellow",
        "tongue": "language speak speaks spoke fluent",
        "credit": "photo photograph picture text words reporting additional editing comment",
        "and": "and or with",
        "by": "by",
        "with": "with against for to hired hires appointed appoints fired met named replace replaces replacing succeed succeeds accused told asked sued",
        "naming": "named called known dubbed like including is are as",
        "desc_person": "who whose aged formerly former",
        "desc_org": "which maker owner part based",
        "desc_place": "where",
        "desc_product": "which",
    },
    "first": {
        "org": "University Ministry Department Office Institute Royal National Federal Court Council Bank Bureau Association Society Federation Church Board Committee Commission House Supreme High "
        "Central International American British European Australian State Central American",
        "media": "Daily Morning Evening Sunday",
        "facility": "Terminal Port Fort Castle Jalan Jln Lebuh Lorong Pier Hangar HMP Camp",
        "land": "Lake Mount River Cape Gulf Bay Isle Mt Loch Strait Straits",
        "settlement": "Republic County City District Kampung Kampong North South East West New",
        "direction": "North South East West Northern Southern Eastern Western Central",
        "event": "Olympic World Cyclone Hurricane Typhoon Storm Grand",
        "law": "Act Directive Regulation Treaty Article Section",
    },
    "last": {
        "org": "Authority Ministry Department Agency Union Party Court Exchange Hospital School College Commission Association Club Board Committee Society Federation League Service Services Ombudsman "
        "Office Bureau Parliament Assembly Senate Congress Police Army Navy Force Academy Alliance Organization Organisation Confederation Guild Chamber Team Rovers City Town Athletic UK Engineering "
        "Construction Development Developments Works Mills Brothers Manufacturing Supplies Coffee Tea Bakery Books Publishing Toys Design Designs Apparel Brewing Distillers Wines Orchards Seafoods Fisheries",
        "facility": "Airport Bridge Stadium Tower Station Terminal Street Road Avenue Lane Square Park Hall House Centre Center Building Theatre Theater Library Museum Gallery Wharf Dock Docks Quay Pier "
        "Harbour Harbor Hotel Mall Plaza Palace Castle Cathedral Church Temple Mosque Prison Arena Market Highway Motorway Tunnel Canal Dam Plant Mill Gardens Walk Terrace Close Drive Way Court Yard",
        "land": "River Lake Sea Ocean Island Islands Bay Valley Coast Hills Hill Mountains Mountain Strait Straits Peninsula Desert Forest Beach Creek Falls Gulf Cape Point Region Highlands Midlands Plateau",
        "settlement": "County Province District Shire Borough Village Town City Falls Springs",
        "direction": "North South East West",
        "law": "Act Law Bill Treaty Directive Regulation Protocol Convention Accord Code",
    },
    "inside": {
        "org": "of for National Royal Federal",
        "person": "van de der bin binti al anak Mohd Abdul",
    },
    "lists": {
        "titles": "Councillor Cllr Pc PC Det Insp Supt Sgt Cpl Pte Sen Rep Amb Hon Rt Revd Canon Chancellor Ambassador Commissioner Comptroller Treasurer Trustee Warden Sheriff Marshal Brigadier Lieutenant-General Alderman Premier Emperor Empress Sultan Emir Sheikha Shaikh Maulana Mullah Ayatollah Cardinal Monsignor Pastor Deacon Abbot Mother Granny Grandpa Grandma Auntie Datuk_Seri Dato_Sri Seri Tengku Tunku MP QC KC Correspondent Officer Manager Spokesman Spokeswoman Chair Head Lecturer Dean Provost Rector Vicar Reporter Editor Photographer Team Actor Actress Singer Author Defender Midfielder Striker Goalkeeper Bowler "
        "President Minister Governor Mayor Professor Judge Justice Lord Lady Senator Chairman Chairwoman Director Captain General Secretary Prime Chief Executive Dame Baroness Baron Count "
        "Duke Prince Princess King Queen Pope Father Sister Brother Reverend Rev Rev. Bishop Archbishop Rabbi Imam Sheikh Colonel Major Lieutenant Sergeant Inspector Superintendent Constable "
        "Officer Detective Admiral Commander Corporal Private Congressman Congresswoman Representative Rep. Sen. Gov. Gen. Lt. Col. Sgt. Capt. Deputy Vice Former Ex Puan Encik Datuk Dato Tan_Sri "
        "ASP DSP Tun Nurse Doctor Coach Uncle Aunt Chef Analyst Founder Attorney Managing",
        "ranks": "Chief President Chairman Chairwoman Director CEO CFO Minister Professor Governor Senator Spokesman Spokeswoman Correspondent ASP DSP Colonel Major Captain Sergeant Inspector Dr Dr. Prof Datuk Dato Puan Encik Sir Dame",
        "openers": "the a an in on at it he she they but and there this that others shares after before when while since with for from by as if some many most two three four five six seven eight nine "
        "ten several its his her their last next what who how why no not one both another under over about despite during trials sales so such these those we you i our my your to of or yet nor "
        "however then also even still now here where which was is are were be been being did do does has have had will would can could may might should must than each every all any few more less "
        "once only just until unless because although though whether between among against without within outside inside near above below behind beyond across along around through throughout up "
        "down off out into onto upon toward towards like unlike per via rather instead later earlier today yesterday tomorrow tonight analysts residents motorists members workers customers police "
        "officials investors farmers buses asked according meanwhile nobody nothing everyone everybody someone having money capital chairman founder chief general deputy general budget shareholders "
        "sources critics lawyers general ask call buyers",
        "never": "The I He She It We They You God Christmas Easter Ramadan Diwali Thanksgiving Halloween Mr Mrs Ms The A An Photo Comment Q A. No Yes Rs Inc Street Road Level Article Section Chapter Monday "
        "Mum Mom Dad Earth Internet Also Today",
        "particles": "van de der von bin binti al el la le du di da anak ibn ter ten den dos y",
        "of_heads": "University Bank Ministry Department Republic House Court Council Board Institute College School Office Bureau Museum Church Port Gulf Bay Isle State City District Association "
        "Federation Union Society Chamber League Academy Centre Center Faculty Guild Order Hall Kingdom Bishop Diocese Battle Treaty Commonwealth Confederation Organization Organisation Secretariat "
        "Directorate Agency Commission Committee Foundation Companies Friends Guild Fund Campaign Campaign Exchange Library Archives States Sea Cape Strait Mount Valley Isles Bureau Parliament Tower Lord",
        "skipped": "will also then now still never already has had is was would could may might not did have itself since",
        "common": "ly ing",
    },
}
_VIETNAMESE: dict[str, Table] = {
    "around": {
        "in": "tại ở",
        "from": "từ",
        "to": "đến",
        "of": "của",
        "for": "cho",
        "honorific": "ông bà anh chị cô chú bác cụ em",
        "speech": "nói cho_biết khẳng_định cho_rằng kể đáp hỏi cười thừa_nhận giải_thích nhớ_lại chia_sẻ bảo than nhấn_mạnh trả_lời cho_hay viết cam_kết lo_ngại dặn bác xác_nhận từ_chối tiết_lộ",
        "life": "sinh mất qua_đời nghỉ từ_chức gia_nhập chuyển về_hưu làm giữ thay lấy cưới là từng được bị rời tốt_nghiệp học dạy sống ngồi đứng đi về đang lớn nhận thôi gắn_bó năm",
        "deed": "ra_mắt mua bán rót đầu_tư chi trả đóng_cửa mở vận_hành thành_lập sản_xuất niêm_yết lãi lỗ ký thông_qua bổ_nhiệm sa_thải tuyển nhận hoãn hủy kiện phạt công_bố dự_kiến đạt thâu_tóm sáp_nhập "
        "huy_động báo phát_hành cung_cấp xử_phạt có sẽ đã không vừa phải lùi đóng lên",
        "act": "ra_mắt giá có lên_kệ lên bán dự_kiến được chạy",
        "motion": "lật chìm cập",
        "role": "thợ nhà_khoa_học nhà_nghiên_cứu nghiên_cứu_sinh giảng_viên giáo_viên sinh_viên học_sinh vận_động_viên tiền_đạo thủ_môn trọng_tài nhạc_sĩ họa_sĩ nhà_thơ thi_sĩ "
        "nhiếp_ảnh_gia biên_tập doanh_nhân tỷ_phú cổ_đông nhà_đầu_tư chủ_nhân chủ_tiệm chủ_xưởng quản_lý nhân_viên y_tá điều_dưỡng dược_sĩ công_an cảnh_sát thẩm_phán kiểm_sát_viên "
        "bị_cáo nạn_nhân nhân_chứng đại_biểu đại_sứ thủ_tướng tổng_thống thống_đốc tiểu_thương thuyền_trưởng cơ_trưởng thủy_thủ hướng_dẫn_viên đầu_bếp linh_mục hòa_thượng cháu dì "
        "cậu mợ dượng bạn_học đồng_nghiệp người_mẫu "
        "thầy má mẹ cha con vợ chồng giám_đốc tổng_giám_đốc chủ_tịch phó_chủ_tịch bí_thư bộ_trưởng thứ_trưởng trưởng nhà_sáng_lập sáng_lập luật_sư kỹ_sư bác_sĩ tiến_sĩ "
        "giáo_sư nhà_văn nhà_báo phóng_viên đạo_diễn diễn_viên ca_sĩ hlv huấn_luyện_viên cầu_thủ nghệ_sĩ nghệ_nhân chuyên_gia phát_ngôn tài_xế công_nhân nông_dân ngư_dân kế_toán đại_úy đại_tá thiếu_tướng "
        "trung_tướng tên chủ_quán trung_tá thiếu_tá ctv tác_giả điều_hành phó_giám_đốc hiệu_trưởng trưởng_phòng ảnh",
        "age": "tuổi",
        "org": "nhà_cung_cấp nhà_phân_phối nhà_bán_lẻ nhà_phát_triển nhà_sản_xuất công_ty_con công_ty_mẹ tổng_công_ty liên_minh hiệp_hội liên_đoàn ủy_ban viện bộ sở cục trung_tâm "
        "quỹ_đầu_tư công_ty_chứng_khoán hãng_hàng_không hãng_xe hãng_tin hãng_phim nhóm ban_nhạc đoàn phòng_khám nhà_hàng khách_sạn siêu_thị nông_trại xí_nghiệp tòa_soạn tạp_chí "
        "kênh đài_truyền_hình trang mạng công_ty_luật khởi_nghiệp kỳ_lân đơn_vị thép nhựa gỗ sữa bia bất_động_sản bảo_hiểm logistics vận_tải dược may giày tàu_biển hàng_không "
        "viễn_thông "
        "công_ty tập_đoàn ngân_hàng hãng doanh_nghiệp quỹ chuỗi báo tờ đài trường bệnh_viện hội nhà_máy xưởng cổ_phiếu cổ_đông nhân_viên lãnh_đạo thương_hiệu startup đối_thủ nhà_mạng sàn đại_lý của với "
        "câu_lạc_bộ đội liên_doanh nhà_thầu chi_nhánh quán tiệm cửa_hàng xe_điện giám_đốc chủ_tịch sáng_lập vận_hành tin nhà_xuất_bản hợp_tác_xã cựu",
        "place": "sang về tới qua ra vào gốc quê tỉnh thành_phố huyện quận phường xã thị_xã thị_trấn miền vùng đảo sông núi vịnh biển đường phố ngõ bến bãi khu ga cảng cầu người nước "
        "khách thôn ấp làng bản tp chi_nhánh",
        "area": "khu vùng miền khu_vực",
        "settlement": "tỉnh thành_phố huyện quận phường xã thị_xã thị_trấn thôn ấp làng bản buôn nước tp",
        "land": "đảo sông núi vịnh biển hồ đèo rừng bãi mũi vùng miền đồi suối eo cù_lao",
        "site": "đường phố cầu ga cảng sân_bay chợ bến nhà_máy khách_sạn sân tòa_nhà khu ngõ hầm chùa đền rạp trung_tâm bảo_tàng cửa_khẩu kho xưởng quốc_lộ cao_tốc quán ngã_tư",
        "product": "máy_tính đồng_hồ ô_tô xe_máy xe_buýt xe_tải xe_đạp du_thuyền tàu_ngầm trực_thăng tên_lửa vắc_xin mỹ_phẩm nước_hoa sữa bia rượu trà bánh kẹo thẻ gói phiên_bản tính_năng "
        "thế_hệ chiếc con_chip trợ_lý_ảo trình_duyệt máy_ảnh tai_nghe loa máy_in máy_giặt tủ_lạnh pin bộ_sạc cảm_biến robot_hút_bụi giống lúa phân_bón phà "
        "mẫu dòng xe ứng_dụng sản_phẩm mô_hình điện_thoại chip vệ_tinh tàu máy_bay robot máy thuốc game trò_chơi phần_mềm bản nền_tảng dịch_vụ thương_hiệu trợ_lý giá hình mẫu_xe",
        "work": "kịch phim_tài_liệu bộ_phim loạt_phim tập_thơ bài_thơ bài_báo đĩa_nhạc vở_kịch bức_tranh tranh triển_lãm cuốn_sách trò "
        "phim sách cuốn bài tiểu_thuyết album vở tác_phẩm bức truyện chương_trình tập bài_hát ca_khúc",
        "event": "giải_đấu cuộc_thi đại_hội hội_nghị hội_thảo chiến_dịch chiến_tranh trận_đấu cuộc_đua siêu_bão động_đất "
        "giải cúp hội_chợ lễ_hội bão trận cuộc sự_kiện triển_lãm liên_hoan diễn_đàn",
        "law": "bộ_luật đạo_luật nghị_quyết hiệp_định công_ước quyết_định khoản luật theo nghị_định thông_tư điều",
        "folk": "dân_tộc tiếng người đồng_bào",
        "tongue": "tiếng giờ múi_giờ",
        "credit": "ảnh tin nguồn bài clip",
        "and": "và cùng với hay hoặc",
        "by": "bởi do",
        "with": "cho với gặp cùng kiện phạt mời bổ_nhiệm",
        "naming": "tên gọi là như gồm",
        "desc_person": "người tuổi cựu con nguyên vợ",
        "desc_org": "công_ty đơn_vị hãng nhà một doanh_nghiệp chuỗi",
        "desc_place": "tỉnh thành_phố nơi",
        "desc_product": "dòng mẫu một xe loại",
    },
    "first": {
        "org": "Công_ty Ngân_hàng Tập_đoàn Đại_học Trường Bộ Sở Ủy_ban UBND Tổng_công_ty Bệnh_viện Viện Tòa_án Hiệp_hội Liên_đoàn Câu_lạc_bộ CLB Quỹ Cục Hội Đảng Quốc_hội Chính_phủ Học_viện Tổng_cục Chi_cục "
        "Đài Doanh_nghiệp Trung_tâm Hợp_tác_xã HTX Văn_phòng Ban Phòng Nhà_xuất_bản Công_an Viện_kiểm_sát Mặt_trận Đoàn Liên_hiệp Báo Thủy_sản Cà_phê Nông_sản Xây_dựng Bao_bì Sữa Hạ_tầng "
        "Dệt_may Dược_phẩm Dược Bất_động_sản Chứng_khoán Bảo_hiểm Vận_tải Điện_lực Thực_phẩm Đồ_gỗ Gỗ Thép Cơ_khí Nhựa Giấy Xi_măng Hóa_chất Phân_bón May Du_lịch Hàng_không Địa_ốc Đầu_tư Thương_mại "
        "Công_nghệ Viễn_thông Năng_lượng Khoáng_sản Than Dầu_khí Mía_đường Bánh_kẹo Bia Gốm_sứ Gốm Da_giày Cao_su Chè Gạo Logistics Taxi Điện_máy Thời_trang Vàng_bạc Nội_thất",
        "media": "Báo Tuổi Thanh VnExpress VTV Đài Thời Tin Tạp_chí",
        "facility": "Sân_bay Cầu Nhà_máy Sân_vận_động Chùa Chợ Ga Khu Khu_công_nghiệp Khu_công_nghệ Cảng Khách_sạn Nhà_hát Bến Bảo_tàng Đường Phố Quốc_lộ Cao_tốc Hầm Rạp Trung_tâm Tòa_nhà Dinh Đền Lăng",
        "land": "Sông Núi Hồ Đảo Vịnh Biển Đèo Mũi Cù_lao Đồng_bằng Miền Tây Đông Bắc Nam Trung Quần_đảo Eo_biển Châu",
        "settlement": "TP TP. Tỉnh Huyện Quận Phường Xã Thành_phố Thị_xã Thị_trấn",
        "direction": "Bắc Nam Đông Tây Trung",
        "event": "Cúp Hội_chợ Lễ_hội Bão Giải Chiến_dịch Thế_vận_hội Olympic Triển_lãm SEA_Games",
        "law": "Luật Nghị_định Thông_tư Bộ_luật Hiến_pháp Hiệp_định",
        "surname": "Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đoàn Trịnh Đinh Lâm Phùng Mai Tô Trương Hà Tạ Tăng Thái Cao Lương Lưu Châu Vương Đào Quách Chu Kiều Tống Thạch Sơn "
        "Triệu Từ La Lại Phí Doãn Nghiêm Cù Khương Mạc Ông Thân Ninh Viên Giang Văn Kim Danh Đồng Cồ",
    },
    "last": {
        "org": "Việt_Nam Air Holding Food Foods",
        "direction": "Bắc Nam Đông Tây",
        "law": "Act",
    },
    "inside": {
        "org": "cổ phần TNHH công nghệ nhà nước khoán sản",
        "person": "Thị Văn Đình Hữu Ngọc Minh Quang Đức Thanh Bá Xuân Công Niê",
    },
    "lists": {
        "titles": "HĐQT Ông Bà Anh Chị Cô Chú Bác Cụ Em Chủ Tổng Giám Thủ Phó TS GS PGS ThS BS KTS CTV HLV NSND NSƯT Má Mẹ Cha Thầy",
        "ranks": "TS GS PGS ThS BS CTV HLV Ông Bà",
        "openers": "trong theo một các những sau tuy năm tháng chúng hai ba bốn dự vốn ảnh cuộc nguồn không nhóm trước hồi khi tại với người cùng số đây để từ đến ở trên và nhưng công ty ông bà anh chị sản "
        "phẩm doanh nghiệp giá cả hđqt hội đồng cuốn mẫu phim sách bài hãng chiếc con tàu xe tờ chuỗi quán tiệm dòng hồi mỗi từng nếu vì do nên mà khoảng gần hơn riêng ngoài bên cạnh được bị đã sẽ đang có",
        "never": "Hội_đồng Công_ty Ban Tập_đoàn Ngân_hàng Doanh_nghiệp Ủy_ban Tòa_án Bệnh_viện Nhà_máy HĐQT ĐHĐCĐ USD VND EUR Tết Noel Giáng QR TTCK DN CEO",
        "particles": "",
        "of_heads": "",
        "skipped": "sẽ đã đang cũng vừa không còn chưa từng mới vẫn dự_kiến",
        "common": "",
    },
}
