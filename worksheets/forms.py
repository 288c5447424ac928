"""The forms of worksheet rows, made of their columns: labels, hints, choices, what is required.

Choices are narrowed to the masterplan's own.
"""

import uuid
from decimal import Decimal
from functools import cache
from itertools import groupby

from django import forms
from django.db import models

from analyses.codes import Codes
from analyses.column_types import AgencyColumn, LevelColumn
from analyses.kinds import KIND_OF, RowKind
from analyses.models import GapRow, ReadinessItem, SwotKind, TowsStrategy
from analyses.parts import ENTRIES, as_data, names_of
from dimensions.models import SubDimension
from layouts import Button, Helper, Hidden, Leave, Row, SaveState, SubmitRow
from masterplans.models import Masterplan
from regions.models import Agency
from regions.rules import agencies_for, agencies_of
from revisions.fields import TokenField
from revisions.tokens import Parts
from tables.cells import figures
from tables.choices import ChoiceColumn
from tables.columns import NumberColumn
from tables.number_fields import field_of_number
from worksheets.fields import AgencyField


class FindingForm(forms.ModelForm):
    """The form of a row, made of the columns of its kind (`form_of`).

    The same form takes the page of one row and a row of the grid, which sends fewer fields. What
    was not sent is left as it is (`sent` names what was).
    """

    base = TokenField()
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, masterplan: Masterplan, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.kind = user, KIND_OF[self._meta.model]
        self.masterplan = self.instance.masterplan = masterplan
        if self.instance.pk:
            del self.fields["form_key"]
        else:
            self.initial.setdefault("form_key", uuid.uuid4())
        self._offer_agencies(user)
        if "dimension" in self.fields:
            field = self.fields["dimension"]
            field.queryset = masterplan.dimension_set.dimensions
            field.empty_label = "Pilih dimensi" if field.required else "Semua dimensi"
        if self.is_bound:
            self._take_what_was_sent()

    def _take_what_was_sent(self):
        names = names_of(self._meta.model)
        self.sent = [name for name in names if name in self.fields and self._is_sent(name)]
        self.data = self.data.copy()
        for name, field in self.fields.items():
            if name in names and name not in self.sent and name != "entries":
                value = field.prepare_value(self.get_initial_for_field(field, name))
                self.data[name] = "" if value is None else value

    def _is_sent(self, name):
        return name in self.data or name in self.files

    def _offer_agencies(self, user):
        """Agencies that somebody may write for, and the one that the row has already."""
        region = self.masterplan.region
        offered = agencies_for(user, region)
        if self.instance.agency_id:
            offered = offered | region.agencies.filter(pk=self.instance.agency_id)
        self.fields["agency"].queryset = offered
        # A row that was loaded without one does not have to be given one to be changed.
        self.fields["agency"].required = not self.instance.pk or bool(self.instance.agency_id)
        if not self.instance.pk and (own := agencies_of(user, region)):
            self.initial.setdefault("agency", min(own))

    def wanted(self) -> Parts:
        """The parts that this form holds and that are right, as data; a wrong box is left out."""
        return {name: as_data(self.cleaned_data[name]) for name in self.right}

    @property
    def helper(self) -> Helper:
        """The page of one row: it saves itself, and a new row may be followed by the next."""
        kind, row, again = self.kind, self.instance.pk, []
        if not row:
            again = [Button("Simpan dan tambah lagi", "outline-primary", name="again", value="1")]
        leave = Leave(f"Kembali ke {kind.many_within}")
        return Helper(
            Hidden("page", "1"),
            *self._rows(),
            SubmitRow(f"Simpan {kind.one}", *again, leave, SaveState()),
            draft=f"kk1-{kind.slug}-{row or 'baru'}",
            id="isian",
            novalidate=True,
        )

    def _rows(self):
        """Two fields beside each other; those that the kind calls wide stand alone."""
        pair = []
        for field in self.visible_fields():
            is_wide = field.name in self.kind.wide
            if not is_wide:
                pair.append(field.name)
            if pair and (is_wide or len(pair) == 2):
                yield Row(*pair, columns=2)
                pair = []
            if is_wide:
                yield field.name
        if pair:
            yield Row(*pair, columns=2)

    @property
    def right(self) -> list[str]:
        """What was sent and can be taken."""
        return [name for name in self.sent if name not in self.errors and name in self.cleaned_data]

    @property
    def lacks(self) -> bool:
        """Whether not even what is right can be saved."""
        required = {name for name, field in self.fields.items() if field.required}
        is_new = not self.instance.pk
        return bool(self.non_field_errors() or (is_new and required & self.errors.keys()))

    def boxes(self) -> dict:
        """What stands in the boxes of the page of this row, as a script puts it in."""
        found = {}
        for name in names_of(self._meta.model):
            if name in self.fields:
                value = self.fields[name].prepare_value(self.initial.get(name))
                many = isinstance(value, list)
                found[name] = list(map(str, value)) if many else str("" if value is None else value)
        return found

    # What the row may say as a whole is asked by the verb (`checks.py`), whichever way it comes.
    def validate_unique(self):
        pass

    def validate_constraints(self):
        pass

    def take_token(self, token) -> None:
        """Show what was typed once more, begun from the row as it is now."""
        self.data = self.data.copy()
        self.data["base"] = str(token)

    def tell(self, faults: dict[str, str]) -> None:
        """Say beside the boxes what the verb has found wrong."""
        for name, sentence in faults.items():
            self.add_error(name if name in self.fields else None, sentence)

    def to_keep(self) -> dict[str, str]:
        """What the form for the next row starts with."""
        return {name: self.data[name] for name in self.kind.kept if self.data.get(name)}


class TowsForm(FindingForm):
    """Strategies; the SWOT rows that they join are ticked here and named by codes in the grid."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["entries"] = list(self.instance.entries.all())
        self._offer_entries(self.initial.get("dimension"))

    def _is_sent(self, name):
        # No box that is ticked sends nothing at all; the grid sends codes instead.
        if name == "entries":
            return self.data.get("codes") != self.data.get("codes_was", "?")
        return super()._is_sent(name)

    def _offer_entries(self, dimension):
        """The SWOT rows under the name of their dimension; of one only, when it is known."""
        entries = self.masterplan.swot_entries.standing().select_related("dimension")
        self.fields["entries"].queryset = entries
        if dimension and not self.is_bound:
            entries = entries.filter(dimension=dimension)
        in_order = sorted(
            entries, key=lambda row: (row.dimension.order, SwotKind.values.index(row.kind))
        )
        self.fields["entries"].choices = [
            (name, [(row.pk, f"{row.get_kind_display()}: {row.text}") for row in rows])
            for name, rows in groupby(in_order, lambda row: row.dimension.name)
        ]

    def clean(self):
        cleaned = super().clean()
        dimension = cleaned.get("dimension")
        if "codes" in self.data:
            self._read_codes(dimension)
        elif any(entry.dimension != dimension for entry in cleaned.get("entries") or []):
            self.add_error("entries", "Pilih baris SWOT dari dimensi yang sama.")
        return cleaned

    def _read_codes(self, dimension):
        """ "S1, O2" as the grid sends it, with what the numbers meant when the page was opened."""
        if ENTRIES not in self.sent:
            return
        key = dimension.pk if dimension else 0
        token = self.data.get("codes_token", "")
        try:
            found = Codes(self.masterplan).read(self.data["codes"], key, token=token)
        except ValueError as problem:
            self.add_error("entries", str(problem))
        else:
            self.cleaned_data["entries"] = found


class ReadinessForm(FindingForm):
    """Readiness; a file that proves it is chosen or uploaded."""

    evidence_upload = forms.FileField(
        label="Unggah berkas bukti",
        required=False,
        help_text="PDF, gambar, XLSX, atau DOCX. Berkas ini menggantikan yang dipilih di atas.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        files = self.fields["evidence_file"]
        files.queryset = self.masterplan.attachments
        files.empty_label = "Tanpa berkas"


class GapForm(FindingForm):
    """Gaps; sub-dimensions stand under their dimensions."""

    subdimension = forms.TypedChoiceField(
        label="Subdimensi",
        error_messages={
            "required": "Pilih subdimensi.",
            "invalid_choice": "Pilih subdimensi dari daftar.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = SubDimension.objects.filter(dimension__set=self.masterplan.dimension_set_id)
        rows = list(rows.select_related("dimension").order_by("dimension__order", "order"))
        groups = [
            (name, [(str(row.pk), row.both_names) for row in part])
            for name, part in groupby(rows, lambda row: row.dimension.name)
        ]
        by_key = {str(row.pk): row for row in rows}
        self.fields["subdimension"].choices = [("", "Pilih subdimensi"), *groups]
        self.fields["subdimension"].coerce = by_key.__getitem__


OWN_FORMS = {TowsStrategy: TowsForm, ReadinessItem: ReadinessForm, GapRow: GapForm}


class LevelField(forms.TypedChoiceField):
    """A level as its choices write it: 2 and not 2.0."""

    def prepare_value(self, value):
        return figures(value) if isinstance(value, Decimal) else value


def form_of(kind: RowKind) -> type[FindingForm]:
    """The form of a kind's rows."""
    return _form_of(kind.model)


@cache
def _form_of(model):
    columns = {column.name: column for column in KIND_OF[model].page_columns}

    def field_of(stored, **more):
        return _field_of(columns[stored.name], stored, **more)

    form = OWN_FORMS.get(model, FindingForm)
    return forms.modelform_factory(model, form, [*columns], formfield_callback=field_of)


def _field_of(column, stored, **more):
    """The field of a form that a column and its field of the model stand for."""
    own = {
        "label": column.label,
        "help_text": column.hint,
        "required": bool(column.required),
        "error_messages": {"required": column.required} if column.required else {},
    }
    if isinstance(column, AgencyColumn):
        return AgencyField(Agency.objects.none(), empty_label="Pilih Perangkat Daerah", **own)
    if isinstance(column, NumberColumn):
        return field_of_number(column, **own)
    if isinstance(column, LevelColumn):
        own |= {"initial": stored.default} if stored.has_default() else {}
        coerce = stored.to_python
        return LevelField(coerce=coerce, choices=_offered(column, stored), **own)
    if isinstance(stored, models.TextField):
        more["widget"] = forms.Textarea(attrs={"rows": 3})
    field = stored.formfield(**more | own)
    if isinstance(column, ChoiceColumn) and stored.choices:
        field.choices = _offered(column, stored)
    return field


def _offered(column, stored):
    if stored.has_default():
        return column.grouped_choices
    return [("", f"Pilih {column.head.lower()}"), *column.grouped_choices]
