"""Inventories of Buku 1: what the region already has (domain: tables of an Analisis Strategis).

Each row belongs to the Perangkat Daerah that reports it.
"""

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q

from analyses.models.findings import Finding
from analyses.regulation_names import Issuers, regulation_name
from masterplans.models import Masterplan

YEARS = [MinValueValidator(1945), MaxValueValidator(2100)]


class RegulationForm(models.TextChoices):
    """Kinds of regulation, the highest first (UU 12/2011, Permendagri 80/2015), and standards.

    What a document is called says `analyses.regulation_names`; these words are for choosing.
    """

    LAW = "uu", "Undang-Undang"
    GOVERNMENT = "pp", "Peraturan Pemerintah"
    PRESIDENT = "perpres", "Peraturan Presiden"
    INSTRUCTION = "inpres", "Instruksi Presiden"
    MINISTER = "permen", "Peraturan Menteri"
    MINISTER_DECREE = "kepmen", "Keputusan Menteri"
    PROVINCE_BYLAW = "perdaprov", "Peraturan Daerah Provinsi"
    GOVERNOR = "pergub", "Peraturan Gubernur"
    GOVERNOR_DECREE = "kepgub", "Keputusan Gubernur"
    BYLAW = "perda", "Peraturan Daerah"
    HEAD_REGULATION = "perkada", "Peraturan kepala daerah"
    HEAD_DECREE = "keputusan", "Keputusan kepala daerah"
    OFFICE_DECREE = "kepdinas", "Keputusan pejabat lain"
    CIRCULAR = "edaran", "Surat Edaran"
    PROCEDURE = "sop", "SOP"
    NATIONAL_STANDARD = "sni", "SNI"
    STANDARD = "iso", "ISO"
    OTHER = "lain", "Lainnya"

    @classmethod
    def nameless(cls) -> tuple["RegulationForm", ...]:
        """The kinds that are nothing without who gave them: several may."""
        return cls.MINISTER, cls.MINISTER_DECREE, cls.OTHER


class RegulationStatus(models.TextChoices):
    IN_FORCE = "berlaku", "Berlaku"
    DRAFT = "rancangan", "Masih rancangan"
    REVOKED = "dicabut", "Dicabut"


class Regulation(Finding):
    """A regulation on which the plan stands (inventaris regulasi)."""

    is_named = True

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="regulations")
    form = models.CharField("jenis", max_length=9, choices=RegulationForm)
    number = models.CharField("nomor", max_length=40, blank=True)
    issuer = models.CharField("penerbit", max_length=120, blank=True)
    year = models.PositiveSmallIntegerField("tahun", validators=YEARS)
    about = models.TextField("tentang")
    status = models.CharField(
        "status", max_length=9, choices=RegulationStatus, default=RegulationStatus.IN_FORCE
    )

    class Meta(Finding.Meta):
        verbose_name = "regulasi"
        verbose_name_plural = "regulasi"
        ordering = ["order", "form", "year", "pk"]

    def __str__(self):
        region = self.masterplan.region
        return regulation_name(
            form=self.form,
            number=self.number,
            year=self.year,
            issuer=self.issuer,
            of=Issuers(
                region.level,
                region.name,
                region.parent.name if region.parent else "",
                self.agency.name if self.agency else "",
            ),
        )


class Integration(models.TextChoices):
    NONE = "belum", "Belum terhubung"
    PART = "sebagian", "Sebagian terhubung"
    FULL = "terhubung", "Terhubung"


class Application(Finding):
    """An application in use (inventaris aplikasi)."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="applications")
    name = models.CharField("nama aplikasi", max_length=120)
    function = models.TextField("fungsi")
    users = models.CharField("pengguna", max_length=150, blank=True)
    maker = models.CharField("dibuat atau dimiliki oleh", max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(
        "mulai dipakai", null=True, blank=True, validators=YEARS
    )
    integration = models.CharField(
        "integrasi", max_length=9, choices=Integration, default=Integration.NONE
    )
    url = models.CharField(
        "alamat", blank=True, max_length=300, validators=[URLValidator(["http", "https"])]
    )

    class Meta(Finding.Meta):
        verbose_name = "aplikasi"
        verbose_name_plural = "aplikasi"
        ordering = ["order", "name", "pk"]

    def __str__(self):
        return self.name


class Education(models.TextChoices):
    SCHOOL = "sma", "SMA sederajat"
    DIPLOMA = "diploma", "Diploma"
    BACHELOR = "s1", "S1 sederajat"
    MASTER = "s2", "S2"
    DOCTOR = "s3", "S3"


class Post(models.TextChoices):
    """What kind of post it is; the first four are the functional posts of ICT work."""

    COMPUTER = "prakom", "Pranata Komputer"
    INFORMATICS = "manggala", "Manggala Informatika"
    CIPHER = "sandiman", "Sandiman"
    STATISTICS = "statistisi", "Statistisi"
    FUNCTIONAL = "fungsional", "Fungsional"
    EXECUTIVE = "pelaksana", "Pelaksana"
    STRUCTURAL = "struktural", "Struktural"
    CONTRACT = "kontrak", "Tenaga kontrak"


class IctStaff(Finding):
    """How many people do one kind of ICT work (SDM TIK)."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="ict_staff")
    position = models.CharField("jabatan atau keahlian", max_length=120)
    post = models.CharField("jabatan fungsional", max_length=10, choices=Post, blank=True)
    education = models.CharField("pendidikan", max_length=7, choices=Education)
    count = models.PositiveIntegerField(
        "jumlah orang", validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    certified = models.PositiveIntegerField("bersertifikat", default=0)

    class Meta(Finding.Meta):
        verbose_name = "baris SDM TIK"
        verbose_name_plural = "baris SDM TIK"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(certified__lte=models.F("count")),
                name="ict_staff_certified_are_among_them",
                violation_error_message="Yang bersertifikat tidak lebih banyak dari jumlah orang.",
            )
        ]

    def __str__(self):
        return self.position


class IctSpending(Finding):
    """What was spent on ICT in one year (belanja TIK, usually three to five years)."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="ict_spending")
    year = models.PositiveSmallIntegerField("tahun", validators=YEARS)
    item = models.CharField("belanja", max_length=200)
    source = models.CharField("sumber dana", max_length=60, default="APBD")
    amount = models.PositiveBigIntegerField(
        "jumlah (rupiah)", validators=[MaxValueValidator(100_000_000_000_000)]
    )

    class Meta(Finding.Meta):
        verbose_name = "belanja TIK"
        verbose_name_plural = "belanja TIK"
        ordering = ["year", "order", "pk"]

    def __str__(self):
        return f"{self.item} ({self.year})"


class VisionKeyword(Finding):
    """A word that belongs into the vision, and why (bimtek I: keywords compose the vision)."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="keyword_rows")
    word = models.CharField("kata kunci", max_length=80)
    reason = models.TextField("alasan", blank=True)

    class Meta(Finding.Meta):
        verbose_name = "kata kunci visi"
        verbose_name_plural = "kata kunci visi"
        ordering = ["order", "pk"]

    def __str__(self):
        return self.word
