"""A masterplan as one person finds it: who she is in it, and what is asked of her agencies."""

from functools import cached_property

from assignments.board import MatrixLine, lines_of
from assignments.matrix import TaskMatrix, matrix
from masterplans.models import Decision, Masterplan
from masterplans.unsaved_texts import unsaved_for
from progress.completeness import Completeness
from progress.items import OpenItem
from progress.returned import decisions_of, return_decision
from regions.models import Role
from regions.rules import agencies_of, roles_of


class PersonalOverview:
    """A masterplan and a person. Properties ask the database once, when first needed."""

    def __init__(self, masterplan: Masterplan, user):
        self.masterplan = masterplan
        self.user = user
        self.completeness = Completeness(masterplan)
        self.counts = self.completeness.counts

    @cached_property
    def unsaved_count(self) -> int:
        """How many of my texts were typed too late and wait for my decision."""
        return unsaved_for(self.masterplan, self.user).count()

    @cached_property
    def roles(self) -> set[str]:
        return roles_of(self.user, self.masterplan.region)

    def may(self, permission: str) -> bool:
        return self.user.has_perm(permission, self.masterplan)

    @cached_property
    def my_rows(self) -> list:
        """The rows of the agencies that I write for."""
        if Role.WRITER not in self.roles:
            return []
        return self.matrix.of(agencies_of(self.user, self.masterplan.region))

    @cached_property
    def my_dimensions(self) -> list:
        """The dimensions whose pokja I lead, in their order."""
        led = self.completeness.dimensions_led_by(self.user)
        return [dimension for dimension in self.counts.dimensions if dimension.pk in led]

    @cached_property
    def my_items(self) -> list[OpenItem]:
        """What is missing in my scope: as long as there is something, I am not done."""
        return self.completeness.for_user(self.user)

    @cached_property
    def matrix(self) -> TaskMatrix:
        return matrix(self.completeness)

    @cached_property
    def lines(self) -> list[MatrixLine]:
        """The matrix as the page shows it, those with staff and the emptiest first."""
        return lines_of(self.masterplan, self.matrix)

    @property
    def just_reminded(self) -> list[MatrixLine]:
        """Those that are behind and were reminded within the last day."""
        return [line for line in self.lines if line.row.open and line.was_just_reminded]

    @property
    def to_remind(self) -> int:
        """How many are behind, have people, and were not reminded just now."""
        just = {line.row.agency.pk for line in self.just_reminded}
        return len([row for row in self.matrix.reachable if row.agency.pk not in just])

    @property
    def decisions(self) -> list[Decision]:
        """Newest first, with who took them."""
        return self.counts.once(decisions_of)

    @property
    def last_decision(self) -> Decision | None:
        return self.decisions[0] if self.decisions else None

    @property
    def return_decision(self) -> Decision | None:
        """The decision that sent the stage back, while the team is repairing it."""
        return return_decision(self.counts)
