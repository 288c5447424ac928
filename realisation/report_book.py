"""The realisation of a year as a table: state and money of every program, and what its indicators
came to; filled in place, pasted, or taken to Excel and back like any small table (`rosters`).
"""

from abc import abstractmethod
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from indonesian import angka
from programs.models import Source
from realisation.actions import ReportRefused, YearFigures, report_year, reportable_years
from realisation.figures import ReportLine, lines_of
from realisation.models import RunState
from realisation.rules import REPORT
from rosters.books import RosterBook
from sheets.books import Change, Mend, RowsRefused, Sheet, SheetRow, StaleRows
from tables.choices import ChoiceColumn, Option, with_distinct_labels
from tables.columns import LineColumn, NumberColumn, TextColumn
from tables.numbers import COUNT, DECIMAL, RUPIAH

KIND, VALUES = "realisasi", "capaian"
MONEY = "rupiah_"
NO_NEW_ROWS = "Baris baru tidak ditambahkan di sini: yang dilaporkan adalah program yang dibekukan."
UNUSED = "Belum dilaporkan"


@dataclass
class YearBook(RosterBook):
    """What both tables of a year share. Raises KeyError for a year that is not reported."""

    view: str = "realisation.view_realisation"
    enter: str = "realisation.enter_realisation"
    page: str = "realisation:summary"

    def __post_init__(self):
        year = self.kind.rpartition("-")[2]
        if not year.isascii() or not year.isdecimal():
            raise KeyError(self.kind)
        self.year = int(year)
        if self.year not in reportable_years(self.masterplan):
            raise KeyError(self.kind)
        self.read()

    def read(self):
        """The lines of the year, as they stand now."""
        self.by_key = {one.tracked.pk: one for one in lines_of(self.masterplan, self.year)}

    @property
    def is_open(self) -> bool:
        """Whether its figures may change: as long as the year is not closed."""
        return not self.masterplan.closed_years.filter(year=self.year).exists()

    @property
    def page_url(self):
        return reverse("realisation:year", args=[self.masterplan.slug, self.year])

    def url_of(self, row):
        args = [self.masterplan.slug, self.year, self.line_of(row).tracked.pk]
        return reverse("realisation:report", args=args)

    def line_of(self, row: SheetRow) -> ReportLine:
        """The line that a row speaks of."""
        return self.by_key[int(row.values["program"])]

    def may_write(self, row):
        return self.user.has_perm(REPORT, self.line_of(row).tracked)

    def check(self, row, merged, changed):
        if row is None:
            return [Mend("program", NO_NEW_ROWS)]
        mends = []
        for name, value in changed.items():
            try:
                self.column_of(name).check(value)
            except ValidationError as error:
                mends.append(Mend(name, error.messages[0]))
        return mends

    @transaction.atomic
    def save(self, changes: list[Change], *, progress) -> None:
        self.read()
        rows = {row.key: row for row in self.rows()}
        stale = [
            one.key for one in changes
            if one.key not in rows or rows[one.key].version != one.version
        ]  # fmt: skip
        if stale:
            raise StaleRows([key for key in stale if key])
        for key, figures in self.figures_of(changes, rows).items():
            line = self.by_key[key]
            seen = line.report.version if line.report else 0
            try:
                report_year(line.tracked, self.year, figures, seen=seen, by=self.user)
            except ReportRefused as refusal:
                raise RowsRefused(f"{line.name}: {refusal}") from refusal

    @abstractmethod
    def figures_of(self, changes, rows) -> dict[int, YearFigures]:
        """What the report of each program becomes, by the key of the tracked program."""

    def programs(self) -> ChoiceColumn:
        """The key column: which program a line is of."""
        options = [Option(str(pk), line.name) for pk, line in self.by_key.items()]
        return ChoiceColumn(
            "program", "Program", width=36, required="Pilih program.", is_key=True, carries=True,
            options=with_distinct_labels(options),
        )  # fmt: skip


def as_reported(line: ReportLine, **changes) -> YearFigures:
    """The figures of a line as they stand, with changes."""
    names = ("state", "reason", "beneficiaries", "note", "own_percent", "own_reason")
    said = {name: getattr(line.report, name) for name in names} if line.report else {}
    said = {"state": RunState.RUNNING} | said
    said["amounts"] = line.realised
    said["values"] = {
        one.target.indicator: one.value for one in line.reached if one.value is not None
    }
    return YearFigures(**said | changes)


@dataclass
class ReportBook(YearBook):
    """A row for each program: state, rupiah by source, beneficiaries, a sentence."""

    one: str = "program"

    def __post_init__(self):
        super().__post_init__()
        self.title = f"Realisasi {self.year}"
        used = {Source.APBD}
        for line in self.by_key.values():
            used |= {*line.planned, *line.realised}
        self.sources = [source for source in Source if source in used]
        money = (
            NumberColumn(f"{MONEY}{one}", one.label, width=20, number_format=RUPIAH, box="money")
            for one in self.sources
        )
        states = tuple(Option(*choice) for choice in RunState.choices)
        self.sheets = [
            Sheet(
                "Realisasi",
                (
                    self.programs(),
                    ChoiceColumn("state", "Keadaan", width=16, options=states, nothing=UNUSED,
                                 may_be_empty=True),
                    LineColumn("reason", "Alasan", "Bila tertunda atau dibatalkan.", 30,
                               longest=2000),
                    *money,
                    NumberColumn("beneficiaries", "Penerima manfaat", number_format=COUNT),
                    TextColumn("note", "Uraian", "Satu kalimat.", 50, longest=2000),
                ),
            )
        ]  # fmt: skip

    def rows(self, agencies=None):
        return [
            self._row(line) for line in self.by_key.values()
            if agencies is None or line.tracked.agency_id in agencies
        ]  # fmt: skip

    def _row(self, line):
        report = line.report
        values = {f"{MONEY}{one}": str(line.realised.get(one, "") or "") for one in self.sources}
        for name in ("state", "reason", "note", "beneficiaries"):
            found = getattr(report, name) if report else ""
            values[name] = "" if found is None else str(found)
        values["program"] = str(line.tracked.pk)
        version = str(report.version if report else 0)
        return SheetRow(line.tracked.pk, version, line.name, line.tracked.agency_id, values,
                        line.tracked.agency.short_name)  # fmt: skip

    def check(self, row, merged, changed):
        mends = super().check(row, merged, changed)
        if row and not merged.get("state") and any(merged.get(name) for name in changed):
            mends.append(Mend("state", "Pilih keadaannya."))
        if merged.get("state") == RunState.CANCELLED and not merged.get("reason"):
            mends.append(Mend("reason", "Tulis alasan mengapa program ini dibatalkan."))
        return mends

    def figures_of(self, changes, rows):
        return {change.key: self._figures(change, rows[change.key]) for change in changes}

    def _figures(self, change, row):
        said = row.values | change.values
        amounts = self.by_key[change.key].realised | {
            one.value: int(said.get(f"{MONEY}{one}") or 0) for one in self.sources
        }
        count = said.get("beneficiaries")
        return as_reported(
            self.by_key[change.key],
            state=said["state"] or RunState.RUNNING,
            reason=said.get("reason", ""),
            note=said.get("note", ""),
            beneficiaries=int(count) if count else None,
            amounts={source: amount for source, amount in amounts.items() if amount},
        )


@dataclass
class ValueBook(YearBook):
    """A row for each target of the year: what the indicator came to."""

    one: str = "indikator"

    def __post_init__(self):
        super().__post_init__()
        self.title = f"Capaian {self.year}"
        self.sheets = [
            Sheet(
                "Capaian",
                (
                    self.programs(),
                    LineColumn("indicator", "Indikator", "", 44, is_key=True),
                    NumberColumn("value", "Capaian", number_format=DECIMAL),
                ),
            )
        ]

    def rows(self, agencies=None):
        return [
            self._row(line, one) for line in self.by_key.values() for one in line.reached
            if agencies is None or line.tracked.agency_id in agencies
        ]  # fmt: skip

    def _row(self, line, one):
        target = one.target
        values = {
            "program": str(line.tracked.pk),
            "indicator": target.indicator,
            "value": "" if one.value is None else f"{one.value.normalize():f}",
        }
        note = f"Target {angka(target.value)} {target.unit}, {line.name}"
        return SheetRow(target.pk, values["value"], target.indicator, line.tracked.agency_id,
                        values, note)  # fmt: skip

    def figures_of(self, changes, rows):
        said: dict[int, dict[str, Decimal | None]] = {}
        for change in changes:
            values = rows[change.key].values | change.values
            of_program = said.setdefault(int(values["program"]), {})
            of_program[values["indicator"]] = Decimal(values["value"]) if values["value"] else None
        kept = {}
        for key, values in said.items():
            now = as_reported(self.by_key[key])
            kept[key] = as_reported(self.by_key[key], values={**now.values, **values})
        return kept
