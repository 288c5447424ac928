"""What the region found out about itself: issues, SWOT and TOWS, readiness, gaps, first ideas."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Q

from dimensions.models import Dimension, SubDimension
from masterplans.guards import content_guard, through
from masterplans.models import Attachment, Masterplan
from regions.models import Agency

LEVELS = [MinValueValidator(0), MaxValueValidator(4)]
HALVES = [Decimal(step) / 2 for step in range(9)]  # 0, 0.5 … 4: teams often agree in between


class FindingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related("masterplan__region__parent", "agency")

    def standing(self):
        """Without the rows that were merged into another one."""
        return self.filter(merged_into=None)

    def for_book(self):
        """The rows that are printed."""
        return self.standing().filter(in_book=True)

    def with_origins(self):
        """With the rows that were merged into each, and whose they are: two queries more."""
        return self.prefetch_related("origins__agency")


class Finding(models.Model):
    """What every row of an analysis has: the plan it belongs to, and the agency that wrote it."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="%(class)ss")
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name="Perangkat Daerah",
    )
    order = models.PositiveSmallIntegerField("urutan", default=0)
    # What the pokja lead decides: a row that says the same as another one is merged into it. It
    # stays, because who named it first must never be lost.
    in_book = models.BooleanField("masuk buku", default=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="origins", editable=False
    )
    # The opened row that made it: the same row sent twice finds its finding, not a second one.
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    changed_at = models.DateTimeField("diubah", auto_now=True)

    is_named = False  # whether `str` is what people look for, rather than the first text

    objects = FindingQuerySet.as_manager()

    class Meta:
        abstract = True
        triggers = [content_guard()]

    @property
    def region(self):
        return self.masterplan.region

    @property
    def agencies(self) -> list[Agency]:
        """Who named it: its own agency, then those whose rows were merged into it; each once."""
        named = [self.agency, *(origin.agency for origin in self.origins.all())]
        return list(dict.fromkeys(agency for agency in named if agency))


class Issue(Finding):
    """A problem of the region in one dimension (Kertas Kerja Analisis Isu Daerah)."""

    dimension = models.ForeignKey(
        Dimension, models.PROTECT, related_name="+", verbose_name="dimensi"
    )
    title = models.CharField("isu", max_length=200)
    description = models.TextField("uraian dengan angka", blank=True)
    source = models.CharField("sumber data", max_length=250, blank=True)

    class Meta(Finding.Meta):
        verbose_name = "isu"
        verbose_name_plural = "isu"
        ordering = ["dimension__order", "order", "pk"]

    def __str__(self):
        return self.title


class SwotKind(models.TextChoices):
    STRENGTH = "S", "Kekuatan"
    WEAKNESS = "W", "Kelemahan"
    OPPORTUNITY = "O", "Peluang"
    THREAT = "T", "Ancaman"


class SwotEntry(Finding):
    """A strength, weakness, opportunity or threat in one dimension."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="swot_entries")
    dimension = models.ForeignKey(
        Dimension, models.PROTECT, related_name="+", verbose_name="dimensi"
    )
    kind = models.CharField("jenis", max_length=1, choices=SwotKind)
    text = models.TextField("uraian")
    # While it is merged into another row: the strategies it brought along, and those that the
    # other one had then, so that it can be taken out again as it was.
    moved_links = models.JSONField(null=True, blank=True, editable=False)

    class Meta(Finding.Meta):
        verbose_name = "baris SWOT"
        verbose_name_plural = "baris SWOT"
        ordering = ["dimension__order", "kind", "order", "pk"]

    def __str__(self):
        return self.text


class TowsKind(models.TextChoices):
    SO = "SO", "Kekuatan dan peluang (SO)"
    WO = "WO", "Kelemahan dan peluang (WO)"
    ST = "ST", "Kekuatan dan ancaman (ST)"
    WT = "WT", "Kelemahan dan ancaman (WT)"


class TowsStrategy(Finding):
    """A strategy that joins an inner with an outer SWOT entry."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="tows_strategies")
    dimension = models.ForeignKey(
        Dimension, models.PROTECT, related_name="+", verbose_name="dimensi"
    )
    kind = models.CharField("jenis", max_length=2, choices=TowsKind)
    text = models.TextField("strategi")
    entries = models.ManyToManyField(
        SwotEntry,
        through="TowsLink",
        blank=True,
        related_name="strategies",
        verbose_name="berangkat dari",
    )

    class Meta(Finding.Meta):
        verbose_name = "strategi TOWS"
        verbose_name_plural = "strategi TOWS"
        ordering = ["dimension__order", "kind", "order", "pk"]

    def __str__(self):
        return self.text


class TowsLink(models.Model):
    """Which SWOT entries a strategy joins."""

    strategy = models.ForeignKey(TowsStrategy, models.CASCADE, related_name="links")
    entry = models.ForeignKey(SwotEntry, models.CASCADE, related_name="links")

    class Meta:
        triggers = [content_guard(through("analyses_towsstrategy", "strategy_id"))]
        constraints = [models.UniqueConstraint(fields=["strategy", "entry"], name="tows_link_once")]


class ReadinessHead(models.TextChoices):
    """The nine heads of readiness: struktur, infrastruktur, suprastruktur (Buku 1, bab 3)."""

    PEOPLE = "people", "Sumber daya manusia"
    FINANCE = "finance", "Anggaran"
    GOVERNANCE = "governance", "Tata kelola"
    PHYSICAL = "physical", "Infrastruktur fisik"
    ICT = "ict", "Infrastruktur TIK"
    SOCIAL = "social", "Infrastruktur sosial"
    POLICY = "policy", "Kebijakan dan regulasi"
    INSTITUTION = "institution", "Kelembagaan"
    PRACTICE = "practice", "Pelaksanaan dan SOP"


READINESS_AREAS = {
    "Struktur": [ReadinessHead.PEOPLE, ReadinessHead.FINANCE, ReadinessHead.GOVERNANCE],
    "Infrastruktur": [ReadinessHead.PHYSICAL, ReadinessHead.ICT, ReadinessHead.SOCIAL],
    "Suprastruktur": [ReadinessHead.POLICY, ReadinessHead.INSTITUTION, ReadinessHead.PRACTICE],
}


class ReadinessItem(Finding):
    """How ready the region is in one respect, and what proves it."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="readiness_items")
    dimension = models.ForeignKey(
        Dimension, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dimensi"
    )
    head = models.CharField("unsur", max_length=11, choices=ReadinessHead)
    statement = models.TextField("pernyataan")
    score = models.DecimalField(
        "nilai 0 sampai 4", max_digits=2, decimal_places=1, validators=LEVELS
    )
    evidence = models.TextField("bukti dukung", blank=True)
    evidence_url = models.CharField(
        "tautan bukti", blank=True, max_length=500, validators=[URLValidator(["http", "https"])]
    )
    evidence_file = models.ForeignKey(
        Attachment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="berkas bukti",
    )

    class Meta(Finding.Meta):
        verbose_name = "butir kesiapan"
        verbose_name_plural = "butir kesiapan"
        ordering = ["head", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score__in=HALVES),
                name="readiness_score_is_0_to_4_by_halves",
                violation_error_message="Nilai kesiapan 0 sampai 4, dengan langkah setengah.",
            )
        ]

    def __str__(self):
        return self.statement

    @property
    def has_evidence(self) -> bool:
        """Whether a text, a link or a file proves the score."""
        return bool(self.evidence or self.evidence_url or self.evidence_file_id)

    @property
    def area(self) -> str:
        return next(area for area, heads in READINESS_AREAS.items() if self.head in heads)


class GapRow(Finding):
    """What is, what should be, what is missing and what is needed in one sub-dimension."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="gap_rows")
    subdimension = models.ForeignKey(
        SubDimension, models.PROTECT, related_name="+", verbose_name="subdimensi"
    )
    now = models.TextField("keadaan sekarang")
    wanted = models.TextField("keadaan yang diharapkan")
    gap = models.TextField("kesenjangan", blank=True)
    need = models.TextField("kebutuhan", blank=True)
    level_now = models.PositiveSmallIntegerField(
        "tingkat sekarang 0 sampai 4", default=0, validators=LEVELS
    )
    level_wanted = models.PositiveSmallIntegerField(
        "tingkat yang diharapkan 0 sampai 4", default=4, validators=LEVELS
    )

    class Meta(Finding.Meta):
        verbose_name = "baris kesenjangan"
        verbose_name_plural = "baris kesenjangan"
        ordering = ["subdimension__dimension__order", "subdimension__order", "order", "pk"]

    def __str__(self):
        return f"{self.subdimension}: {self.now}"


class QuickWinIdea(Finding):
    """A first idea for a quick win, named in tahap 1; it may become a program later."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="quickwin_ideas")
    dimension = models.ForeignKey(
        Dimension, models.PROTECT, related_name="+", verbose_name="dimensi"
    )
    text = models.TextField("gagasan")

    class Meta(Finding.Meta):
        verbose_name = "gagasan quick win"
        verbose_name_plural = "gagasan quick win"
        ordering = ["dimension__order", "order", "pk"]

    def __str__(self):
        return self.text
