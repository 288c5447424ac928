"""What people have read of a plan, and what experts said of its chapters.

States are kept by what they say: a state is a list of passages with the digest of the words of
each, and every wording is stored once, whoever has seen it (decision 0052).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from masterplans.models import Decision, Masterplan, Stage
from masterplans.models.outline import chapter_place


class Wording(models.Model):
    """What a passage said at some time: written once, found by its digest."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="wordings")
    digest = models.CharField("SHA-256", max_length=64)
    words = models.JSONField("isi")

    class Meta:
        verbose_name = "kata-kata bagian"
        verbose_name_plural = "kata-kata bagian"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["masterplan", "digest"], name="wording_once_in_a_plan")
        ]

    def __str__(self):
        return self.words.get("title", self.digest)


class ChapterVisit(models.Model):
    """How somebody last saw a chapter (`seen`), and how she saw it the time before (`since`)."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="chapter_visits")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    book = models.PositiveSmallIntegerField("buku")
    chapter = models.PositiveSmallIntegerField("bab")
    seen_at = models.DateTimeField("dibuka")
    seen = models.JSONField("keadaan waktu dibuka", default=list)
    since_at = models.DateTimeField("dibuka sebelumnya", null=True)
    since = models.JSONField("keadaan sebelumnya", default=list)
    place = models.CharField("tempat terakhir", max_length=60, blank=True)  # the key of a passage

    class Meta:
        verbose_name = "kunjungan bab"
        verbose_name_plural = "kunjungan bab"
        ordering = ["-seen_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "person", "book", "chapter"], name="one_visit_row_a_chapter"
            )
        ]

    def __str__(self):
        return f"{self.person}, buku {self.book} bab {self.chapter}"


class ReadMark(models.Model):
    """Somebody has read a passage, in these words; another wording is not read yet."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="read_marks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField("jenis", max_length=20)
    row_id = models.BigIntegerField("baris")
    digest = models.CharField("SHA-256", max_length=64)
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "tanda sudah dibaca"
        verbose_name_plural = "tanda sudah dibaca"
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "person", "kind", "row_id"], name="one_read_mark_a_passage"
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.key}"

    @property
    def key(self) -> str:
        """That of the passage."""
        return f"{self.kind}-{self.row_id}"


class ApprovalQuerySet(models.QuerySet):
    def standing(self):
        """Those that nobody took back or replaced."""
        return self.filter(ended_at=None)


class ChapterApproval(models.Model):
    """An expert approved a chapter in a stage, as it was then. Written once, then perhaps ended."""

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="chapter_approvals")
    stage = models.PositiveSmallIntegerField("tahap", choices=Stage)
    book = models.PositiveSmallIntegerField("buku")
    chapter = models.PositiveSmallIntegerField("bab")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("waktu", auto_now_add=True)
    state = models.JSONField("keadaan waktu disetujui")
    ended_at = models.DateTimeField("berakhir", null=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = "persetujuan bab"
        verbose_name_plural = "persetujuan bab"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "stage", "book", "chapter"],
                condition=Q(ended_at=None),
                name="one_standing_approval_of_a_chapter",
            )
        ]

    def __str__(self):
        return chapter_place(self.book, self.chapter)

    @property
    def region(self):
        return self.masterplan.region


class HandInState(models.Model):
    """What a plan said when a stage was handed in, passage by passage."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="state")
    state = models.JSONField("keadaan")

    class Meta:
        verbose_name = "keadaan waktu diserahkan"
        verbose_name_plural = "keadaan waktu diserahkan"
        ordering = ["-pk"]

    def __str__(self):
        return str(self.decision)
