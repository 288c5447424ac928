"""What rooms above add to what a plan says: read by the same statement, hashed with the rest.

A part that stands in a room above `editions` is registered in that room's `apps.py`. It is
described in `docs/schema/snapshot.json` and `editions.field_names` as everything is.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery


@dataclass(frozen=True)
class SnapshotPart:
    """A list of a snapshot: `rows` reads it beside the masterplan, `shaped` gives what is kept.

    What is kept holds plain values, and no key of the database but `pk`, which falls away.
    """

    name: str
    rows: Callable[[], ArraySubquery]  # its OuterRef is the masterplan
    shaped: Callable[[list[dict]], list[dict]]


_parts: dict[str, SnapshotPart] = {}


def register_part(part: SnapshotPart) -> None:
    """From now on every snapshot holds this part, under its name."""
    _parts[part.name] = part


def registered_parts() -> tuple[SnapshotPart, ...]:
    """All that rooms above have added."""
    return tuple(_parts.values())
