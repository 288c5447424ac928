"""A new password through a letter. The link is drawn by the worker and kept nowhere.

The page does the same for every address (one row in the queue), so neither its words nor its
speed tell whether there is an account.
"""

from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django_tasks import task

from accounts.letters import send_now
from accounts.models import User


class AskForLink(ResetPasswordForm):
    """allauth's form, without looking the person up."""

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    def save(self, request, **kwargs):
        send_link.enqueue(self.cleaned_data["email"])
        return self.cleaned_data["email"]


@task()
def send_link(email: str) -> int:
    """Send the link to a new password, or say that the address has no account."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        return send_now(
            "account/mail/no_account",
            to=email,
            subject="Alamat ini belum punya akun",
            path=reverse("account_login"),
        )
    secret = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return send_now(
        "account/mail/new_password",
        to=user,
        subject="Buat kata sandi baru",
        path=reverse("account_reset_password_from_key", kwargs=secret),
    )
