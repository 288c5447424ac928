"""The columns of every worksheet, and by which names Excel calls them and their choices.

One description for the form of a row, the grid, rows that are pasted and the workbook.
"""

from analyses.column_types import agency_column, column, dimension_column
from analyses.models import (
    READINESS_AREAS,
    Application,
    Education,
    GapRow,
    IctSpending,
    IctStaff,
    Integration,
    Issue,
    Post,
    QuickWinIdea,
    ReadinessHead,
    ReadinessItem,
    Regulation,
    RegulationForm,
    RegulationStatus,
    SwotEntry,
    SwotKind,
    TowsKind,
    TowsStrategy,
    VisionKeyword,
)
from tables.choices import Option

ISU = (
    dimension_column(Issue),
    column(
        Issue, "title", "isu daerah", "isu strategis", "masalah", "permasalahan", box="area",
        hint="Satu kalimat tentang masalahnya, bukan tentang aplikasinya.",
    ),
    column(
        Issue, "description", "uraian", "deskripsi", "penjelasan", "data",
        hint="Siapa yang terkena, di mana, berapa banyak.",
    ),
    column(
        Issue, "source", "sumber", "referensi",
        hint="Misalnya BPS, Banjarnegara dalam Angka 2023.",
    ),
    agency_column(Issue),
)  # fmt: skip
SWOT_WORDS = {
    SwotKind.STRENGTH: ("strength", "strengths", "kekuatan (s)"),
    SwotKind.WEAKNESS: ("weakness", "weaknesses", "kelemahan (w)"),
    SwotKind.OPPORTUNITY: ("opportunity", "opportunities", "kesempatan", "peluang (o)"),
    SwotKind.THREAT: ("threat", "threats", "tantangan", "ancaman (t)"),
}
SWOT = (
    dimension_column(SwotEntry),
    column(
        SwotEntry, "kind", "jenis swot", "swot", "kategori", words=SWOT_WORDS, carries=True,
        required="Pilih jenis.",
        hint="Kekuatan dan kelemahan ada di dalam daerah, peluang dan ancaman di luar.",
    ),
    column(
        SwotEntry, "text", "uraian swot", "deskripsi", "butir", "pernyataan", "keterangan",
        hint="Satu hal, satu kalimat, sebaiknya dengan angka.",
    ),
    agency_column(SwotEntry),
)  # fmt: skip
TOWS_WORDS = {kind: (f"strategi {kind}",) for kind in TowsKind}
TOWS = (
    dimension_column(TowsStrategy),
    column(
        TowsStrategy, "kind", "jenis strategi", "tows", words=TOWS_WORDS, carries=True,
        required="Pilih jenis.",
    ),
    column(
        TowsStrategy, "text", "strategi tows", "uraian",
        hint="Apa yang akan ditempuh, satu kalimat.",
    ),
    column(
        TowsStrategy, "entries", "kode", "kode swot", "dasar", "baris swot",
        label="Berangkat dari baris SWOT", short="Berangkat dari", example="S1, O2",
        hint="Tandai kekuatan, kelemahan, peluang, atau ancaman yang digabungkan.",
    ),
    agency_column(TowsStrategy),
)  # fmt: skip
AREAS = {head: area for area, heads in READINESS_AREAS.items() for head in heads}
HEADS = tuple(Option(head, head.label, group=AREAS[head]) for head in ReadinessHead)
KESIAPAN = (
    column(
        ReadinessItem, "head", "unsur kesiapan", "aspek", options=HEADS, carries=True,
        required="Pilih unsur.",
    ),
    column(
        ReadinessItem, "statement", "keadaan", "uraian", "kondisi",
        hint="Keadaan daerah dalam hal ini, satu kalimat.",
    ),
    column(
        ReadinessItem, "score", "skor", "nilai 0 sampai 4", label="Nilai", required="Pilih nilai.",
    ),
    column(
        ReadinessItem, "evidence", "bukti", "data dukung", "dokumen",
        hint="Dokumen, nomor, atau data. Tanpa bukti, tahap 1 belum dapat diserahkan.",
    ),
    column(
        ReadinessItem, "evidence_url", "tautan", "link", "url",
        hint="Misalnya https://jdih.banjarnegarakab.go.id.",
    ),
    dimension_column(ReadinessItem, "", hint="Kosongkan bila berlaku untuk semua dimensi."),
    agency_column(ReadinessItem),
    column(
        ReadinessItem, "evidence_file", in_grid=False,
        hint="Berkas yang sudah diunggah ke masterplan ini.",
    ),
)  # fmt: skip
KESENJANGAN = (
    column(GapRow, "subdimension", "sub dimensi", "sub-dimensi", required="Pilih subdimensi."),
    column(
        GapRow, "now", "kondisi saat ini", "kondisi sekarang", "eksisting", "saat ini",
        hint="Apa yang ada, sebaiknya dengan angka.",
    ),
    column(GapRow, "level_now", "nilai sekarang", label="Tingkat sekarang"),
    column(
        GapRow, "wanted", "kondisi yang diharapkan", "kondisi ideal", "harapan",
        hint="Keadaan pada akhir masterplan.",
    ),
    column(GapRow, "level_wanted", "nilai harapan", label="Tingkat yang diharapkan"),
    column(GapRow, "gap", "gap", hint="Apa yang belum ada di antara keduanya."),
    column(
        GapRow, "need", "kebutuhan atau solusi", "solusi", "kebutuhan/solusi",
        hint="Apa yang diperlukan untuk menutupnya.",
    ),
    agency_column(GapRow),
)  # fmt: skip
GAGASAN = (
    dimension_column(QuickWinIdea),
    column(
        QuickWinIdea, "text", "ide", "usulan", "quick win", "uraian",
        hint="Apa yang berubah bagi warga dalam satu tahun, dan siapa pelaksananya.",
    ),
    agency_column(QuickWinIdea),
)  # fmt: skip
FORM_WORDS = {
    RegulationForm.LAW: ("uu", "undang undang"),
    RegulationForm.GOVERNMENT: ("pp",),
    RegulationForm.PRESIDENT: ("perpres",),
    RegulationForm.INSTRUCTION: ("inpres",),
    RegulationForm.MINISTER: ("permen", "permendagri", "permenpan", "permenkominfo"),
    RegulationForm.MINISTER_DECREE: ("kepmen",),
    RegulationForm.PROVINCE_BYLAW: ("perda provinsi",),
    RegulationForm.GOVERNOR: ("pergub",),
    RegulationForm.GOVERNOR_DECREE: ("sk gubernur", "kepgub"),
    RegulationForm.BYLAW: ("perda", "perda kabupaten", "perda kota"),
    # “Perbup” and “Perwali” are added for the region whose head gives them (column_types).
    RegulationForm.HEAD_REGULATION: ("perkada", "perbup, perwali, atau pergub"),
    RegulationForm.HEAD_DECREE: ("sk", "keputusan kepala daerah", "sk kepala daerah"),
    RegulationForm.OFFICE_DECREE: (
        "keputusan sekretaris daerah", "keputusan kepala dinas", "sk kepala dinas", "sk sekda",
    ),
    RegulationForm.CIRCULAR: ("se", "surat edaran bupati"),
    RegulationForm.PROCEDURE: ("standar operasional prosedur",),
    RegulationForm.NATIONAL_STANDARD: ("sni iso",),
}  # fmt: skip
STATUS_WORDS = {
    RegulationStatus.DRAFT: ("rancangan", "draf"),
    RegulationStatus.REVOKED: ("dicabut", "tidak berlaku"),
}
REGULASI = (
    column(
        Regulation, "form", "jenis peraturan", "bentuk", "jenis regulasi", words=FORM_WORDS,
        carries=True,
    ),
    column(
        Regulation, "number", "nomor peraturan", "no peraturan",
        hint="Kosongkan bila masih rancangan. Untuk standar, misalnya ISO 37122.",
    ),
    column(
        Regulation, "issuer", "diterbitkan oleh", "pejabat yang menetapkan",
        hint="Misalnya Menteri Dalam Negeri. Kosongkan bila diterbitkan daerah ini.",
    ),
    column(Regulation, "year", "tahun terbit", carries=True, required="Tulis tahunnya."),
    column(Regulation, "about", "judul", "perihal", hint="Judul sesudah kata “tentang”."),
    column(Regulation, "status", "keadaan", words=STATUS_WORDS),
    agency_column(Regulation),
)  # fmt: skip
INTEGRATION_WORDS = {
    Integration.NONE: ("belum", "tidak"),
    Integration.PART: ("sebagian",),
    Integration.FULL: ("sudah", "terintegrasi"),
}
APLIKASI = (
    column(Application, "name", "nama", "aplikasi", "nama sistem"),
    column(
        Application, "function", "kegunaan", "deskripsi", "uraian",
        hint="Apa yang dikerjakan dengannya, satu kalimat.",
    ),
    column(Application, "users", "pemakai", hint="Misalnya warga, pegawai, 266 desa."),
    column(
        Application, "maker", "pembuat", "pemilik", "platform", "dibuat oleh", "pengembang",
        short="Dibuat oleh",
    ),
    column(Application, "year", "tahun", "tahun dibuat", "tahun pembuatan", carries=True),
    column(Application, "integration", "status integrasi", words=INTEGRATION_WORDS),
    column(
        Application, "url", "tautan", "link", "alamat web",
        hint="Misalnya https://banter.banjarnegarakab.go.id.",
    ),
    agency_column(Application),
)  # fmt: skip
EDUCATION_WORDS = {
    Education.SCHOOL: ("sma", "smk", "sma atau smk"),
    Education.DIPLOMA: ("d1", "d2", "d3"),
    Education.BACHELOR: ("s1", "d4", "sarjana", "s1 atau d4"),
    Education.MASTER: ("magister",),
    Education.DOCTOR: ("doktor",),
}
POST_WORDS = {
    Post.COMPUTER: ("prakom", "pranata komputer ahli", "pranata komputer terampil"),
    Post.INFORMATICS: ("manggala",),
    Post.FUNCTIONAL: ("fungsional lain", "jft lain"),
    Post.EXECUTIVE: ("staf", "jabatan pelaksana"),
    Post.STRUCTURAL: ("jabatan struktural", "pengawas", "administrator"),
    Post.CONTRACT: ("kontrak", "tenaga ahli", "honorer", "pppk"),
}
SDM_TIK = (
    column(
        IctStaff, "position", "jabatan", "keahlian", "posisi",
        hint="Misalnya pranata komputer, pemrogram, pengelola jaringan.",
    ),
    column(
        IctStaff, "post", "jenis jabatan", "jf", "jafung", words=POST_WORDS,
        hint="Pilih jabatan fungsionalnya, atau kedudukannya.",
    ),
    column(IctStaff, "education", "pendidikan terakhir", "jenjang", words=EDUCATION_WORDS),
    column(
        IctStaff, "count", "jumlah", "orang", "jumlah pegawai", required="Tulis jumlahnya."
    ),
    column(IctStaff, "certified", "sertifikat", "jumlah bersertifikat", required=""),
    agency_column(IctStaff),
)  # fmt: skip
BELANJA_TIK = (
    column(
        IctSpending, "year", "tahun anggaran", "ta", carries=True, required="Tulis tahunnya."
    ),
    column(
        IctSpending, "item", "uraian", "kegiatan", "uraian belanja", "nama belanja",
        hint="Misalnya langganan internet, peladen, pengembangan aplikasi.",
    ),
    column(
        IctSpending, "source", "sumber", "sumber anggaran",
        hint="APBD, APBN, DAK, hibah, atau lainnya.",
    ),
    column(
        IctSpending, "amount", "jumlah", "anggaran", "nilai", "pagu", "jumlah rp", "rupiah",
        required="Tulis jumlahnya dalam rupiah.",
    ),
    agency_column(IctSpending),
)  # fmt: skip
KATA_KUNCI = (
    column(
        VisionKeyword, "word", "kata", "kata kunci visi",
        hint="Satu atau dua kata, misalnya “terhubung”.",
    ),
    column(
        VisionKeyword, "reason", "dasar", "penjelasan", "keterangan",
        hint="Dari isu, potensi, atau budaya daerah yang mana kata ini berasal.",
    ),
    agency_column(VisionKeyword),
)  # fmt: skip
