"""One document of every kind, for the table of behaviour: the same must happen in all of them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from analyses.documents import FindingDocument
from analyses.kinds import KINDS as ROW_KINDS
from masterplans.documents import SectionDocument
from masterplans.models import Masterplan
from programs.documents import ProgramDocument
from quickwins.documents import ProfileDocument
from revisions.documents import Document
from revisions.registry import document_of
from revisions.saving import save
from strategy.documents import (
    AimDocument,
    AlignmentDocument,
    IdentityDocument,
    TeamsDocument,
    VisionDocument,
)
from tests.factories import (
    AgencyFactory,
    AimFactory,
    AlignmentFactory,
    ApplicationFactory,
    DimensionFactory,
    GapRowFactory,
    IctSpendingFactory,
    IctStaffFactory,
    IssueFactory,
    ProgramFactory,
    QuickWinFactory,
    QuickWinIdeaFactory,
    ReadinessItemFactory,
    RegulationFactory,
    SectionFactory,
    SwotEntryFactory,
    TowsStrategyFactory,
    UserFactory,
    VisionKeywordFactory,
)


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
        masterplan = Masterplan.objects.get(pk=self.document.masterplan.pk)
        return document_of(masterplan, self.document.kind, self.document.key)


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


def identity(masterplan, agency, lead):
    phases = [["Semua", masterplan.first_year, masterplan.last_year]]
    document = IdentityDocument(masterplan)
    save(document, {"phases": phases}, token=document.token(), by=lead)
    return Example(IdentityDocument(masterplan), "title")


def vision(masterplan, agency, lead):
    return Example(VisionDocument(masterplan), "vision", ("keywords", "sehat, cepat"))


def alignment(masterplan, agency, lead):
    dimension = DimensionFactory()
    row = AlignmentFactory(masterplan=masterplan, dimension=dimension)
    other = AlignmentFactory(masterplan=masterplan, dimension=dimension)

    def told(text):
        return ["rpjmd", text, "Sasaran RPJMD", dimension.pk]

    beside = (f"row.{other.pk}", told("Misi kedua"))
    return Example(AlignmentDocument(masterplan), f"row.{row.pk}", beside, told)


def teams(masterplan, agency, lead):
    first, second = DimensionFactory(), DimensionFactory(code="branding", key="bra", order=2)
    people = {}

    def told(text):
        return people.setdefault(text, UserFactory().pk)

    beside = (f"lead.{second.pk}", lead.pk)
    return Example(TeamsDocument(masterplan), f"lead.{first.pk}", beside, told)


def aim(masterplan, agency, lead):
    row = AimFactory(masterplan=masterplan)
    beside = ("strategies", ["Menyatukan loket."])
    return Example(AimDocument(masterplan, row), "text", beside)


def row(kind, factory, box, beside=None):
    """A row of a worksheet; without a second text the Perangkat Daerah stands beside it."""

    def make(masterplan, agency, lead):
        row = factory(masterplan=masterplan, agency=agency)
        other = beside or ("agency", AgencyFactory(region=masterplan.region).pk)
        return Example(FindingDocument(masterplan, ROW_KINDS[kind], finding=row), box, other)

    return make


ROWS = {
    "isu": (IssueFactory, "title", ("source", "BPS 2024")),
    "swot": (SwotEntryFactory, "text"),
    "tows": (TowsStrategyFactory, "text"),
    "kesiapan": (ReadinessItemFactory, "statement", ("evidence", "SK Bupati 7/2024")),
    "kesenjangan": (GapRowFactory, "now", ("need", "Jaringan desa.")),
    "gagasan": (QuickWinIdeaFactory, "text"),
    "regulasi": (RegulationFactory, "about", ("number", "99")),
    "aplikasi": (ApplicationFactory, "name", ("users", "Warga desa")),
    "sdm-tik": (IctStaffFactory, "position", ("count", 17)),
    "belanja-tik": (IctSpendingFactory, "item", ("amount", 7_000_000)),
    "kata-kunci": (VisionKeywordFactory, "word", ("reason", "Desa jauh.")),
}
KINDS = {
    "section": section,
    "program": program,
    "quickwin": quickwin,
    "pokok": identity,
    "visi": vision,
    "keselarasan": alignment,
    "pokja": teams,
    "sasaran": aim,
    **{kind: row(kind, *rest) for kind, rest in ROWS.items()},
}
ONE_BOX = {"section", "pokok"}  # how its paragraphs are joined is told in test_merging
CHOSEN = {"pokja"}  # from a list: nobody types on
REMOVABLE = ["program", "sasaran", *ROWS]
