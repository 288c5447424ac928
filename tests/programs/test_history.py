"""Who wrote what into a program, and what became of it."""

import pytest

from tests.factories import MembershipFactory
from tests.markup import one_line
from tests.programs.reading import sent, words
from tests.programs.test_autosave import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(program, browser, signed_in, region, page):
    """Lead and Retno wrote one after the other; then both at the same box."""
    retno = signed_in(
        MembershipFactory(region=region, role="lead", user__name="Retno Wulandari").user
    )
    address = page("edit", program.pk)
    mine = Page(browser, address)
    mine.types(outcome="Antrean pendek.")
    Page(retno, address).types(outcome="Antrean sangat pendek.", risks="Listrik padam.")
    mine.types(outcome="Antrean habis.")
    return browser.get(page("history", program.pk))


def test_sittings_are_told_newest_first_with_what_changed(written, lead):
    sittings = written.context["history"].sittings

    assert [
        (one.revision.author.name, one.revision.refused, one.changed, one.is_current)
        for one in sittings
    ] == [
        (lead.name, True, ["Hasil bagi warga"], False),
        ("Retno Wulandari", False, ["Hasil bagi warga", "Risiko"], True),
        (lead.name, False, ["Hasil bagi warga"], False),
        (lead.name, False, [], False),
    ]
    assert "Dipakai sekarang" in words(written)
    assert "Tidak dipakai" in words(written)


def test_one_sitting_is_shown_against_what_stood_before(written, browser, page, program):
    retno = written.context["history"].sittings[1].revision

    shown = browser.get(page("history", program.pk), {"ke": retno.pk})

    html = one_line(shown.content.decode())
    assert "Antrean <ins>sangat </ins>pendek." in html
    assert [one.label for one in shown.context["history"].changes] == ["Hasil bagi warga", "Risiko"]


def test_any_two_are_compared(written, browser, page, program):
    newest, *_, first = (one.revision for one in written.context["history"].sittings)

    shown = browser.get(page("history", program.pk), {"dari": first.pk, "ke": newest.pk})

    text = words(shown)
    assert "Warga dilayani di desanya sendiri." in text
    assert "Antrean habis." in text


def test_an_address_that_asks_for_nothing_known_shows_the_list(browser, page, program):
    shown = browser.get(page("history", program.pk), {"dari": "x", "ke": "99999"})

    assert shown.status_code == 200
    assert "Belum ada riwayat" in words(shown)


def test_script_in_an_old_text_is_shown_as_text(browser, page, program):
    script = "<script>alert(1)</script>"
    browser.post(
        page("edit", program.pk), sent(browser.get(page("edit", program.pk)), risks=script)
    )
    listed = browser.get(page("history", program.pk)).context["history"]

    shown = browser.get(page("history", program.pk), {"ke": listed.revisions[0].pk})

    assert script not in one_line(shown.content.decode())
    assert "&lt;script&gt;alert(1)" in one_line(shown.content.decode())
