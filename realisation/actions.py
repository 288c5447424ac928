"""The verbs: a year is reported, evidence is added, a year is closed and reopened."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from masterplans.models import Masterplan
from programs.models import Program
from realisation.models import (
    CLOSED,
    ClosedYear,
    RealisationEvidence,
    RealisedAmount,
    RealisedValue,
    TrackedProgram,
    YearReport,
)
from uploads.checking import UploadRefused, check

NOT_FROZEN = "Realisasi dilaporkan sesudah masterplan dibekukan."
STALE = "{0} baru mengubah laporan ini. Periksa dahulu, lalu simpan lagi."


class ReportRefused(Exception):  # noqa: N818 - a rule, not a fault of the program
    """Nothing was changed. The message is meant for the user; `field` is the box that it is of."""

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class YearFigures:
    """What somebody says of a program in a year: rupiah by source, values by indicator."""

    state: str
    reason: str = ""
    beneficiaries: int | None = None
    note: str = ""
    own_percent: int | None = None
    own_reason: str = ""
    amounts: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, Decimal] = field(default_factory=dict)


def reportable_years(masterplan: Masterplan) -> list[int]:
    """The years that may be reported: from the first of the plan to the present one."""
    last = min(masterplan.last_year, timezone.localdate().year)
    return list(range(masterplan.first_year, last + 1))


@transaction.atomic
def track(program: Program) -> TrackedProgram:
    """The tracked program of one that came after freezing; made when it is first reported."""
    return TrackedProgram.objects.get_or_create(
        program=program,
        defaults={
            "masterplan": program.masterplan,
            "name": program.name,
            "agency": program.agency,
            "dimension": program.subdimension.dimension.code,
            "subdimension": program.subdimension.code,
        },
    )[0]


@transaction.atomic
def report_year(
    tracked: TrackedProgram, year: int, figures: YearFigures, *, seen: int, by: User
) -> YearReport:
    """Store what became of a program in a year.

    `seen` is the version of the report that her page showed, 0 for none. Raises ReportRefused for
    a plan that was never frozen, a year outside of it or closed, a page that is stale, and what
    cannot be (cancelled without a reason, an own percentage without one).
    """
    tracked = TrackedProgram.objects.select_for_update(of=("self",)).get(pk=tracked.pk)
    _check_year(tracked.masterplan, year)
    report = tracked.reports.filter(year=year).select_related("reported_by").first()
    if (report.version if report else 0) != seen:
        raise ReportRefused(STALE.format(report.reported_by if report else "Orang lain"))
    report = report or YearReport(tracked=tracked, year=year, version=0)
    for name in ("state", "reason", "beneficiaries", "note", "own_percent", "own_reason"):
        value = getattr(figures, name)
        setattr(report, name, value.strip() if isinstance(value, str) else value)
    if report.own_percent is None:
        report.own_reason = ""
    report.version += 1
    report.reported_by = by
    _cleaned(report)
    report.save()
    _put(report, RealisedAmount, "source", "amount", figures.amounts)
    _put(report, RealisedValue, "indicator", "value", figures.values)
    record(by, "realisation.reported", tracked, year=year, state=report.state,
           money=sum(figures.amounts.values()))  # fmt: skip
    return report


def _put(report, model, key, name, given):
    """Make the rows of a report what is given; None, and rupiah of zero, are no row."""
    kept = {which: value for which, value in given.items() if value is not None}
    model.objects.filter(report=report).exclude(**{f"{key}__in": list(kept)}).delete()
    rows = [model(report=report, **{key: which, name: value}) for which, value in kept.items()]
    for row in rows:
        _cleaned(row, field=name, validate_constraints=False)  # another of its kind is replaced
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["report", key], update_fields=[name]
    )


def _cleaned(row, field=None, **validation):
    try:
        row.full_clean(validate_unique=False, **validation)
    except ValidationError as error:
        fields = getattr(error, "message_dict", {})
        named = next((name for name in fields if name != "__all__"), None)
        raise ReportRefused(" ".join(error.messages), field or named) from error


def _check_year(masterplan, year):
    if not masterplan.editions.exists():
        raise ReportRefused(NOT_FROZEN)
    if year not in reportable_years(masterplan):
        raise ReportRefused(
            f"Tahun {year} tidak dapat dilaporkan: di luar periode masterplan, atau belum tiba."
        )
    if masterplan.closed_years.filter(year=year).exists():
        raise ReportRefused(CLOSED)


@transaction.atomic
def add_evidence(
    report: YearReport, *, title: str, url: str = "", upload=None, by: User
) -> RealisationEvidence:
    """Add a link, a file or a photograph to a report. Raises ReportRefused."""
    _check_year(report.tracked.masterplan, report.year)
    if not url and not upload:
        raise ReportRefused("Tulis tautan, atau pilih berkas.", "url")
    evidence = RealisationEvidence(report=report, title=title.strip(), url=url, added_by=by)
    try:
        checked = check(upload) if upload else None
    except UploadRefused as refusal:
        raise ReportRefused(str(refusal), "upload") from refusal
    if checked:
        evidence.describe(upload, checked)
    evidence.save_with(checked)
    record(by, "realisation.evidence_added", report.tracked, year=report.year, title=evidence.title)
    return evidence


@transaction.atomic
def remove_evidence(evidence: RealisationEvidence, *, by: User) -> None:
    """Take back what was added wrongly. Raises ReportRefused for a closed year."""
    report = evidence.report
    _check_year(report.tracked.masterplan, report.year)
    record(by, "realisation.evidence_removed", report.tracked, year=report.year,
           title=evidence.title)  # fmt: skip
    evidence.delete()


@transaction.atomic
def close_year(masterplan: Masterplan, year: int, *, by: User) -> ClosedYear:
    """Let the figures of a year stand. Raises ReportRefused for a year that is not over."""
    masterplan = Masterplan.objects.select_for_update(of=("self",), no_key=True).get(
        pk=masterplan.pk
    )
    if year not in reportable_years(masterplan) or year >= timezone.localdate().year:
        raise ReportRefused("Hanya tahun yang sudah lewat yang dapat ditutup.")
    closed, is_new = ClosedYear.objects.get_or_create(
        masterplan=masterplan, year=year, defaults={"closed_by": by}
    )
    if is_new:
        record(by, "realisation.year_closed", masterplan, year=year)
    return closed


@transaction.atomic
def reopen_year(masterplan: Masterplan, year: int, *, reason: str, by: User) -> None:
    """Let the figures of a closed year be changed again; the trail keeps the reason.

    Raises ReportRefused without a reason.
    """
    if not reason.strip():
        raise ReportRefused("Tulis alasan mengapa tahun ini dibuka lagi.", "reason")
    gone, _ = ClosedYear.objects.filter(masterplan=masterplan, year=year).delete()
    if gone:
        record(by, "realisation.year_reopened", masterplan, year=year, reason=reason.strip())
