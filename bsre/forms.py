"""What a person types to sign by BSrE: handed on at once, kept nowhere."""

import re

from django import forms
from django.core.validators import RegexValidator
from django.db import transaction
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from bsre.servers import EsignServer

SECRETS = ("nik", "passphrase", "totp", "password", "code", "passkey")  # the page of a signature
# No program of the browser may keep them or offer them to the next person.
UNKEPT = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}


def hands_on_secrets(view):
    """For every view that takes this form.

    No error report and no cache holds what was typed; and no transaction is open around it, so
    that what was sent stays written down.
    """
    guarded = sensitive_post_parameters(*SECRETS)(never_cache(view))
    return transaction.non_atomic_requests(guarded)


class NikField(forms.CharField):
    """Sixteen digits, also as people copy them from the card, in groups."""

    def to_python(self, value):
        return re.sub(r"[\s.-]", "", super().to_python(value))


class BsreProofForm(forms.Form):
    """NIK, and the passphrase of BSrE or the code that it has sent."""

    nik = NikField(
        label="NIK",
        help_text="16 angka, seperti pada KTP. Diteruskan ke BSrE dan tidak disimpan di sini.",
        validators=[RegexValidator(r"\A\d{16}\Z", "NIK terdiri atas 16 angka.")],
        widget=forms.TextInput(attrs={"inputmode": "numeric", **UNKEPT}),
        error_messages={"required": "Ketik NIK Anda."},
    )
    passphrase = forms.CharField(
        label="Passphrase BSrE",
        max_length=200,
        strip=False,
        help_text=(
            "Yang Anda buat di BSrE, bukan kata sandi Simpul. Setelah beberapa kali salah, BSrE"
            " dapat mengunci sertifikat Anda."
        ),
        widget=forms.PasswordInput(attrs=UNKEPT),
        error_messages={"required": "Ketik passphrase BSrE Anda."},
    )
    totp = forms.CharField(
        label="Kode dari BSrE",
        max_length=12,
        help_text="Kode yang dikirim BSrE untuk satu tanda tangan ini.",
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", **UNKEPT}),
        error_messages={"required": "Ketik kode dari BSrE."},
    )

    def __init__(self, *args, server: EsignServer, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["passphrase" if server.proof == "totp" else "totp"]

    def for_provider(self) -> dict:
        """The cleaned values as `sign_by_bsre` takes them."""
        return dict(self.cleaned_data)
