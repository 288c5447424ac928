"""What a region answers to an instrument, with its evidence."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from instruments.guards import answer_guard, assessment_guard, evidence_guard
from instruments.models.instrument import Instrument, Question
from regions.models import Region, known_to
from revisions.models import AbstractRevision, revision_constraints, written_while_open


class AssessmentState(models.TextChoices):
    ANSWERING = "answering", "Sedang dijawab"
    HANDED_IN = "handed_in", "Diserahkan daerah"
    SCORING = "scoring", "Sedang dinilai"
    CLOSED = "closed", "Selesai"


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the regions a person may know of, those she assesses, or all."""
        found = self.select_related("region__parent", "instrument")
        if user.is_national:
            return found
        own = known_to(user, "region", "region__parent")
        assessed = self.model.objects.filter(assessors__user=user).values("pk")
        return found.filter(own | Q(pk__in=assessed))

    def asked_of(self, user, region):
        """The one that waits for the answers of a region, for who may answer; None: none does."""
        if not user.has_perm("instruments.answer_assessment", region):
            return None
        waiting = self.of_region(region).filter(state=AssessmentState.ANSWERING)
        return waiting.order_by("closes_on").first()

    def of_region(self, region):
        """Those of one region, the newest first."""
        return self.filter(region=region).select_related("instrument", "region")


class Assessment(models.Model):
    """One region under one instrument, from its first answer to the last score."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="assessments")
    region = models.ForeignKey(Region, models.PROTECT, related_name="assessments")
    opens_on = models.DateField("dibuka")
    closes_on = models.DateField("batas penyerahan")
    state = models.CharField(
        "keadaan", max_length=9, choices=AssessmentState, default=AssessmentState.ANSWERING
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField("diserahkan", null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_why = models.TextField("alasan dikembalikan", blank=True)
    closed_at = models.DateTimeField("ditutup", null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_why = models.TextField("alasan ditutup dengan nilai yang kurang", blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = "asesmen"
        verbose_name_plural = "asesmen"
        ordering = ["-instrument__year", "region__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "region"],
                name="assessment_once_for_instrument_and_region",
                violation_error_message="Daerah ini sudah diundang menjawab instrumen ini.",
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="assessment_ends_after_it_begins",
                violation_error_message="Batas penyerahan harus sesudah tanggal dibuka.",
            ),
            models.CheckConstraint(
                condition=Q(state=AssessmentState.ANSWERING) | Q(handed_in_at__isnull=False),
                name="assessment_was_handed_in_before_it_is_scored",
            ),
            models.CheckConstraint(
                condition=Q(state=AssessmentState.CLOSED, closed_at__isnull=False)
                | (~Q(state=AssessmentState.CLOSED) & Q(closed_at=None)),
                name="assessment_closed_exactly_when_it_says_so",
            ),
        ]
        triggers = [assessment_guard()]

    def __str__(self):
        return f"{self.instrument}: {self.region}"

    def get_absolute_url(self):
        return reverse("instruments:assessment", args=[self.region.code, self.pk])

    @property
    def is_answering(self) -> bool:
        return self.state == AssessmentState.ANSWERING

    @property
    def is_handed_in(self) -> bool:
        return self.state == AssessmentState.HANDED_IN

    @property
    def is_scoring(self) -> bool:
        return self.state == AssessmentState.SCORING

    @property
    def is_closed(self) -> bool:
        return self.state == AssessmentState.CLOSED

    @property
    def is_late(self) -> bool:
        """Whether the region may not answer any more, on its own calendar."""
        return timezone.localdate(timezone=self.region.zone) > self.closes_on

    @property
    def has_begun(self) -> bool:
        return timezone.localdate(timezone=self.region.zone) >= self.opens_on


class AssessmentAnswer(models.Model):
    """What a region says to one question, and which score it thinks it deserves."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")
    text = models.TextField("jawaban", blank=True)
    claimed = models.PositiveSmallIntegerField("nilai menurut daerah", null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "jawaban"
        verbose_name_plural = "jawaban"
        ordering = ["question__component__order", "question__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "question"], name="answer_once_for_assessment_and_question"
            ),
        ]
        triggers = [answer_guard()]

    def __str__(self):
        return f"{self.assessment}: {self.question.number}"

    @property
    def region(self):
        return self.assessment.region


class EvidenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The evidence of answers that a person may read."""
        assessments = Assessment.objects.visible_to(user).values("pk")
        return self.filter(answer__assessment__in=assessments).select_related(
            "answer__assessment__region__parent", "answer__assessment__instrument"
        )


class Evidence(models.Model):
    """Bukti dukung: a file or a link that proves an answer."""

    answer = models.ForeignKey(AssessmentAnswer, models.CASCADE, related_name="evidence")
    title = models.CharField("keterangan", max_length=200)
    link = models.URLField("tautan", max_length=500, blank=True)
    file = models.FileField("berkas", upload_to="bukti/%Y/%m/", max_length=200, blank=True)
    name = models.CharField("nama berkas", max_length=150, blank=True)
    mime = models.CharField("jenis", max_length=100, blank=True)
    size = models.PositiveIntegerField("ukuran (bita)", null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "bukti dukung"
        verbose_name_plural = "bukti dukung"
        ordering = ["added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(link="") & ~Q(file="")) | (~Q(link="") & Q(file="")),
                name="evidence_is_a_file_or_a_link",
            ),
        ]
        triggers = [evidence_guard()]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Where it is read: our own page of the file, or the link."""
        if self.link:
            return self.link
        assessment = self.answer.assessment
        return reverse(
            "instruments:evidence", args=[assessment.region.code, assessment.pk, self.pk]
        )

    @property
    def assessment(self):
        return self.answer.assessment

    @property
    def region(self):
        return self.answer.assessment.region


class AssessmentRevision(AbstractRevision):
    """What an answer or an assessor's sheet said after a sitting (`instruments.documents`)."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="revisions")

    class Meta(AbstractRevision.Meta):
        triggers = [written_while_open("name", "settled")]
        constraints = revision_constraints("assessment", "assessment_")
        indexes = [
            models.Index(fields=["assessment", "kind", "object_id"], name="assessment_revisions_of")
        ]
