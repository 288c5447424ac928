"""An instrument: its components with their weights, its questions with the evidence they want."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from instruments.guards import draft_guard, instrument_guard

WEIGHT = {"max_digits": 6, "decimal_places": 2, "validators": [MinValueValidator(0)]}


class InstrumentPurpose(models.TextChoices):
    ASSESSMENT = "assessment", "Asesmen"
    EVALUATION = "evaluation", "Evaluasi"


class InstrumentState(models.TextChoices):
    DRAFT = "draft", "Rancangan"
    OPEN = "open", "Dibuka"
    CLOSED = "closed", "Ditutup"


def words_of_scale() -> list[str]:
    """The usual scale from 0 to 4 (domain.md, section 6), in words."""
    return [
        "Belum ada",
        "Ada rencana tertulis",
        "Mulai dijalankan",
        "Berjalan di sebagian besar daerah",
        "Berjalan menyeluruh dan dievaluasi",
    ]


class InstrumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Officers of the ministry work with instruments; all others meet them in assessments."""
        return self if user.is_national else self.none()


class Instrument(models.Model):
    """Questions with weights, asked of regions in one year: for a selection, an evaluation.

    Nothing in it knows which of the two it serves. Once it is open it stays as it is.
    """

    code = models.SlugField("kode", max_length=60, unique=True)
    title = models.CharField("judul", max_length=200)
    purpose = models.CharField("kegunaan", max_length=10, choices=InstrumentPurpose)
    year = models.PositiveSmallIntegerField(
        "tahun", validators=[MinValueValidator(2017), MaxValueValidator(2100)]
    )
    source = models.TextField("sumber", blank=True)
    highest = models.PositiveSmallIntegerField(
        "nilai tertinggi",
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    scale_words = models.JSONField("arti nilai, mulai dari 0", default=words_of_scale)
    least_assessors = models.PositiveSmallIntegerField("paling sedikit asesor", default=2)
    most_assessors = models.PositiveSmallIntegerField("paling banyak asesor", default=5)
    state = models.CharField(
        "keadaan", max_length=6, choices=InstrumentState, default=InstrumentState.DRAFT
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = "instrumen"
        verbose_name_plural = "instrumen"
        ordering = ["-year", "purpose", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(highest__gte=1, highest__lte=10),
                name="instrument_scale_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(least_assessors__gte=1, most_assessors__gte=F("least_assessors")),
                name="instrument_most_assessors_not_below_least",
                violation_error_message="Jumlah asesor terbanyak tidak boleh di bawah yang"
                " paling sedikit.",
            ),
        ]
        triggers = [instrument_guard()]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("instruments:instrument", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == InstrumentState.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state == InstrumentState.OPEN

    @property
    def scale(self) -> list[tuple[int, str]]:
        """Each value with what it means; "" where nothing was said."""
        words = [*self.scale_words, *[""] * (self.highest + 1)]
        return list(enumerate(words[: self.highest + 1]))


class InstrumentComponent(models.Model):
    """A part of an instrument that weighs something in the whole: kesiapan, baseline, output."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="components")
    order = models.PositiveSmallIntegerField("urutan")
    code = models.SlugField("kode", max_length=40)
    name = models.CharField("nama", max_length=120)
    about = models.TextField("penjelasan", blank=True)
    weight = models.DecimalField("bobot", **WEIGHT)

    class Meta:
        verbose_name = "komponen"
        verbose_name_plural = "komponen"
        ordering = ["instrument", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "code"], name="component_code_in_its_instrument"
            ),
            models.UniqueConstraint(
                fields=["instrument", "order"],
                name="component_order_in_its_instrument",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(weight__gte=0), name="component_weight_not_below_0"),
        ]
        triggers = [draft_guard()]

    def __str__(self):
        return self.name


class QuestionQuerySet(models.QuerySet):
    def of(self, instrument):
        """All questions of an instrument, in its order, with their components."""
        return (
            self.filter(component__instrument=instrument)
            .select_related("component")
            .order_by("component__order", "order")
        )


class Question(models.Model):
    """What is asked, how to answer it, and what would prove the answer."""

    component = models.ForeignKey(InstrumentComponent, models.CASCADE, related_name="questions")
    order = models.PositiveSmallIntegerField("urutan")
    code = models.SlugField("kode", max_length=40)
    text = models.TextField("pertanyaan", max_length=600)
    guidance = models.TextField("petunjuk", max_length=1500, blank=True)
    evidence_wanted = models.TextField("bukti dukung yang diminta", max_length=600, blank=True)
    weight = models.DecimalField("bobot dalam komponen", default=1, **WEIGHT)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "pertanyaan"
        verbose_name_plural = "pertanyaan"
        ordering = ["component", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["component", "code"], name="question_code_in_its_component"
            ),
            models.UniqueConstraint(
                fields=["component", "order"],
                name="question_order_in_its_component",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(weight__gte=0), name="question_weight_not_below_0"),
        ]
        triggers = [
            draft_guard(
                "SELECT instrument_id FROM instruments_instrumentcomponent"
                " WHERE id = ROW.component_id"
            )
        ]

    def __str__(self):
        return f"{self.number} {self.text}"

    @property
    def number(self) -> str:
        """ "2.3": the third question of the second component."""
        return f"{self.component.order}.{self.order}"
