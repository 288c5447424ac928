"""A plan as somebody reads it: chapters, and in them the passages that are read one by one.

A passage is a section with the rows that its book prints there, a program, or a quick win. What it
says is plain data (`words`), made from the same snapshot that books are printed from; two states of
it are compared in `reviews.differences`, and nothing else reads the plan for a review.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from analyses.kinds import KINDS
from editions.canonical import canonical
from editions.described import SnapshotWords
from editions.field_names import ANALYSES, FIELD_NAMES
from editions.snapshot import keyed
from masterplans.models import Masterplan
from masterplans.models.outline import chapter_place
from notes.targets import PROGRAM, QUICKWIN, SECTION
from quickwins.models import QuickWin
from reviews.values import lines_of

# Generators that print passages of their own, and of which kind.
PROGRAMS, PROFILES = "programs", "quickwin_profiles"
PRINTS = {PROGRAMS: PROGRAM, PROFILES: QUICKWIN}
# The rows that a generated section prints: the list of the snapshot, and what is told of each.
ANALYSIS_TABLES = {
    "issues": [("issues", ("dimension", "title", "description", "source", "agencies"))],
    "swot": [("swot", ("dimension", "kind", "text", "agencies"))],
    "tows": [("tows", ("dimension", "kind", "text"))],
    "readiness": [("readiness", ("head", "statement", "score", "evidence", "evidence_url"))],
    "gap": [("gaps", ("subdimension", "now", "wanted", "gap", "need"))],
    "regulations": [("regulations", ("name", "about", "status", "agencies"))],
    "applications": [
        ("applications", ("name", "function", "users", "maker", "integration", "agencies"))
    ],
    "ict_capacity": [
        ("ict_staff", ("position", "post", "education", "count", "certified", "agencies")),
        ("ict_spending", ("year", "item", "source", "amount", "agencies")),
    ],
}
PLAN_TABLES = {
    "alignment": (
        "alignments",
        "Keselarasan",
        ("document", "mission", "goal", "dimension", "programs"),
    ),
    "aims": ("aims", "Sasaran dan strategi", ("dimension", "subdimension", "aim", "strategies")),
    "program_details": ("programs", "Rincian program", ("name", "indicators", "supporters")),
    "summary_programs": ("programs", "Program", ("dimension", "name", "agency")),
    "roadmap": ("programs", "Peta jalan", ("name", "schedule")),
    "budget": ("programs", "Indikasi anggaran", ("name", "budget")),
    "quickwins": ("quick_wins", "Calon quick win", ("program", "standing", "reason", "scores")),
}
# Of which list of the snapshot a table tells, by its name.
LISTS: dict[str, str] = {
    **{ANALYSES[name]: name for tables in ANALYSIS_TABLES.values() for name, _ in tables},
    **{title: name for name, title, _ in PLAN_TABLES.values()},
}
# On which kind of thing a note about a row of a table stands, by the name of the table.
NOTED_ROWS: dict[str, str] = {
    **{ANALYSES[kind.url_name]: slug for slug, kind in KINDS.items()},
    **{title: PROGRAM for title, name in LISTS.items() if name == "programs"},
    **{title: QUICKWIN for title, name in LISTS.items() if name == "quick_wins"},
}
# In which order the fields of a program and of a profile are told; what is not here comes last.
ORDER = (
    "subdimension", "expansion", "agency", "supporters", "partners", "kind", "is_new", "aim",
    "description", "problem", "output", "outcome", "beneficiaries", "beneficiaries_count",
    "rpjmd_link", "rpjmd_amount", "standing", "reason", *QuickWin.PROFILE_FIELDS, "risks",
    "indicators", "schedule", "budget", "milestones", "scores",
)  # fmt: skip
TITLED = {"name", "dimension", "number", "program"}  # stand in the title of a program or quick win


@dataclass(frozen=True)
class PlanPassage:
    """What is read, marked as read, and noted upon: what it is, and what it says as plain data.

    `words` holds "title", "html", "fields" ([name, label, lines]) and "tables" (name, columns,
    rows by key).
    """

    kind: str  # as notes.targets names it
    row_id: int
    number: str  # where it stands now: "4.5" or "4.2"; it follows from the order
    words: dict

    @property
    def key(self) -> str:
        """Its name in marks and addresses: "program-12"."""
        return f"{self.kind}-{self.row_id}"

    @property
    def title(self) -> str:
        return self.words["title"]

    @cached_property
    def digest(self) -> str:
        """The same for the same words."""
        return canonical(self.words)[1]


@dataclass(frozen=True)
class ReadChapter:
    """A chapter of a book with its passages, in the order of the page."""

    book: int
    number: int
    title: str
    passages: tuple[PlanPassage, ...]
    prints: frozenset[str] = frozenset()  # kinds of which it prints all: what goes, goes from here

    @property
    def place(self) -> tuple[int, int]:
        return self.book, self.number

    @property
    def name(self) -> str:
        return chapter_place(*self.place)

    @property
    def digest(self) -> str:
        """The same while it says the same: a page asks with it to approve what it showed."""
        return canonical({"state": self.state})[1]

    @property
    def state(self) -> list[list[str]]:
        """What it says now: the digest of each passage by its key, in order."""
        return [[one.key, one.digest] for one in self.passages]


class PlanText:
    """What a plan says now, as chapters."""

    def __init__(self, masterplan: Masterplan):
        self.masterplan = masterplan
        self.content = keyed(masterplan)
        self.said = SnapshotWords(self.content)

    @cached_property
    def chapters(self) -> list[ReadChapter]:
        return [
            ReadChapter(
                book["number"],
                chapter["number"],
                chapter["title"],
                tuple(self._passages(chapter)),
                frozenset(filter(None, (PRINTS.get(s["generator"]) for s in chapter["sections"]))),
            )
            for book in self.content["books"]
            for chapter in book["chapters"]
        ]

    def chapter(self, book: int, number: int) -> ReadChapter | None:
        """The chapter at this place; None when the outline has none."""
        return next((one for one in self.chapters if one.place == (book, number)), None)

    def programs_of(self, dimension: str) -> list[PlanPassage]:
        """The programs of one dimension, by its code."""
        rows = self.content["programs"]
        return [self._program(row) for row in rows if row["dimension"] == dimension]

    @cached_property
    def pictures(self) -> dict[str, int]:
        """The keys of the pictures by their SHA-256, as texts name them."""
        return {row["sha256"]: row["pk"] for row in self.content["attachments"]}

    # ------------------------------------------------------------------------------- passages

    def _passages(self, chapter) -> Iterator[PlanPassage]:
        for section in chapter["sections"]:
            generator = section["generator"]
            words = {
                "title": section["title"],
                "html": section["html"],
                "fields": self._plan_fields(generator),
                "tables": list(self._tables(generator)),
            }
            # A section that this plan has no row for yet cannot carry notes, but it can be read.
            yield PlanPassage(SECTION, section["pk"] or 0, section["number"], words)
            if generator == PROGRAMS:
                yield from map(self._program, self.content["programs"])
            elif generator == PROFILES:
                chosen = (r for r in self.content["quick_wins"] if r["standing"] == "chosen")
                yield from map(self._quickwin, chosen)

    def _program(self, row):
        return PlanPassage(PROGRAM, row["pk"], row["number"], self._words(row["name"], row))

    def _quickwin(self, row):
        name = self._program_names[row["program"]]
        return PlanPassage(QUICKWIN, row["pk"], row["program"], self._words(name, row))

    def _words(self, title, row):
        names = sorted(row.keys() - TITLED, key=_order)
        told = [[n, _label(n), self._lines(n, row)] for n in names]
        fields = [one for one in told if one[2]]
        return {"title": title, "html": "", "fields": fields, "tables": []}

    def _plan_fields(self, generator):
        if generator != "vision":
            return []
        plan = self.content["masterplan"]
        fields = [
            ["vision", "Visi", plan["vision"].splitlines()],
            ["missions", "Misi", self.content["missions"]],
        ]
        return [one for one in fields if one[2]]

    def _tables(self, generator):
        for name, columns in ANALYSIS_TABLES.get(generator, ()):
            yield self._table(ANALYSES[name], columns, self.content["analyses"][name])
        if generator in PLAN_TABLES:
            name, title, columns = PLAN_TABLES[generator]
            rows = self.content[name]
            if name == "quick_wins":
                rows = [r | {"program": self._program_names[r["program"]]} for r in rows]
            yield self._table(title, columns, rows)
        if generator == "team":
            for name, columns in (
                ("officials", ("name", "position", "agency")),
                ("coordinators", ("name", "agency")),
                ("dimension_leads", ("dimension", "name")),
                ("experts", ("name",)),
            ):
                rows = self.content["team"][name]
                # People are known by their names: the same person on another list is another row.
                yield self._table(_label(name), columns, [r | {"pk": r["name"]} for r in rows])

    def _table(self, name, columns, rows):
        told = [
            [str(row["pk"]), ["\n".join(self._lines(column, row)) for column in columns]]
            for row in rows
        ]
        return {"name": name, "columns": [_label(column) for column in columns], "rows": told}

    def _lines(self, name, row):
        return lines_of(name, row, self.said) if name != "pk" else []

    @cached_property
    def _program_names(self):
        return {row["number"]: row["name"] for row in self.content["programs"]}


def _order(name):
    return ORDER.index(name) if name in ORDER else len(ORDER), name


def _label(name):
    return FIELD_NAMES.get(name, name)
