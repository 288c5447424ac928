"""Programs that show a result within a year."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from masterplans.guards import content_guard, through
from masterplans.models import Masterplan
from programs.models import Program
from quickwins.risk_levels import LEVELS, level_of

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]
OF_QUICKWIN = (
    "SELECT p.masterplan_id FROM quickwins_quickwin q JOIN programs_program p"
    " ON p.id = q.program_id WHERE q.id = ROW.quickwin_id"
)


class Standing(models.TextChoices):
    NOMINATED = "nominated", "Dinominasikan"
    CHOSEN = "chosen", "Terpilih"
    DROPPED = "dropped", "Tidak dipilih"


class Side(models.TextChoices):
    """Who judges: the people of the region, or the expert who guides it."""

    TEAM = "team", "Tim daerah"
    EXPERT = "expert", "Tenaga ahli"


class Criterion(models.Model):
    """What the nominees of one plan are judged by, and how much it weighs (domain §4).

    Kept with the plan from its first score on: rules that change later change nothing in it.
    """

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="quickwin_criteria")
    order = models.PositiveSmallIntegerField("urutan")
    key = models.CharField("kunci", max_length=20)
    name = models.CharField("kriteria", max_length=100)
    weight = models.PositiveSmallIntegerField("bobot")
    guidance = models.TextField("arti nilai", blank=True)

    class Meta:
        verbose_name = "kriteria quick win"
        verbose_name_plural = "kriteria quick win"
        ordering = ["order"]
        triggers = [content_guard()]
        constraints = [
            models.UniqueConstraint(fields=["masterplan", "key"], name="criterion_once_a_plan"),
            models.CheckConstraint(condition=Q(weight__gte=1), name="criterion_weighs_something"),
        ]

    def __str__(self):
        return self.name


class InnovationKind(models.TextChoices):
    """What a region calls new in it (domain §4)."""

    PROGRAM = "program", "Program"
    PRODUCT = "product", "Produk"
    METHOD = "method", "Metode"
    CONCEPT = "concept", "Konseptual"
    TECHNOLOGY = "technology", "Teknologi"


class InnovationStatus(models.TextChoices):
    """How far it has come, in the six steps that evaluators ask for (domain §4)."""

    PROBLEM = "problem", "1. Perumusan masalah"
    IDEA = "idea", "2. Perumusan ide"
    DESIGN = "design", "3. Perencanaan pembangunan"
    BUILDING = "building", "4. Pembangunan"
    RUNNING = "running", "5. Implementasi"
    EVALUATION = "evaluation", "6. Evaluasi"


class Handling(models.TextChoices):
    """What is done about a risk."""

    AVOID = "avoid", "Hindari"
    REDUCE = "reduce", "Kurangi"
    TRANSFER = "transfer", "Alihkan"
    ACCEPT = "accept", "Terima"


class QuickWinQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            program__masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related(
            "program__masterplan__region", "program__agency", "program__subdimension__dimension"
        )

    def of(self, masterplan):
        return self.filter(program__masterplan=masterplan)

    def chosen(self):
        return self.filter(standing=Standing.CHOSEN)


class QuickWin(models.Model):
    """A program nominated for the one-year flagship of its dimension, with its profile."""

    program = models.OneToOneField(Program, models.CASCADE, related_name="quickwin")
    standing = models.CharField(
        "keadaan", max_length=9, choices=Standing, default=Standing.NOMINATED
    )
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField("alasan", blank=True)
    background = models.TextField("latar belakang", blank=True)
    purpose = models.TextField("tujuan", blank=True)
    benefits = models.TextField("manfaat", blank=True)
    beneficiaries = models.TextField("penerima manfaat", blank=True)
    attraction = models.TextField("daya tarik", blank=True)
    uniqueness = models.TextField("keunikan", blank=True)
    partnership = models.TextField("kemitraan", blank=True)
    development_potential = models.TextField("potensi pengembangan", blank=True)
    continuity = models.TextField("keberlangsungan", blank=True)
    sustainability = models.TextField("keberlanjutan", blank=True)
    resources = models.TextField("sumber daya", blank=True)
    person_in_charge = models.CharField("penanggung jawab", max_length=200, blank=True)
    innovation_kind = models.CharField(
        "jenis inovasi", max_length=10, choices=InnovationKind, blank=True
    )
    innovation_status = models.CharField(
        "status inovasi", max_length=10, choices=InnovationStatus, blank=True
    )
    starts_on = models.DateField("mulai dikerjakan", null=True, blank=True)
    link = models.URLField("tautan dokumentasi", max_length=300, blank=True)
    changed_at = models.DateTimeField("diubah", auto_now=True)

    objects = QuickWinQuerySet.as_manager()

    PROFILE_FIELDS = (
        "background",
        "purpose",
        "benefits",
        "beneficiaries",
        "attraction",
        "uniqueness",
        "partnership",
        "development_potential",
        "continuity",
        "sustainability",
        "resources",
        "person_in_charge",
    )
    FACTS = ("innovation_kind", "innovation_status", "starts_on", "link")  # said, but not asked for

    class Meta:
        verbose_name = "quick win"
        verbose_name_plural = "quick win"
        ordering = ["program__subdimension__dimension__order", "pk"]
        triggers = [content_guard(through("programs_program", "program_id"))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing=Standing.DROPPED) | ~Q(reason=""),
                name="quickwin_dropped_only_with_a_reason",
                violation_error_message="Tulis alasan mengapa calon ini tidak dipilih.",
            )
        ]

    def __str__(self):
        return self.program.name

    def get_absolute_url(self):
        return reverse("quickwins:detail", args=[self.masterplan.slug, self.pk])

    @property
    def masterplan(self):
        return self.program.masterplan

    @property
    def masterplan_id(self):
        return self.program.masterplan_id

    @property
    def region(self):
        return self.program.masterplan.region

    @property
    def agency_id(self):
        return self.program.agency_id


class Score(models.Model):
    """What one person gave a nominee on one criterion, 1 to 5."""

    quickwin = models.ForeignKey(QuickWin, models.CASCADE, related_name="scores")
    criterion = models.CharField("kriteria", max_length=20)  # the key of a `Criterion` of its plan
    value = models.PositiveSmallIntegerField("nilai 1 sampai 5", validators=ONE_TO_FIVE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    side = models.CharField("sebagai", max_length=6, choices=Side, default=Side.TEAM)

    class Meta:
        verbose_name = "nilai"
        verbose_name_plural = "nilai"
        triggers = [content_guard(OF_QUICKWIN)]
        constraints = [
            models.UniqueConstraint(
                fields=["quickwin", "criterion", "by"], name="score_once_a_person_and_criterion"
            ),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="score_is_1_to_5"),
        ]


class Risk(models.Model):
    """What may go wrong with a quick win, and what is done about it."""

    quickwin = models.ForeignKey(QuickWin, models.CASCADE, related_name="risks")
    text = models.CharField("risiko", max_length=250)
    likelihood = models.PositiveSmallIntegerField("kemungkinan 1 sampai 5", validators=ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField("dampak 1 sampai 5", validators=ONE_TO_FIVE)
    handling = models.CharField("penanganan", max_length=8, choices=Handling, blank=True)
    mitigation = models.TextField("mitigasi")
    owner = models.CharField("penanggung jawab", max_length=200, blank=True)

    class Meta:
        verbose_name = "risiko"
        verbose_name_plural = "risiko"
        ordering = ["pk"]
        triggers = [content_guard(OF_QUICKWIN)]

    @property
    def level(self) -> str:
        """The code of `quickwins.risk_levels` that likelihood and impact give together."""
        return level_of(self.likelihood, self.impact)

    @property
    def level_in_words(self) -> str:
        return LEVELS[self.level]


class Milestone(models.Model):
    """What is done in one of the twelve months."""

    quickwin = models.ForeignKey(QuickWin, models.CASCADE, related_name="milestones")
    month = models.PositiveSmallIntegerField(
        "bulan ke", validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    text = models.CharField("tonggak", max_length=250)
    percent = models.PositiveSmallIntegerField(
        "persen rencana sesudahnya", null=True, blank=True, validators=[MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = "tonggak"
        verbose_name_plural = "tonggak"
        ordering = ["month", "pk"]
        triggers = [content_guard(OF_QUICKWIN)]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__lte=100), name="milestone_is_100_at_most"
            )
        ]

    def __str__(self):
        return self.text


class DoneMilestone(models.Model):
    """A milestone that was reached. Not content: the year of a quick win outlasts the writing."""

    milestone = models.OneToOneField(Milestone, models.CASCADE, related_name="done")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("selesai", auto_now_add=True)

    class Meta:
        verbose_name = "tonggak selesai"
        verbose_name_plural = "tonggak selesai"


class ProgressReport(models.Model):
    """Somebody's own figure for how far a quick win is, beside the one that the ticks propose.

    Without a percent the proposal counts again. Rows are added, never changed.
    """

    quickwin = models.ForeignKey(QuickWin, models.CASCADE, related_name="reports")
    percent = models.PositiveSmallIntegerField("kemajuan (%)", null=True, blank=True)
    proposed = models.PositiveSmallIntegerField("usulan ketika itu (%)")
    reason = models.TextField("alasan", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("dilaporkan", auto_now_add=True)

    class Meta:
        verbose_name = "laporan kemajuan"
        verbose_name_plural = "laporan kemajuan"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__lte=100), name="progress_is_100_at_most"
            ),
            models.CheckConstraint(
                condition=Q(percent=None) | ~Q(reason=""),
                name="own_progress_only_with_a_reason",
                violation_error_message="Tulis alasan mengapa persennya lain dari usulan.",
            ),
        ]
