"""A file on its way into the tables: read, shown, and applied only when somebody says so."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from indonesian import angka
from masterplans.models import Masterplan
from revisions.diff import marked

# Without a sign of life for so long, the work was killed and may be asked for again.
STUCK_AFTER = timedelta(minutes=2)


class ImportState(models.TextChoices):
    QUEUED = "queued", "Menunggu dibaca"
    READING = "reading", "Sedang dibaca"
    READY = "ready", "Menunggu keputusan Anda"
    APPLYING = "applying", "Sedang diterapkan"
    APPLIED = "applied", "Diterapkan"
    REFUSED = "refused", "Ditolak"
    FAILED = "failed", "Gagal"
    DROPPED = "dropped", "Dibatalkan"


class HiddenParts(models.TextChoices):
    """What becomes of rows and columns that are hidden in a file."""

    NONE = "", "Tidak ada"
    READ = "read", "Ikut dibaca"
    LEFT_OUT = "left_out", "Dilewati"


UNDER_WAY = (ImportState.QUEUED, ImportState.READING, ImportState.APPLYING)
OPEN = (*UNDER_WAY, ImportState.READY)


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Her own: what somebody sends is nobody else's business before it is applied."""
        plans = Masterplan.objects.visible_to(user).values("pk")
        return self.filter(masterplan__in=plans).select_related("masterplan__region__parent")

    def without_file(self):
        return self.defer("content")


class Import(models.Model):
    """An uploaded workbook and what it would change.

    The bytes are kept in the database while they may be needed (workers on other machines have
    them there), and dropped when the file is applied, refused or given up.
    """

    masterplan = models.ForeignKey(Masterplan, models.CASCADE, related_name="imports")
    kind = models.CharField("lembar", max_length=20)
    name = models.CharField("nama berkas", max_length=150)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField("berkas", null=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("diunggah", auto_now_add=True)
    state = models.CharField(
        "keadaan", max_length=8, choices=ImportState, default=ImportState.QUEUED
    )
    message = models.CharField("keterangan", max_length=500, blank=True)
    remarks = models.JSONField("catatan", default=list)
    same = models.PositiveIntegerField("baris yang tidak berubah", default=0)
    hidden = models.CharField(
        "bagian tersembunyi",
        max_length=8,
        choices=HiddenParts,
        default=HiddenParts.NONE,
        blank=True,
    )
    read_at = models.DateTimeField("dibaca", null=True, blank=True)
    finished_at = models.DateTimeField("selesai", null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = "unggahan lembar"
        verbose_name_plural = "unggahan lembar"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["masterplan", "kind", "uploaded_by"], name="import_of")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["queued", "reading", "ready", "applying"])
                | Q(content__isnull=False),
                name="import_under_way_has_its_file",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def region(self):
        return self.masterplan.region

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY and not self.is_stuck

    @property
    def is_stuck(self) -> bool:
        """Under way, but silent for too long: its worker was killed or is not running."""
        if self.state not in UNDER_WAY:
            return False
        return timezone.now() - self.progress.alive_at > STUCK_AFTER

    @property
    def doing(self) -> str:
        """What is done with it now, and how far: "Sedang dibaca: membandingkan baris, 2 dari 9"."""
        words = "Menerapkan" if self.state == ImportState.APPLYING else self.get_state_display()
        if self.progress.what:
            words += f": {self.progress.what.lower()}"
        if self.progress.total:
            words += f", {angka(self.progress.done)} dari {angka(self.progress.total)}"
        return words

    @property
    def is_ready(self) -> bool:
        return self.state == ImportState.READY


class ImportProgress(models.Model):
    """How far the work is. A row of its own: it is written while the import's row is locked."""

    imported = models.OneToOneField(Import, models.CASCADE, related_name="progress")
    done = models.PositiveIntegerField("selesai", default=0)
    total = models.PositiveIntegerField("jumlah", default=0)
    what = models.CharField("pekerjaan", max_length=100, blank=True)
    alive_at = models.DateTimeField("tanda hidup terakhir", default=timezone.now)

    class Meta:
        verbose_name = "kemajuan unggahan"
        verbose_name_plural = "kemajuan unggahan"

    def __str__(self):
        return f"{self.done}/{self.total}"


class RowState(models.TextChoices):
    NEW = "new", "Baru"
    CHANGED = "changed", "Berubah"
    CLASH = "clash", "Bentrok"
    REFUSED = "refused", "Ditolak"
    SAME = "same", "Tidak berubah"


class ImportRow(models.Model):
    """What the file would do to one row. Unchanged rows are only counted."""

    imported = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField("baris")
    state = models.CharField("keadaan", max_length=7, choices=RowState)
    title = models.CharField("nama", max_length=250)
    key = models.BigIntegerField("kode", null=True, blank=True)
    version = models.CharField("versi", max_length=500, blank=True)
    values = models.JSONField("nilai baru", default=dict)
    shown = models.JSONField("perubahan", default=list)  # [label, before, after, by them]
    mends = models.JSONField("yang harus diperbaiki", default=list)  # [where, sentence]
    remark = models.CharField("catatan", max_length=300, blank=True)
    # Of a clash: whether the file's words go in. Until somebody says so, Simpul's stay.
    keep_mine = models.BooleanField("pakai isi berkas", default=False)

    class Meta:
        verbose_name = "baris unggahan"
        verbose_name_plural = "baris unggahan"
        ordering = ["number", "pk"]
        indexes = [models.Index(fields=["imported", "state", "number"], name="import_row_shown")]

    def __str__(self):
        return self.title

    @property
    def cells(self) -> list["ShownCell"]:
        """The cells of the preview."""
        return [ShownCell(*cell) for cell in self.shown]


@dataclass(frozen=True)
class ShownCell:
    """One cell before and after, in words; what differs can be had marked, as safe HTML."""

    label: str
    before: str
    after: str
    by_them: bool

    @property
    def before_marked(self) -> str:
        return marked(self.before, self.after)[0]

    @property
    def after_marked(self) -> str:
        return marked(self.before, self.after)[1]
