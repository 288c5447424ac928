"""Rows copied from Excel, read into rows of a worksheet: looked at first, then added, all or none.

`read` writes nothing. It tells of each row what will be made of it, or says in a sentence which
cell is wrong and what to write instead: the cell by itself, then the row by the checks of the verb
(`checks.py`). `add_rows` makes the rows of a reading without faults; the same reading sent twice
adds them once.
"""

import uuid
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from analyses.bulk import FindingChange, save_findings
from analyses.codes import Codes
from analyses.column_types import AgencyColumn, CodesColumn, PlaceColumn, bound
from analyses.documents import FindingDocument
from analyses.kinds import RowKind
from analyses.models import Finding, TowsStrategy
from analyses.parts import Mentions, part_from_text
from audit.trail import record
from clipboard import PastedTable, read_table
from indonesian import daftar
from masterplans.actions import closed_as_sentence, locked_plan
from masterplans.models import Masterplan
from revisions.tokens import Parts
from tables.cells import Cell
from tables.choices import ChoiceColumn, UnknownChoiceError, unknown
from tables.columns import Column

MOST_ROWS = 1000
TOO_MANY = "Paling banyak {most} baris sekaligus; yang ditempel {count}. Tempel sebagian dahulu."


@dataclass(frozen=True)
class Fault:
    """A cell that cannot be read, as a sentence without the number of its row."""

    column: Column
    sentence: str


@dataclass
class PastedRow:
    """One row of what was pasted. `finding` is what it will be, when it has no faults."""

    number: int
    texts: list[tuple[Column, str]]  # as the preview shows them
    faults: list[Fault] = field(default_factory=list)
    parts: Parts = field(default_factory=dict)
    finding: Finding | None = None
    made: str = ""  # the heading under which the row will stand, and whose it will be

    @property
    def sentences(self) -> list[str]:
        return [f"Baris {self.number}, {f.column.head}: {f.sentence}" for f in self.faults]

    @property
    def wrong(self) -> set[str]:
        return {fault.column.name for fault in self.faults}


@dataclass
class Reading:
    """All rows that were pasted, and which columns they were read into."""

    table: PastedTable
    rows: list[PastedRow] = field(default_factory=list)
    refusal: str = ""

    @property
    def columns(self) -> list[Column]:
        return [column for column in self.table.columns if column]

    @property
    def headed(self) -> bool:
        return self.table.is_headed

    @property
    def unused(self) -> list[str]:
        return self.table.unused

    @property
    def faulty(self) -> list[PastedRow]:
        return [row for row in self.rows if row.faults]

    @property
    def may_be_added(self) -> bool:
        return bool(self.rows) and not self.faulty and not self.refusal


class Reader:
    """Reads pasted text for one kind of worksheet of one masterplan.

    `start` says what rows have in columns that were not pasted (the heading and the Perangkat
    Daerah where they were pasted), `first` is the column of the first cell.
    """

    def __init__(self, masterplan: Masterplan, kind: RowKind, user, *, start=None, first=""):
        self.masterplan, self.kind = masterplan, kind
        self.first = first
        self.user, self.mentions = user, Mentions(masterplan)
        self.columns = bound((one for one in kind.columns if one.in_grid), masterplan, user)
        start = start or {}  # values; what is pasted beside them are words
        self.start = {c.name: c.words(start[c.name]) for c in self.columns if c.name in start}
        self.codes = Codes(masterplan) if kind.model is TowsStrategy else None

    def read(self, text: str) -> Reading:
        """What was pasted, row by row. Writes nothing."""
        grid = [c for c in self.columns if c.name not in (*self.kind.fixed, "agency")]
        reading = Reading(read_table(text, self.columns, grid=grid, first=self.first))
        count = len(reading.table.lines)
        if count > MOST_ROWS:
            reading.refusal = TOO_MANY.format(most=MOST_ROWS, count=count)
            return reading
        for number, texts in enumerate(reading.table.rows(), 1):
            shown = [(column, _shown(column, texts[column.name])) for column in reading.columns]
            row = PastedRow(number, shown)
            self._fill(row, self.start | texts)
            reading.rows.append(row)
        return reading

    # --- one row

    def _fill(self, row, texts):
        parts = {}
        for column in sorted(self.columns, key=lambda one: isinstance(one, CodesColumn)):
            text = texts.get(column.name, "")
            try:
                parts[column.name] = self._part(column, text, parts)
            except (ValidationError, ValueError) as problem:
                sentence = " ".join(getattr(problem, "messages", [str(problem)]))
                row.faults.append(Fault(column, sentence))
        if not row.faults:
            self._judge(row, parts)

    def _judge(self, row, parts):
        """What the verb will say to a row whose cells could all be read."""
        document = FindingDocument(self.masterplan, self.kind, mentions=self.mentions)
        changed = {name for name, value in parts.items() if value not in (None, "", [])}
        finding = document.filled(parts, changed)
        for name, sentence in document.faults(
            finding, parts, changed=changed, by=self.user
        ).items():
            row.faults.append(Fault(self._column(name), sentence))
        row.parts, row.finding = parts, finding
        names = document.names(parts)
        heads = [
            document.display(name, parts[name], names)
            for name in ("dimension", "subdimension", "kind", "form", "head", "agency")
            if name in parts
        ]
        row.made = " · ".join(filter(None, heads))

    def _column(self, name):
        return next((one for one in self.columns if one.name == name), self.columns[0])

    def _part(self, column, text, parts):
        """What a cell says. Raises ValidationError or ValueError with a sentence."""
        if isinstance(column, CodesColumn):
            return self._entries(text, parts.get("dimension") or 0)
        if not text:
            return self._of_empty(column)
        try:
            plain = column.read(Cell("text", text))
        except UnknownChoiceError:
            raise ValidationError(_refusal(column, text)) from None
        if isinstance(column, AgencyColumn) and plain not in column.offered:
            raise ValidationError(_refusal(column, text))
        if not plain:  # a dash
            return self._of_empty(column)
        return part_from_text(self.kind.model, column.name, plain)

    def _entries(self, text, dimension):
        return sorted(one.pk for one in self.codes.read(text, dimension)) if text else []

    def _of_empty(self, column):
        """What an empty cell means: the only agency, what a new row begins with, nothing."""
        if isinstance(column, AgencyColumn) and len(column.offered) == 1:
            return int(min(column.offered))
        stored = self.kind.model._meta.get_field(column.name)
        if stored.has_default():
            return stored.default
        if not column.required:
            return None
        if isinstance(column, AgencyColumn):
            raise ValidationError("Masih kosong. Tulis nama Perangkat Daerah.")
        if isinstance(column, ChoiceColumn) and not isinstance(column, PlaceColumn):
            raise ValidationError(f"Masih kosong. {_to_write(column.heads)}")
        raise ValidationError(f"Masih kosong. Tulis {column.head.lower()}.")


def _refusal(column, text):
    if isinstance(column, AgencyColumn | PlaceColumn):
        return unknown(text, column.list)
    return f"“{text}” tidak dikenal. {_to_write(column.heads)}"


def _to_write(words):
    return f"Tulis {daftar(words, 'atau')}."


def _shown(column, text):
    """What was pasted, for the preview: of a key the word."""
    return column.labels.get(text, text) if isinstance(column, ChoiceColumn) else text


def add_rows(
    masterplan: Masterplan, kind: RowKind, reading: Reading, *, batch: uuid.UUID, by: User
) -> int:
    """Add the rows of a reading without faults; gives how many are new.

    Rows that were added with the same `batch` before are not added again. Raises PlanClosedError,
    and ValueError when the reading has faults; then nothing is added.
    """
    if not reading.may_be_added:
        raise ValueError("This reading has faults.")
    rows = [
        FindingChange(row.parts, form_key=uuid.uuid5(batch, str(row.number)))
        for row in reading.rows
    ]
    with closed_as_sentence(), transaction.atomic():
        locked_plan(masterplan)  # the same reading sent twice at once: one after the other
        count = save_findings(masterplan, kind, rows, by=by)
        if count:
            record(by, "finding.pasted", masterplan, kind=kind.slug, rows=count)
    return count
