"""A plan with a book to read: two sections written, a chapter of programs, one of SWOT rows."""

import pytest

from stages import workflow
from tests import factories as make
from tests.plans import fill_analysis, give_dimensions
from tests.shared import floor


@floor
def book(masterplan, people):
    """Buku 1: bab 1 two narrative sections, bab 2 programs, bab 3 issues and quick win profiles."""
    dimension = give_dimensions(masterplan)[0]
    chapters = [
        make.OutlineChapterFactory(book__outline=masterplan.outline, number=number, title=title)
        for number, title in ((1, "Pendahuluan"), (2, "Program"), (3, "Isu"))
    ]
    for chapter, generator in zip(
        (chapters[0], chapters[0], chapters[1], chapters[2], chapters[2]),
        ("", "", "programs", "issues", "quickwin_profiles"),
        strict=True,
    ):
        kind = "generated" if generator else "narrative"
        outline = make.OutlineSectionFactory(chapter=chapter, generator=generator, kind=kind)
        make.SectionFactory(masterplan=masterplan, outline=outline)
    masterplan.sections.filter(outline__kind="narrative").update(
        body="<p>Banjarnegara memiliki 35 puskesmas.</p><p>Semuanya buka setiap hari.</p>",
        revision_number=1,
        changed_at="2024-01-05T03:00Z",
    )
    subdimension = dimension.subdimensions.first()
    for name in ("Puskesmas daring", "Desa pintar"):
        make.ProgramFactory(masterplan=masterplan, subdimension=subdimension, name=name)
    for title in ("Antrean panjang", "Data tidak terpadu"):
        make.IssueFactory(masterplan=masterplan, dimension=dimension, title=title)
    return masterplan


@pytest.fixture
def read_plan(book, lead):
    """The same book, handed in."""
    fill_analysis(book)
    return workflow.submit_stage(book, by=lead)
