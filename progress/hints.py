"""What the guide does not ask, and what a good plan says all the same.

A hint holds up nothing, needs no reason, and no page denies for its sake that all is there. It
stands below the gate of the overview, with the way to its place.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q

from analyses.models import IctStaff
from indonesian import many, named
from mandates.models import DECREES, Mandate, MandateKind, MandateMember
from masterplans.models import Masterplan, Stage
from masterplans.prepared_queries import PreparedQuery
from programs.models import AlignedProgram, ParticipatingRegion, Program
from progress.counts import Counts
from progress.requirements import Address, place
from regions.models import Level
from strategy.models import Alignment


@dataclass(frozen=True)
class Hint:
    """Something that could be said: what, since which tahap, and where."""

    kind: str
    stage: Stage
    text: str
    url: object


@dataclass(frozen=True)
class HintFacts:
    """What the hints are made of."""

    level: str
    region: str
    decrees_without_members: list[str]
    staff_without_post: list[str]
    old_programs_without_past: list[str]
    unnamed_missions: list[str]
    has_programs: bool
    has_participants: bool


def _facts(**which):
    own = {"masterplan": OuterRef("pk")}
    newest = (
        Mandate.objects.filter(region=OuterRef("region"), kind__in=DECREES)
        .order_by("kind", "-date", "-pk")
        .distinct("kind")
    )
    bare = Mandate.objects.filter(pk__in=newest.values("pk")).filter(
        ~Exists(MandateMember.objects.filter(mandate=OuterRef("pk")))
    )
    staff = IctStaff.objects.filter(post="", merged_into=None, **own)
    past = Q(since_year=None) | Q(achievement="")
    programs = Program.objects.filter(**own)
    unnamed = Alignment.objects.filter(
        ~Exists(AlignedProgram.objects.filter(alignment=OuterRef("pk"))), **own
    )
    participants = ParticipatingRegion.objects.filter(program__masterplan=OuterRef("pk"))
    return (
        Masterplan.objects.filter(**which)
        .annotate(
            level=F("region__level"),
            code=F("region__code"),
            bare=ArraySubquery(bare.order_by("kind").values("kind")),
            staff=ArraySubquery(staff.order_by("order", "pk").values("position")),
            old=ArraySubquery(
                programs.filter(past, is_new=False).order_by("order", "pk").values("name")
            ),
            unnamed=ArraySubquery(unnamed.order_by("document", "pk").values("mission")),
            has_programs=Exists(programs),
            has_participants=Exists(participants),
        )
        .values_list(
            *("level", "code", "bare", "staff", "old", "unnamed"),
            *("has_programs", "has_participants"),
        )
    )


_read_facts = PreparedQuery(lambda masterplan: _facts(pk=masterplan))


def hint_facts(counts: Counts) -> HintFacts:
    """Asked once for a page, by one query: `counts.once(hint_facts)`."""
    return HintFacts(*_read_facts(counts.masterplan)[0])


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
    facts = counts.once(hint_facts)
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
