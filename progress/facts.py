"""What only a person can say: the meetings and visits that a tahap asks for (domain §3.1).

Each is a line of the checklist. It may be handed in without, for a reason: regions differ (a field
visit is told of Bontang alone), and nobody else could know better.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from indonesian import tanggal
from masterplans.models import Masterplan, Stage, Status
from progress.models import StatedFact
from progress.requirements import ALLOWED, Requirement

TOO_EARLY = "Tanggal itu belum tiba. Nyatakan sesudah terlaksana."
DECIDED = "Tahap ini sudah disetujui, jadi pernyataannya tidak dapat diubah lagi."


class FactError(Exception):
    """It cannot be stated or taken back now. The message is a sentence for the user."""


@dataclass(frozen=True)
class Fact:
    """One thing that a person states: `done` when it is, `open` while it is not."""

    key: str
    name: str
    stage: Stage
    done: str
    open: str
    help: str


FACTS = {
    fact.key: fact
    for fact in (
        Fact(
            "fgd_was_held",
            "FGD setiap dimensi",
            Stage.ANALYSIS,
            "FGD setiap dimensi sudah diadakan",
            "FGD setiap dimensi belum dinyatakan sudah diadakan",
            "Kelompok setiap dimensi membahas masalah, sasaran, dan cara mencapainya.",  # P09
        ),
        Fact(
            "agencies_presented",
            "Paparan Perangkat Daerah",
            Stage.PROGRAMS,
            "Perangkat Daerah sudah memaparkan program dan datanya",
            "Paparan program oleh Perangkat Daerah belum dinyatakan sudah dilakukan",
            "Setiap Perangkat Daerah memaparkan isiannya dalam bimtek II.",  # P64
        ),
        Fact(
            "quickwins_were_presented",
            "Paparan calon quick win",
            Stage.ROADMAP,
            "Calon quick win sudah dipaparkan dan ditanggapi tenaga ahli",
            "Paparan calon quick win belum dinyatakan sudah dilakukan",
            "Setiap dimensi memaparkan calonnya, lalu menerima saran tenaga ahli.",  # P32
        ),
        Fact(
            "site_was_visited",
            "Kunjungan lapangan",
            Stage.COMMITMENT,
            "Kunjungan lapangan quick win sudah dilakukan",
            "Kunjungan lapangan quick win belum dinyatakan sudah dilakukan",
            "Tim dan tenaga ahli melihat quick win di tempatnya dalam bimtek IV.",  # P07
        ),
    )
}


def asked(key: str) -> Callable:
    """The line of the checklist for one fact, named like it."""
    fact = FACTS[key]

    def line(counts):
        stated = counts.facts.get(key)
        if stated is None:
            return Requirement(f"{fact.open}.", is_met=False, is_warning=True, detail=ALLOWED)
        said = f"Dinyatakan oleh {stated.by}, {tanggal(timezone.localtime(stated.at))}."
        return Requirement(
            f"{fact.done} ({tanggal(stated.day)}).",
            is_met=True,
            detail=f"{stated.words} {said}".strip(),
            is_warning=True,
        )

    line.__name__ = key
    return line


@transaction.atomic
def state_fact(
    masterplan: Masterplan, fact: Fact, *, day: date, words: str = "", by: User
) -> StatedFact:
    """Say that something happened on a day. Said again, it is corrected, with the new name.

    Raises FactError for a day to come, and once the stage that asked for it is approved.
    """
    masterplan = _open(masterplan, fact)
    if day > timezone.localdate(timezone=masterplan.region.zone):
        raise FactError(TOO_EARLY)
    StatedFact.objects.filter(masterplan=masterplan, key=fact.key).delete()
    stated = StatedFact.objects.create(
        masterplan=masterplan, key=fact.key, day=day, words=words.strip(), by=by
    )
    record(by, "fact.stated", masterplan, fact=fact.name, day=day.isoformat())
    return stated


@transaction.atomic
def take_back_fact(masterplan: Masterplan, fact: Fact, *, by: User) -> bool:
    """What was said was wrong. Returns whether anything was said; raises FactError as above."""
    masterplan = _open(masterplan, fact)
    gone, _ = StatedFact.objects.filter(masterplan=masterplan, key=fact.key).delete()
    if gone:
        record(by, "fact.taken_back", masterplan, fact=fact.name)
    return bool(gone)


def _open(masterplan, fact):
    """The plan, locked, while the stage that asks for the fact has not been approved."""
    plans = Masterplan.objects.select_for_update(of=("self",), no_key=True)
    masterplan = plans.select_related("region").get(pk=masterplan.pk)
    under_way = masterplan.status in (Status.WRITING, Status.REVIEW)
    if not under_way or masterplan.stage > fact.stage:
        raise FactError(DECIDED)
    return masterplan
