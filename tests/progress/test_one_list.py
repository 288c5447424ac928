"""Each gap is said everywhere where somebody would look for it, and nowhere denied.

A plan that lacks nothing loses one thing after the other, one for each requirement of the list;
gate, overview, the head of the page of that part, pokja, Kertas Kerja, matrix, reminder, board and
book are asked about it.
"""

from datetime import date

import pytest

from assignments.matrix import matrix
from assignments.reminding import plan_reminder
from editions.snapshot import snapshot
from exports.book_content import Todo
from exports.books import build_book
from programs.states import program_states
from progress.areas import AREA_OF, Area
from progress.checklists import CHECKLISTS
from progress.completeness import Completeness
from progress.owed import ASKED, lacks_of
from quickwins.board import board
from stages import gates
from tests import factories as make
from tests.progress.gaps import CODE, GAPS
from tests.progress.walking import Walk, claims, head_of, undone
from worksheets.overview import overview

DAY = date(2026, 1, 5)
PAGES = {
    Area.ANALYSES: "analisis/",
    Area.PROGRAMS: "program/",
    Area.QUICKWINS: "quick-win/",
    Area.BOOKS: "isi/",
}
# Where what a region lacks is a task of the agency that owns it: the word of the task.
TASKS = {
    "programs_are_described": "program",
    "programs_are_complete": "anggaran",
    "quickwin_profiles_are_complete": "quickwin",
}


def test_there_is_a_gap_for_every_requirement():
    assert set(GAPS) == {ask.__name__ for asked in CHECKLISTS.values() for ask in asked}


class Asking:
    """One gap in one plan, and what every place says of it; `wrong` has those that deny it."""

    def __init__(self, plan, kind, browsers):
        self.plan, self.kind, self.browsers = plan, kind, browsers
        self.found = Completeness(plan)
        self.line = next(
            (line for line in self.found.requirements(plan.stage) if line.kind == kind), None
        )
        self.items = [item for item in self.found.items if item.kind == kind]
        self.wrong = []

    def check(self, place, holds):
        if not holds:
            self.wrong.append((self.plan.stage, self.kind, place))

    def page(self, who, path=""):
        """What a page shows: its context, and the sentences of its head."""
        response = self.browsers[who].get(f"/masterplan/{self.plan.slug}/{path}")
        assert response.status_code == 200, (self.kind, who, path)
        return response.context, head_of(response.content.decode())

    def says_all_is_there(self, who, path=""):
        return any(map(claims, self.page(who, path)[1]))

    def ask_everywhere(self):
        if not self.items or self.line.is_met:
            return [(self.plan.stage, self.kind, "the list itself")]
        self.check("a person is asked", self.items[0].blocks != self.line.is_warning)
        self.gate()
        self.overview()
        self.pokja()
        self.head_of_its_page()
        self.agency()
        self.board()
        self.book()
        return self.wrong

    def gate(self):
        lines = [line for line in gates.checklist(self.plan) if line.kind == self.kind]
        self.check("gate", [line.text for line in lines] == [self.line.text])
        held_up = self.line.text in [line.text for line in gates.unmet(self.plan)]
        self.check("gate holds up", held_up == (not self.line.is_warning))

    def overview(self):
        shown, head = self.page("lead")
        self.check("overview", self.line.text in [line.text for line in shown["overview"].open])
        self.check("head of the overview", not any(map(claims, head)))

    def pokja(self):
        """What is asked in a dimension is asked of who leads its pokja."""
        [dimension] = self.plan.dimension_set.dimensions.filter(code=CODE)
        if any(item.dimension == dimension.pk for item in self.items):
            for path in ("", "kertas-kerja/"):
                self.check(f"pokja {path}", not self.says_all_is_there("dimension_lead", path))

    def head_of_its_page(self):
        if page := PAGES.get(AREA_OF[self.kind]):
            self.check("head of its page", not self.says_all_is_there("lead", page))

    def agency(self):
        """Kertas Kerja, matrix and reminders are three faces of the rows of the agencies."""
        if (key := TASKS.get(self.kind)) is None:
            return
        rows = {row.agency.pk: row for row in matrix(self.found).behind}
        for agency in {agency for item in self.items for agency in item.agencies}:
            row = rows.get(agency)
            cells = [cell for cell in row.open if cell.key == key] if row else []
            self.check("matrix", cells)
            shown, _ = self.page("lead", f"kertas-kerja/{agency}/")
            tasks = [cell.sentence for cell in shown["work"].tasks]
            self.check("Kertas Kerja", {cell.sentence for cell in cells} <= set(tasks))
            letters = plan_reminder(self.plan, [agency])
            reminded = letters.agencies + letters.without_people
            self.check("reminder", [one.agency.pk for one in reminded] == [agency])

    def board(self):
        area = AREA_OF[self.kind]
        if area == Area.ANALYSES and "agenc" not in self.kind:
            self.check("board of the analyses", overview(self.plan).first_gap)
        if self.kind in ("programs_are_described", "programs_are_complete"):
            bare = {state.pk for state in program_states(self.plan) if state.missing}
            self.check("board of programs", bare == {item.program for item in self.items})
        if self.kind == "quickwin_profiles_are_complete":
            boards = board(self.plan, self.plan.created_by)
            bare = {q.program_id for one in boards for q in one.quickwins if q.missing}
            self.check("board of quick wins", bare == {item.program for item in self.items})

    def book(self):
        """A draft says what the list says of the parts that it makes from data."""
        generators = [name for name, kinds in ASKED.items() if self.kind in kinds]
        if not generators and self.kind != "sections_are_written":
            return
        lacks, content = lacks_of(self.plan), snapshot(self.plan)
        printed = set()
        for book in content["books"]:
            made = build_book(content, book["number"], printed_on=DAY, lacks=lacks)
            blocks = [
                b for chapter in made.chapters for one in chapter.sections for b in one.blocks
            ]
            printed |= {block.what for block in blocks if isinstance(block, Todo)}
        for generator in generators:
            said = {sentence for sentence in lacks[generator] if self.line.text in sentence}
            self.check("book", said and said <= printed)
        if self.kind == "sections_are_written":
            self.check("book", "Bagian ini belum ditulis." in printed)


def print_everything(plan):
    """The outline has a section to be written, and one for every part that says what it lacks."""
    chapter = make.OutlineChapterFactory(book__outline=plan.outline)
    make.SectionFactory(masterplan=plan, outline=make.OutlineSectionFactory(chapter=chapter))
    for generator in ASKED:
        outline = make.OutlineSectionFactory(chapter=chapter, kind="generated", generator=generator)
        make.SectionFactory(masterplan=plan, outline=outline)


@pytest.mark.usefixtures("heads_alone")
def test_every_gap_is_said_everywhere(masterplan, people, agency, signed_in):
    walk = Walk(masterplan, people, agency)
    browsers = {who: signed_in(people[who]) for who in ("lead", "dimension_lead")}
    print_everything(masterplan)
    wrong = []
    for stage in walk.filled():
        for ask in CHECKLISTS[stage]:
            with undone():
                GAPS[ask.__name__](walk.fresh())
                wrong += Asking(walk.fresh(), ask.__name__, browsers).ask_everywhere()
    assert not wrong, "\n" + "\n".join(map(str, wrong))
