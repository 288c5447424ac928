"""What these tests share with those of the worksheets."""

from tests.worksheets.conftest import at, dimensions, typed

__all__ = ["at", "dimensions", "typed"]
