"""One document of every kind, for the table of behaviour: the same must happen in all of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from masterplans.documents import SectionDocument
from programs.documents import ProgramDocument
from quickwins.documents import ProfileDocument
from revisions.documents import Document
from tests.factories import ProgramFactory, QuickWinFactory, SectionFactory


@dataclass(frozen=True)
class Example:
    """A document that is there, a box of it that clashes, and a second box beside it.

    `box` takes the texts of `told(…)`; a document of one box alone has no `beside`.
    """

    document: Document
    box: str
    beside: tuple[str, object] | None = None
    told: Callable[[str], object] = field(default=lambda text: text)

    def again(self) -> Document:
        """The same document, read anew, as another page would."""
        return type(self.document).of(self.document.masterplan, self.document.key)


def section(masterplan, agency, lead):
    document = SectionDocument(SectionFactory(masterplan=masterplan))
    return Example(document, "body", told=lambda text: f"<p>{text}</p>")


def program(masterplan, agency, lead):
    row = ProgramFactory(masterplan=masterplan, agency=agency, outcome="", risks="")
    document = ProgramDocument(masterplan, row)
    return Example(document, "outcome", ("risks", "Listrik padam."))


def quickwin(masterplan, agency, lead):
    row = ProgramFactory(masterplan=masterplan, agency=agency)
    document = ProfileDocument(QuickWinFactory(program=row, nominated_by=lead))
    return Example(document, "purpose", ("benefits", "Warga."))


KINDS = {"section": section, "program": program, "quickwin": quickwin}
ONE_BOX = {"section"}  # how its paragraphs are joined is told in test_merging
REMOVABLE = ["program"]
