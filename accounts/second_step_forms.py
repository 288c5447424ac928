"""allauth's forms about the second step of signing in, in our words and our layout."""

from allauth.mfa.base import forms as codes
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django.urls import reverse_lazy

from accounts.sign_in_forms import account_buttons, account_helper
from layouts import Button, Field, Link, SubmitRow, TemplatePart

BACK = Link("Batal", "mfa_index")


class DigitsForCode:
    """A telephone shows its keypad, and offers the code that has just come."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
        }


class SecondStepCodeForm(DigitsForCode, codes.AuthenticateForm):
    """The second step of signing in."""

    helper = account_helper(
        Field("code", label="Kode"),
        account_buttons(
            "Masuk dengan kode", Button("Batalkan masuk", "link", type="submit", form="keluar")
        ),
        css_class="mt-4",
        action=reverse_lazy("mfa_authenticate"),
    )


class ReauthenticateByCodeForm(DigitsForCode, codes.ReauthenticateForm):
    """Proving once more who one is, by a code."""

    helper = account_helper(
        Field("code", label="Kode dari aplikasi"),
        account_buttons("Lanjutkan dengan kode"),
        action=reverse_lazy("mfa_reauthenticate"),
    )


class CodeAppForm(DigitsForCode, totp.ActivateTOTPForm):
    """Setting up the code app: its picture, then the first code."""

    helper = account_helper(
        TemplatePart("mfa/totp/_secret.html"),
        Field("code", label="Kode enam angka"),
        account_buttons("Pasang aplikasi kode", BACK),
        action=reverse_lazy("mfa_activate_totp"),
    )


class RemoveCodeAppForm(totp.DeactivateTOTPForm):
    """Taking the code app off."""

    helper = account_helper(
        SubmitRow(Button("Lepas aplikasi kode", "outline-danger"), BACK, css_class="sp-ask__do"),
        action=reverse_lazy("mfa_deactivate_totp"),
    )


class RecoveryCodesForm(recovery.GenerateRecoveryCodesForm):
    """Making new codes."""

    helper = account_helper(
        SubmitRow("Buat kode cadangan", BACK, css_class="sp-ask__do"),
        action=reverse_lazy("mfa_generate_recovery_codes"),
    )


class PasskeyForm(passkeys.AddWebAuthnForm):
    """Adding a passkey. The browser makes it when the button is pressed, then sends the form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True  # one touch, whenever she comes back

    helper = account_helper(
        Field(
            "name",
            label="Nama kunci",
            help_text="Supaya Anda mengenalinya nanti, misalnya Laptop kantor",
        ),
        Field(
            "passwordless",
            label="Masuk dengan kunci ini tanpa kata sandi",
            help_text="Memerlukan sidik jari, wajah, atau PIN setiap kali masuk.",
        ),
        TemplatePart("mfa/webauthn/snippets/problem.html"),
        account_buttons(Button("Tambah kunci sandi", type="button", id="mfa_webauthn_add"), BACK),
        css_class="mt-4",
        action=reverse_lazy("mfa_add_webauthn"),
    )


class PasskeyNameForm(passkeys.EditWebAuthnForm):
    """Renaming a passkey."""

    helper = account_helper(
        Field("name", label="Nama kunci"),
        account_buttons(Button("Simpan nama", id="mfa_webauthn_edit"), BACK),
        css_class="mt-4",
    )


class ReauthenticateByPasskeyForm(passkeys.ReauthenticateWebAuthnForm):
    """Proving once more who one is, by a passkey."""

    helper = account_helper(
        TemplatePart("mfa/webauthn/snippets/problem.html"),
        Button(
            "Lanjutkan dengan kunci sandi",
            icon="fingerprint",
            id="mfa_webauthn_reauthenticate",
        ),
        action=reverse_lazy("mfa_reauthenticate_webauthn"),
    )
