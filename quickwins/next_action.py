"""What the board of quick wins asks of the person who opens it."""

from dataclasses import dataclass, field

from django.urls import reverse

from indonesian import terbilang
from masterplans.models import Masterplan, Stage
from quickwins import completeness
from quickwins.board import DimensionBoard
from regions.rules import agencies_of, roles_of

WRITERS = {"lead", "dimension_lead", "writer"}


@dataclass
class BoardAction:
    """One sentence, and one button for those who can do something about it."""

    boards: list[DimensionBoard]
    user: object
    masterplan: Masterplan
    title: str = field(init=False)
    do_label: str = field(init=False, default="")
    do_url: str = field(init=False, default="")
    claims_all: bool = field(init=False, default=False)

    def __post_init__(self):
        roles = roles_of(self.user, self.masterplan.region) if self.masterplan.is_open else set()
        states = [state for one in self.boards for state in one.states]
        dimensions = [one.dimension for one in self.boards]
        without = self._of(completeness.without_nominee(dimensions, states))
        undecided = self._of(completeness.without_choice(dimensions, states))
        lacking = self._owed(states) + completeness.lacking(states)
        if len(without) == len(self.boards) and self.masterplan.stage < Stage.PROGRAMS:
            self.title = "Quick win dinominasikan dari program, mulai tahap 2."
        elif without:
            self.title = f"{_named(without)} belum punya calon quick win."
            self._nominate(without[0], roles)
        elif undecided:
            self.title = f"{_named(undecided)} belum punya quick win yang dipilih."
            if "lead" in roles:
                self._open(undecided[0].quickwins[0])
        elif lacking:
            lacking = [self._quickwins[key] for key in dict.fromkeys(one.pk for one in lacking)]
            self.title = f"Profil {_named(lacking)} belum lengkap."
            mine = [quickwin for quickwin in lacking if self._may_change(quickwin)]
            if mine:
                self.title = f"Lengkapi profil {_named(mine)}."
                self._open(mine[0])
        else:
            self.title = "Setiap dimensi sudah punya quick win dengan profil lengkap."
            self.claims_all = True

    def with_open(self, rest: str) -> None:
        """Nothing is complete while the list has something for the reader: `rest` says what."""
        self.title = f"Setiap dimensi sudah punya quick win dengan profil terisi; {rest}."

    @property
    def _quickwins(self):
        return {quickwin.pk: quickwin for one in self.boards for quickwin in one.quickwins}

    def _of(self, dimensions):
        return [one for one in self.boards if one.dimension in dimensions]

    def _owed(self, states):
        """Of who writes the profiles of all nominees are asked, chosen or not, from tahap 3 on."""
        if self.masterplan.stage < Stage.ROADMAP:
            return []
        return completeness.owed_by(agencies_of(self.user, self.masterplan.region), states)

    def _nominate(self, board, roles):
        if roles & WRITERS:
            self.do_label = "Cari program untuk dinominasikan"
            programs = reverse("portfolio:board", args=[self.masterplan.slug])
            self.do_url = f"{programs}?dimensi={board.dimension.code}"

    def _open(self, quickwin):
        self.do_label = f"Buka {quickwin}"
        self.do_url = quickwin.get_absolute_url()

    def _may_change(self, quickwin) -> bool:
        return self.user.has_perm("quickwins.change_quickwin", quickwin)


def _named(things) -> str:
    """ "Smart Society", "Smart Society dan Smart Living", "Enam dimensi" or "A dan dua lainnya"."""
    names = [str(getattr(thing, "dimension", thing)) for thing in things]
    if len(names) > 2 and hasattr(things[0], "dimension"):
        return f"{terbilang(len(names)).capitalize()} dimensi"
    if len(names) > 2:
        return f"{names[0]} dan {terbilang(len(names) - 1)} lainnya"
    return " dan ".join(names)
