"""The workbook of a worksheet: one sheet, for every kind that analyses/kinds.py knows."""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from analyses.bulk import FindingChange, save_findings
from analyses.kinds import KINDS, Kind
from analyses.models import Finding
from analyses.state import state_of
from regions.rules import agencies_for, agencies_of, roles_of
from sheets.books import Book, Change, Mend, Row, Sheet, StaleRows, Values
from sheets.cells import figures, one_line, plain
from sheets.columns import Choices, Text, joined
from sheets.finding_columns import columns_of

MANY = forms.ModelMultipleChoiceField
NOT_YOURS = "Anda hanya dapat menulis untuk Perangkat Daerah Anda sendiri."


@dataclass
class FindingBook(Book):
    """The rows of one kind of worksheet of one masterplan."""

    view: str = "analyses.view_finding"
    enter: str = "analyses.enter_finding"
    of: Kind = None
    offered: set[str] = field(default_factory=set)
    known: dict[str, dict] = field(default_factory=dict)  # choices that a form has looked up
    stored: dict[int, Finding] = field(default_factory=dict)  # as `rows` has found them

    def __post_init__(self):
        self.of = KINDS[self.kind]
        self.title, self.one = self.of.many, self.of.one
        self.page = f"analyses:{self.of.url_name}"
        region = self.masterplan.region
        self.offered = set(map(str, agencies_for(self.user, region).values_list("pk", flat=True)))
        self.for_all = bool(roles_of(self.user, region) & {"lead", "dimension_lead"})
        self.own = agencies_of(self.user, region)
        self.form = self.of.form(masterplan=self.masterplan, user=self.user)
        columns = columns_of(self.of, self.form, region)
        self.sheets = [Sheet(self.title[:31], tuple(columns))]

    def rows(self, agencies=None):
        found = self.of.rows(self.masterplan).filter(merged_into=None)
        if agencies is not None:
            found = found.filter(agency__in=agencies)
        self.stored = {one.pk: one for one in found}
        return [
            Row(one.pk, state_of(one), str(one)[:200], one.agency_id, self._values(one))
            for one in self.stored.values()
        ]

    def may_write(self, row):
        return self.for_all or row.agency in self.own

    def filled(self, values: Values) -> Values:
        """A new row with what people leave out: what an empty form begins with."""
        start = {}
        for column in self.main.columns:
            initial = self.form.get_initial_for_field(self.form.fields[column.name], column.name)
            if initial not in (None, "") and not isinstance(initial, list):
                start[column.name] = str(initial)
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
        return mends or self._of_form(row, merged)

    def save(self, changes: list[Change], *, progress) -> None:
        told = [
            FindingChange(
                key=change.key,
                version=change.version,
                form=lambda stored, values=change.values: self._form(
                    stored, (self._values(stored) if stored else {}) | values
                ),
            )
            for change in changes
        ]
        stale = save_findings(
            self.masterplan,
            self.of.model,
            told,
            kind=self.kind,
            by=self.user,
            progress=progress,
        )
        if stale:
            raise StaleRows(stale)

    def _values(self, finding: Finding) -> Values:
        values = {}
        for column in self.main.columns:
            value = _stored(finding, column)
            if value not in (None, ""):
                values[column.name] = value
        return values

    def _of_form(self, row, merged):
        """What the form of the worksheet's own page says."""
        form = self._form(self.stored[row.key] if row else None, merged)
        names = self.columns()
        return [
            Mend(name if name in names else "", str(error))
            for name, errors in form.errors.items()
            for error in errors
        ]

    def _form(self, finding, merged):
        """The form as a browser would send it. It may change `finding`, but not in the database."""
        data = {}
        for name, box in self.form.fields.items():
            if isinstance(box.widget, forms.HiddenInput) or isinstance(box, forms.FileField):
                continue
            if isinstance(box, forms.ModelMultipleChoiceField):
                data[name] = [key for key in merged.get(name, "").split(",") if key]
            elif not isinstance(box, forms.BooleanField) or merged.get(name) == "1":
                data[name] = merged.get(name, "")
        own = {} if finding is None else {"instance": finding}
        form = self.of.form(data, masterplan=self.masterplan, user=self.user, **own)
        for name, box in form.fields.items():
            if isinstance(box, forms.ModelChoiceField) and not isinstance(box, MANY):
                _remember_choices(box, self.known.setdefault(name, {}))
        return form


def _remember_choices(box, known):
    """Thousands of rows name the same few agencies and dimensions: each is looked up once."""
    ask = box.to_python

    def to_python(value):
        if value not in known:
            known[value] = ask(value)
        return known[value]

    box.to_python = to_python


def _stored(finding, column):
    """What a row says in a column, as a plain text."""
    if isinstance(column, Choices):
        return joined(one.pk for one in getattr(finding, column.name).all())
    stored = finding._meta.get_field(column.name)
    value = getattr(finding, stored.attname)
    if value is None or value == "":
        return ""
    if isinstance(stored, models.BooleanField):
        return str(int(value))
    if isinstance(stored, models.DecimalField | models.IntegerField | models.ForeignKey):
        return figures(value)
    return plain(value) if isinstance(column, Text) else one_line(value)
