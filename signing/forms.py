"""The form of one signature: affirm, sign by hand or name, prove who one is."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from bsre.forms import BsreProofForm
from commitments.letter import LONGEST_DRAWING, drawing_problem
from commitments.models import Method
from indonesian import bare_name
from indonesian.same_names import is_same_name
from layouts import (
    Button,
    ChoiceSet,
    Div,
    ErrorSummary,
    Field,
    Helper,
    Layout,
    TemplatePart,
    Tick,
)
from signing import reauthentication
from signing.keeping import Ink
from signing.reading import OtherTextError, WhatWasRead

OF_BSRE = ("nik", "passphrase", "totp")


class SignForm(forms.Form):
    """The affirmation, one of two ways to sign, and the proof of who signs, in this order.

    `read` says what the page showed. `public_key` and `passkey` are filled by the browser where it
    can (static/js/signing-key.js); without them the password and the code are asked, and a key for
    one use is made on the server.
    """

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
        required=False,
        strip=False,
        help_text="Sama seperti saat masuk, untuk memastikan bahwa ini Anda.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label="Kode dari aplikasi Anda",
        required=False,
        max_length=20,
        help_text="Enam angka yang sedang tampil, atau satu kode cadangan.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    read = forms.CharField(widget=forms.HiddenInput, required=False)
    public_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
    passkey = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10_000)

    lost = "kata sandi dan kode"  # what a form that comes back has not kept
    last = ()  # what is asked at the end

    def __init__(self, *args, signatory, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.signatory, self.request = signatory, request
        self.proof = None
        self.asks_code = reauthentication.asks_code(request.user)
        self.has_passkey = reauthentication.has_passkey(request.user)
        if not self.asks_code:
            del self.fields["code"]
        name = bare_name(signatory.name)
        for box in ("typed_name", "password", "code"):
            if box in self.fields:
                self.fields[box].unmarked = True  # needed, but for one of two ways only
        self.fields["typed_name"].help_text = f"Ketik persis: {name}. Gelar tidak perlu."

    @property
    def helper(self):
        """A fresh page, in static/js/signature.js, begins with the pad."""
        layout = Layout(
            ErrorSummary(
                "Belum ditandatangani. Goresan atau nama Anda masih ada di bawah;"
                f" {self.lost} perlu diketik lagi."
            ),
            Div(Tick("agree"), css_class="sp-affirm"),
            ChoiceSet("method", "sp-ways", data_ways=True, hidden=True),
            TemplatePart("signing/_pad.html"),
            Field("typed_name", attrs=SafeString(' data-way="typed"')),
            *([TemplatePart("signing/_passkey.html")] if self.has_passkey else []),
            "password",
            *(["code"] if self.asks_code else []),
            *self.last,
            Button("Tanda tangani komitmen", "primary w-100", icon="pen"),
        )
        fresh = not self.is_bound
        return Helper(layout, summary=False, data_signature=True, data_fresh=fresh)

    def clean(self):
        data = super().clean()
        if data.get("method") == Method.DRAWN:
            if problem := drawing_problem(data.get("drawing", "")):
                self.add_error("method", problem)
        elif not is_same_name(data.get("typed_name", ""), self.signatory.name):
            asked = bare_name(self.signatory.name)
            self.add_error("typed_name", f"Belum sama. Ketik nama Anda: {asked}.")
        # The proof last, so that a slip elsewhere costs none of the five tries.
        if not self.errors:
            self._prove(data)
        return data

    def _prove(self, data):
        try:
            if data.get("passkey"):
                self.proof = reauthentication.by_passkey(
                    self.request, self.signatory, self.what_was_read, data["passkey"]
                )
            elif data.get("password"):
                self.proof = reauthentication.by_password(
                    self.request, data["password"], data.get("code", "")
                )
            else:
                self.add_error("password", "Ketik kata sandi Anda.")
        except OtherTextError:
            self.proof = None  # the view says so, and shows the new text
        except ValidationError as error:
            self.add_error(None, error)

    @property
    def what_was_read(self) -> WhatWasRead:
        """What the page showed that was sent. OtherTextError when it does not say."""
        return WhatWasRead.parse(self.data.get(self.add_prefix("read"), ""))

    @property
    def ink(self) -> Ink:
        """The strokes or the name, whichever she chose."""
        data = self.cleaned_data
        return Ink(data["method"], data["typed_name"], data["drawing"])


class BsreSignForm(BsreProofForm, SignForm):
    """The same of who signs by BSrE, and at the end NIK and passphrase, or the code of BSrE.

    These are handed on by `for_provider` and kept nowhere; no key of the browser is needed.
    """

    lost = "kata sandi, kode, dan passphrase BSrE"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["public_key"]
        self.asks_totp = "totp" in self.fields
        self.last = ["nik", "totp" if self.asks_totp else "passphrase"]
        if self.asks_totp:
            self.last.insert(1, TemplatePart("signing/_send_code.html"))

    def for_provider(self) -> dict:
        """What is handed on to BSrE."""
        return {name: self.cleaned_data[name] for name in OF_BSRE if name in self.cleaned_data}
