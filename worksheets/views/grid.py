"""The tables of a worksheet: the rows that somebody may change as a grid, and the row to come."""

import uuid
from dataclasses import dataclass, replace
from itertools import pairwise

from django.urls import reverse

from analyses.column_types import CodesColumn, PlaceColumn, place_options
from analyses.documents import FindingDocument
from analyses.models import Finding
from tables.columns import Column
from tables.grid import Box, Grid, GridCell, GridRow, Head
from worksheets.boxes import boxed

TOOLS = "worksheets/_row_tools.html"
FILE_OF_ROW = "worksheets/_grid_file.html"


@dataclass
class FindingRow(GridRow):
    """A row of the grid, with its buttons' addresses and its neighbours' keys."""

    path: str = ""  # its address without a query
    query: str = ""
    before: int | None = None
    after: int | None = None
    finding: Finding | None = None
    heading: str = ""  # where the row to come will stand

    @property
    def file(self):
        return getattr(self.finding, "evidence_file", None)


class SheetGrids:
    """Makes the grids of one worksheet. `query` is how its page was narrowed, kept by each form."""

    def __init__(self, sheet, query: str = ""):
        self.sheet, self.query = sheet, f"?{query}" if query else ""
        self.slug, self.kind = sheet.masterplan.slug, sheet.kind
        self.columns = [self._with_places(column) for column in sheet.columns]
        self.heads = [[self._first(), *map(_head, self.columns), self._last()]]

    def of(self, leaf) -> Grid:
        """The table under one heading: the rows that she may change, and the one to come."""
        rows = [self._row(row, leaf) for row in leaf.rows]
        for above, below in pairwise(rows):
            above.after, below.before = below.key, above.key
        if self.sheet.may_add:
            rows.append(self._new(leaf))
        return Grid(
            ", ".join(filter(None, (self.kind.many, leaf.of, leaf.title))),
            self.heads,
            rows,
            look=f"sp-stack sp-grow sp-grow--{self.kind.slug}",
            look_of_titles="sp-grow__code",
            tools=TOOLS,
            below=FILE_OF_ROW if self.sheet.takes_files else "",
            key=leaf.key,
        )

    def pattern(self) -> FindingRow:
        """What a row's buttons are made of when it is saved for the first time."""
        path = reverse("worksheets:edit", args=[self.slug, self.kind.slug, 0])
        return FindingRow("", "f-0", path, "", [], path=path, query=self.query)

    def empty(self) -> Grid:
        """A table without rows, as wide as the others."""
        return Grid("", self.heads, [])

    def _row(self, row, leaf):
        finding = row.finding
        form = f"f-{finding.pk}"
        path = reverse("worksheets:edit", args=[self.slug, self.kind.slug, finding.pk])
        texts = (boxed(finding, column, self.sheet.codes) for column in self.columns)
        return FindingRow(
            row.code,
            form,
            path + self.query,
            f"kk-{self.kind.slug}-{finding.pk}",
            self._cells(texts, form, row.code, leaf),
            key=finding.pk,
            anchor=f"b-{finding.pk}",
            began=self._token(finding),
            path=path,
            query=self.query,
            finding=finding,
        )

    def _new(self, leaf):
        form = f"f-baru-{leaf.key}"
        label = f"baris baru {', '.join(filter(None, (leaf.of, leaf.title)))}"
        path = reverse("worksheets:add", args=[self.slug, self.kind.slug])
        hidden = {"form_key": str(uuid.uuid4())} | leaf.group.fixed
        if not self.sheet.chooses_agency and self.sheet.agency_of_new:
            hidden["agency"] = str(self.sheet.agency_of_new.pk)
        return FindingRow(
            "Baru",
            form,
            path + self.query,
            f"kk-{self.kind.slug}-baru-{leaf.key}",
            self._cells(map(self._default, self.columns), form, label, leaf),
            hidden=hidden,
            path=path,
            heading=leaf.title,
        )

    def _cells(self, texts, form, label, leaf):
        return [
            GridCell(
                column.head, [Box(column, text, form, label, hidden=_codes(column, text, leaf))]
            )
            for column, text in zip(self.columns, texts, strict=True)
        ]

    def _default(self, column):
        if column.box == "agency":
            return str(self.sheet.agency_of_new) if self.sheet.agency_of_new else ""
        if isinstance(column, CodesColumn):
            return ""
        field = self.kind.model._meta.get_field(column.name)
        return str(field.default) if field.has_default() else ""

    def _with_places(self, column: Column) -> Column:
        if not isinstance(column, PlaceColumn):
            return column
        return replace(column, options=place_options(self.sheet.masterplan, column.name))

    def _token(self, finding):
        document = FindingDocument(self.sheet.masterplan, self.kind, finding=finding)
        return str(document.token())

    def _first(self):
        return Head("No.", "sp-grow__code")

    def _last(self):
        return Head("Keadaan dan tindakan", "sp-grow__act", is_seen=False)


def _head(column):
    return Head(column.head, f"c-{column.size}", column.example)


def _codes(column, text, leaf):
    """Codes go with what they meant when the page was opened."""
    if not isinstance(column, CodesColumn):
        return {}
    return {"codes_was": text, "codes_token": leaf.codes_token}
