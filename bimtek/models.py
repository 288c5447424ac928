"""How a stage was handed in, returned or approved."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.expressions import Func

from masterplans.guards import write_once
from masterplans.models import Masterplan, Stage, Status


class Verb(models.TextChoices):
    SUBMITTED = "submitted", "Diserahkan"
    WITHDRAWN = "withdrawn", "Ditarik kembali"
    RETURNED = "returned", "Dikembalikan"
    APPROVED = "approved", "Disetujui"
    REOPENED = "reopened", "Dibuka kembali"
    FROZEN = "frozen", "Dibekukan"
    SIGNED = "signed", "Ditandatangani semua pihak"


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(masterplan__in=Masterplan.objects.visible_to(user).values("pk"))


class Decision(models.Model):
    """One step of a stage: who, when, why, from where to where. Written once.

    A trigger on the masterplan refuses to move stage or status unless such a row was written in
    the same transaction: `transaction` holds the database's own number of it.
    """

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="decisions")
    verb = models.CharField("langkah", max_length=9, choices=Verb)
    stage = models.PositiveSmallIntegerField("tahap", choices=Stage)
    from_status = models.CharField("dari keadaan", max_length=8, choices=Status)
    to_stage = models.PositiveSmallIntegerField("ke tahap", choices=Stage)
    to_status = models.CharField("ke keadaan", max_length=8, choices=Status)
    note = models.TextField("alasan atau pesan", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("waktu", auto_now_add=True)
    transaction = models.BigIntegerField(
        editable=False,
        db_default=Func(function="txid_current", output_field=models.BigIntegerField()),
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "keputusan"
        verbose_name_plural = "keputusan"
        ordering = ["-at", "-pk"]
        triggers = [write_once()]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verb__in=[Verb.RETURNED, Verb.REOPENED]) | ~Q(note=""),
                name="decision_goes_back_only_with_a_reason",
                violation_error_message="Tulis alasannya: apa yang harus diperbaiki.",
            )
        ]

    def __str__(self):
        return f"{self.get_verb_display()} ({self.get_stage_display()})"

    @property
    def region(self):
        return self.masterplan.region
