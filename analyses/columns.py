"""The columns of every worksheet, and by which names Excel calls them and their choices."""

from analyses.cells import Column
from analyses.models import (
    Education,
    Integration,
    ReadinessHead,
    RegulationForm,
    RegulationStatus,
    SwotKind,
    TowsKind,
)

LEVELS = tuple((str(n), str(n)) for n in range(5))
AGENCY = Column(
    "agency", "Perangkat Daerah", "agency", ("opd", "pd", "skpd", "dinas", "instansi", "pengisi")
)
DIMENSION = Column("dimension", "Dimensi", "place", ("dimensi smart city", "pilar", "dimension"))
SUBDIMENSION = Column("subdimension", "Subdimensi", "place", ("sub dimensi", "sub-dimensi"))


def _choices(choices):
    return tuple((str(value), label) for value, label in choices.choices)


SWOT_WORDS = (
    *(("S", word) for word in ("strength", "strengths", "kekuatan (s)")),
    *(("W", word) for word in ("weakness", "weaknesses", "kelemahan (w)")),
    *(("O", word) for word in ("opportunity", "opportunities", "kesempatan", "peluang (o)")),
    *(("T", word) for word in ("threat", "threats", "tantangan", "ancaman (t)")),
)
TOWS_WORDS = tuple((kind, word) for kind in TowsKind.values for word in (f"strategi {kind}",))
FORM_WORDS = (
    *(("perda", word) for word in ("peraturan daerah",)),
    *(
        ("perkada", word)
        for word in (
            "perbup", "perwali", "perwal", "pergub", "perkada", "peraturan bupati",
            "peraturan wali kota", "peraturan walikota", "peraturan gubernur",
        )
    ),
    *(("keputusan", word) for word in ("keputusan bupati", "keputusan wali kota", "sk")),
    *(("edaran", word) for word in ("se", "surat edaran bupati")),
)  # fmt: skip
EDUCATION_WORDS = (
    ("sma", "sma"), ("sma", "smk"), ("diploma", "d1"), ("diploma", "d2"), ("diploma", "d3"),
    ("s1", "s1"), ("s1", "d4"), ("s1", "sarjana"), ("s2", "magister"), ("s3", "doktor"),
)  # fmt: skip
TITLE = Column("title", "Isu", "area", ("isu daerah", "isu strategis", "masalah", "permasalahan"))
DESCRIPTION = Column(
    "description", "Uraian dengan angka", "area", ("uraian", "deskripsi", "penjelasan", "data")
)
SOURCE = Column("source", "Sumber data", "line", ("sumber", "referensi"))
SWOT_KIND = Column(
    "kind", "Jenis", "choice", ("jenis swot", "swot", "kategori"), _choices(SwotKind), SWOT_WORDS
)
SWOT_TEXT = Column(
    "text", "Uraian", "area", ("uraian swot", "deskripsi", "butir", "pernyataan", "keterangan")
)
TOWS_KIND = Column(
    "kind", "Jenis", "choice", ("jenis strategi", "tows"), _choices(TowsKind), TOWS_WORDS
)

ISU = (DIMENSION, TITLE, DESCRIPTION, SOURCE, AGENCY)
SWOT = (DIMENSION, SWOT_KIND, SWOT_TEXT, AGENCY)
TOWS = (
    DIMENSION,
    TOWS_KIND,
    Column("text", "Strategi", "area", ("strategi tows", "uraian")),
    Column(
        "entries",
        "Berangkat dari",
        "codes",
        ("kode", "kode swot", "dasar", "baris swot"),
        hint="S1, O2",
    ),
    AGENCY,
)
KESIAPAN = (
    Column("head", "Unsur", "choice", ("unsur kesiapan", "aspek"), _choices(ReadinessHead)),
    Column("statement", "Pernyataan", "area", ("keadaan", "uraian", "kondisi")),
    Column("score", "Nilai", "choice", ("skor", "nilai 0 sampai 4"), tuple(LEVELS)),
    Column("evidence", "Bukti dukung", "area", ("bukti", "data dukung", "dokumen")),
    Column("evidence_url", "Tautan bukti", "line", ("tautan", "link", "url")),
    Column("dimension", "Dimensi", "place", ("dimensi smart city", "pilar")),
    AGENCY,
)
KESENJANGAN = (
    SUBDIMENSION,
    Column(
        "now",
        "Keadaan sekarang",
        "area",
        ("kondisi saat ini", "kondisi sekarang", "eksisting", "saat ini"),
    ),
    Column("level_now", "Tingkat sekarang", "choice", ("nilai sekarang",), tuple(LEVELS)),
    Column(
        "wanted",
        "Keadaan yang diharapkan",
        "area",
        ("kondisi yang diharapkan", "kondisi ideal", "harapan"),
    ),
    Column(
        "level_wanted",
        "Tingkat yang diharapkan",
        "choice",
        ("nilai harapan",),
        tuple(LEVELS),
    ),
    Column("gap", "Kesenjangan", "area", ("gap",)),
    Column(
        "need",
        "Kebutuhan",
        "area",
        ("kebutuhan atau solusi", "solusi", "kebutuhan/solusi"),
    ),
    AGENCY,
)
GAGASAN = (
    DIMENSION,
    Column("text", "Gagasan", "area", ("ide", "usulan", "quick win", "uraian")),
    AGENCY,
)
REGULASI = (
    Column(
        "form",
        "Jenis",
        "choice",
        ("jenis peraturan", "bentuk", "jenis regulasi"),
        _choices(RegulationForm),
        FORM_WORDS,
    ),
    Column("number", "Nomor", "line", ("nomor peraturan", "no peraturan")),
    Column("year", "Tahun", "number", ("tahun terbit",)),
    Column("about", "Tentang", "area", ("judul", "perihal")),
    Column(
        "status",
        "Status",
        "choice",
        ("keadaan",),
        _choices(RegulationStatus),
        (
            ("rancangan", "rancangan"),
            ("rancangan", "draf"),
            ("dicabut", "tidak berlaku"),
        ),
    ),
    AGENCY,
)
APLIKASI = (
    Column("name", "Nama aplikasi", "line", ("nama", "aplikasi", "nama sistem")),
    Column("function", "Fungsi", "area", ("kegunaan", "deskripsi", "uraian")),
    Column("users", "Pengguna", "line", ("pemakai",)),
    Column(
        "maker",
        "Dibuat oleh",
        "line",
        ("pembuat", "pemilik", "platform", "dibuat atau dimiliki oleh", "pengembang"),
    ),
    Column("year", "Mulai dipakai", "number", ("tahun", "tahun dibuat", "tahun pembuatan")),
    Column(
        "integration",
        "Integrasi",
        "choice",
        ("status integrasi",),
        _choices(Integration),
        (
            ("belum", "belum"),
            ("belum", "tidak"),
            ("sebagian", "sebagian"),
            ("terhubung", "sudah"),
            ("terhubung", "terintegrasi"),
        ),
    ),
    Column("url", "Alamat", "line", ("tautan", "link", "url", "alamat web")),
    AGENCY,
)
SDM_TIK = (
    Column("position", "Jabatan atau keahlian", "line", ("jabatan", "keahlian", "posisi")),
    Column(
        "education",
        "Pendidikan",
        "choice",
        ("pendidikan terakhir", "jenjang"),
        _choices(Education),
        EDUCATION_WORDS,
    ),
    Column("count", "Jumlah orang", "number", ("jumlah", "orang", "jumlah pegawai")),
    Column("certified", "Bersertifikat", "number", ("sertifikat", "jumlah bersertifikat")),
    AGENCY,
)
BELANJA_TIK = (
    Column("year", "Tahun", "number", ("tahun anggaran", "ta")),
    Column(
        "item",
        "Belanja",
        "line",
        ("uraian", "kegiatan", "uraian belanja", "nama belanja"),
    ),
    Column("source", "Sumber dana", "line", ("sumber", "sumber anggaran")),
    Column(
        "amount",
        "Jumlah (rupiah)",
        "money",
        ("jumlah", "anggaran", "nilai", "pagu", "jumlah rp", "rupiah"),
    ),
    AGENCY,
)
KATA_KUNCI = (
    Column("word", "Kata kunci", "line", ("kata", "kata kunci visi")),
    Column("reason", "Alasan", "area", ("dasar", "penjelasan", "keterangan")),
    AGENCY,
)
