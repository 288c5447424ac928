"""Rows copied from Excel, read into rows of a worksheet: looked at first, then added, all or none.

`read` writes nothing. It tells of each row what will be made of it, or says in a sentence which
cell is wrong and what to write instead: the cell by itself, then the row by the checks of the verb
(`checks.py`). `add_rows` makes the rows of a reading without faults; the same reading sent twice
adds them once.
"""

import csv
import io
import re
import uuid
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from analyses.bulk import FindingChange, save_findings
from analyses.cells import Cell, Column
from analyses.codes import Codes
from analyses.columns import LEVELS
from analyses.documents import FindingDocument
from analyses.fields import listed, unknown
from analyses.kind_forms import form_of
from analyses.kinds import Kind
from analyses.models import Finding, TowsStrategy
from analyses.parts import Mentions, as_data
from audit.trail import record
from masterplans.actions import closed_as_sentence, locked_plan
from masterplans.models import Masterplan
from revisions.tokens import Parts

MOST_ROWS = 1000
NUMBERING = {"no", "nomor urut", "nourut"}
SPARED = {"kind", "head", "dimension", "subdimension", "form", "year", "agency"}
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
    cells: list[Cell]
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

    columns: list[Column | None]
    rows: list[PastedRow]
    headed: bool  # the first row named the columns
    unused: list[str] = field(default_factory=list)
    refusal: str = ""

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

    def __init__(self, masterplan: Masterplan, kind: Kind, user, *, start=None, first=""):
        self.masterplan, self.kind = masterplan, kind
        self.start, self.first = start or {}, first
        self.user, self.mentions = user, Mentions(masterplan)
        self.form = form_of(kind)(masterplan=masterplan, user=user)
        self.agencies = list(self.form.fields["agency"].queryset)
        self.codes = Codes(masterplan) if kind.model is TowsStrategy else None
        dimensions = masterplan.dimension_set.dimensions.prefetch_related("subdimensions")
        self.dimensions = {dimension.pk: dimension for dimension in dimensions}
        self.places = _places(self.dimensions.values())

    def read(self, text: str) -> Reading:
        """What was pasted, row by row. Writes nothing."""
        lines = _lines(text)
        columns, headed = self._columns(lines)
        if headed:
            names, lines = lines[0], lines[1:]
            used = zip(names, columns, strict=False)
            unused = [name for name, column in used if column is None and name]
        else:
            unused = []
        reading = Reading(columns, [], headed, unused)
        if len(lines) > MOST_ROWS:
            reading.refusal = TOO_MANY.format(most=MOST_ROWS, count=len(lines))
            return reading
        above: dict[str, str] = {}
        for number, line in enumerate(lines, 1):
            reading.rows.append(self._row(number, line, columns, above))
        return reading

    # --- which column is which

    def _columns(self, lines):
        if not lines:
            return [], False
        width = max(map(len, lines))
        named = [self._named(cell) for cell in lines[0]]
        found = [column for column in named if column]
        if found and len(found) * 2 >= sum(map(bool, lines[0])):
            seen = set()
            for place, column in enumerate(named):
                if column and column.name in seen:
                    named[place] = None
                seen.add(column.name if column else "")
            return named + [None] * (width - len(named)), True
        return self._in_order(width), False

    def _named(self, cell):
        key = _key(cell)
        if key in NUMBERING:
            return None
        for column in self.kind.columns:
            names = (column.head, column.name, *column.aliases)
            if key and key in {_key(name) for name in names}:
                return column
        return None

    def _in_order(self, width):
        """Without a head: the grid from where it was pasted; all columns when it is wider."""
        grid = [column for column in self.kind.grid_columns if column.box != "agency"]
        names = [column.name for column in grid]
        grid = grid[names.index(self.first) :] if self.first in names else grid
        order = grid if width <= len(grid) else list(self.kind.columns)
        return [*order, *[None] * width][:width]

    # --- one row

    def _row(self, number, line, columns, above):
        texts = dict(self.start)
        cells = []
        pasted = {c.name: text for c, text in zip(columns, line, strict=False) if c}
        for column in columns:
            if column is None:
                continue
            text = pasted.get(column.name, "")
            # Joined cells of Excel come with their text in the first row only.
            if not text and column.name in SPARED and column.name in above:
                text = above[column.name]
            above[column.name] = text
            texts[column.name] = text
            cells.append(Cell(column, text))
        row = PastedRow(number, cells)
        self._fill(row, texts)
        return row

    def _fill(self, row, texts):
        values = {}
        for column in sorted(self.kind.columns, key=lambda c: c.box == "codes"):
            text = texts.get(column.name, "")
            try:
                values[column.name] = self._value(column, text, values)
            except (ValidationError, ValueError) as problem:
                sentence = " ".join(getattr(problem, "messages", [str(problem)]))
                row.faults.append(Fault(column, sentence))
        if not row.faults:
            self._judge(row, {name: as_data(value) for name, value in values.items()})

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
        return next((one for one in self.kind.columns if one.name == name), self.kind.columns[0])

    def _value(self, column, text, values):
        if column.box == "codes":
            dimension = values.get("dimension")
            return self.codes.read(text, dimension.pk if dimension else 0) if text else []
        if column.box == "agency":
            return self._agency(text)
        if column.box == "place":
            return self._place(column, text)
        form_field = self.form.fields[column.name]
        if column.choices:
            return self._choice(column, text, form_field)
        if not text and (default := self.kind.model._meta.get_field(column.name)).has_default():
            return default.default
        if not text and form_field.required:
            raise ValidationError(f"Masih kosong. Tulis {column.head.lower()}.")
        return form_field.clean(text)

    def _agency(self, text):
        if not text and len(self.agencies) == 1:
            return self.agencies[0]
        if not text:
            raise ValidationError("Masih kosong. Tulis nama Perangkat Daerah.")
        for agency in self.agencies:
            if text == str(agency.pk) or _key(text) in (_key(agency.name), _key(agency.short_name)):
                return agency
        raise ValidationError(unknown(text, [str(agency) for agency in self.agencies]))

    def _place(self, column, text):
        if column.name == "dimension" and text.isdecimal() and int(text) in self.dimensions:
            return self.dimensions[int(text)]
        known = self.places[column.name]
        if found := known.get(_key(text)) or known.get(text if text.isdecimal() else ""):
            return found
        if not text and not self.form.fields[column.name].required:
            return None
        names = list(dict.fromkeys(place.name for place in known.values()))
        if not text:
            raise ValidationError(f"Masih kosong. Tulis {column.head.lower()}.")
        raise ValidationError(unknown(text, names))

    def _choice(self, column, text, form_field):
        if not text:
            default = self.kind.model._meta.get_field(column.name)
            if default.has_default():
                return default.default
            words = [label for _, label in column.choices]
            raise ValidationError(f"Masih kosong. {_to_write(words)}")
        key = _key(text)
        if column.choices == LEVELS and key[:1].isdecimal():
            key = re.match(r"\d+", key)[0]  # "2, sebagian"
        for value, label in column.choices:
            if key in (_key(value), _key(label)):
                return form_field.clean(value)
        for value, word in column.words:
            if key == _key(word):
                return form_field.clean(value)
        raise ValidationError(f"“{text}” tidak dikenal. {_to_write(c[1] for c in column.choices)}")


def add_rows(
    masterplan: Masterplan, kind: Kind, reading: Reading, *, batch: uuid.UUID, by: User
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


def _lines(text):
    """The cells of what Excel puts on the clipboard: tabs, line ends, quotes around both."""
    clean = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    csv.field_size_limit(10_000_000)
    lines = csv.reader(io.StringIO(clean, newline=""), delimiter="\t")
    rows = [[" ".join(cell.split()) if "\n" not in cell else cell.strip() for cell in line]
            for line in lines]  # fmt: skip
    return [row for row in rows if any(row)]


def _key(text):
    """What two spellings of a word share: "Sub-Dimensi " and "sub dimensi"."""
    return re.sub(r"[\W_]+", "", str(text).casefold())


def _places(dimensions):
    """Dimensions and sub-dimensions by every name that people use for them."""
    found: dict[str, dict] = {"dimension": {}, "subdimension": {}}
    for dimension in dimensions:
        names = (dimension.name, dimension.local_name, dimension.code, *dimension.aliases)
        for name in names:
            found["dimension"].setdefault(_key(name), dimension)
    for dimension in dimensions:
        for sub in dimension.subdimensions.all():
            names = (sub.name, sub.english, sub.code, *sub.aliases)
            for name in filter(None, names):
                found["subdimension"].setdefault(_key(name), sub)
            found["subdimension"][f"{sub.pk}"] = sub
    return found


def _to_write(words):
    return f"Tulis {listed(list(words), 'atau')}."
