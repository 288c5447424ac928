"""The form that asks for a letter with a link to a new password."""

from allauth.account.forms import ResetPasswordForm
from django.urls import reverse_lazy

from accounts.sign_in_forms import laid_out, send
from layouts import Field, Link
from letters.actions import send_secret
from letters.passwords import KIND, SUBJECT


class PasswordLinkForm(ResetPasswordForm):
    """allauth's form, without looking the person up."""

    helper = laid_out(
        Field("email", label="Surel dinas"),
        send("Kirim tautan", Link("Kembali ke halaman masuk", "account_login")),
        css_class="mt-4",
        action=reverse_lazy("account_reset_password"),
    )

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    def save(self, request, **kwargs):
        send_secret(KIND, to=self.cleaned_data["email"], subject=SUBJECT)
        return self.cleaned_data["email"]
