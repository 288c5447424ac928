"""A section is seen as it will be printed: what is stored, and what is being written."""

import pytest

from exports.models import PrintJob, PrintState
from masterplans.actions import write_section
from masterplans.models import SectionKind
from previews.sections import press
from revisions.tokens import Token
from tests.exports.conftest import plan  # noqa: F401 - of the real outline
from tests.markup import one_line

pytestmark = [pytest.mark.system, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def end_of_the_press():
    yield
    press().end()


def test_the_words_that_are_being_written_are_drawn_as_pages_and_nothing_is_stored(
    plan,  # noqa: F811
    lead,
    signed_in,
):
    section = plan.sections.filter(
        outline__kind=SectionKind.NARRATIVE, outline__chapter__number=1
    ).first()
    write_section(section, html="<p>Kata tersimpan.</p>", token=Token(0), by=lead)
    browser, page = signed_in(lead), f"/masterplan/{plan.slug}/pratinjau/bagian-{section.pk}/"
    words = "<p>Kata baru.</p><script>alert(1)</script><p><img src='/etc/passwd' alt='x'></p>"

    stored = one_line(browser.get(page).content.decode())
    typed = one_line(browser.post(page, {"body": words}).content.decode())

    assert "Kata tersimpan." in stored
    assert section.outline.title in stored
    assert 'src="data:image/png;base64,' in typed
    assert "Kata baru." in typed
    assert "alert(1)" not in typed
    assert "<html" not in typed
    section.refresh_from_db()
    assert section.body == "<p>Kata tersimpan.</p>"
    editor = one_line(browser.get(section.get_absolute_url()).content.decode())
    assert f'data-preview="{page}"' in editor


def test_a_book_is_read_in_the_browser_once_it_is_there(plan, lead, signed_in):  # noqa: F811
    browser, page = signed_in(lead), f"/masterplan/{plan.slug}/pratinjau/buku-2/"
    assert browser.get(page).status_code == 404
    PrintJob.objects.create(
        masterplan=plan, number=2, requested_by=lead, state=PrintState.DONE, sha256="0" * 64,
        finished_at=plan.created_at, pdf=b"%PDF", pages=1, size=4,
    )  # fmt: skip

    answer = browser.get(page)

    assert answer.content == b"%PDF"
    assert answer["Content-Disposition"].startswith("inline; ")
