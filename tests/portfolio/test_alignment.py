"""What of the regional plans reaches a program, and what has no partner."""

import pytest

from portfolio.alignment import matrix_of
from tests.factories import AimFactory, AlignmentFactory, complete_program
from tests.markup import one_line
from tests.programs.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def joined(masterplan, parts):
    """A mission answered by two dimensions; one aim of it has a program. And three loose ends."""
    own = {"masterplan": masterplan}
    mission = AlignmentFactory(**own, mission="Melayani", dimension=parts[0].dimension)
    AlignmentFactory(**own, mission="Melayani", dimension=parts[2].dimension)
    AlignmentFactory(**own, mission="Membangun jalan", dimension=parts[2].dimension)
    aim = AimFactory(**own, subdimension=parts[0], text="Layanan sehari", alignment=mission)
    AimFactory(**own, subdimension=parts[1], text="Data satu pintu")
    serving = complete_program(masterplan, parts[0], name="Banter")
    serving.aim = aim
    serving.save()
    complete_program(masterplan, parts[1], name="Portal data")
    return masterplan


def test_each_mission_is_followed_to_its_programs(joined):
    matrix = matrix_of(joined)

    assert (matrix.missions, matrix.reached) == (2, 1)
    (document, lines), = matrix.documents  # fmt: skip
    assert document == "RPJMD"
    assert [(line.alignment.mission, line.is_first) for line in lines] == [
        ("Melayani", True), ("Melayani", False), ("Membangun jalan", True),
    ]  # fmt: skip
    assert [program.name for program in lines[0].aims[0].programs] == ["Banter"]


def test_what_has_no_partner_is_told_with_the_way_to_it(joined, browser, page):
    matrix = matrix_of(joined)
    assert [row.mission for row in matrix.missions_without_aim] == ["Membangun jalan"]
    assert [aim.text for aim in matrix.aims_without_mission] == ["Data satu pintu"]
    assert [aim.text for aim in matrix.aims_without_program] == ["Data satu pintu"]
    assert [program.name for program in matrix.programs_without_aim] == ["Portal data"]

    shown = browser.get(page("alignment"))
    text, html = words(shown), one_line(shown.content.decode())
    assert "Satu misi daerah belum punya sasaran." in text
    assert "Satu sasaran belum menyebut misi daerah yang dilayaninya." in text
    assert "Satu sasaran belum punya program." in text
    assert "Satu program belum menyebut sasaran yang dilayaninya." in text
    assert f"{page('strategy:aims')}#sasaran-{matrix.aims_without_program[0].pk}" in html
    assert page("edit", matrix.programs_without_aim[0].pk) in html


def test_an_empty_plan_leads_to_the_missions_first(masterplan, parts, browser, page):
    assert "Misi daerah belum ditulis." in words(browser.get(page("alignment")))
    assert "Tulis misi daerah" in words(browser.get(page("alignment")))


def test_the_matrix_costs_the_same_for_one_row_as_for_forty(
    joined, parts, browser, page, queries_of
):
    few = queries_of(browser, page("alignment"))
    for _ in range(40):
        row = AlignmentFactory(masterplan=joined, dimension=parts[0].dimension)
        AimFactory(masterplan=joined, subdimension=parts[0], alignment=row)
    assert queries_of(browser, page("alignment")) == few <= 30
