"""A book on its way from the tables to a file."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from masterplans.models import Masterplan
from quickwins.models import QuickWin

# Without a sign of life for so long, a job was killed and may be asked for again.
STUCK_AFTER = timedelta(minutes=3)


class PrintState(models.TextChoices):
    QUEUED = "queued", "Menunggu giliran"
    RUNNING = "running", "Sedang disusun"
    DONE = "done", "Selesai"
    FAILED = "failed", "Gagal"


UNDER_WAY = (PrintState.QUEUED, PrintState.RUNNING)


class BookJobQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related("masterplan__region")

    def under_way(self):
        return self.filter(state__in=UNDER_WAY)


class BookJob(models.Model):
    """Something is made of a masterplan by a worker; it says how far that is, and how it ended."""

    requested_at = models.DateTimeField("diminta", auto_now_add=True)
    state = models.CharField("keadaan", max_length=7, choices=PrintState, default=PrintState.QUEUED)
    done = models.PositiveSmallIntegerField("bagian yang selesai", default=0)
    total = models.PositiveSmallIntegerField("jumlah bagian", default=0)
    message = models.CharField("keterangan", max_length=300, blank=True)
    alive_at = models.DateTimeField("tanda hidup terakhir", default=timezone.now)
    finished_at = models.DateTimeField("selesai", null=True, blank=True)
    remarks = models.JSONField("catatan", default=list)
    size = models.PositiveIntegerField("ukuran (bita)", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    class Meta:
        abstract = True

    @property
    def region(self):
        return self.masterplan.region

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY and not self.is_stuck

    @property
    def is_stuck(self) -> bool:
        """Under way, but silent for too long: its worker was killed or is not running."""
        return self.state in UNDER_WAY and timezone.now() - self.alive_at > STUCK_AFTER

    @property
    def is_done(self) -> bool:
        return self.state == PrintState.DONE

    def close(self, state: PrintState, **fields) -> None:
        """It has ended, and `fields` say with what."""
        for name, value in {"state": state, "finished_at": timezone.now(), **fields}.items():
            setattr(self, name, value)
        self.save(update_fields=["state", "finished_at", *fields])


class PrintJobQuerySet(BookJobQuerySet):
    def latest_of_each_book(self):
        """The newest job of each book, without the file itself."""
        return self.order_by("masterplan_id", "number", "-pk").distinct("masterplan_id", "number")

    def without_file(self):
        return self.defer("pdf").select_related("requested_by")


class PrintJob(BookJob):
    """Somebody asked for a book; a worker typesets it and leaves the PDF here.

    The file is kept in the database, so that web servers and workers on other machines have it;
    only the newest finished one of each book keeps its bytes.
    """

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="print_jobs")
    number = models.PositiveSmallIntegerField("buku")  # 0 for the page of a quick win
    quickwin = models.ForeignKey(
        QuickWin, models.CASCADE, null=True, blank=True, related_name="print_jobs"
    )
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    pdf = models.BinaryField("PDF", null=True)
    pages = models.PositiveSmallIntegerField("halaman", default=0)

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        verbose_name = "cetakan"
        verbose_name_plural = "cetakan"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["masterplan", "number", "-id"], name="print_job_of_book"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["masterplan", "number", "quickwin"],
                condition=Q(state__in=["queued", "running"]),
                nulls_distinct=False,
                name="print_job_once_at_a_time",
                violation_error_message="Buku ini sedang disusun.",
            ),
            models.CheckConstraint(
                condition=Q(number=0) ^ Q(quickwin=None), name="print_job_of_a_book_or_a_quickwin"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | (Q(finished_at__isnull=False) & ~Q(sha256="")),
                name="print_job_done_has_a_hash",
            ),
        ]

    def __str__(self):
        what = f"Halaman {self.quickwin}" if self.quickwin else f"Buku {self.number}"
        return f"{what}, {self.masterplan}"
