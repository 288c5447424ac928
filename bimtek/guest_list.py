"""A list of guests as it is typed or pasted: name, institution, address."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from clipboard import lines_of

MOST = 300
LONGEST = 150


class GuestError(ValueError):
    """A line cannot be taken. The message is meant for the user."""


def read_guests(text: str) -> list[dict]:
    """`name`, `institution`, `email` of each line. Raises GuestError; all are taken or none."""
    guests = [_guest(line) for line in lines_of(text, "\t;")]
    guests = list({(one["email"], one["name"]): one for one in guests if one["name"]}.values())
    if len(guests) > MOST:
        raise GuestError(f"Paling banyak {MOST} tamu sekali kirim; ini {len(guests)}.")
    return guests


def _guest(line):
    name, institution, email = (*line.cells, "", "")[:3]
    if institution and not email and "@" in institution:
        institution, email = "", institution
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise GuestError(
                f"Baris {line.number}: “{email}” bukan alamat surel. Tulis nama; instansi; surel."
            ) from error
    if len(name) > LONGEST or len(institution) > LONGEST:
        raise GuestError(f"Baris {line.number} terlalu panjang. Tulis nama; instansi; surel.")
    return {"name": name, "institution": institution, "email": email.casefold()}
