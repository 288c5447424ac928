"""What was signed of the editions of a plan, as a room above tells it in its `apps.py`."""

from collections.abc import Callable
from dataclasses import dataclass

from masterplans.models import Masterplan


@dataclass(frozen=True)
class EditionPaper:
    """A sealed paper of one edition, and where what is true of it stands."""

    edition: int
    title: str
    address: str


_sources: list[Callable[[Masterplan], list[EditionPaper]]] = []


def add_source(source: Callable[[Masterplan], list[EditionPaper]]) -> None:
    """From now on lists of editions name what `source` tells of a plan."""
    _sources.append(source)


def papers_of(masterplan: Masterplan) -> list[EditionPaper]:
    """Every sealed paper of a plan, of all its editions."""
    return [paper for source in _sources for paper in source(masterplan)]
