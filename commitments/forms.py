"""Forms of a commitment: its words and signatories, the signature, a reason."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commitments.letter import LONGEST_DRAWING, drawing_problem
from commitments.models import Capacity, Commitment, Method
from commitments.names import is_same_name
from indonesian import bare_name, tanggal
from layouts import (
    Button,
    ChoiceSet,
    Div,
    ErrorSummary,
    Field,
    Fieldset,
    Helper,
    Layout,
    Leave,
    Row,
    SubmitRow,
    TemplatePart,
    Tick,
)
from layouts.fields import tick
from regions.models import Official

A_YEAR = 366  # days
MOST_YEARS = 10


class PrepareForm(forms.Form):
    """What stands in the letter, and who signs it in which order: a number beside each name."""

    helper = Helper(
        Fieldset("Naskah", "title", Row("number", "place", "date"), "is_meant", "points"),
        Fieldset("Penandatangan", TemplatePart("commitments/_signing_order.html")),
        SubmitRow("Simpan komitmen", Leave()),
    )

    title = forms.CharField(label="Judul", max_length=200)
    number = forms.CharField(
        label="Nomor surat", max_length=80, required=False, help_text="Misalnya 555/123/2023."
    )
    place = forms.CharField(label="Tempat", max_length=80, help_text="Kota tempat penandatanganan.")
    date = forms.DateField(
        label="Tanggal",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="Tanggal yang tertulis dalam naskah.",
    )
    is_meant = forms.BooleanField(
        label="Tanggal ini memang benar", required=False, widget=forms.HiddenInput
    )
    points = forms.CharField(
        label="Butir komitmen",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Satu butir satu baris. Tiga butir ini lazim dipakai dan boleh diubah.",
    )

    def __init__(self, *args, officials: list[Official], **kwargs):
        super().__init__(*args, **kwargs)
        self.officials = officials
        self.able = [official for official in officials if official.user_id]
        for official in self.able:
            self.fields[f"order_{official.pk}"] = forms.IntegerField(
                label=f"Urutan {official.name}", required=False, min_value=1, max_value=999
            )
            self.fields[f"witness_{official.pk}"] = forms.BooleanField(
                label=f"{official.name} sebagai saksi", required=False
            )

    @property
    def rows(self):
        """Each official with the box of her number and the tick; without both, no account."""
        for official in self.officials:
            if official.user_id:
                name = format_html('Saksi<span class="visually-hidden">: {}</span>', official.name)
                witness = tick(self[f"witness_{official.pk}"], label=name)
                yield official, self[f"order_{official.pk}"], witness
            else:
                yield official, None, None

    def clean(self):
        data = super().clean()
        self._ask_back(data)
        numbers = {official: data.get(f"order_{official.pk}") for official in self.able}
        chosen = {official: number for official, number in numbers.items() if number}
        if not chosen and not self.errors:
            raise ValidationError("Beri nomor urut kepada paling sedikit satu penandatangan.")
        for official, number in chosen.items():
            if sum(number == other for other in chosen.values()) > 1:
                self.add_error(f"order_{official.pk}", f"Urutan {number} dipakai dua kali.")
        data["officials"] = sorted(chosen, key=chosen.get)
        data["witnesses"] = [o for o in chosen if data.get(f"witness_{o.pk}")]
        return data

    def _ask_back(self, data):
        """A letter is dated within a year of its signatures; another date is asked about."""
        day, today = data.get("date"), timezone.localdate()
        if day is None or abs((day - today).days) <= A_YEAR:
            return
        if abs(day.year - today.year) > MOST_YEARS:
            self.add_error("date", f"Tulis tanggal yang benar, misalnya {tanggal(today)}.")
            return
        self.fields["is_meant"].widget = forms.CheckboxInput()
        if not data.get("is_meant"):
            self.add_error(
                "is_meant",
                f"Naskah bertanggal {tanggal(day)}, padahal ditandatangani mulai {tanggal(today)}."
                " Perbaiki tanggalnya, atau centang bila memang benar.",
            )

    def for_verb(self) -> dict:
        """The cleaned values as `prepare` and `update` take them."""
        names = ("title", "number", "place", "date", "officials", "witnesses")
        points = self.cleaned_data["points"].splitlines()
        return {name: self.cleaned_data[name] for name in names} | {"points": points}


def as_initial(commitment: Commitment, officials) -> dict:
    """A commitment as the form shows it, to be changed or to begin a new one from."""
    places = {person.user_id: person for person in commitment.signatories.all()}
    initial = {name: getattr(commitment, name) for name in ("title", "number", "place", "date")} | {
        "points": "\n".join(commitment.points)
    }
    for official in officials:
        if person := places.pop(official.user_id, None):
            initial[f"order_{official.pk}"] = person.order
            initial[f"witness_{official.pk}"] = person.capacity == Capacity.WITNESS
    return initial


class SignForm(forms.Form):
    """The affirmation, one of two ways to sign, and the password, in the order of the page."""

    layout = Layout(
        ErrorSummary(
            "Belum ditandatangani. Goresan atau nama Anda masih ada di bawah; kata sandi perlu"
            " diketik lagi."
        ),
        Div(Tick("agree"), css_class="sp-affirm"),
        ChoiceSet("method", "sp-ways", data_ways=True, hidden=True),
        TemplatePart("commitments/_pad.html"),
        Field("typed_name", attrs=SafeString(' data-way="typed"')),
        "password",
        Button("Tanda tangani komitmen", "primary w-100", icon="pen"),
    )

    agree = forms.BooleanField(
        label="Saya telah membaca naskah ini dan menyetujui isinya atas nama jabatan saya.",
        error_messages={"required": "Beri tanda bahwa Anda sudah membaca dan menyetujui naskah."},
    )
    method = forms.ChoiceField(
        label="Cara menandatangani",
        choices=[(Method.DRAWN, "Goreskan tanda tangan"), (Method.TYPED, "Ketik nama")],
        widget=forms.RadioSelect,
        initial=Method.TYPED,
    )
    drawing = forms.CharField(
        required=False, max_length=LONGEST_DRAWING, widget=forms.HiddenInput, strip=True
    )
    typed_name = forms.CharField(
        label="Nama Anda",
        required=False,
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label="Kata sandi Anda",
        strip=False,
        help_text="Sama seperti saat masuk, untuk memastikan bahwa ini Anda.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Ketik kata sandi Anda."},
    )

    def __init__(self, *args, signatory, password_problem, **kwargs):
        super().__init__(*args, **kwargs)
        self.signatory = signatory
        self.password_problem = password_problem
        name = bare_name(signatory.name)
        self.fields["typed_name"].unmarked = True  # of the two ways one is needed
        self.fields["typed_name"].help_text = f"Ketik persis: {name}. Gelar tidak perlu."

    @property
    def helper(self):
        """A fresh page, in static/js/signature.js, begins with the pad."""
        fresh = not self.is_bound
        return Helper(self.layout, summary=False, data_signature=True, data_fresh=fresh)

    def clean(self):
        data = super().clean()
        if data.get("method") == Method.DRAWN:
            if problem := drawing_problem(data.get("drawing", "")):
                self.add_error("method", problem)
        elif not is_same_name(data.get("typed_name", ""), self.signatory.name):
            asked = bare_name(self.signatory.name)
            self.add_error("typed_name", f"Belum sama. Ketik nama Anda: {asked}.")
        # The password last, so that a slip elsewhere costs none of the five tries.
        if not self.errors and (problem := self.password_problem(data["password"])):
            self.add_error("password", problem)
        return data

    def for_verb(self) -> dict:
        """The cleaned values as `sign` takes them."""
        return {name: self.cleaned_data[name] for name in ("method", "typed_name", "drawing")}


class CancelForm(forms.Form):
    """Why a commitment is cancelled."""

    helper = Helper(
        "reason",
        SubmitRow(
            Button("Batalkan komitmen", "outline-danger"), Leave("Kembali tanpa membatalkan")
        ),
    )
    reason = forms.CharField(
        label="Alasan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Tulis alasannya, paling sedikit satu kalimat."},
    )


class DeclineForm(CancelForm):
    """Why somebody does not sign."""

    helper = Helper(
        "reason",
        SubmitRow(
            Button("Kirim penolakan dengan alasan", "outline-danger"),
            Leave("Kembali ke naskah"),
            css_class="sp-ask__do",
        ),
    )
