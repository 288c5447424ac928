"""The year of regions that begin together, its rules, and which regions were put forward for it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from dimensions.models import DimensionSet
from instruments.models import Instrument
from masterplans.guards import write_once
from masterplans.models import Decision, Masterplan, Outline
from regions.models import Region, known_to

FIRST_YEAR, LAST_YEAR = 2017, 2100  # the first 25 regions began in 2017 (domain §7)
YEARS_IN_WORDS = f"Tulis tahun antara {FIRST_YEAR} dan {LAST_YEAR}."


class CohortQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A cohort as a whole is the ministry's; a region sees what concerns itself."""
        return self if user.is_national else self.none()


class Cohort(models.Model):
    """The regions that are assessed, chosen and guided together: 2 provinces and 50 in 2023."""

    year = models.PositiveSmallIntegerField(
        "tahun",
        unique=True,
        validators=[
            MinValueValidator(FIRST_YEAR, YEARS_IN_WORDS),
            MaxValueValidator(LAST_YEAR, YEARS_IN_WORDS),
        ],
        error_messages={"unique": "Kohort tahun ini sudah dibuka."},
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField("dibuka", auto_now_add=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = "kohort"
        verbose_name_plural = "kohort"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="cohort_of_a_year_of_the_movement",
                violation_error_message=YEARS_IN_WORDS,
            )
        ]

    def __str__(self):
        return f"Kohort {self.year}"


class TermsVersion(models.Model):
    """One version of a cohort's rules, written once: the newest counts for what comes.

    `instrument` holds the questions, with their weights, by which readiness is assessed.

    `figures` are those of `cohorts.terms.Terms`, by name.
    """

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("versi")
    outline = models.ForeignKey(
        Outline, models.PROTECT, related_name="+", verbose_name="kerangka buku"
    )
    dimension_set = models.ForeignKey(
        DimensionSet, models.PROTECT, related_name="+", verbose_name="perangkat dimensi"
    )
    instrument = models.ForeignKey(
        Instrument,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="instrumen asesmen",
    )
    figures = models.JSONField("angka", default=dict)
    reason = models.TextField("alasan perubahan", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("sejak", auto_now_add=True)

    class Meta:
        verbose_name = "aturan kohort"
        verbose_name_plural = "aturan kohort"
        ordering = ["cohort", "-number"]
        triggers = [write_once()]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="terms_number_in_its_cohort"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="terms_change_only_with_a_reason",
                violation_error_message="Tulis alasan perubahan aturan.",
            ),
        ]

    def __str__(self):
        return f"aturan kohort {self.cohort.year} versi {self.number}"


class Selection(models.TextChoices):
    """What became of a nomination."""

    OPEN = "open", "Belum diputuskan"
    CHOSEN = "chosen", "Terpilih"
    PASSED = "passed", "Tidak terpilih"


class NominationQuerySet(models.QuerySet):
    def visible_to(self, user):
        found = self.select_related("cohort", "region__parent")
        if user.is_national:
            return found
        return found.filter(known_to(user, "region", "region__parent"))


class Nomination(models.Model):
    """A region that is put forward for a cohort, and what was decided, why and by whom.

    `masterplan` is the one that the region writes in this cohort (decision 0041).
    """

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="nominations")
    region = models.ForeignKey(Region, models.PROTECT, related_name="nominations")
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField("dinominasikan", auto_now_add=True)
    verdict = models.CharField("keputusan", max_length=6, choices=Selection, default=Selection.OPEN)
    reason = models.TextField("alasan", blank=True)
    terms = models.ForeignKey(
        TermsVersion, models.PROTECT, null=True, blank=True, related_name="nominations"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("diputuskan", null=True, blank=True)
    masterplan = models.OneToOneField(
        Masterplan, models.PROTECT, null=True, blank=True, related_name="nomination"
    )

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = "nominasi"
        verbose_name_plural = "nominasi"
        ordering = ["cohort", "region__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "region"],
                name="nomination_once_for_cohort_and_region",
                violation_error_message="Daerah ini sudah dinominasikan untuk kohort ini.",
            ),
            models.CheckConstraint(
                condition=Q(
                    verdict=Selection.OPEN, reason="", terms=None, decided_by=None, decided_at=None
                )
                | (
                    ~Q(verdict=Selection.OPEN)
                    & ~Q(reason="")
                    & Q(terms__isnull=False, decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="nomination_is_decided_with_a_reason",
                violation_error_message="Tulis alasan keputusan; daerah membacanya.",
            ),
            models.CheckConstraint(
                condition=Q(masterplan=None) | Q(verdict=Selection.CHOSEN),
                name="nomination_only_a_chosen_region_writes",
            ),
        ]

    def __str__(self):
        return f"{self.region}, {self.cohort}"

    @property
    def is_decided(self) -> bool:
        """Until then nobody but the ministry knows more than that it was nominated."""
        return self.verdict != Selection.OPEN


class DecisionTerms(models.Model):
    """Under which rules a step of a masterplan was taken; written with the step, once."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="under")
    terms = models.ForeignKey(TermsVersion, models.PROTECT, related_name="decisions")

    class Meta:
        verbose_name = "aturan sebuah keputusan"
        verbose_name_plural = "aturan keputusan"
        triggers = [write_once()]

    def __str__(self):
        return str(self.terms)
