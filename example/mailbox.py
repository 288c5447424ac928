"""The folder where letters land in development, read as a mailbox."""

import email
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

from django.conf import settings

SEPARATOR = b"-" * 79  # Django's file backend writes this line after every letter of a file


@dataclass(frozen=True)
class MailboxLetter:
    """One letter as the reader sees it."""

    name: str
    subject: str
    to: str
    at: datetime
    text: str


def letters(limit: int = 100) -> list[MailboxLetter]:
    """The newest letters first."""
    files = sorted(settings.MAIL_DIR.glob("*.log"), reverse=True)[:limit]
    found = [
        _letter(f"{path.stem}.{number}", message)
        for path in files
        for number, message in enumerate(_messages(path))
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def letter(name: str) -> MailboxLetter | None:
    """One letter by its name, or None. The name is looked up, never used as a path."""
    return next((one for one in letters() if one.name == name), None)


def _messages(path) -> list[EmailMessage]:
    return [
        email.message_from_bytes(raw.lstrip(b"\n"), policy=default)
        for raw in path.read_bytes().split(SEPARATOR)
        if raw.strip()
    ]


def _letter(name, message):
    body = message.get_body(preferencelist=("plain",))
    return MailboxLetter(
        name,
        message["Subject"],
        message["To"],
        _moment(message["Date"]),
        body.get_content() if body else "",
    )


def _moment(written: str) -> datetime:
    """The time of a letter; "-0000" means UTC of an unknown place (RFC 5322), not no zone."""
    moment = parsedate_to_datetime(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
