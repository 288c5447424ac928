"""Which workbook is about what."""

from accounts.models import User
from analyses.kinds import KINDS
from masterplans.models import Masterplan
from sheets.books import SheetBook
from sheets.finding_book import FindingBook
from sheets.program_book import ProgramBook

PROGRAM = "program"


def book_of(masterplan: Masterplan, kind: str, user: User) -> SheetBook:
    """The workbook of programs, or of a kind of worksheet, for this person. Raises KeyError."""
    if kind == PROGRAM:
        return ProgramBook(masterplan, user)
    if kind not in KINDS:
        raise KeyError(kind)
    return FindingBook(masterplan, user, kind=kind)
