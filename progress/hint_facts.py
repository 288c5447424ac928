"""What the hints are made of: read with the basics of a plan, for one query less."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q

from analyses.models import IctStaff
from mandates.models import DECREES, Mandate, MandateMember
from programs.models import AlignedProgram, ParticipatingRegion, Program
from strategy.models import Alignment


@dataclass(frozen=True)
class HintFacts:
    """What a plan could say beyond what is asked: names of what says nothing of it yet."""

    level: str
    region: str
    decrees_without_members: list[str]
    staff_without_post: list[str]
    old_programs_without_past: list[str]
    unnamed_missions: list[str]
    has_programs: bool
    has_participants: bool


def hint_columns() -> dict:
    """The fields of `HintFacts`, in their order, as columns beside a masterplan."""
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
    return {
        "hint_level": F("region__level"),
        "hint_code": F("region__code"),
        "hint_bare": ArraySubquery(bare.order_by("kind").values("kind")),
        "hint_staff": ArraySubquery(staff.order_by("order", "pk").values("position")),
        "hint_old": ArraySubquery(
            programs.filter(past, is_new=False).order_by("order", "pk").values("name")
        ),
        "hint_unnamed": ArraySubquery(unnamed.order_by("document", "pk").values("mission")),
        "hint_programs": Exists(programs),
        "hint_participants": Exists(participants),
    }
