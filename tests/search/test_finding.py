"""What somebody finds in a masterplan, where it is shown, and what is said when nothing is found."""

import pytest

from masterplans.models import Masterplan
from masterplans.writing import write_section
from search.finding import find
from search.refreshing import refresh
from tests import factories as make


def found(masterplan, asked, **choice):
    refresh(masterplan)
    return find(masterplan, asked, **choice)


def titles(answer):
    return ["".join(piece.text for piece in hit.title) for hit in answer.hits]


def marks(answer):
    return [piece.text for hit in answer.hits for piece in hit.text if piece.is_marked]


@pytest.fixture
def section(masterplan, lead):
    section = make.SectionFactory(masterplan=masterplan)
    write_section(
        section,
        html="<p>Dinas mengolah sampah pasar.</p><p>Lalu diolah.</p>",
        base_number=0,
        by=lead,
    )
    return section


def test_a_section_is_found_by_the_stem_of_its_words(masterplan, section):
    answer = found(masterplan, "pengolahan")

    assert titles(answer) == [str(section.outline)]
    assert marks(answer) == ["mengolah", "diolah"]
    assert (
        answer.hits[0].address == f"{section.get_absolute_url()}#:~:text=mengolah%20sampah%20pasar"
    )
