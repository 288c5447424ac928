"""What became of the programs: reported year by year, against what was frozen.

A program that was ever frozen, or that came after, is *tracked*: its figures hang on that and not
on the row of the plan, so that they outlive a next edition in which it is renamed or dropped.
"""

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audit.guards import refuse
from editions.models import Edition
from masterplans.guards import write_once
from masterplans.models import Masterplan
from programs.models import Direction, Program, Source
from regions.models import Agency
from uploads.rows import RowWithFile

MOST = MaxValueValidator(100_000_000_000_000)  # rupiah of one source in one year
PERCENT = (MinValueValidator(0), MaxValueValidator(100))
CLOSED = "Tahun ini sudah ditutup, jadi realisasinya tidak dapat diubah."


class TrackedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(
            masterplan__in=Masterplan.objects.visible_to(user).values("pk")
        ).select_related("masterplan__region__parent", "agency", "program")

    def of(self, masterplan):
        return self.filter(masterplan=masterplan)


class TrackedProgram(models.Model):
    """A program whose realisation is reported, whatever the plan says of it later."""

    masterplan = models.ForeignKey(Masterplan, models.PROTECT, related_name="tracked_programs")
    program = models.OneToOneField(
        Program, models.SET_NULL, null=True, blank=True, related_name="tracked"
    )
    name = models.CharField("nama", max_length=80)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", verbose_name="Perangkat Daerah"
    )
    dimension = models.SlugField("dimensi")
    subdimension = models.SlugField("subdimensi")

    objects = TrackedQuerySet.as_manager()

    class Meta:
        verbose_name = "program yang dilaporkan"
        verbose_name_plural = "program yang dilaporkan"
        ordering = ["masterplan", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("realisation:program", args=[self.masterplan.slug, self.pk])

    @property
    def region(self):
        return self.masterplan.region


class FrozenProgram(models.Model):
    """A program as an edition froze it: the baseline against which it is reported."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="frozen_programs")
    tracked = models.ForeignKey(TrackedProgram, models.PROTECT, related_name="frozen")
    number = models.CharField("nomor", max_length=12)  # as the book prints it: "4.2"
    name = models.CharField("nama", max_length=80)
    agency_name = models.CharField("Perangkat Daerah", max_length=200)
    dimension = models.SlugField("dimensi")
    subdimension = models.SlugField("subdimensi")
    first_year = models.PositiveSmallIntegerField("mulai", null=True)
    last_year = models.PositiveSmallIntegerField("sampai", null=True)
    is_quickwin = models.BooleanField("quick win", default=False)

    class Meta:
        verbose_name = "program beku"
        verbose_name_plural = "program beku"
        ordering = ["edition", "pk"]
        triggers = [write_once()]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="frozen_program_number"),
            models.UniqueConstraint(fields=["edition", "tracked"], name="frozen_once_an_edition"),
        ]

    def __str__(self):
        return f"{self.number} {self.name}"


class FrozenAmount(models.Model):
    """Rupiah that were planned, of one source in one year."""

    frozen = models.ForeignKey(FrozenProgram, models.PROTECT, related_name="amounts")
    year = models.PositiveSmallIntegerField("tahun")
    source = models.CharField("sumber", max_length=10, choices=Source)
    amount = models.PositiveBigIntegerField("rupiah")

    class Meta:
        ordering = ["year", "source"]
        triggers = [write_once()]
        constraints = [
            models.UniqueConstraint(fields=["frozen", "year", "source"], name="frozen_amount_once")
        ]


class FrozenTarget(models.Model):
    """What an indicator was to reach in one year, with where it began."""

    frozen = models.ForeignKey(FrozenProgram, models.PROTECT, related_name="targets")
    order = models.PositiveSmallIntegerField("urutan")  # of the indicator in its program
    indicator = models.CharField("indikator", max_length=200)
    unit = models.CharField("satuan", max_length=40)
    direction = models.CharField("arah yang baik", max_length=4, choices=Direction)
    baseline = models.DecimalField("nilai awal", max_digits=16, decimal_places=2, null=True)
    year = models.PositiveSmallIntegerField("tahun")
    value = models.DecimalField("target", max_digits=16, decimal_places=2)

    class Meta:
        ordering = ["order", "year"]
        triggers = [write_once()]
        constraints = [
            models.UniqueConstraint(fields=["frozen", "order", "year"], name="frozen_target_once")
        ]


class RunState(models.TextChoices):
    """What a program does in a year."""

    NOT_STARTED = "not_started", "Belum mulai"
    RUNNING = "running", "Berjalan"
    DELAYED = "delayed", "Tertunda"
    DONE = "done", "Selesai"
    CANCELLED = "cancelled", "Dibatalkan"


OF_REPORT = "(SELECT tracked_id FROM realisation_yearreport WHERE id = ROW.report_id)"
YEAR_OF_REPORT = "(SELECT year FROM realisation_yearreport WHERE id = ROW.report_id)"


def open_year_guard(tracked: str = "ROW.tracked_id", year: str = "ROW.year") -> pgtrigger.Trigger:
    """Refuses any change of a row that belongs to a year which its plan has closed."""

    def check(row):
        return f"""
        PERFORM 1 FROM realisation_closedyear c
          JOIN realisation_trackedprogram t ON t.masterplan_id = c.masterplan_id
         WHERE t.id = {tracked.replace("ROW", row)} AND c.year = {year.replace("ROW", row)};
        IF FOUND THEN {refuse(CLOSED)} END IF;
        """

    return pgtrigger.Trigger(
        name="open_year_guard",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF TG_OP <> 'INSERT' THEN {check("OLD")} END IF;
        IF TG_OP <> 'DELETE' THEN {check("NEW")} RETURN NEW; END IF;
        RETURN OLD;
        """,
    )


class YearReport(models.Model):
    """What became of a program in one year, as its owner says it."""

    tracked = models.ForeignKey(TrackedProgram, models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField("tahun")
    state = models.CharField("keadaan", max_length=11, choices=RunState)
    reason = models.TextField("alasan", blank=True)  # why it was cancelled or is late
    beneficiaries = models.PositiveIntegerField("penerima manfaat", null=True, blank=True)
    note = models.TextField("uraian", blank=True)
    own_percent = models.PositiveSmallIntegerField(
        "kemajuan menurut pelapor", null=True, blank=True, validators=PERCENT
    )
    own_reason = models.TextField("alasan kemajuan", blank=True)
    version = models.PositiveIntegerField("versi", default=1)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField("dilaporkan", auto_now=True)

    class Meta:
        verbose_name = "realisasi"
        verbose_name_plural = "realisasi"
        ordering = ["tracked", "year"]
        triggers = [open_year_guard()]
        constraints = [
            models.UniqueConstraint(fields=["tracked", "year"], name="report_once_a_year"),
            models.CheckConstraint(
                condition=~Q(state=RunState.CANCELLED) | ~Q(reason=""),
                name="report_cancelled_with_a_reason",
                violation_error_message="Tulis alasan mengapa program ini dibatalkan.",
            ),
            models.CheckConstraint(
                condition=Q(own_percent=None) | (Q(own_percent__lte=100) & ~Q(own_reason="")),
                name="report_own_percent_with_a_reason",
                violation_error_message="Tulis alasan mengapa kemajuannya lain dari usulan.",
            ),
        ]

    def __str__(self):
        return f"{self.tracked}, {self.year}"


class RealisedAmount(models.Model):
    """Rupiah that were spent, of one source."""

    report = models.ForeignKey(YearReport, models.CASCADE, related_name="amounts")
    source = models.CharField("sumber", max_length=10, choices=Source)
    amount = models.PositiveBigIntegerField("rupiah", validators=[MOST])

    class Meta:
        ordering = ["source"]
        triggers = [open_year_guard(OF_REPORT, YEAR_OF_REPORT)]
        constraints = [
            models.UniqueConstraint(fields=["report", "source"], name="realised_amount_once")
        ]


class RealisedValue(models.Model):
    """What an indicator came to, by the name under which it was frozen."""

    report = models.ForeignKey(YearReport, models.CASCADE, related_name="values")
    indicator = models.CharField("indikator", max_length=200)
    value = models.DecimalField("nilai", max_digits=16, decimal_places=2)

    class Meta:
        ordering = ["pk"]
        triggers = [open_year_guard(OF_REPORT, YEAR_OF_REPORT)]
        constraints = [
            models.UniqueConstraint(fields=["report", "indicator"], name="realised_value_once")
        ]


class RealisationEvidence(RowWithFile):
    """What shows it: a file, a photograph, or a link."""

    report = models.ForeignKey(YearReport, models.CASCADE, related_name="evidence")
    title = models.CharField("judul", max_length=150)
    url = models.URLField("tautan", max_length=500, blank=True)
    file = models.FileField(
        "berkas", upload_to="realisasi/%Y/%m/", max_length=200, blank=True, default=""
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("ditambahkan", auto_now_add=True)

    class Meta:
        verbose_name = "bukti realisasi"
        verbose_name_plural = "bukti realisasi"
        ordering = ["pk"]
        triggers = [open_year_guard(OF_REPORT, YEAR_OF_REPORT)]
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(file=""), name="realisation_evidence_is_something"
            )
        ]

    def __str__(self):
        return self.title


class ClosedYear(models.Model):
    """A year whose figures stand. Reopening it needs a reason, and takes this row away."""

    masterplan = models.ForeignKey(Masterplan, models.PROTECT, related_name="closed_years")
    year = models.PositiveSmallIntegerField("tahun")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField("ditutup", auto_now_add=True)

    class Meta:
        verbose_name = "tahun yang ditutup"
        verbose_name_plural = "tahun yang ditutup"
        ordering = ["masterplan", "year"]
        constraints = [
            models.UniqueConstraint(fields=["masterplan", "year"], name="year_closed_once")
        ]

    def __str__(self):
        return str(self.year)
