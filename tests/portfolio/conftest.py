"""What these tests share with those of one program."""

from tests.programs.conftest import browser, page, parts, program, typed

__all__ = ["browser", "page", "parts", "program", "typed"]
