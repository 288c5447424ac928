"""Who assesses a region, and what each of them says of it before knowing the others."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from audit.guards import write_once
from instruments.guards import assessor_guard, score_guard
from instruments.models.assessment import Assessment
from instruments.models.instrument import Question


class AssessorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Assessors of the assessments that a person may know of."""
        assessments = Assessment.objects.visible_to(user).values("pk")
        return self.filter(assessment__in=assessments).select_related(
            "user", "assessment__region__parent", "assessment__instrument"
        )

    def handed_in(self):
        """Those who have given all their scores."""
        return self.filter(handed_in_at__isnull=False)


class Assessor(models.Model):
    """Somebody from outside who scores one region. She sees the others after her own scores."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="assessors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessing")
    affiliation = models.CharField("instansi", max_length=150)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField(auto_now_add=True)
    handed_in_at = models.DateTimeField("menyerahkan nilai", null=True, blank=True)

    objects = AssessorQuerySet.as_manager()

    class Meta:
        verbose_name = "asesor"
        verbose_name_plural = "asesor"
        ordering = ["appointed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "user"],
                name="assessor_once_for_an_assessment",
                violation_error_message="Orang ini sudah menjadi asesor daerah ini.",
            ),
        ]
        triggers = [assessor_guard()]

    def __str__(self):
        return self.user.name

    @property
    def region(self):
        return self.assessment.region


class AssessorScoreQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The scores that a person may see, on every page and in every file.

        Her own; those of colleagues once they and she have handed in; for officers of the ministry
        all that were handed in. Nobody sees the draft of another, and a region sees none.
        """
        given = self.filter(assessor__handed_in_at__isnull=False)
        if user.is_national:
            return given
        mine = Assessor.objects.handed_in().filter(
            assessment=OuterRef("assessor__assessment"), user=user
        )
        return self.filter(
            Q(assessor__user=user) | (Q(assessor__handed_in_at__isnull=False) & Exists(mine))
        )


class AssessorScore(models.Model):
    """What one assessor gives one question. Without a value it could not be scored."""

    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="scores")
    question = models.ForeignKey(Question, models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField("nilai", null=True, blank=True)
    remark = models.TextField("catatan", blank=True)
    # As they were handed in, before anything was discussed.
    first_value = models.PositiveSmallIntegerField("nilai pertama", null=True, blank=True)
    first_remark = models.TextField("catatan pertama", blank=True)
    changed_why = models.TextField("alasan diubah sesudah diskusi", blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = AssessorScoreQuerySet.as_manager()

    class Meta:
        verbose_name = "nilai asesor"
        verbose_name_plural = "nilai asesor"
        ordering = ["question__component__order", "question__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessor", "question"], name="score_once_for_assessor_and_question"
            ),
        ]
        triggers = [score_guard()]

    def __str__(self):
        return f"{self.assessor}: {self.question.number}"

    @property
    def was_changed(self) -> bool:
        """Whether it moved after the discussion."""
        return bool(self.changed_why)


class DiscussionRemark(models.Model):
    """What an assessor says on a question where scores differ. Written once."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="discussion")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    by = models.ForeignKey(Assessor, models.PROTECT, related_name="remarks")
    text = models.TextField("tanggapan", max_length=2000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "tanggapan"
        verbose_name_plural = "tanggapan"
        ordering = ["at", "pk"]
        triggers = [write_once()]

    def __str__(self):
        return self.text[:60]
