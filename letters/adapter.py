"""What allauth writes (a changed password, a second step taken off) goes through our table."""

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage

from accounts.adapter import InvitationAdapter
from accounts.models import User
from letters.actions import send_all
from letters.models import Letter

# What opens a door must not lie in the table: see letters/passwords.py for the way around it.
SECRETS = {"key", "code", "password_reset_url", "activate_url"}


class LetterAdapter(InvitationAdapter):
    """allauth's adapter with our post office."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Queue a notice about the account; a mail server that is down breaks no page."""
        if SECRETS & context.keys():
            raise ImproperlyConfigured(f"{template_prefix} holds a secret; use send_secret.")
        message: EmailMessage = self.render_mail(template_prefix, email, context)
        person = User.objects.filter(email__iexact=email).first()
        send_all(
            [
                Letter(
                    kind=template_prefix,
                    person=person,
                    address=email,
                    name=person.name if person else "",
                    subject=message.subject,
                    text=message.body,
                )
            ]
        )
