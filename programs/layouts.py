"""How the whole form of a program is laid out; each part of it is a form of its own."""

from django import forms

from layouts import (
    AddRow,
    BoxTable,
    Compact,
    Control,
    Details,
    Div,
    EnterButton,
    Field,
    Fieldset,
    FormRows,
    HiddenFields,
    Layout,
    Paragraph,
    Row,
    TemplatePart,
    Within,
    YearBoxes,
)


class SourceForm(forms.Form):
    """A source of money that has no column yet."""

    sumber = forms.ChoiceField(
        label="Sumber dana lain",
        widget=forms.Select({"id": "sumber-lain", "class": "form-select-sm"}),
        required=False,
    )

    def __init__(self, sources):
        super().__init__()
        self.fields["sumber"].choices = sources


class MoreSources(Div):
    """A column for one more source; without JavaScript the page comes back with it."""

    def __init__(self):
        add = AddRow("Tambah sumber dana", "sumber")
        super().__init__(Div(Compact("sumber")), add, css_class="sp-addrow")

    def html(self, form, context):
        sources = form.others()
        return super().html(SourceForm(sources), context) if sources else ""


def _box(name):
    """A field to which the list of what is missing leads."""
    return Field(name, anchor=f"isi-{name}")


def _supporters(form):
    """How many are ticked, in the sentence under which they are folded."""
    count = len(form["supporters"].value() or [])
    return f"Perangkat Daerah pendukung{f' ({count} dipilih)' if count else ''}"


NAME = Within(
    "main",
    Row(_box("name"), _box("subdimension")),
    _box("expansion"),
    Row(_box("agency"), _box("kind")),
    Row("is_new", "since_year"),
    "achievement",
    _box("aim"),
)
PROBLEM = Within(
    "main",
    _box("description"),
    _box("problem"),
    _box("output"),
    _box("outcome"),
    Row(_box("beneficiaries"), _box("beneficiaries_count")),
)
SCHEDULE = Within("schedule", YearBoxes("boxes", "Kegiatan", css_class="sp-years sp-years--wide"))
BUDGET = Within(
    "budget",
    BoxTable("Tahun", "Anggaran per tahun dan sumber, dapat digeser"),
    MoreSources(),
)
SUPPORTERS = Within(
    "main",
    Details(
        _supporters,
        Div(Control("supporters"), role="group", aria_label="Perangkat Daerah pendukung"),
    ),
)
LINKS = Within("main", Row(_box("rpjmd_link"), _box("rpjmd_amount")), _box("risks"))

ENTRY = Layout(
    EnterButton("Simpan program"),
    HiddenFields("main"),
    TemplatePart("programs/_before_form.html"),
    Fieldset("1. Nama dan tempat", NAME),
    Fieldset("2. Masalah dan hasil", PROBLEM),
    Fieldset(
        "3. Jadwal",
        Paragraph("Pilih yang dikerjakan pada setiap tahun. Peta jalan tersusun dari sini."),
        SCHEDULE,
        css_id="isi-schedule",
    ),
    Fieldset(
        "4. Indikator dan target",
        Div(css_id="isi-baselines"),
        Div(css_id="isi-targets"),
        FormRows("indicators"),
        AddRow("Tambah indikator", "indikator"),
        css_id="isi-indicators",
    ),
    Fieldset(
        "5. Anggaran",
        Paragraph(
            "Perkiraan dalam rupiah, misalnya 1.250.000.000 atau 1,25 miliar. Kosongkan bila tidak"
            " ada."
        ),
        BUDGET,
        css_id="isi-budget",
    ),
    Fieldset(
        "6. Pendukung dan mitra",
        SUPPORTERS,
        FormRows("partners"),
        Paragraph("Mitra di luar Perangkat Daerah. Kosongkan namanya untuk menghapus."),
        AddRow("Tambah mitra", "mitra"),
    ),
    Fieldset("7. Kaitan dan risiko", LINKS),
)
