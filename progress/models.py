"""In which dimensions a Perangkat Daerah takes part, and what it has nothing to enter for.

The same kind of office falls into different dimensions in different regions (domain §2), so the
coordinator says it. Neither is content of the books: both may change while a stage is reviewed.
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
