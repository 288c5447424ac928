"""Words of about the right length and spread, always the same for the same region."""

from functools import lru_cache
from random import Random

AGENCIES = [
    ("Sekretariat Daerah", "Setda", "secretariat"),
    ("Inspektorat Daerah", "Inspektorat", "inspectorate"),
    ("Badan Perencanaan Pembangunan Daerah", "Bappeda", "body"),
    ("Dinas Komunikasi dan Informatika", "Dinkominfo", "office"),
    ("Dinas Kesehatan", "Dinkes", "office"),
    ("Dinas Pendidikan dan Kebudayaan", "Disdikbud", "office"),
    ("Dinas Pekerjaan Umum dan Penataan Ruang", "DPUPR", "office"),
    ("Dinas Perumahan dan Kawasan Permukiman", "Disperkim", "office"),
    ("Dinas Sosial", "Dinsos", "office"),
    ("Dinas Tenaga Kerja dan Transmigrasi", "Disnakertrans", "office"),
    ("Dinas Ketahanan Pangan dan Pertanian", "DKPP", "office"),
    ("Dinas Lingkungan Hidup", "DLH", "office"),
    ("Dinas Kependudukan dan Pencatatan Sipil", "Disdukcapil", "office"),
    ("Dinas Pemberdayaan Masyarakat dan Desa", "Dinpermasdes", "office"),
    ("Dinas Perhubungan", "Dishub", "office"),
    ("Dinas Koperasi, Usaha Kecil dan Menengah", "Dinkop UKM", "office"),
    ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "DPMPTSP", "office"),
    ("Dinas Kepemudaan dan Olahraga", "Dispora", "office"),
    ("Dinas Pariwisata", "Dispar", "office"),
    ("Dinas Perpustakaan dan Kearsipan", "Dinpusip", "office"),
    ("Dinas Perdagangan dan Perindustrian", "Disdagperin", "office"),
    ("Dinas Kelautan dan Perikanan", "DKP", "office"),
    ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM", "body"),
    ("Badan Pengelola Keuangan dan Aset Daerah", "BPKAD", "body"),
    ("Badan Pendapatan Daerah", "Bapenda", "body"),
    ("Badan Penanggulangan Bencana Daerah", "BPBD", "body"),
    ("Badan Kesatuan Bangsa dan Politik", "Kesbangpol", "body"),
    ("Satuan Polisi Pamong Praja", "Satpol PP", "other"),
    ("Rumah Sakit Umum Daerah", "RSUD", "hospital"),
    ("Kecamatan Kota", "Kec. Kota", "district"),
]
FIRST_NAMES = [
    "Sri",
    "Budi",
    "Agus",
    "Dewi",
    "Eko",
    "Rina",
    "Wahyu",
    "Andi",
    "Maria",
    "Yohanes",
    "Ketut",
]
LAST_NAMES = ["Hartono", "Lestari", "Wibowo", "Rahman", "Siregar", "Nainggolan", "Putra", "Saragih"]
DEGREES = ["S.T., M.T.", "S.Sos., M.Si.", "S.Kom.", "S.E., M.M.", "Ph.D.", "S.H., M.H.", "S.KM."]
SERVICES = ["SIAP", "SIGAP", "LAPOR", "CERIA", "MANTAP", "SEHATI", "TANGGAP", "DESAKU", "PINTAR"]
FIELDS = [
    "perizinan usaha", "rujukan pasien", "data kemiskinan", "pengelolaan sampah", "irigasi desa",
    "antrean puskesmas", "arsip digital", "pasar rakyat", "pengaduan warga", "literasi keluarga",
    "peringatan dini banjir", "promosi wisata", "lampu jalan", "kebun raya", "beasiswa daerah",
]  # fmt: skip
SUBJECTS = [
    "Layanan {field} di kecamatan", "Tim {field}", "Warga yang membutuhkan {field}",
    "Perangkat Daerah yang mengurus {field}", "Data {field} dari desa dan kelurahan",
]  # fmt: skip
DEEDS = [
    "masih dikerjakan dengan formulir kertas di separuh kecamatan",
    "mencatat kenaikan dua belas persen dalam tiga tahun terakhir",
    "perlu terhubung dengan sistem yang sudah dipakai di tingkat provinsi",
    "belum menjangkau desa yang jaringannya lemah pada musim hujan",
    "bekerja bersama perguruan tinggi setempat dan komunitas pegiat",
    "diukur setiap triwulan dan hasilnya dibuka untuk umum",
    "membutuhkan petugas yang dilatih dan anggaran yang pasti setiap tahun",
]
CLOSINGS = [
    "menurut catatan Badan Pusat Statistik dan laporan Perangkat Daerah.",
    "sehingga warga tidak perlu datang lebih dari satu kali.",
    "agar rencana lima tahunan daerah dan masterplan ini saling menguatkan.",
    "sebagaimana tercantum dalam RPJMD dan rencana strategis Perangkat Daerah.",
]


def sentence(rng: Random) -> str:
    """One sentence of some twenty words."""
    subject = rng.choice(SUBJECTS).format(field=rng.choice(FIELDS))
    return f"{subject} {rng.choice(DEEDS)}, {rng.choice(CLOSINGS)}"


@lru_cache(maxsize=1)
def _paragraphs() -> list[str]:
    """Three hundred paragraphs of about eighty words, to choose from."""
    rng = Random("paragraphs")
    return [" ".join(sentence(rng) for _ in range(4)) for _ in range(300)]


def text(rng: Random, paragraphs: int) -> str:
    """The body of a section, as the editor would have cleaned it."""
    return "".join(f"<p>{rng.choice(_paragraphs())}</p>" for _ in range(paragraphs))


def person(rng: Random) -> str:
    """A full name with degree."""
    return f"{rng.choice(FIRST_NAMES)} {rng.choice(LAST_NAMES)}, {rng.choice(DEGREES)}"
