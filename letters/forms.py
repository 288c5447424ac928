"""The form that asks for a letter with a link to a new password."""

from allauth.account.forms import ResetPasswordForm
from django.urls import reverse_lazy

from accounts.sign_in_forms import account_buttons, account_helper
from layouts import Field, Link
from letters.actions import send_secret
from letters.passwords import KIND, SUBJECT


class PasswordLinkForm(ResetPasswordForm):
    """allauth's form, without looking the person up."""

    helper = account_helper(
        Field("email", label="Surel dinas"),
        account_buttons("Kirim tautan", Link("Kembali ke halaman masuk", "account_login")),
        css_class="mt-4",
        action=reverse_lazy("account_reset_password"),
    )

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    def save(self, request, **kwargs):
        send_secret(KIND, to=self.cleaned_data["email"], subject=SUBJECT)
        return self.cleaned_data["email"]
