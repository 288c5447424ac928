"""The workbook of a worksheet: one sheet, for every kind that analyses/kinds.py knows."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models

from analyses.bulk import FindingChange, RowsChanged, save_findings
from analyses.checks import NOT_YOURS
from analyses.column_types import bound
from analyses.documents import FindingDocument
from analyses.kinds import KINDS, RowKind
from analyses.models import Finding
from analyses.parts import Mentions, part_from_text
from regions.rules import agencies_for, agencies_of, roles_of
from revisions.tokens import Parts
from sheets.books import Change, Mend, Sheet, SheetBook, SheetRow, StaleRows, Values
from tables.cells import figures, one_line, plain
from tables.choices import ChoicesColumn, joined
from tables.columns import TextColumn


@dataclass
class FindingBook(SheetBook):
    """The rows of one kind of worksheet of one masterplan."""

    view: str = "analyses.view_finding"
    enter: str = "analyses.enter_finding"
    of: RowKind = None
    offered: set[str] = field(default_factory=set)
    stored: dict[int, Finding] = field(default_factory=dict)  # as `rows` has found them

    def __post_init__(self):
        self.of = KINDS[self.kind]
        self.title, self.one = self.of.many, self.of.one
        self.page = f"worksheets:{self.of.url_name}"
        region = self.masterplan.region
        self.offered = set(map(str, agencies_for(self.user, region).values_list("pk", flat=True)))
        self.for_all = bool(roles_of(self.user, region) & {"lead", "dimension_lead"})
        self.own = agencies_of(self.user, region)
        self.mentions = Mentions(self.masterplan)
        columns = bound(self.of.page_columns, self.masterplan, self.user, with_rows=True)
        self.sheets = [Sheet(self.title[:31], tuple(columns))]

    def rows(self, agencies=None):
        found = self.of.rows(self.masterplan).filter(merged_into=None)
        if agencies is not None:
            found = found.filter(agency__in=agencies)
        self.stored = {one.pk: one for one in found}
        return [
            SheetRow(
                one.pk,
                self._document(one).fingerprint(),
                str(one)[:200],
                one.agency_id,
                self._values(one),
            )
            for one in self.stored.values()
        ]

    def may_write(self, row):
        return self.for_all or row.agency in self.own

    def filled(self, values: Values) -> Values:
        """A new row with what people leave out."""
        start = {"agency": str(min(self.own))} if self.own else {}
        for column in self.main.columns:
            stored = self.of.model._meta.get_field(column.name)
            if stored.has_default():
                start[column.name] = str(stored.default)
        return start | {name: value for name, value in values.items() if value}

    def check(self, row, merged, changed):
        mends = []
        if changed.get("agency") and changed["agency"] not in self.offered:
            mends.append(Mend("agency", NOT_YOURS))
        for name, value in changed.items():
            try:
                self.column_of(name).check(value)
            except ValidationError as error:
                mends.append(Mend(name, error.messages[0]))
        return mends or self._of_verb(row, changed if row else merged)

    def save(self, changes: list[Change], *, progress) -> None:
        wanted = [
            FindingChange(self._parts(change.values), change.key, change.version)
            for change in changes
        ]
        try:
            save_findings(self.masterplan, self.of, wanted, by=self.user, progress=progress)
        except RowsChanged as clash:
            raise StaleRows(clash.keys) from clash

    def _document(self, finding=None):
        return FindingDocument(self.masterplan, self.of, finding=finding, mentions=self.mentions)

    def _of_verb(self, row, values):
        """What the verb would say, which every page asks as well."""
        document = self._document(self.stored[row.key] if row else None)
        names = self.columns()
        return [
            Mend(name if name in names else "", sentence)
            for name, sentence in document.check(self._parts(values), by=self.user).items()
        ]

    def _parts(self, values: Values) -> Parts:
        """The plain texts of a row's cells as the parts of its document."""
        return {name: part_from_text(self.of.model, name, text) for name, text in values.items()}

    def _values(self, finding: Finding) -> Values:
        values = {}
        for column in self.main.columns:
            value = _stored(finding, column)
            if value not in (None, ""):
                values[column.name] = value
        return values


def _stored(finding, column):
    """What a row says in a column, as a plain text."""
    if isinstance(column, ChoicesColumn):
        return joined(one.pk for one in getattr(finding, column.name).all())
    stored = finding._meta.get_field(column.name)
    value = getattr(finding, stored.attname)
    if value is None or value == "":
        return ""
    if isinstance(stored, models.BooleanField):
        return str(int(value))
    if isinstance(stored, models.DecimalField | models.IntegerField | models.ForeignKey):
        return figures(value)
    return plain(value) if isinstance(column, TextColumn) else one_line(value)
