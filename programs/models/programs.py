"""What agencies will do, from year to year: programs with targets and budgets."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import (
    F,
    OuterRef,
    Q,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce
from django.urls import reverse

from dimensions.models import SubDimension
from masterplans.guards import content_guard, through
from masterplans.models import Masterplan
from regions.models import Agency, Region
from strategy.models import Aim, Alignment

OF_PROGRAM = through("programs_program", "program_id")
OF_INDICATOR = (
    "SELECT p.masterplan_id FROM programs_indicator i JOIN programs_program p"
    " ON p.id = i.program_id WHERE i.id = ROW.indicator_id"
)


class ProgramKind(models.TextChoices):
    """The kinds of Buku 2, bab 4 (rencana aksi), with services beside them."""

    POLICY = "policy", "Kebijakan"
    INSTITUTION = "institution", "Kelembagaan"
    INFRASTRUCTURE = "infrastructure", "Infrastruktur"
    APPLICATION = "application", "Aplikasi"
    LITERACY = "literacy", "Literasi"
    SERVICE = "service", "Layanan"


class Source(models.TextChoices):
    """Where money comes from; not only the regional budget (domain §1.3)."""

    APBD = "apbd", "APBD"
    APBN = "apbn", "APBN"
    DAK = "dak", "DAK"
    PROVINCE = "province", "Provinsi"
    CSR = "csr", "CSR"
    KPBU = "kpbu", "KPBU"
    GRANT = "grant", "Hibah"
    COMMUNITY = "community", "Masyarakat"
    UNDECIDED = "undecided", "Belum ditentukan"  # an amount that is known before its source is


class Helix(models.TextChoices):
    """The five sides of the pentahelix."""

    GOVERNMENT = "government", "Pemerintah"
    ACADEMIA = "academia", "Akademisi"
    BUSINESS = "business", "Dunia usaha"
    COMMUNITY = "community", "Komunitas"
    MEDIA = "media", "Media"


# A text is written when it has more than white space, in Python as in the database.
WRITTEN = r"[^ \t\r\n]"
TEXTS = ("description", "problem", "output", "outcome", "beneficiaries", "rpjmd_link")
ITEM_COUNT = len(TEXTS) + 5  # the items of completeness.py


class ProgramQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related("masterplan__region", "agency", "subdimension__dimension")

    def with_rows(self):
        """With everything that `missing` and the pages of one program read, in few queries."""
        return self.select_related(
            "masterplan", "agency", "aim", "subdimension__dimension"
        ).prefetch_related("indicators__targets", "schedule", "budget")

    def for_board(self):
        """What the list shows, in one query: names, years, money, whether it is a quick win."""
        lines = BudgetLine.objects.filter(program=OuterRef("pk")).order_by().values("program")
        years = ScheduleYear.objects.filter(program=OuterRef("pk"))
        return (
            self.select_related("agency")
            .only("name", "expansion", "subdimension", "agency__short_name")
            .annotate(
                amount=Coalesce(Subquery(lines.values(sum=Sum("amount"))), 0),
                first_year=Subquery(years.order_by("year").values("year")[:1]),
                last_year=Subquery(years.order_by("-year").values("year")[:1]),
                standing=F("quickwin__standing"),
            )
        )

    def matching(self, words: str):
        """The programs whose name, expansion or description holds every one of the words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(expansion__icontains=word)
                | Q(description__icontains=word)
            )
        return found


class Program(models.Model):
    """One line of the roadmap: an agency does something for a sub-dimension, from year to year."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="programs")
    subdimension = models.ForeignKey(
        SubDimension, models.PROTECT, related_name="+", verbose_name="subdimensi"
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        related_name="programs",
        verbose_name="Perangkat Daerah penanggung jawab",
    )
    aim = models.ForeignKey(
        Aim,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="programs",
        verbose_name="sasaran yang dilayani",
    )
    name = models.CharField("nama singkat", max_length=80)
    expansion = models.CharField("kepanjangan nama", max_length=250, blank=True)
    kind = models.CharField("jenis", max_length=14, choices=ProgramKind)
    is_new = models.BooleanField("program baru", default=True)
    # Of one that goes on: since when it runs, and what it has reached (domain §1.2).
    since_year = models.PositiveSmallIntegerField(
        "berjalan sejak tahun",
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1945, "Tulis tahun antara 1945 dan 2100."),
            MaxValueValidator(2100, "Tulis tahun antara 1945 dan 2100."),
        ],
    )
    achievement = models.TextField("capaian sampai sekarang", blank=True)
    description = models.TextField("uraian singkat", blank=True)
    problem = models.TextField("masalah yang dijawab", blank=True)
    output = models.TextField("keluaran", blank=True)
    outcome = models.TextField("hasil bagi warga", blank=True)
    beneficiaries = models.CharField("penerima manfaat", max_length=200, blank=True)
    beneficiaries_count = models.PositiveIntegerField(
        "jumlah penerima manfaat", null=True, blank=True
    )
    rpjmd_link = models.CharField("kaitan dengan RPJMD atau Renstra", max_length=250, blank=True)
    rpjmd_amount = models.PositiveBigIntegerField(
        "pagu menurut RPJMD (rupiah)",
        null=True,
        blank=True,
        validators=[MaxValueValidator(100_000_000_000_000)],
    )
    risks = models.TextField("risiko", blank=True)
    supporters = models.ManyToManyField(
        Agency,
        through="Support",
        blank=True,
        related_name="supported_programs",
        verbose_name="Perangkat Daerah pendukung",
    )
    order = models.PositiveSmallIntegerField("urutan", default=0)
    # Raised by every save of the form: a page that began with an older number is stale.
    version = models.PositiveIntegerField("versi", default=1)
    # The opened form that made it: the same form sent twice finds its program, not a second one.
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    changed_at = models.DateTimeField("diubah", auto_now=True)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name = "program"
        verbose_name_plural = "program"
        ordering = ["subdimension__dimension__order", "subdimension__order", "order", "pk"]
        triggers = [content_guard()]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programs:detail", args=[self.masterplan.slug, self.pk])

    @property
    def region(self):
        return self.masterplan.region


class Support(models.Model):
    """Another agency of the region that helps with a program."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="supports")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="supports")

    class Meta:
        triggers = [content_guard(OF_PROGRAM)]
        constraints = [models.UniqueConstraint(fields=["program", "agency"], name="support_once")]


class AlignedProgram(models.Model):
    """A program that a row of the alignment names: it serves this mission of a regional plan."""

    alignment = models.ForeignKey(Alignment, models.CASCADE, related_name="named")
    program = models.ForeignKey(Program, models.CASCADE, related_name="aligned")

    class Meta:
        verbose_name = "program keselarasan"
        verbose_name_plural = "program keselarasan"
        ordering = ["program__subdimension__dimension__order", "program__order", "program__pk"]
        triggers = [content_guard(OF_PROGRAM)]
        constraints = [
            models.UniqueConstraint(fields=["alignment", "program"], name="aligned_program_once")
        ]


class ParticipatingRegion(models.Model):
    """A kabupaten or kota that takes part in a program of its province, with its villages."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="participants")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    villages = models.TextField("desa yang ikut", blank=True)

    class Meta:
        verbose_name = "kabupaten/kota yang ikut"
        verbose_name_plural = "kabupaten/kota yang ikut"
        ordering = ["region__code"]
        triggers = [content_guard(OF_PROGRAM)]
        constraints = [
            models.UniqueConstraint(fields=["program", "region"], name="participant_once")
        ]

    def __str__(self):
        return str(self.region)


class Partner(models.Model):
    """Somebody outside the region's agencies who takes part (pentahelix)."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="partners")
    helix = models.CharField("unsur", max_length=10, choices=Helix)
    name = models.CharField("nama mitra", max_length=150)

    class Meta:
        verbose_name = "mitra"
        verbose_name_plural = "mitra"
        ordering = ["helix", "pk"]
        triggers = [content_guard(OF_PROGRAM)]

    def __str__(self):
        return self.name


class Direction(models.TextChoices):
    UP = "up", "Naik"
    DOWN = "down", "Turun"


class Indicator(models.Model):
    """What is counted to see whether a program works."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="indicators")
    name = models.CharField("indikator", max_length=200)
    unit = models.CharField("satuan", max_length=40)
    baseline = models.DecimalField(
        "nilai awal", max_digits=16, decimal_places=2, null=True, blank=True
    )
    baseline_year = models.PositiveSmallIntegerField("tahun nilai awal", null=True, blank=True)
    direction = models.CharField(
        "arah yang baik", max_length=4, choices=Direction, default=Direction.UP
    )
    order = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikator"
        ordering = ["order", "pk"]
        triggers = [content_guard(OF_PROGRAM)]

    def __str__(self):
        return self.name


class Target(models.Model):
    """What an indicator should reach in one year."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField("tahun")
    value = models.DecimalField("target", max_digits=16, decimal_places=2)

    class Meta:
        verbose_name = "target"
        verbose_name_plural = "target"
        ordering = ["year"]
        triggers = [content_guard(OF_INDICATOR)]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="target_once_a_year")
        ]


class Activity(models.TextChoices):
    """What happens with a program in a year of the roadmap."""

    PREPARE = "prepare", "Persiapan"
    BUILD = "build", "Pembangunan"
    OPERATE = "operate", "Operasi"


class ScheduleYear(models.Model):
    """A year in which a program runs, and what is done in it."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="schedule")
    year = models.PositiveSmallIntegerField("tahun")
    activity = models.CharField("kegiatan", max_length=7, choices=Activity)

    class Meta:
        verbose_name = "tahun pelaksanaan"
        verbose_name_plural = "tahun pelaksanaan"
        ordering = ["year"]
        triggers = [content_guard(OF_PROGRAM)]
        constraints = [
            models.UniqueConstraint(fields=["program", "year"], name="schedule_once_a_year")
        ]


class BudgetLine(models.Model):
    """Rupiah of one source in one year. All totals are sums of these rows."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="budget")
    year = models.PositiveSmallIntegerField("tahun")
    source = models.CharField("sumber dana", max_length=9, choices=Source)
    amount = models.PositiveBigIntegerField("jumlah (rupiah)")

    class Meta:
        verbose_name = "baris anggaran"
        verbose_name_plural = "baris anggaran"
        ordering = ["year", "source"]
        triggers = [content_guard(OF_PROGRAM)]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "year", "source"], name="budget_once_a_year_and_source"
            ),
            models.CheckConstraint(
                condition=Q(amount__lte=100_000_000_000_000),
                name="budget_line_is_below_100_trillion",
                violation_error_message="Satu baris anggaran paling banyak Rp 100 triliun.",
            ),
        ]
