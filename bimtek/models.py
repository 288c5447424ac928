"""When and where a bimtek is held: two days in a hall or on line (domain §3)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from masterplans.models import Masterplan, Stage

NUMERALS = {1: "I", 2: "II", 3: "III", 4: "IV"}


class Mode(models.TextChoices):
    IN_PLACE = "luring", "Luring (tatap muka)"
    ONLINE = "daring", "Daring"
    BOTH = "hibrida", "Luring dan daring"


MODES_IN_WORDS = {Mode.IN_PLACE: "luring", Mode.ONLINE: "daring", Mode.BOTH: "luring dan daring"}


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(masterplan__in=Masterplan.objects.visible_to(user).values("pk"))


class Session(models.Model):
    """One bimtek of a masterplan. Its date is what everybody works towards."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="sessions")
    stage = models.PositiveSmallIntegerField("tahap", choices=Stage)
    first_day = models.DateField("hari pertama")
    last_day = models.DateField("hari terakhir")
    mode = models.CharField("cara", max_length=7, choices=Mode, default=Mode.IN_PLACE)
    place = models.CharField("tempat", max_length=200, blank=True)
    agenda = models.TextField("susunan acara", blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("diubah", auto_now=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "bimtek"
        verbose_name_plural = "bimtek"
        ordering = ["stage"]
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "stage"], name="session_once_for_a_stage"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="session_ends_after_it_starts",
                violation_error_message="Hari terakhir tidak boleh mendahului hari pertama.",
            ),
        ]

    def __str__(self):
        return f"Bimtek {NUMERALS[self.stage]}"

    @property
    def region(self):
        return self.masterplan.region

    @property
    def is_over(self) -> bool:
        return self.last_day < timezone.localdate()

    @property
    def mode_in_words(self) -> str:
        """For the middle of a sentence: "luring"."""
        return MODES_IN_WORDS[Mode(self.mode)]
