"""The forms of instruments: answers, evidence, scores, and what an officer decides."""

from django import forms
from django.conf import settings
from django.urls import reverse

from instruments.documents import AnswerDocument, AssessmentDocument, ScoreDocument
from instruments.models import Instrument, InstrumentComponent, Question
from layouts import Button, Helper, Leave, Row, SaveState, SubmitRow
from regions.invitations import reachable
from regions.models import Region
from regions.region_names import RegionNames
from revisions.answers import messages_of
from revisions.fields import TokenField
from revisions.tokens import Parts

ACCEPT = ".png,.jpg,.jpeg,.webp,.pdf,.xlsx,.docx"
LONGEST = 8000


class ScaleField(forms.TypedChoiceField):
    """A value of the instrument's scale, each with what it means; none is possible."""

    widget = forms.RadioSelect

    def __init__(self, *, instrument, none, **kwargs):
        choices = [("", none)]
        choices += [(value, f"{value}  {words}".strip()) for value, words in instrument.scale]
        invalid = f"Pilih nilai dari 0 sampai {instrument.highest}."
        super().__init__(
            choices=choices,
            coerce=int,
            empty_value=None,
            required=False,
            error_messages={"invalid_choice": invalid},
            **kwargs,
        )
        self.unmarked = True


class DocumentForm(forms.Form):
    """A form that saves itself into a document of an assessment."""

    token = TokenField()

    def __init__(self, *args, document: AssessmentDocument, **kwargs):
        self.document = document
        stored = document.read()
        kwargs.setdefault("initial", stored | {"token": document.token()})
        super().__init__(*args, **kwargs)

    def wanted(self) -> Parts:
        """The parts that can be read."""
        names = [name for name in self.document.labels if name in self.cleaned_data]
        return {name: self.cleaned_data[name] for name in names}

    def messages(self) -> dict[str, str]:
        """A sentence for each box that cannot be saved."""
        return messages_of(self)

    def take_token(self, token) -> None:
        """Show what was typed once more, begun from what is stored now."""
        self.data = self.data.copy()
        self.data["token"] = str(token)


def _save_and_go_on():
    """What ends a page of one question: saved by itself, sent, or left."""
    return SubmitRow(
        Button("Simpan dan lanjut", name="next", value="1", data_save=True),
        Leave("Kembali ke daftar"),
        SaveState("Tersimpan"),
    )


class QuestionAnswerForm(DocumentForm):
    """What a region answers to one question."""

    text = forms.CharField(
        label="Jawaban daerah",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args, document: AnswerDocument, **kwargs):
        super().__init__(*args, document=document, **kwargs)
        instrument = document.assessment.instrument
        self.fields["text"].unmarked = True
        self.fields["text"].help_text = document.question.guidance
        self.fields["claimed"] = ScaleField(
            instrument=instrument, none="Belum menilai diri", label="Nilai menurut daerah sendiri"
        )

    @property
    def helper(self):
        """The form of one question; "Simpan dan lanjut" goes to the next."""
        document = self.document
        return Helper(
            "text",
            "claimed",
            _save_and_go_on(),
            draft=f"asesmen-{document.assessment.pk}-{document.key}",
            css_class="sp-saving",
            id="jawaban",
        )


class QuestionScoreForm(DocumentForm):
    """What one assessor gives one question."""

    remark = forms.CharField(
        label="Catatan untuk asesor lain",
        required=False,
        max_length=2000,
        help_text="Wajib bila pertanyaan ini tidak dapat dinilai.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ["token", "value", "remark"]

    def __init__(self, *args, document: ScoreDocument, **kwargs):
        super().__init__(*args, document=document, **kwargs)
        instrument = document.assessment.instrument
        self.fields["value"] = ScaleField(
            instrument=instrument, none="Belum atau tidak dapat dinilai", label="Nilai"
        )
        self.fields["remark"].unmarked = True

    @property
    def helper(self):
        """Keys 0 to 9 choose a value (static/js/score-keys.js)."""
        document = self.document
        return Helper(
            "value",
            "remark",
            _save_and_go_on(),
            draft=f"nilai-{document.assessor.pk}-{document.key}",
            css_class="sp-saving",
            id="nilai",
            data_score_keys=True,
        )


class EvidenceForm(forms.Form):
    """A file or a link that proves an answer."""

    title = forms.CharField(
        label="Apa buktinya",
        max_length=200,
        help_text="Satu kalimat, misalnya “SK Tim SPBE 2023”.",
    )
    upload = forms.FileField(
        label="Berkas",
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=f"PNG, JPEG, WebP, PDF, XLSX, atau DOCX, paling besar"
        f" {settings.UPLOAD_LIMIT_MB} MB.",
    )
    link = forms.URLField(
        label="Atau tautan",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Misalnya naskah peraturan di JDIH.",
    )

    def __init__(self, *args, question: Question, assessment, **kwargs):
        super().__init__(*args, **kwargs)
        self.place = [assessment.region.code, assessment.pk, question.pk]
        self.fields["upload"].unmarked = self.fields["link"].unmarked = True

    @property
    def helper(self):
        """Sent to its own address, so that the answer beside it stays as it is."""
        return Helper(
            "title",
            Row("upload", "link"),
            Button("Tambah bukti", "outline-primary"),
            action=reverse("instruments:evidence_add", args=self.place),
            id="tambah-bukti",
        )


class AppointForm(forms.Form):
    """Somebody from outside who is to score a region."""

    helper = Helper("email", Row("name", "affiliation"), SubmitRow("Tunjuk asesor"))

    email = forms.EmailField(
        label="Surel", validators=[reachable], help_text="Surat penunjukan dikirim ke alamat ini."
    )
    name = forms.CharField(
        label="Nama lengkap dengan gelar",
        required=False,
        max_length=150,
        help_text="Boleh dikosongkan bila orang ini sudah punya akun.",
    )
    affiliation = forms.CharField(
        label="Instansi", max_length=150, help_text="Misalnya Universitas Gadjah Mada."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].unmarked = True


class ReturnAnswersForm(forms.Form):
    """Why answers go back to the region, and until when."""

    step = "return"

    helper = Helper("why", "closes_on", SubmitRow("Kembalikan jawaban", Leave()))

    why = forms.CharField(
        label="Alasan yang dibaca daerah",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    closes_on = forms.DateField(
        label="Batas penyerahan baru", widget=forms.DateInput(attrs={"type": "date"})
    )


class ExtendForm(forms.Form):
    """Another last day for a region."""

    step = "extend"

    helper = Helper("closes_on", SubmitRow("Perpanjang masa menjawab", Leave()))

    closes_on = ReturnAnswersForm.base_fields["closes_on"]


class CloseForm(forms.Form):
    """What an officer says when an assessment ends."""

    step = "close"

    helper = Helper("why", SubmitRow("Tutup asesmen", Leave()))

    why = forms.CharField(
        label="Alasan menutup walau nilai belum lengkap",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hanya perlu bila ada asesor yang belum menilai atau pertanyaan tanpa nilai.",
    )


class DiscussForm(forms.Form):
    """What an assessor says to the others on one question."""

    helper = Helper("text", Button("Kirim tanggapan", "outline-primary", name="kirim", value="1"))

    text = forms.CharField(
        label="Tanggapan Anda", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ChangeScoreForm(forms.Form):
    """Another score than the first, and why."""

    helper = Helper("value", "why", Button("Ubah nilai saya", name="ubah", value="1"))

    why = forms.CharField(
        label="Mengapa diubah", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    field_order = ["value", "why"]

    def __init__(self, *args, instrument: Instrument, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"] = ScaleField(
            instrument=instrument, none="Tidak dapat dinilai", label="Nilai sesudah diskusi"
        )
        self.order_fields(self.field_order)


class AskRegionsForm(forms.Form):
    """Which regions are asked to answer an instrument, and when."""

    helper = Helper("regions", Row("opens_on", "closes_on"), SubmitRow("Undang daerah", Leave()))

    regions = forms.CharField(
        label="Daerah, satu di setiap baris",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Nama atau kode, misalnya “Kabupaten Banjarnegara” atau “33.04”.",
    )
    opens_on = forms.DateField(
        label="Mulai dijawab", widget=forms.DateInput(attrs={"type": "date"})
    )
    closes_on = forms.DateField(
        label="Batas penyerahan", widget=forms.DateInput(attrs={"type": "date"})
    )

    def clean_regions(self):
        """The regions of the lines; a line that names none, or several, is said."""
        lines = [line.strip() for line in self.cleaned_data["regions"].splitlines()]
        names, found, faults = RegionNames(), [], []
        for line in filter(None, lines):
            regions = names.called(line) or _begins_so(line)
            if len(regions) == 1:
                found += regions
            elif regions:
                faults.append(f"“{line}” cocok dengan beberapa daerah; tulis kodenya.")
            else:
                faults.append(f"“{line}” tidak dikenal sebagai daerah.")
        if faults:
            raise forms.ValidationError(faults)
        return list(dict.fromkeys(found))


def _begins_so(line):
    """Those in whose name the words stand, where no region is called so."""
    return list(Region.objects.called(line).select_related("parent")[:50])


class InstrumentForm(forms.ModelForm):
    """What a draft is called, and how many assess."""

    helper = Helper(
        "title", Row("year", "least_assessors", "most_assessors"), SubmitRow("Simpan", Leave())
    )

    class Meta:
        model = Instrument
        fields = ["title", "year", "least_assessors", "most_assessors"]


class InstrumentComponentForm(forms.ModelForm):
    """A component of a draft; the weights of all sum to 100."""

    helper = Helper("name", "about", "weight", SubmitRow("Simpan komponen", Leave()))

    class Meta:
        model = InstrumentComponent
        fields = ["name", "about", "weight"]
        help_texts = {"weight": "Persen. Jumlah bobot semua komponen 100."}


class QuestionForm(forms.ModelForm):
    """A question of a draft."""

    helper = Helper(
        "text", "guidance", "evidence_wanted", "weight", SubmitRow("Simpan pertanyaan", Leave())
    )

    class Meta:
        model = Question
        fields = ["text", "guidance", "evidence_wanted", "weight"]
