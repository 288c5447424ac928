"""The form of one program in one year, of its evidence, and of reopening a year."""

from django import forms

from indonesian import angka, rupiah
from layouts import Fieldset, Helper, Leave, Row, SubmitRow
from programs.models import Source
from realisation.actions import YearFigures
from realisation.figures import ReportLine
from realisation.models import RunState
from tables.number_fields import CountField, DecimalField, RupiahField

MONEY, VALUE = "rupiah_", "nilai_"
USUAL = (Source.APBD,)


class YearReportForm(forms.Form):
    """What became of a program: state, rupiah by source, values of its indicators, beneficiaries.

    Offered are the sources that were frozen or reported; another may be chosen beside them.
    """

    state = forms.ChoiceField(label="Keadaan", choices=RunState)
    reason = forms.CharField(
        label="Alasan",
        required=False,
        max_length=2000,
        help_text="Wajib bila dibatalkan; tulis juga bila tertunda.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    beneficiaries = CountField(label="Penerima manfaat yang dijangkau", required=False)
    note = forms.CharField(
        label="Uraian singkat",
        required=False,
        max_length=2000,
        help_text="Satu kalimat: apa yang terjadi tahun ini.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    own_percent = forms.IntegerField(
        label="Kemajuan menurut Anda (%)",
        required=False,
        min_value=0,
        max_value=100,
        help_text="Kosongkan untuk mengikuti usulan menurut angka di atas.",
    )
    own_reason = forms.CharField(
        label="Alasan kemajuan lain",
        required=False,
        max_length=1000,
        help_text="Wajib bila persennya lain dari usulan.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, line: ReportLine, **kwargs):
        self.line, report = line, line.report
        super().__init__(*args, initial=_initial(line), **kwargs)
        sources = dict.fromkeys([*line.planned, *line.realised, *USUAL])
        self.money = {source: f"{MONEY}{source}" for source in Source if source in sources}
        for source, name in self.money.items():
            self.fields[name] = RupiahField(label=Source(source).label, required=False)
            self.initial[name] = line.realised.get(source)
            if planned := line.planned.get(source):
                self.fields[name].help_text = f"Rencana beku {rupiah(planned)}."
        self.values = {}
        for place, one in enumerate(line.reached):
            name = f"{VALUE}{place}"
            self.values[one.target.indicator] = name
            self.fields[name] = DecimalField(
                label=f"{one.target.indicator} ({one.target.unit})",
                required=False,
                help_text=f"Target beku {angka(one.target.value)}.",
            )
            self.initial[name] = one.value
        self.initial["seen"] = report.version if report else 0

    @property
    def helper(self):
        money = Fieldset("Realisasi keuangan (rupiah)", Row(*self.money.values()))
        parts = ["state", "reason", money]
        if self.values:
            parts.append(Fieldset("Capaian indikator", *self.values.values()))
        more = Fieldset("Hasil", "beneficiaries", "note")
        own = Fieldset("Kemajuan", Row("own_percent", "own_reason"))
        return Helper(*parts, more, own, SubmitRow("Simpan realisasi", Leave()))

    @property
    def figures(self) -> YearFigures:
        """What the verb takes."""
        data = self.cleaned_data
        names = ("state", "reason", "beneficiaries", "note", "own_percent", "own_reason")
        amounts = self.line.realised | {source: data[name] for source, name in self.money.items()}
        return YearFigures(
            **{name: data[name] for name in names},
            amounts={source: amount for source, amount in amounts.items() if amount},
            values={indicator: data[name] for indicator, name in self.values.items()},
        )


def _initial(line):
    if line.report is None:
        return {"state": RunState.RUNNING}
    names = ("state", "reason", "beneficiaries", "note", "own_percent", "own_reason")
    return {name: getattr(line.report, name) for name in names}


class RealisationEvidenceForm(forms.Form):
    """A link, a file or a photograph that shows what was reported."""

    helper = Helper(
        "title",
        Row("url", "upload"),
        SubmitRow("Tambah bukti", css_class="sp-ask__do"),
    )

    title = forms.CharField(label="Judul bukti", max_length=150)
    url = forms.URLField(label="Tautan", required=False, max_length=500, assume_scheme="https")
    upload = forms.FileField(
        label="Berkas atau foto",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.webp,.xlsx,.docx"}),
    )


class ReopenYearForm(forms.Form):
    """Why a closed year is opened again."""

    helper = Helper("reason", SubmitRow("Buka lagi", Leave()))

    reason = forms.CharField(
        label="Alasan", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
