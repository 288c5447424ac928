"""How a stage was handed in, returned or approved: each step of a masterplan, written once."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Func

from masterplans.guards import write_once
from masterplans.models.choices import Stage, Status
from masterplans.models.masterplan import Masterplan


class Verb(models.TextChoices):
    SUBMITTED = "submitted", "Diserahkan"
    WITHDRAWN = "withdrawn", "Ditarik kembali"
    RETURNED = "returned", "Dikembalikan"
    APPROVED = "approved", "Disetujui"
    REOPENED = "reopened", "Dibuka kembali"
    FROZEN = "frozen", "Dibekukan"
    SIGNED = "signed", "Ditandatangani semua pihak"


def _step(verb, from_status, to_status, **stages) -> Q:
    """One arrow of the drawing in `stages/workflow.py`; it stays in its stage unless told."""
    stages = stages or {"to_stage": F("stage")}
    return Q(verb=verb, from_status=from_status, to_status=to_status, **stages)


LAST = {"stage": Stage.COMMITMENT, "to_stage": Stage.COMMITMENT}
DRAWING = (
    _step(Verb.SUBMITTED, Status.WRITING, Status.REVIEW)
    | _step(Verb.WITHDRAWN, Status.REVIEW, Status.WRITING)
    | _step(Verb.RETURNED, Status.REVIEW, Status.WRITING)
    | _step(
        Verb.APPROVED,
        Status.REVIEW,
        Status.WRITING,
        stage__lt=Stage.COMMITMENT,
        to_stage=F("stage") + 1,
    )
    | _step(Verb.APPROVED, Status.REVIEW, Status.APPROVED, **LAST)
    | _step(Verb.REOPENED, Status.APPROVED, Status.WRITING, **LAST)
    | _step(Verb.REOPENED, Status.FROZEN, Status.WRITING, **LAST)
    | _step(Verb.REOPENED, Status.SIGNED, Status.WRITING, **LAST)
    | _step(Verb.FROZEN, Status.APPROVED, Status.FROZEN, **LAST)
    | _step(Verb.SIGNED, Status.FROZEN, Status.SIGNED, **LAST)
)


class DecisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(masterplan__in=Masterplan.objects.visible_to(user).values("pk"))


class Decision(models.Model):
    """One step of a stage: who, when, why, from where to where. Written once.

    A trigger on the masterplan refuses to move stage or status unless such a row was written in
    the same transaction: `transaction` holds the database's own number of it. Another trigger
    refuses a decision that nobody acted on, so the chain of decisions always tells the state.
    """

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="decisions")
    verb = models.CharField("langkah", max_length=9, choices=Verb)
    stage = models.PositiveSmallIntegerField("tahap", choices=Stage)
    from_status = models.CharField("dari keadaan", max_length=8, choices=Status)
    to_stage = models.PositiveSmallIntegerField("ke tahap", choices=Stage)
    to_status = models.CharField("ke keadaan", max_length=8, choices=Status)
    note = models.TextField("alasan atau pesan", blank=True)
    # What was still missing when it was approved all the same: sentences, as they read then.
    open_points = models.JSONField("hal terbuka", default=list, blank=True)
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
            ),
            models.CheckConstraint(
                condition=Q(open_points=[]) | ~Q(note=""),
                name="decision_leaves_points_open_only_with_a_reason",
                violation_error_message="Tulis mengapa hal yang terbuka dibiarkan.",
            ),
            models.CheckConstraint(condition=DRAWING, name="decision_is_a_step_of_the_drawing"),
        ]

    def __str__(self):
        return f"{self.get_verb_display()} ({self.get_stage_display()})"

    @property
    def region(self):
        return self.masterplan.region
