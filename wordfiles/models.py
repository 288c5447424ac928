"""A book as a Word file on its way from the tables to a file."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from editions.models import Edition
from exports.models import BookJob, BookJobQuerySet
from masterplans.models import Masterplan


class WordJobQuerySet(BookJobQuerySet):
    def of_book(self, masterplan, edition, number):
        """The jobs of one book: of what the plan says now, or of an edition."""
        return self.filter(masterplan=masterplan, edition=edition, number=number)

    def newest_of_each_book(self):
        """The newest job of each book, without the file itself."""
        book = ("edition_id", "number")
        return self.order_by(*book, "-pk").distinct(*book).without_file()

    def without_file(self):
        return self.defer("docx").select_related("requested_by")


class WordJob(BookJob):
    """Somebody asked for a book as a Word file; a worker writes it and leaves it here.

    A working copy: what counts is the PDF. Only the newest finished one of each book keeps its
    bytes, and those for `making.KEPT`.
    """

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="word_jobs")
    edition = models.ForeignKey(
        Edition, models.CASCADE, null=True, blank=True, related_name="word_jobs"
    )
    number = models.PositiveSmallIntegerField("buku")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    docx = models.BinaryField("DOCX", null=True)

    objects = WordJobQuerySet.as_manager()

    class Meta:
        verbose_name = "dokumen Word"
        verbose_name_plural = "dokumen Word"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["masterplan", "edition", "number", "-id"], name="word_job_of_book")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "edition", "number"],
                condition=Q(state__in=["queued", "running"]),
                nulls_distinct=False,
                name="word_job_once_at_a_time",
                violation_error_message="Dokumen Word buku ini sedang disusun.",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | (Q(finished_at__isnull=False) & ~Q(sha256="")),
                name="word_job_done_has_a_hash",
            ),
        ]

    def __str__(self):
        return f"Buku {self.number} sebagai Word, {self.masterplan}"
