"""Which document a revision belongs to: each room names its kinds when the site starts.

So a page about everything that somebody typed needs to know no room above it.
"""

from collections.abc import Callable
from typing import Any

from revisions.documents import Document

# Makes the document of a key in a masterplan, also when its row is gone.
Factory = Callable[[Any, int], Document]
_factories: dict[str, Factory] = {}


def register(kind: str, factory: Factory) -> None:
    """Say how the documents of a kind are made. Called in `AppConfig.ready`."""
    _factories[kind] = factory


def document_of(scope: Any, kind: str, key: int) -> Document | None:
    """The document of a kind and key; None for a kind that is not known (any more)."""
    factory = _factories.get(kind)
    return factory(scope, key) if factory else None


def kinds() -> list[str]:
    """All kinds that are known."""
    return sorted(_factories)
