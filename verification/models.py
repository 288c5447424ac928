"""Files of visitors that have to be opened before anything can be said about them."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from seals.verdict import Verdict, from_json
from seals.verification import SECONDS

KEPT = timedelta(days=1)  # an answer given again; later a certificate may have been revoked
STUCK_AFTER = timedelta(minutes=10)


class ExaminationQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(verdict="")

    def in_turn(self):
        """Those that wait, the first of every network before the second of any."""
        turn = Window(RowNumber(), partition_by=F("asked_from"), order_by=F("pk").asc())
        return self.waiting().annotate(turn=turn).order_by("turn", "pk")


class Examination(models.Model):
    """A stranger's PDF that no hash knows: examined in a worker, its bytes gone when it is done."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    content = models.BinaryField("isi berkas", null=True)
    # the longest known file that it begins with; told when its bytes are gone
    begins_with = models.CharField("berawal dengan", max_length=64, blank=True, default="")
    asked_from = models.CharField("jaringan pengirim", max_length=64, blank=True)
    asked_at = models.DateTimeField("dikirim", auto_now_add=True)
    attempts = models.PositiveSmallIntegerField("percobaan", default=0)
    begun_at = models.DateTimeField("mulai diperiksa", null=True, blank=True)
    finished_at = models.DateTimeField("selesai diperiksa", null=True, blank=True)
    verdict = models.TextField("putusan", blank=True)

    objects = ExaminationQuerySet.as_manager()

    class Meta:
        verbose_name = "pemeriksaan berkas"
        verbose_name_plural = "pemeriksaan berkas"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", content__isnull=False, finished_at__isnull=True)
                | (~Q(verdict="") & Q(content__isnull=True, asked_from="")
                   & Q(finished_at__isnull=False)),
                name="examination_keeps_no_file_when_done",
            )
        ]  # fmt: skip

    def __str__(self):
        return self.sha256

    @property
    def is_done(self) -> bool:
        return bool(self.verdict)

    @property
    def is_stuck(self) -> bool:
        """Nobody examines: no worker runs."""
        return not self.is_done and timezone.now() - self.asked_at > STUCK_AFTER

    @property
    def found(self) -> Verdict:
        return from_json(self.verdict)

    @property
    def seconds(self) -> int:
        """For how long it has been looked at, never more than it may be."""
        if self.begun_at is None:
            return 0
        return min(int((timezone.now() - self.begun_at).total_seconds()), SECONDS)

    @property
    def before(self) -> int:
        """How many files are looked at before this one."""
        return list(Examination.objects.in_turn().values_list("pk", flat=True)).index(self.pk)
