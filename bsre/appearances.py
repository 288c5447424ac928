"""How a signature of BSrE shows in the document: where, with which picture, with which words."""

from dataclasses import dataclass

Box = tuple[float, float, float, float]


def tag_of(name: str) -> str:
    """The words by which a server finds the place called `name`: "${ttd_03}", once in a letter."""
    return f"${{{name}}}"


@dataclass(frozen=True)
class Appearance:
    """What stands on the page: a picture at a place, or at a character of the text, or nothing.

    `box` is (left, bottom, right, top) in points from the lower left corner of `page` (counted
    from 1), as PDF counts. `size` (width, height) is for a tag.
    """

    image: bytes = b""
    page: int = 1
    page_height: float = 0
    box: Box | None = None
    tag: str = ""
    size: tuple[float, float] = (120, 60)
    reason: str = ""
    location: str = ""

    @property
    def is_visible(self) -> bool:
        return bool(self.image and (self.box or self.tag))

    def numbers(self, *, origin: str, extent: str) -> tuple[float, float, float, float]:
        """x, y, width, height as a server counts them: from its edge, a size or the far corner."""
        if self.box is None:
            return (0, 0, *self.size)
        left, bottom, right, top = self.box
        if origin == "top":
            bottom, top = self.page_height - top, self.page_height - bottom
        if extent == "corner":
            return left, bottom, right, top
        return left, bottom, right - left, top - bottom
