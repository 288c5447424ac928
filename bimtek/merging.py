"""Two people have the form of one session open: what only one of them changed is stored.

What both changed is refused, with what the other one wrote; what is typed stays in its box.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from bimtek.models import Session
from indonesian import daftar, tanggal
from revisions.tokens import Token, digest

CLASH = "clash"  # code of the error
SAYS_NOW = "{0} baru mengubahnya menjadi “{1}”. Simpan lagi bila isian Anda yang benar."
EMPTIED = "{0} baru mengosongkannya. Simpan lagi bila isian Anda yang benar."


def token_of(session: Session | None, names) -> Token:
    """What a page shows of a session in the boxes of these names."""
    if session is None:
        return Token(0, {})
    return Token(session.sequence, {name: _mark(_value(session, name)) for name in sorted(names)})


def merged(session: Session, given: Mapping[str, Any], seen: Token) -> dict[str, Any]:
    """What shall be stored of what was `given`: a box that was not touched keeps what is stored.

    Raises ValidationError (code `CLASH`) by box, when it was changed here and elsewhere.
    """
    stored = {name: _value(session, name) for name in given}
    untouched = {name for name, value in given.items() if _mark(value) == seen.mark(name)}
    clashes = [
        name
        for name in given.keys() - untouched
        if seen.mark(name) != _mark(stored[name]) != _mark(given[name])
    ]
    if clashes:
        told = {name: _told(session, stored[name]) for name in clashes}
        raise ValidationError(
            {name: ValidationError(words, code=CLASH) for name, words in told.items()}
        )
    return dict(given) | {name: stored[name] for name in untouched}


def _value(session, name):
    value = getattr(session, name)
    return list(value.all()) if hasattr(value, "all") else value


def _told(session, value):
    if not value:
        return EMPTIED.format(session.changed_by)
    return SAYS_NOW.format(session.changed_by, _words(value))


def _words(value):
    if isinstance(value, list):
        return daftar(map(str, value))
    if hasattr(value, "year"):
        return tanggal(value)
    return f"{value:%H.%M}" if hasattr(value, "hour") else str(value)


def _mark(value):
    """The same for the same value, whether it is stored or comes from a form."""
    if isinstance(value, Model):
        return digest(str(value.pk))
    if isinstance(value, Iterable) and not isinstance(value, str):
        return digest(sorted(one.pk for one in value))
    return digest("" if value is None else str(value).strip())
