"""What the guide does not ask, and what a good plan says all the same.

A hint holds up nothing, needs no reason, and no page denies for its sake that all is there. It
stands below the gate of the overview, with the way to its place.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indonesian import many, named
from mandates.models import MandateKind
from masterplans.models import Stage
from progress.counts import Counts
from progress.requirements import Address, place
from regions.models import Level


@dataclass(frozen=True)
class Hint:
    """Something that could be said: what, since which tahap, and where."""

    kind: str
    stage: Stage
    text: str
    url: object


def decrees_name_members(counts, facts) -> str:
    """The books print council and team as their SK name them."""
    kinds = [MandateKind(kind).label for kind in facts.decrees_without_members]
    return f"{named(kinds)} belum mencatat anggotanya." if kinds else ""


def ict_staff_have_posts(counts, facts) -> str:
    """ICT staff are counted by position and education (domain §1.2); the post says which."""
    bare = facts.staff_without_post
    return _said(bare, "baris SDM TIK", "belum menyebut jabatan fungsionalnya")


def existing_programs_say_their_past(counts, facts) -> str:
    """A program that goes on says since when it runs and what it has reached."""
    bare = facts.old_programs_without_past
    return _said(bare, "program lanjutan", "belum menyebut sejak kapan berjalan atau capaiannya")


def alignments_name_programs(counts, facts) -> str:
    """A row of the alignment names the programs by which the plan serves it."""
    return _said(facts.unnamed_missions, "baris keselarasan", "belum menyebut programnya")


def programs_name_participants(counts, facts) -> str:
    """In a program of a province kabupaten and kota take part, and their villages (P42)."""
    if facts.level != Level.PROVINCE or not facts.has_programs or facts.has_participants:
        return ""
    return "Belum ada program yang menyebut kabupaten/kota yang ikut."


# In the order of the work: since which tahap, and on which page.
HINTS: tuple[tuple[Stage, Callable, str], ...] = (
    (Stage.ANALYSIS, decrees_name_members, "mandates:overview"),
    (Stage.ANALYSIS, ict_staff_have_posts, "worksheets:ict_staff"),
    (Stage.PROGRAMS, alignments_name_programs, "portfolio:alignment"),
    (Stage.PROGRAMS, existing_programs_say_their_past, "portfolio:board"),
    (Stage.PROGRAMS, programs_name_participants, "portfolio:board"),
)


def hints_of(counts: Counts) -> Iterator[Hint]:
    """The hints that hold now, up to the present tahap; none once the plan is not written."""
    plan = counts.masterplan
    if not plan.is_open:
        return
    facts = counts.hint_facts
    for stage, ask, page in HINTS:
        if stage <= plan.stage and (text := ask(counts, facts)):
            of_region = page.startswith("mandates:")
            url = Address(page, (facts.region,)) if of_region else place(plan, page)
            yield Hint(ask.__name__, stage, text, url)


def _said(names, noun, predicate):
    if not names:
        return ""
    if len(names) == 1:
        return f"{noun[:1].upper()}{noun[1:]} “{names[0]}” {predicate}."
    return f"{many(len(names), noun)} {predicate}."
