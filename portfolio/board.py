"""The list of programs: what is shown, under which headings, and what is asked of whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from dimensions.models import Dimension, SubDimension
from indonesian import many
from masterplans.models import Masterplan
from programs.completeness import in_a_row
from programs.models import Program
from programs.states import ProgramState
from regions.models import Role
from regions.rules import agencies_of, roles_of

FULL_PAGE = 60  # programs


@dataclass
class BoardPart:
    """A sub-dimension with its programs; it stays when it has none, because some are asked for."""

    subdimension: SubDimension
    programs: list[Program]


@dataclass
class BoardGroup:
    """A dimension with its parts."""

    dimension: Dimension
    parts: list[BoardPart]

    @property
    def count(self) -> int:
        return sum(len(part.programs) for part in self.parts)

    @property
    def amount(self) -> int:
        return sum(program.amount for part in self.parts for program in part.programs)


@dataclass
class BoardPage:
    """The dimensions that fit on one page of the list, and the other pages with what is there."""

    groups: list[BoardGroup]
    number: int
    others: list[tuple[int, str]]


def paged(groups: list[BoardGroup], number: str) -> BoardPage:
    """Whole dimensions until a page is full, so that a list of 150 programs stays quick to read."""
    pages, room = [[]], FULL_PAGE
    for group in groups:
        if pages[-1] and group.count > room:
            pages.append([])
            room = FULL_PAGE
        pages[-1].append(group)
        room -= group.count
    at = int(number) if number.isdecimal() and 0 < int(number) <= len(pages) else 1
    others = [(n, _named(page)) for n, page in enumerate(pages, 1) if n != at]
    return BoardPage(pages[at - 1], at, others)


def _named(groups):
    names = [f"{group.dimension.name} ({group.count} program)" for group in groups]
    return in_a_row(names)


def with_states(programs: Iterable[Program], states: list[ProgramState]) -> list[Program]:
    """The programs of `for_board`, each with its `state`: what it lacks."""
    by_key, programs = {state.pk: state for state in states}, list(programs)
    for program in programs:
        program.state = by_key[program.pk]
    return programs


def dimensions_of(masterplan: Masterplan) -> list[Dimension]:
    """The dimensions of the plan with their sub-dimensions, in two queries."""
    return list(masterplan.dimension_set.dimensions.prefetch_related("subdimensions"))


def grouped(dimensions: list[Dimension], programs, *, keep_empty: bool) -> list[BoardGroup]:
    """Programs under their headings. Without `keep_empty` only the headings that have some."""
    by_part = {}
    for program in programs:
        by_part.setdefault(program.subdimension_id, []).append(program)
    groups = []
    for dimension in dimensions:
        parts = [BoardPart(sub, by_part.get(sub.pk, [])) for sub in dimension.subdimensions.all()]
        if not keep_empty:
            parts = [part for part in parts if part.programs]
        if parts:
            groups.append(BoardGroup(dimension, parts))
    return groups


@dataclass
class Asked:
    """What the page asks of somebody, and how far her programs are."""

    title: str
    why: str
    is_open: bool  # whether anything can be done
    first: ProgramState | None  # the program to begin with
    done: int
    total: int
    whose: str = ""  # " Perangkat Daerah Anda"
    rest: str = ""  # what is open all the same

    @property
    def claims_all(self) -> bool:
        return self.total == self.done > 0

    @property
    def far(self) -> str:
        word = "terisi" if self.rest else "lengkap"
        return f"{self.done} dari {self.total} program{self.whose} {word}"

    def with_open(self, rest: str) -> None:
        """Nothing is complete while the list has something for the reader: `rest` says what."""
        self.rest = rest
        if self.is_open:
            self.title = f"Semua program{self.whose} sudah terisi; {rest}."


def asked_of(user, masterplan: Masterplan, states: list[ProgramState]) -> Asked:
    """Of a writer the programs of her agency are asked, of the team all of them."""
    roles, whose = roles_of(user, masterplan.region), ""
    writes = bool(roles & {Role.LEAD, Role.DIMENSION_LEAD})
    if Role.WRITER in roles and not writes:
        own = agencies_of(user, masterplan.region)
        states = [state for state in states if state.agency in own]
        writes, whose = True, " Perangkat Daerah Anda"
    open_ones = [state for state in states if state.missing]
    # The fullest first, and of two as full the older one.
    first = min(open_ones, key=lambda one: (len(one.missing), one.pk), default=None)
    first = first if writes and masterplan.is_open else None
    total, done = len(states), len(states) - len(open_ones)
    title, why = _sentence(masterplan, writes, len(open_ones), total, whose)
    if first:
        why = f"{first.name} kurang {first.lacks}, {first.minutes}."
    return Asked(title, why, masterplan.is_open, first, done, total, whose)


def _sentence(masterplan, writes, open_ones, total, whose):
    if not masterplan.is_open:
        status = masterplan.get_status_display().lower()
        return f"Program masterplan {masterplan.period}", f"Masterplan {status}; isinya tetap."
    if not total:
        title = f"Tambahkan program{whose} yang pertama." if writes else "Belum ada program."
        return title, "Mulai dari nama, subdimensi, dan Perangkat Daerah; sisanya boleh menyusul."
    if not open_ones:
        return f"Semua program{whose} sudah lengkap.", ""
    return f"{many(open_ones, 'program')}{whose} belum lengkap.", ""
