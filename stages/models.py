"""How a masterplan is being frozen, and on whose desk a stage lies that is reviewed."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from masterplans.guards import write_once
from masterplans.models import Decision, Masterplan


class FreezingState(models.TextChoices):
    WAITING = "waiting", "Menunggu giliran"
    RUNNING = "running", "Sedang dicetak"
    DONE = "done", "Selesai"
    FAILED = "failed", "Gagal"


UNDER_WAY = [FreezingState.WAITING, FreezingState.RUNNING]
# Typesetting reports before every chapter; a chapter takes seconds, so this long means killed.
SILENCE = timedelta(minutes=3)


class FreezingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(masterplan__in=Masterplan.objects.visible_to(user).values("pk"))

    def under_way(self):
        return self.filter(state__in=UNDER_WAY)


class Freezing(models.Model):
    """One attempt to freeze a masterplan: how far the worker is, and how it ended."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="freezings")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField("diminta", auto_now_add=True)
    state = models.CharField(
        "keadaan", max_length=7, choices=FreezingState, default=FreezingState.WAITING
    )
    done = models.PositiveSmallIntegerField("selesai", default=0)
    total = models.PositiveSmallIntegerField("dari", default=0)
    message = models.CharField("pesan", max_length=500, blank=True)
    remarks = models.JSONField("catatan pencetakan", default=list)
    heartbeat_at = models.DateTimeField("kabar terakhir", null=True)
    finished_at = models.DateTimeField("berakhir", null=True)

    objects = FreezingQuerySet.as_manager()

    class Meta:
        verbose_name = "pembekuan"
        verbose_name_plural = "pembekuan"
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan"],
                condition=Q(state__in=UNDER_WAY),
                name="one_freezing_of_a_masterplan_at_a_time",
            )
        ]

    def __str__(self):
        return f"Pembekuan {self.masterplan}"

    @property
    def region(self):
        return self.masterplan.region

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_silent(self) -> bool:
        """The worker has not been heard of for so long that it must have been killed."""
        return (
            self.state == FreezingState.RUNNING
            and self.heartbeat_at is not None
            and timezone.now() - self.heartbeat_at > SILENCE
        )


class ReviewTaking(models.Model):
    """Somebody took a stage that was handed in onto her desk; the last one has it."""

    decision = models.ForeignKey(
        Decision, models.CASCADE, related_name="takings", verbose_name="penyerahan"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "pengambilan tinjauan"
        verbose_name_plural = "pengambilan tinjauan"
        ordering = ["-at", "-pk"]
        triggers = [write_once()]

    def __str__(self):
        return f"{self.by}: {self.decision}"
