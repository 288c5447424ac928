"""Masterplans that were made before Simpul, or outside it: known, counted, and not written here."""

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from regions.models import Region

YEAR = [MinValueValidator(2010), MaxValueValidator(2060)]


class OutsidePlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        regions = Region.objects.visible_to(user).values("pk")
        return self.filter(region__in=regions).select_related("region__parent")

    def in_force(self, year: int):
        """Those that are not over in this year."""
        return self.filter(last_year__gte=year)


class OutsidePlan(models.Model):
    """A masterplan that a region has, made elsewhere: its years, legal basis and file."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="outside_plans")
    title = models.CharField("judul", max_length=200)
    first_year = models.PositiveSmallIntegerField("tahun pertama", validators=YEAR)
    last_year = models.PositiveSmallIntegerField("tahun terakhir", validators=YEAR)
    legal_basis = models.CharField("dasar hukum", max_length=300)
    pdf = models.BinaryField("berkas", null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = OutsidePlanQuerySet.as_manager()

    class Meta:
        verbose_name = "masterplan di luar Simpul"
        verbose_name_plural = "masterplan di luar Simpul"
        ordering = ["-first_year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="outside_plan_ends_after_it_begins",
                violation_error_message="Tahun terakhir tidak boleh sebelum tahun pertama.",
            ),
            models.UniqueConstraint(
                fields=["region", "first_year"],
                name="outside_plan_once_for_region_and_first_year",
                violation_error_message="Masterplan dengan tahun pertama ini sudah dicatat.",
            ),
        ]
        triggers = [pgtrigger.Protect(name="stays_as_recorded", operation=pgtrigger.Update)]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.region.get_absolute_url()}#di-luar"

    @property
    def file_url(self) -> str:
        return reverse("monitoring:outside_file", args=[self.region.code, self.pk])

    @property
    def period(self) -> str:
        return f"{self.first_year}–{self.last_year}"
