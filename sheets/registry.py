"""Which workbook is about what. Rooms above add theirs in their `apps.py`."""

from collections.abc import Callable

from accounts.models import User
from analyses.kinds import KINDS
from masterplans.models import Masterplan
from sheets.books import SheetBook
from sheets.finding_book import FindingBook
from sheets.program_book import ProgramBook

Maker = Callable[[Masterplan, User], SheetBook]  # raises KeyError where there is none
_makers: dict[str, Maker] = {ProgramBook.kind: ProgramBook}


def register_book(kind: str, maker: Maker) -> None:
    """From now on there is a workbook of this kind."""
    _makers[kind] = maker


_families: dict[str, Callable[..., SheetBook]] = {}


def register_family(name: str, maker: Callable[..., SheetBook]) -> None:
    """From now on there are workbooks `name-…`; the maker is told the whole kind."""
    _families[name] = maker


def book_of(masterplan: Masterplan, kind: str, user: User) -> SheetBook:
    """The workbook of this kind for this person. Raises KeyError where there is none."""
    if maker := _makers.get(kind):
        return maker(masterplan, user)
    if maker := _families.get(kind.rpartition("-")[0]):
        return maker(masterplan, user, kind=kind)
    if kind not in KINDS:
        raise KeyError(kind)
    return FindingBook(masterplan, user, kind=kind)
