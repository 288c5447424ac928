"""One thing that is missing."""

from dataclasses import dataclass
from enum import Enum

from progress.areas import Area


class AskedOf(Enum):
    """Who is asked for a thing that is missing."""

    REGION = "region"  # the coordinator, and who leads the pokja of its dimension
    AGENCY = "agency"  # those who write for its agencies
    TEAM = "team"  # everybody of the region who writes
    COORDINATOR = "coordinator"  # she alone
    EXPERT = "expert"  # who guides the region
    PEOPLE = "people"  # those who are named


@dataclass(frozen=True)
class OpenItem:
    """One thing that is missing from a masterplan: what, since which tahap, and whose it is.

    `kind` is the word of the requirement, the task or the source that found it: a room above maps
    the kinds whose pages lie above to an address. `blocks`: the present tahap cannot be handed in.
    """

    kind: str
    stage: int
    sentence: str
    asked_of: AskedOf
    blocks: bool = False
    dimension: int | None = None
    agencies: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    program: int | None = None
    url: object = ""  # a lazy address, of a page below
    area: Area | None = None  # the part of the plan; none: all of it
