"""In which dimensions a Perangkat Daerah takes part, and what it has nothing to enter for.

The same kind of office falls into different dimensions in different regions (domain §2), so the
coordinator says it. Also what happened that no content shows. None of it is content of the books:
it may change while a stage is reviewed.
"""

from django.conf import settings
from django.db import models

from dimensions.models import Dimension
from masterplans.models import Masterplan
from regions.models import Agency


class TakesPart(models.Model):
    """A Perangkat Daerah is asked for its issues, SWOT and gaps in a dimension."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="takes_part")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="takes_part")
    dimension = models.ForeignKey(Dimension, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "keikutsertaan"
        verbose_name_plural = "keikutsertaan"
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "agency", "dimension"], name="takes_part_once"
            )
        ]

    def __str__(self):
        return f"{self.agency}: {self.dimension}"


class StatedFactQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(masterplan__in=Masterplan.objects.visible_to(user).values("pk"))


class StatedFact(models.Model):
    """Something happened that no content shows: an FGD was held, a quick win was visited.

    `key` is that of a line in `progress/facts.py`. Said by a person, by name, with its day.
    """

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="stated_facts")
    key = models.CharField("hal", max_length=30)
    day = models.DateField("tanggal")
    words = models.CharField("keterangan", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("waktu", auto_now_add=True)

    objects = StatedFactQuerySet.as_manager()

    class Meta:
        verbose_name = "pernyataan"
        verbose_name_plural = "pernyataan"
        constraints = [
            models.UniqueConstraint(fields=["masterplan", "key"], name="fact_is_stated_once")
        ]

    def __str__(self):
        return self.key

    @property
    def region(self):
        return self.masterplan.region


class NothingToEnter(models.Model):
    """A Perangkat Daerah has looked, and has nothing of this kind: no application, no program.

    Said with a name and a moment, so that an empty cell is told from a forgotten one.
    """

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="nothing_to_enter")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    task = models.CharField("isian", max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "pernyataan tidak ada"
        verbose_name_plural = "pernyataan tidak ada"
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "agency", "task"], name="nothing_to_enter_once"
            )
        ]

    def __str__(self):
        return f"{self.agency}: {self.task}"
