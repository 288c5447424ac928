"""Of whom the things on the list are asked: one person, by her roles in the region."""

from dataclasses import dataclass

from progress.items import AskedOf, OpenItem
from regions.models import Role

WRITERS = {Role.LEAD, Role.DIMENSION_LEAD, Role.WRITER}


@dataclass(frozen=True)
class Scope:
    """Somebody as the list knows her: her key, roles, the agencies and dimensions that are hers.

    The coordinator is asked for everything but what waits for an agency; so is a pokja lead
    without a dimension, who helps her.
    """

    user: int
    roles: set[str]
    agencies: set[int]
    dimensions: list[int]

    def has(self, item: OpenItem) -> bool:
        """Whether she is asked for it."""
        if item.asked_of in self._whole:
            return self._whole[item.asked_of]
        if item.asked_of == AskedOf.AGENCY and item.agencies & self.agencies:
            return True
        return self.user in item.people or item.dimension in self.dimensions

    @property
    def _whole(self):
        """Where it depends on her roles alone; what is asked of a region is also a pokja's."""
        helps = Role.DIMENSION_LEAD in self.roles and not self.dimensions
        found = {
            AskedOf.TEAM: bool(self.roles & WRITERS),
            AskedOf.COORDINATOR: Role.LEAD in self.roles,
            AskedOf.EXPERT: Role.FACILITATOR in self.roles,
        }
        if Role.LEAD in self.roles or helps:
            found[AskedOf.REGION] = True
        return found
