"""The forms of what a masterplan stands on; each holds the parts of one document."""

import uuid

from django import forms

from layouts import (
    AddRow,
    Button,
    Div,
    Fields,
    Fieldset,
    FormRows,
    Helper,
    Layout,
    PageLink,
    Paragraph,
    Possible,
    Row,
    RowField,
    RowFieldset,
    SaveState,
    SubmitRow,
)
from masterplans.creation import TAKEN
from masterplans.forms import LENGTH
from masterplans.models import Masterplan, RegionalPlan
from revisions.answers import messages_of
from revisions.fields import TokenField
from revisions.saving import Saved, deny
from revisions.tokens import Parts, Token
from strategy.documents import (
    AlignmentDocument,
    IdentityDocument,
    PlanPartDocument,
    VisionDocument,
)
from strategy.phases import phase_mistakes
from strategy.plan_settings import align, save_part
from tables.formsets import FormWithRows

TEXT_NUMBER = {"inputmode": "numeric", "autocomplete": "off"}


class PlanForm(FormWithRows):
    """A part of the masterplan on one page, and what the page began from."""

    base = TokenField()
    document_class: type[PlanPartDocument]
    draft = ""  # what the browser calls a draft of it
    body = Layout(Fields())
    save_label = ""
    css_class = "sp-medium ms-0"

    def __init__(self, data=None, *, masterplan, **kwargs):
        self.document = self.document_class(masterplan)
        kwargs["initial"] = {**self.stored(masterplan), "base": self.document.token()}
        super().__init__(data, masterplan=masterplan, **kwargs)

    @property
    def helper(self):
        """The page says `history_url`."""
        end = SubmitRow(
            Button(self.save_label),
            SaveState("Tersimpan sendiri saat Anda menulis", always=True),
            PageLink("Riwayat", "history_url", "sp-small"),
        )
        draft = f"{self.draft}-{self.masterplan.pk}"
        return Helper(self.body, end, draft=draft, css_class=self.css_class)

    @property
    def kind(self) -> str:
        """The part's name in addresses and in the history."""
        return self.document.kind

    @staticmethod
    def stored(masterplan) -> dict:
        return {}

    def take_token(self, token: Token):
        """After a clash: what is typed stays, and the next press begins from what was shown."""
        self.data = self.data.copy()
        self.data["base"] = str(token)

    @property
    def blank_row(self):
        """An empty row, from which the page makes one more without asking the server."""
        row = self.rows.empty_form
        self.prepare(row)
        return row

    def wanted(self) -> Parts:
        """The parts that can be read; ask after `is_valid`, whatever it says."""
        return {}

    def save(self, by, *, autosave=False) -> Saved:
        """Write what can be read. Raises as `revisions.saving.save`."""
        token = self.cleaned_data["base"]
        return save_part(self.document, self.wanted(), token=token, by=by, autosave=autosave)

    def keep_denied(self, *, by) -> None:
        """Keep what was typed by somebody who does not coordinate this plan any more."""
        deny(self.document, self.wanted(), self.cleaned_data["base"], by=by)

    def messages(self) -> dict[str, str]:
        """A sentence for each box that cannot be saved."""
        found = messages_of(self)
        for row in self.rows.forms if self.rows else ():
            found |= messages_of(row)
        return found


class PhaseRow(forms.Form):
    layout = RowFieldset(
        "Jangka",
        Div("name", "first_year", "last_year", css_class="sp-line__grid"),
        legend_is_seen=False,
        tools=True,
    )
    name = forms.CharField(label="Nama jangka", max_length=60)
    first_year = forms.IntegerField(
        label="Tahun pertama", widget=forms.TextInput(attrs=TEXT_NUMBER), min_value=2000
    )
    last_year = forms.IntegerField(
        label="Tahun terakhir", widget=forms.TextInput(attrs=TEXT_NUMBER), max_value=2200
    )

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", "Tahun terakhir tidak boleh mendahului tahun pertama.")
        return cleaned


class IdentityForm(PlanForm):
    """Title, years and phases."""

    title = forms.CharField(
        label="Judul masterplan", max_length=200, help_text="Seperti pada sampul buku."
    )
    naming = forms.ChoiceField(
        label="Sebutan",
        help_text="Dipakai pada judul bab, petunjuk, dan naskah komitmen.",
    )
    first_year = forms.IntegerField(
        label="Tahun pertama",
        min_value=2015,
        max_value=2100,
        widget=forms.TextInput(attrs=TEXT_NUMBER),
    )
    last_year = forms.IntegerField(
        label="Tahun terakhir",
        min_value=2015,
        max_value=2100,
        widget=forms.TextInput(attrs=TEXT_NUMBER),
        help_text="Masterplan berlaku 5 sampai 20 tahun.",
    )
    document_class = IdentityDocument
    draft, save_label = "pokok", "Simpan pokok masterplan"
    body = Layout(
        "title",
        Possible("naming"),
        Row("first_year", "last_year"),
        Fieldset(
            "Jangka",
            Paragraph("Urut dari yang pertama.", plain="Kosongkan satu baris untuk menghapusnya."),
            FormRows("rows", blank=True),
            AddRow("Tambah baris jangka", scripted=True),
            data_rows="jangka",
        ),
    )
    row_form = PhaseRow
    rows_prefix = "jangka"

    @staticmethod
    def stored(masterplan):
        return {
            "title": masterplan.title,
            "naming": masterplan.naming,
            "first_year": masterplan.first_year,
            "last_year": masterplan.last_year,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naming"].choices = named = self.masterplan.region.naming_choices
        if len(named) == 1:  # nothing to choose
            del self.fields["naming"]

    def stored_rows(self):
        fields = ("name", "first_year", "last_year")
        return [{f: getattr(phase, f) for f in fields} for phase in self.masterplan.phases.all()]

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if not first or not last:
            return cleaned
        if not 4 <= last - first <= 19:
            self.add_error("last_year", LENGTH)
        # The unique constraint names the region, which is not a field here.
        others = Masterplan.objects.exclude(pk=self.masterplan.pk)
        if others.filter(region=self.masterplan.region_id, first_year=first).exists():
            self.add_error("first_year", TAKEN)
        if self.rows.is_valid():
            for sentence in phase_mistakes(self._phases(), first, last):
                self.add_error(None, sentence)
        return cleaned

    def wanted(self) -> Parts:
        """Years and phases hang together: all of them, or none while one cannot be read."""
        names = ("title", "naming")
        title = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        if {*self.errors} - {*names}:
            return title
        years = {name: self.cleaned_data[name] for name in ("first_year", "last_year")}
        return title | years | {"phases": self._phases()}

    def _phases(self):
        return [[row["name"], row["first_year"], row["last_year"]] for row in self.rows.filled()]


class MissionRow(forms.Form):
    layout = RowField("text", "Misi", ordered=True)
    text = forms.CharField(label="Misi", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class VisionForm(PlanForm):
    """The vision, the keywords that it was made of, and the missions."""

    vision = forms.CharField(
        label="Visi",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Satu kalimat yang dapat diingat warga.",
    )
    keywords = forms.CharField(
        label="Kata kunci visi",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kata yang muncul dari analisis, dipisahkan koma.",
    )
    document_class = VisionDocument
    draft, save_label = "visi", "Simpan visi dan misi"
    body = Layout(
        "keywords",
        Div(
            PageLink("Lihat kata kunci yang diusulkan Perangkat Daerah", "keywords_url", ""),
            css_class="sp-small",
            tag="p",
        ),
        "vision",
        Fieldset(
            "Misi",
            Paragraph(
                "Satu misi satu kotak, urut.",
                plain="Kosongkan kotak untuk menghapus misi.",
                scripted="Alt dengan panah memindahkan misi.",
            ),
            FormRows("rows", blank=True),
            AddRow("Tambah baris misi", scripted=True),
            data_rows="misi",
            data_ordered=True,
        ),
    )
    row_form = MissionRow
    rows_prefix = "misi"

    @staticmethod
    def stored(masterplan):
        return {"vision": masterplan.vision, "keywords": masterplan.vision_keywords}

    def stored_rows(self):
        return [{"text": mission.text} for mission in self.masterplan.missions.all()]

    def wanted(self) -> Parts:
        names = {"vision", "keywords"} & self.cleaned_data.keys()
        parts = {name: self.cleaned_data[name] for name in names}
        if self.rows.is_valid():
            parts["missions"] = [row["text"] for row in self.rows.filled()]
        return parts


class AlignmentRow(forms.Form):
    """A row; `id` and `key` say which one it is, and `remove` that it goes."""

    layout = RowFieldset(
        "Baris", Row("document", "dimension", "mission", "goal", columns=2), tools=True
    )

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    remove = forms.BooleanField(widget=forms.HiddenInput, required=False)
    document = forms.ChoiceField(
        label="Dokumen", choices=[("", "Pilih dokumen"), *RegionalPlan.choices]
    )
    dimension = forms.TypedChoiceField(label="Dimensi yang menjawab")
    mission = forms.CharField(
        label="Misi daerah", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    goal = forms.CharField(
        label="Tujuan dan sasaran daerah",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def has_changed(self):
        """Whether something stands in it, beside the name of the row."""
        return bool({"document", "dimension", "mission", "goal"} & set(self.changed_data))

    def is_removed(self) -> bool:
        return self.data.get(self.add_prefix("remove")) in ("1", "True", "on")

    def identity(self) -> str:
        """The key of the stored row that this one is; "" for a new row."""
        key = self.data.get(self.add_prefix("id"), "") if self.is_bound else ""
        return key if key.isdecimal() else ""


class AlignmentForm(PlanForm):
    """Which dimension answers which mission of RPJPD, RPJMD and RTRW."""

    document_class = AlignmentDocument
    draft, save_label, css_class = "keselarasan", "Simpan keselarasan", ""
    body = Div(
        Paragraph("Kosongkan semua kotak satu baris untuk menghapusnya.", data_plain_only=True),
        FormRows("rows", blank=True),
        Div(AddRow("Tambah baris keselarasan", scripted=True), tag="p"),
        data_rows="selaras",
    )
    row_form = AlignmentRow
    rows_prefix = "selaras"

    def __init__(self, data=None, *, masterplan, **kwargs):
        self.dimensions = {str(d.pk): d for d in masterplan.dimension_set.dimensions.all()}
        super().__init__(data, masterplan=masterplan, **kwargs)

    def stored_rows(self):
        fields = {"document": "document", "mission": "mission", "goal": "goal", "id": "pk"}
        fields |= {"dimension": "dimension_id", "key": "form_key"}
        rows = self.masterplan.alignments.order_by("pk")
        return [{name: getattr(row, field) for name, field in fields.items()} for row in rows]

    def prepare(self, row):
        # One query for all rows, not one for each.
        names = ((key, dimension.name) for key, dimension in self.dimensions.items())
        row.fields["dimension"].choices = [("", "Pilih dimensi"), *names]
        row.fields["dimension"].coerce = self.dimensions.get
        if not row.initial.get("key"):
            row.initial["key"] = uuid.uuid4()

    def stored_alignments(self):
        """The rows for reading, as they stand in the database now."""
        return self.masterplan.alignments.select_related("dimension")

    def messages(self):
        unfinished = (row for row in self.rows.forms if not row.is_removed())
        return {name: text for row in unfinished for name, text in messages_of(row).items()}

    def wanted(self) -> Parts:
        rows = {f"row.{row.cleaned_data['id']}": row for row in self._finished()}
        return {part: _value_of_row(row.cleaned_data) for part, row in rows.items()}

    def save(self, by, *, autosave=False):
        """`autosave`: she is still writing, so a row that is empty or unfinished is left alone."""
        finished = self._finished()
        standing = [row for row in self.rows.forms if not row.is_removed()]
        unread = {row.identity() for row in standing if autosave and row not in finished}
        rows = [
            row.cleaned_data
            | {
                "form_key": row.cleaned_data["key"],
                "dimension": row.cleaned_data["dimension"].pk,
            }
            for row in finished
        ]
        return align(
            self.masterplan,
            rows=rows,
            token=self.cleaned_data["base"],
            by=by,
            unread=frozenset(unread - {""}),
            autosave=autosave,
        )

    def _finished(self):
        standing = [row for row in self.rows.forms if not row.is_removed()]
        return [row for row in standing if row.is_valid() and row.has_changed()]


def _value_of_row(row):
    return [row["document"], row["mission"], row["goal"], row["dimension"].pk]
