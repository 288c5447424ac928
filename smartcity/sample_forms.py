"""Forms of the components page: every kind of field, and every way to lay fields out."""

from django import forms

from layouts import (
    AddRow,
    BoxTable,
    ChoiceSet,
    Compact,
    Control,
    Details,
    Div,
    ErrorSummary,
    Fieldset,
    FilterForm,
    FilterHelper,
    FormRows,
    Helper,
    Layout,
    Leave,
    Paragraph,
    Row,
    RowField,
    RowFieldset,
    SaveState,
    SubmitRow,
    YearBoxes,
)

YEARS = (2024, 2025, 2026)
SUBDIMENSIONS = [
    ("", "---------"),
    ("Smart Living", [("kes", "Kesehatan"), ("mob", "Mobilitas")]),
    ("Smart Economy", [("wis", "Pariwisata")]),
]
KINDS = [("new", "Program baru"), ("old", "Program yang sudah ada")]
AGENCIES = [("din", "Dinas Kesehatan"), ("dis", "Dinas Pariwisata"), ("set", "Sekretariat Daerah")]
LINES = {"rows": 3}


class KeptFile:
    """A file that was uploaded before."""

    url = "#k12"

    def __str__(self):
        return "SK Tim 2024.pdf"


class SampleForm(forms.Form):
    """One field of every kind, with errors as a person would make them."""

    helper = Helper(
        ErrorSummary(still=True),
        Fieldset(
            "Satu baris",
            "name",
            Row("people", "amount"),
            Row("day", "year", "email"),
            Row("address", "password"),
        ),
        Fieldset(
            "Beberapa baris dan pilihan",
            "problem",
            Row("sub", "agency"),
            Row("kind", "helpers"),
            ChoiceSet("way", "sp-row"),
            "quick",
        ),
        Fieldset("Berkas", "plan", "proof"),
        Details("Yang dilipat", "partner", "later"),
        Paragraph(
            "Keterangan di antara isian.",
            plain="Bagian ini tanpa JavaScript.",
            scripted=" Bagian ini dengan JavaScript.",
        ),
        SubmitRow("Simpan program", Leave(), SaveState("Belum pernah disimpan", always=True)),
        summary=False,
        method="get",
        css_class="sp-narrow ms-0",
        novalidate=True,
    )

    name = forms.CharField(label="Nama singkat", help_text="Paling panjang 35 huruf")
    people = forms.IntegerField(
        label="Jumlah penerima manfaat",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Tulis angka tanpa huruf, misalnya 21.000."},
    )
    amount = forms.IntegerField(label="Anggaran (rupiah)", required=False)
    day = forms.DateField(
        label="Tanggal", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    year = forms.IntegerField(label="Tahun", disabled=True, initial=2024)
    email = forms.EmailField(label="Surel", required=False)
    address = forms.URLField(label="Alamat situs", required=False, assume_scheme="https")
    password = forms.CharField(label="Kata sandi", required=False, widget=forms.PasswordInput)
    problem = forms.CharField(
        label="Masalah yang dijawab", widget=forms.Textarea(attrs=LINES), required=False
    )
    sub = forms.ChoiceField(label="Sub dimensi", choices=SUBDIMENSIONS)
    agency = forms.ChoiceField(
        label="Perangkat Daerah", choices=[("", "---------"), *AGENCIES], required=False
    )
    kind = forms.ChoiceField(label="Jenis", choices=KINDS, widget=forms.RadioSelect)
    helpers = forms.MultipleChoiceField(
        label="Pendukung", choices=AGENCIES, required=False, widget=forms.CheckboxSelectMultiple
    )
    way = forms.ChoiceField(
        label="Cara menandatangani",
        choices=[("draw", "Goreskan"), ("type", "Ketik nama"), ("file", "Unggah gambar")],
        widget=forms.RadioSelect,
        initial="type",
    )
    quick = forms.BooleanField(
        label="Usulkan sebagai quick win",
        required=False,
        help_text="Dampaknya terasa dalam dua belas bulan.",
    )
    plan = forms.FileField(label="Lampiran", required=False, help_text="PDF, paling besar 20 MB")
    proof = forms.FileField(label="Bukti yang sudah ada", required=False, initial=KeptFile())
    partner = forms.CharField(label="Mitra", required=False)
    later = forms.CharField(label="Hasil bagi warga", required=False)
    base = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["later"].later = True
        self.fields["password"].unmarked = True


class SampleMissionForm(forms.Form):
    """A row with one field."""

    layout = Layout(RowField("text", "Misi", ordered=True))

    text = forms.CharField(label="Misi", required=False, widget=forms.Textarea(attrs={"rows": 2}))


class SampleIndicatorForm(forms.Form):
    """A row with several fields, and a target for each year."""

    layout = Layout(
        RowFieldset(
            "Indikator",
            Row("name", "unit"),
            Paragraph("Target setiap tahun", css_class="form-label"),
            YearBoxes("targets", "Target"),
        )
    )
    plan_years = YEARS[1:]

    name = forms.CharField(label="Nama", required=False)
    unit = forms.CharField(label="Satuan", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for year in YEARS:
            self.fields[f"target-{year}"] = forms.CharField(label=str(year), required=False)

    def targets(self):
        """The boxes of the years."""
        return [(year, self[f"target-{year}"]) for year in YEARS]


class SampleRowsForm(forms.Form):
    """Rows that a person adds, and a table of boxes."""

    helper = Helper(
        Fieldset("Baris dengan satu isian", FormRows("missions"), AddRow("Tambah misi")),
        Fieldset("Baris dengan beberapa isian", FormRows("indicators"), AddRow("Tambah indikator")),
        Fieldset(
            "Tabel isian",
            BoxTable("Tahun", "Anggaran per tahun dan sumber"),
            Div(
                Div(Compact("source", hint="satu kolom")),
                AddRow("Tambah sumber dana"),
                css_class="sp-addrow",
            ),
        ),
        Fieldset("Tanpa bingkai", Control("note")),
        method="get",
        css_class="sp-medium ms-0",
        novalidate=True,
    )

    source = forms.ChoiceField(
        label="Sumber dana", choices=[("apbn", "APBN"), ("hibah", "Hibah")], required=False
    )
    note = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"aria-label": "Catatan tanpa label"})
    )

    def __init__(self):
        super().__init__()
        for year in YEARS:
            self.fields[f"apbd-{year}"] = forms.CharField(
                required=False, widget=forms.TextInput(attrs={"aria-label": f"APBD {year}"})
            )
        words = [{"text": "Mewujudkan layanan yang menyatu."}]
        self.missions = forms.formset_factory(SampleMissionForm)(prefix="misi", initial=words)
        self.indicators = forms.formset_factory(SampleIndicatorForm)(prefix="indikator")

    def heads(self):
        """The sources, and what they come to."""
        return ["APBD", "Jumlah"]

    def table_rows(self):
        """The years with their boxes."""
        return [(year, [self[f"apbd-{year}"], "0"]) for year in YEARS]


class SampleFilter(FilterForm):
    """Filters above a list."""

    helper = FilterHelper("program")

    q = forms.CharField(label="Cari nama", required=False, widget=forms.TextInput)
    dim = forms.ChoiceField(
        label="Dimensi", required=False, choices=[("", "Semua dimensi"), ("liv", "Smart Living")]
    )


def sample_form() -> SampleForm:
    """The form as somebody has sent it, with what must be mended."""
    form = SampleForm(
        {
            "name": "Liontin Milan", "people": "± 21 ribu", "sub": "kes", "quick": "on",
            "helpers": ["din", "set"], "way": "type", "amount": "1250000000",
            "problem": "Kunjungan turun sejak 2020.", "day": "2024-08-17",
        }
    )  # fmt: skip
    form.is_valid()
    return form
