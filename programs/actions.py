"""The verbs of a program: save it, remove it (`revisions.saving` says what happens to two)."""

from uuid import UUID

from accounts.models import User
from masterplans.models import Masterplan
from programs.data import ProgramEntry, parts_of
from programs.documents import ProgramDocument
from programs.models import Program
from revisions.saving import Saved, remove, save
from revisions.tokens import Parts, Token


def save_program(
    masterplan: Masterplan,
    wanted: Parts,
    *,
    program: Program | None = None,
    form_key: UUID | None = None,
    token: Token,
    by: User,
    autosave: bool = False,
) -> Saved:
    """Make a program say what was wanted, or make one of it.

    `form_key` names the opened form: sent twice, it makes one program, and what was changed in it
    in between is saved to that program. Raises as `revisions.saving.save`.
    """
    document = ProgramDocument(masterplan, program, form_key=form_key)
    return save(document, wanted, token=token, by=by, autosave=autosave)


def add_program(
    masterplan: Masterplan, entry: ProgramEntry, *, by: User, form_key: UUID | None = None
) -> Program:
    """Make a program that says all of an entry. Raises as `save_program`."""
    token = Token(0, {})
    saved = save_program(masterplan, parts_of(entry), form_key=form_key, token=token, by=by)
    return saved.document.program


def change_program(program: Program, entry: ProgramEntry, *, version: int, by: User) -> Program:
    """Make a program say all of an entry, if `version` is still its version.

    Raises as `save_program`.
    """
    before = ProgramDocument(program.masterplan, program)
    wanted = dict.fromkeys(before.read()) | parts_of(entry)
    token = Token(version)
    saved = save_program(program.masterplan, wanted, program=program, token=token, by=by)
    return saved.document.program


def remove_program(program: Program, *, reason: str, version: int, by: User) -> None:
    """Take a program out of the plan. Its history keeps what it said, with the reason.

    Raises as `revisions.saving.remove`.
    """
    document = ProgramDocument(program.masterplan, program)
    remove(document, token=Token(version), by=by, reason=reason)
