"""The dimensions of a smart city, as a versioned set."""

from django.db import models


class DimensionSet(models.Model):
    """A version of the dimensions: six with three sub-dimensions each is the usual one."""

    version = models.SlugField("versi", unique=True)
    title = models.CharField("nama", max_length=150)
    source = models.TextField("sumber", blank=True)

    class Meta:
        verbose_name = "perangkat dimensi"
        verbose_name_plural = "perangkat dimensi"

    def __str__(self):
        return self.title


class Dimension(models.Model):
    """One of the fields in which a region becomes smart."""

    set = models.ForeignKey(DimensionSet, models.PROTECT, related_name="dimensions")
    order = models.PositiveSmallIntegerField("urutan")
    code = models.SlugField("kode")
    key = models.SlugField("kunci warna dan ikon", max_length=3)
    icon = models.SlugField("ikon")
    name = models.CharField("nama", max_length=80)
    local_name = models.CharField("nama Indonesia", max_length=120)
    aim = models.TextField("sasaran")
    aliases = models.JSONField("nama lain", default=list)

    class Meta:
        verbose_name = "dimensi"
        verbose_name_plural = "dimensi"
        ordering = ["set", "order"]
        constraints = [
            models.UniqueConstraint(fields=["set", "code"], name="dimension_code_in_its_set"),
            models.UniqueConstraint(fields=["set", "order"], name="dimension_order_in_its_set"),
        ]

    def __str__(self):
        return self.name


class SubDimension(models.Model):
    """A part of a dimension; programs belong to one."""

    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="subdimensions")
    order = models.PositiveSmallIntegerField("urutan")
    code = models.SlugField("kode")
    name = models.CharField("nama", max_length=80)
    english = models.CharField("nama Inggris", max_length=80, blank=True)
    covers = models.TextField("cakupan", blank=True)
    aliases = models.JSONField("nama lain", default=list)

    class Meta:
        verbose_name = "subdimensi"
        verbose_name_plural = "subdimensi"
        ordering = ["dimension", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["dimension", "code"], name="subdimension_code_in_its_dimension"
            ),
            models.UniqueConstraint(
                fields=["dimension", "order"], name="subdimension_order_in_its_dimension"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def both_names(self) -> str:
        """ "Pelayanan publik (Public service)", as lists show it."""
        return f"{self.name} ({self.english})" if self.english else self.name
