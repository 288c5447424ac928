"""What pages and the database say, for the tests of the analyses."""

from compiling.actions import token_of
from masterplans.models import Revision
from revisions.tokens import Token


def base_of(row) -> str:
    """What the hidden box of a page that shows this row holds."""
    return str(token_of(row))


def marks_in(answer) -> dict:
    """The marks of the token in an answer to the script."""
    return Token.read(answer.json()["base"]).marks


def revisions_of(row, kind="isu"):
    """The history of a row, the newest first."""
    return Revision.objects.filter(masterplan=row.masterplan_id, kind=kind, object_id=row.pk)
