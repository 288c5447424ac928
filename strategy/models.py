"""What the region wants: missions, their alignment with its plans, and aims."""

from django.db import models

from dimensions.models import Dimension, SubDimension
from masterplans.guards import content_guard, through
from masterplans.models import Masterplan
from masterplans.models.choices import RegionalPlan


class Mission(models.Model):
    """One mission under the vision."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="missions")
    order = models.PositiveSmallIntegerField("urutan")
    text = models.TextField("misi")

    class Meta:
        verbose_name = "misi"
        verbose_name_plural = "misi"
        ordering = ["order", "pk"]
        triggers = [content_guard()]

    def __str__(self):
        return self.text


class Alignment(models.Model):
    """A mission and aim of RPJPD, RPJMD or RTRW, and the dimension that answers it."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="alignments")
    document = models.CharField("dokumen", max_length=5, choices=RegionalPlan)
    mission = models.TextField("misi daerah")
    goal = models.TextField("tujuan dan sasaran daerah", blank=True)
    dimension = models.ForeignKey(
        Dimension, models.PROTECT, related_name="+", verbose_name="dimensi"
    )
    # The opened row that made it: the same row sent twice finds its alignment, not a second one.
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    class Meta:
        verbose_name = "keselarasan"
        verbose_name_plural = "keselarasan"
        ordering = ["document", "dimension__order", "pk"]
        triggers = [content_guard()]

    def __str__(self):
        return f"{self.get_document_display()}: {self.mission}"


class AimQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related("masterplan__region", "subdimension__dimension")


class Aim(models.Model):
    """A sasaran of one sub-dimension."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="aims")
    subdimension = models.ForeignKey(
        SubDimension, models.PROTECT, related_name="+", verbose_name="subdimensi"
    )
    # The mission and aim of the RPJMD that it serves: the first step of the alignment matrix.
    alignment = models.ForeignKey(
        Alignment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="aims",
        verbose_name="keselarasan dengan RPJMD",
    )
    text = models.TextField("sasaran")
    order = models.PositiveSmallIntegerField("urutan", default=0)
    # The opened form that made it: the same form sent twice finds its aim, not a second one.
    form_key = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = AimQuerySet.as_manager()

    class Meta:
        verbose_name = "sasaran"
        verbose_name_plural = "sasaran"
        ordering = ["subdimension__dimension__order", "subdimension__order", "order", "pk"]
        triggers = [content_guard()]

    def __str__(self):
        return self.text

    @property
    def region(self):
        return self.masterplan.region


class Strategy(models.Model):
    """How an aim is reached."""

    aim = models.ForeignKey(Aim, models.CASCADE, related_name="strategies")
    text = models.TextField("strategi")
    order = models.PositiveSmallIntegerField("urutan", default=0)

    class Meta:
        verbose_name = "strategi"
        verbose_name_plural = "strategi"
        ordering = ["order", "pk"]
        triggers = [content_guard(through("strategy_aim", "aim_id"))]

    def __str__(self):
        return self.text
