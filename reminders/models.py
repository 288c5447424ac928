"""What somebody was reminded of, so that nothing is said twice."""

from django.conf import settings
from django.db import models

from masterplans.models import Masterplan


class SentReminder(models.Model):
    """One person was told of one occasion: the bimtek in seven days, a stage that came back."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="sent_reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    occasion = models.CharField("kesempatan", max_length=60)
    words = models.CharField("perihal", max_length=250)
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "pengingat otomatis"
        verbose_name_plural = "pengingat otomatis"
        ordering = ["-at", "person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "person", "occasion"], name="reminded_of_an_occasion_once"
            )
        ]

    def __str__(self):
        return self.words
