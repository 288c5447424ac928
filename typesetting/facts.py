"""A typeset part of a book, with all that the join must know of it; known without WeasyPrint."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Bookmark:
    """One line of the outline; `top` in points from the foot of page `page` (counted from 0)."""

    label: str
    page: int
    top: float
    level: int = 1


@dataclass(frozen=True)
class PdfPiece:
    """A typeset part of a book with all that the join must know of it."""

    pdf: bytes
    pages: tuple[tuple[float, float], ...]  # width and height in points
    anchors: dict[str, tuple[int, float, float]]  # name -> page (from 0), x, y in points
    bookmarks: tuple[Bookmark, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    @property
    def facts(self) -> dict:
        """All but the file, as JSON has it."""
        return {
            "pages": self.pages,
            "anchors": self.anchors,
            "bookmarks": [[one.label, one.page, one.top, one.level] for one in self.bookmarks],
            "remarks": self.remarks,
        }

    @classmethod
    def of(cls, pdf: bytes, facts: dict) -> "PdfPiece":
        """The piece of a file and its facts."""
        return cls(
            pdf=pdf,
            pages=tuple((width, height) for width, height in facts["pages"]),
            anchors={name: tuple(place) for name, place in facts["anchors"].items()},
            bookmarks=tuple(Bookmark(*one) for one in facts["bookmarks"]),
            remarks=tuple(facts["remarks"]),
        )
