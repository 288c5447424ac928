"""One dimension in all regions of an expert: what she has read of its programs, what changed."""

from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from masterplans.models import Masterplan
from notes.targets import PROGRAM
from regions.models import Membership
from regions.roles import Role
from reviews.models import ReadMark
from reviews.passages import PlanPassage, PlanText, ReadChapter


@dataclass(frozen=True)
class DimensionPlan:
    """The programs of a dimension in one plan; `changed` were read, and say something else now."""

    masterplan: Masterplan
    chapter: ReadChapter | None
    programs: list[PlanPassage]
    read: int
    changed: list[PlanPassage]
    unread: list[PlanPassage]


class DimensionReading:
    """The plans of the regions that somebody guides, in one dimension. Few queries for six."""

    def __init__(self, user: User, chosen: str = ""):
        self.user, self._chosen = user, chosen

    @cached_property
    def dimensions(self) -> dict[str, str]:
        """By code: what the dimensions are called that she guides somewhere."""
        names = {
            row["code"]: row["name"] for text in self._texts for row in text.content["dimensions"]
        }
        own = {one.dimension for one in self._guided}
        return {code: name for code, name in names.items() if "" in own or code in own}

    @property
    def code(self) -> str:
        """The chosen dimension, or her first one; "" when she guides nobody."""
        known = self.dimensions
        return self._chosen if self._chosen in known else next(iter(known), "")

    @property
    def name(self) -> str:
        return self.dimensions.get(self.code, "")

    @cached_property
    def plans(self) -> list[DimensionPlan]:
        return [
            self._plan(text)
            for text in self._texts
            if {"", self.code} & self._dimensions_in(text.masterplan.region_id)
        ]

    @cached_property
    def _guided(self):
        memberships = Membership.objects.active().filter(user=self.user, role=Role.FACILITATOR)
        return list(memberships)

    def _dimensions_in(self, region_id):
        return {one.dimension for one in self._guided if one.region_id == region_id}

    @cached_property
    def _texts(self):
        plans = Masterplan.objects.filter(region__in=[one.region_id for one in self._guided])
        plans = plans.order_by("region__code", "-first_year").distinct("region__code")
        return [PlanText(plan) for plan in plans.select_related("region__parent")]

    @cached_property
    def _marks(self):
        marks = ReadMark.objects.filter(
            person=self.user, kind=PROGRAM, masterplan__in=[one.masterplan for one in self._texts]
        )
        return {(one.masterplan_id, one.row_id): one.digest for one in marks}

    def _plan(self, text):
        programs = text.programs_of(self.code)
        digests = {
            one.row_id: self._marks.get((text.masterplan.pk, one.row_id)) for one in programs
        }
        changed = [p for p in programs if digests[p.row_id] not in (None, p.digest)]
        unread = [p for p in programs if digests[p.row_id] is None]
        chapter = next((one for one in text.chapters if PROGRAM in one.prints), None)
        read = len(programs) - len(changed) - len(unread)
        return DimensionPlan(text.masterplan, chapter, programs, read, changed, unread)
