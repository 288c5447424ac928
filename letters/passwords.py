"""A new password through a letter. The link is drawn by the worker and kept nowhere.

The page does the same for every address (one letter in the table, one task in the queue), so
neither its words nor its speed tell whether there is an account.
"""

from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from letters.actions import rendered
from letters.models import Letter
from letters.secret import ComposedLetter, NotNeededError

KIND = "account.new_password"
SUBJECT = "Buat kata sandi baru"
PATIENCE = timedelta(hours=24)  # who was asked for longer ago has asked again, or given up


def compose_password_link(letter: Letter) -> ComposedLetter:
    """The link to a new password, or that the address has no account."""
    if timezone.now() - letter.created_at > PATIENCE and not letter.again:
        raise NotNeededError("Permintaan kata sandi baru lebih tua dari 24 jam.")
    user = User.objects.filter(email__iexact=letter.address, is_active=True).first()
    if user is None:
        return rendered(
            "account/mail/no_account",
            person=letter.address,
            subject="Alamat ini belum punya akun",
            path=reverse("account_login"),
        )
    return rendered(
        "account/mail/new_password",
        person=user,
        subject=SUBJECT,
        path=new_password_path(user),
    )


def new_password_path(user: User) -> str:
    """The address where somebody sets a password, for a day and once. It is a secret."""
    secret = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=secret)
