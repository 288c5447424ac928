"""What was done, by whom, to what: written once, never changed."""

import pgtrigger
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class EventQuerySet(models.QuerySet):
    def about(self, target):
        """Everything that happened to one object, newest first."""
        kind = ContentType.objects.get_for_model(target)
        return self.filter(target_type=kind, target_id=target.pk)

    def in_region(self, region_code: str):
        return self.filter(region_code=region_code)


class Event(models.Model):
    """One line of the trail. Append-only: a database trigger refuses change and removal."""

    at = models.DateTimeField("waktu", auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="pelaku", related_name="+"
    )
    actor_name = models.CharField("nama pelaku", max_length=150, blank=True)
    verb = models.CharField("perbuatan", max_length=60)
    target_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    target_id = models.BigIntegerField(null=True)
    target = GenericForeignKey("target_type", "target_id")
    target_name = models.CharField("hal", max_length=250, blank=True)
    # The code, not a foreign key: the trail stands below the regions and outlives them.
    region_code = models.CharField("kode daerah", max_length=8, blank=True)
    data = models.JSONField("keterangan", default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "peristiwa"
        verbose_name_plural = "jejak"
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["target_type", "target_id", "-at"], name="event_about"),
            models.Index(fields=["region_code", "-at"], name="event_in_region"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.verb}: {self.target_name}"
