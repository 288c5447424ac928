"""What was asked of a Perangkat Daerah beyond the plan itself: reminders that were sent."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from masterplans.models import Masterplan
from regions.models import Agency


class ReminderQuerySet(models.QuerySet):
    """Reminders that were sent."""

    def newest_of(self, masterplan: Masterplan) -> dict[int, "Reminder"]:
        """By the key of an agency: its last reminder about this masterplan. One query.

        Each says how many `times` its agency was reminded so far.
        """
        times = models.Window(models.Count("pk"), partition_by="agency_id")
        sent = self.filter(masterplan=masterplan).annotate(times=times)
        sent = sent.order_by("agency_id", "-at").distinct("agency_id")
        return {reminder.agency_id: reminder for reminder in sent}


class Reminder(models.Model):
    """An agency was told what is open in a masterplan, in a letter to each who writes for it."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="reminders")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="reminders")
    at = models.DateTimeField("waktu", default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "pengingat"
        verbose_name_plural = "pengingat"
        ordering = ["-at"]
        indexes = [models.Index(fields=["masterplan", "agency", "-at"], name="newest_reminder")]

    def __str__(self):
        return f"{self.agency}, {self.at:%d.%m.%Y}"
