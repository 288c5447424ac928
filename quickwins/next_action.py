"""What the board of quick wins asks of the person who opens it."""

from dataclasses import dataclass, field

from django.urls import reverse

from indonesian import terbilang
from masterplans.models import Masterplan, Stage
from quickwins.board import DimensionBoard
from quickwins.models import QuickWin, Standing
from regions.rules import roles_of

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

    def __post_init__(self):
        roles = roles_of(self.user, self.masterplan.region) if self.masterplan.is_open else set()
        without = [one for one in self.boards if not one.quickwins]
        undecided = [one for one in self.boards if one.quickwins and not one.chosen]
        lacking = [
            quickwin
            for one in self.boards
            for quickwin in one.quickwins
            if quickwin.standing == Standing.CHOSEN and quickwin.missing
        ]
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
            self.title = f"Profil {_named(lacking)} belum lengkap."
            mine = [quickwin for quickwin in lacking if self._may_change(quickwin)]
            if mine:
                self.title = f"Lengkapi profil {_named(mine)}."
                self._open(mine[0])
        else:
            self.title = "Setiap dimensi sudah punya quick win dengan profil lengkap."

    def _nominate(self, board, roles):
        if roles & WRITERS:
            self.do_label = "Cari program untuk dinominasikan"
            programs = reverse("portfolio:board", args=[self.masterplan.slug])
            self.do_url = f"{programs}?dimensi={board.dimension.code}"

    def _open(self, quickwin):
        self.do_label = f"Buka {quickwin}"
        self.do_url = quickwin.get_absolute_url()

    def _may_change(self, quickwin: QuickWin) -> bool:
        return self.user.has_perm("quickwins.change_quickwin", quickwin)


def _named(things) -> str:
    """ "Smart Society", "Smart Society dan Smart Living", "Enam dimensi" or "A dan dua lainnya"."""
    names = [str(getattr(thing, "dimension", thing)) for thing in things]
    if len(names) > 2 and hasattr(things[0], "dimension"):
        return f"{terbilang(len(names)).capitalize()} dimensi"
    if len(names) > 2:
        return f"{names[0]} dan {terbilang(len(names) - 1)} lainnya"
    return " dan ".join(names)
