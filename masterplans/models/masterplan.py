"""The document that a region writes."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from dimensions.models import Dimension, DimensionSet
from masterplans.guards import content_guard, masterplan_guard
from masterplans.models.choices import Stage, Status
from masterplans.models.outline import Outline
from regions.models import Region, known_to
from regions.naming import Naming


class MasterplanQuerySet(models.QuerySet):
    def visible_to(self, user):
        plans = self.select_related("region__parent")
        if user.is_national:
            return plans
        return plans.filter(known_to(user, "region", "region__parent"))


class Masterplan(models.Model):
    """What a region wants to be in five to twenty years, in four stages and three books."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="masterplans")
    title = models.CharField("judul", max_length=200)
    slug = models.SlugField("alamat", max_length=120, unique=True)
    outline = models.ForeignKey(Outline, models.PROTECT, related_name="masterplans")
    dimension_set = models.ForeignKey(DimensionSet, models.PROTECT, related_name="masterplans")
    naming = models.CharField("sebutan", max_length=8, choices=Naming, default=Naming.CITY)
    first_year = models.PositiveSmallIntegerField(
        "tahun pertama", validators=[MinValueValidator(2015), MaxValueValidator(2100)]
    )
    last_year = models.PositiveSmallIntegerField(
        "tahun terakhir", validators=[MinValueValidator(2015), MaxValueValidator(2100)]
    )
    vision = models.TextField("visi", blank=True)
    vision_keywords = models.TextField("kata kunci visi", blank=True)
    stage = models.PositiveSmallIntegerField("tahap", choices=Stage, default=Stage.ANALYSIS)
    status = models.CharField("keadaan", max_length=8, choices=Status, default=Status.WRITING)
    stage_since = models.DateTimeField("sejak", auto_now_add=True)
    edition_number = models.PositiveSmallIntegerField("edisi", default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MasterplanQuerySet.as_manager()

    class Meta:
        verbose_name = "masterplan"
        verbose_name_plural = "masterplan"
        ordering = ["region__code", "-first_year"]
        triggers = [masterplan_guard()]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    last_year__gte=F("first_year") + 4, last_year__lte=F("first_year") + 19
                ),
                name="masterplan_lasts_five_to_twenty_years",
                violation_error_message="Masterplan berlaku 5 sampai 20 tahun.",
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.COMMITMENT) | Q(status__in=[Status.WRITING, Status.REVIEW]),
                name="masterplan_frozen_only_after_the_last_stage",
            ),
            models.UniqueConstraint(
                fields=["region", "first_year"],
                name="masterplan_once_for_region_and_first_year",
                violation_error_message=(
                    "Daerah ini sudah punya masterplan dengan tahun pertama itu."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def masterplan(self):
        """So that rules may ask every thing for its masterplan."""
        return self

    @property
    def concept(self) -> str:
        """What the region calls its plan: Smart City, Smart Regency or Smart Province."""
        return Naming(self.naming).label

    @property
    def is_open(self) -> bool:
        """Whether the team may write. The database trigger holds the same."""
        return self.status == Status.WRITING

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)

    @property
    def period(self) -> str:
        return f"{self.first_year}–{self.last_year}"


class Phase(models.Model):
    """A span of years: short, medium or long term. The years are the region's choice."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField("urutan")
    name = models.CharField("nama", max_length=60)
    first_year = models.PositiveSmallIntegerField("tahun pertama")
    last_year = models.PositiveSmallIntegerField("tahun terakhir")

    class Meta:
        verbose_name = "jangka"
        verbose_name_plural = "jangka"
        ordering = ["order"]
        triggers = [content_guard()]
        constraints = [
            models.UniqueConstraint(fields=["masterplan", "order"], name="phase_order"),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="phase_ends_after_it_starts",
                violation_error_message="Tahun terakhir tidak boleh mendahului tahun pertama.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)


class DimensionTeam(models.Model):
    """The working group (pokja) of a dimension: who leads it."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="teams")
    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="+")
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="teams")

    class Meta:
        verbose_name = "pokja"
        verbose_name_plural = "pokja"
        constraints = [
            models.UniqueConstraint(fields=["masterplan", "dimension"], name="one_team_a_dimension")
        ]

    def __str__(self):
        return f"Pokja {self.dimension}"
