"""What was opened from Kertas Kerja, gate, matrix or komitmen returns there and says the rest."""

import pytest
from django.urls import reverse

from masterplans.models import Stage
from tests import factories as make
from tests.markup import one_line
from tests.plans import bring_to, give_dimensions


@pytest.fixture
def dimensions(masterplan):
    return give_dimensions(masterplan)


@pytest.fixture
def issue(masterplan, dimensions, agency):
    return make.IssueFactory(masterplan=masterplan, dimension=dimensions[0], agency=agency)


def edit(masterplan, row, way=""):
    return reverse("worksheets:edit", args=[masterplan.slug, "isu", row.pk]) + way


def sent(browser, address):
    """Send the form of a page as it stands."""
    form = browser.get(address).context["form"]
    values = {bound.html_name: bound.value() for bound in form if bound.value() is not None}
    return browser.post(address, values)


def test_a_writer_returns_to_her_kertas_kerja_and_reads_what_is_left(
    masterplan, issue, writer, signed_in
):
    browser = signed_in(writer)
    home = reverse("assignments:worksheets", args=[masterplan.slug])
    way = f"?kembali=kertas.{masterplan.slug}"
    assert way in browser.get(home).content.decode()

    page = one_line(browser.get(edit(masterplan, issue, way)).content.decode())
    assert f'href="{home}"' in page
    assert "Kembali ke Kertas Kerja" in page

    response = sent(browser, edit(masterplan, issue, way))
    assert response.url == home
    html = one_line(browser.get(response.url).content.decode())
    assert " isian lagi: " in html
    assert " isian lagi: " not in browser.get(home).content.decode()  # said once


def test_without_a_way_back_a_page_leads_where_it_always_did(masterplan, issue, writer, signed_in):
    response = sent(signed_in(writer), edit(masterplan, issue))

    assert "kertas-kerja" not in response.url


@pytest.mark.parametrize(
    "way",
    [
        "?kembali=kertas.//evil.example",
        "?kembali=nowhere.banjarnegara",
        "?kembali=https://evil.example",
        "?kembali=kertas.",
        "?kembali=",
    ],
)
def test_a_way_back_that_makes_no_sense_leads_nowhere(way, masterplan, issue, writer, signed_in):
    browser = signed_in(writer)

    assert browser.get(edit(masterplan, issue, way)).context["way_back"] is None
    assert "evil" not in sent(browser, edit(masterplan, issue, way)).url


def test_a_form_that_was_refused_keeps_the_way_back(masterplan, issue, writer, signed_in):
    way = f"?kembali=kertas.{masterplan.slug}"

    response = signed_in(writer).post(edit(masterplan, issue, way), {"title": ""})

    assert response.status_code != 302
    assert "Kembali ke Kertas Kerja" in response.content.decode()


def test_the_gate_and_the_matrix_say_where_one_came_from(masterplan, issue, lead, signed_in):
    browser = signed_in(lead)

    overview = browser.get(masterplan.get_absolute_url()).content.decode()
    assert f"?kembali=syarat.{masterplan.slug}" in overview
    assert f"?kembali=matriks.{masterplan.slug}" in overview


def test_a_late_quick_entry_warns_that_it_opens_the_gate_again(
    masterplan, lead, facilitator, signed_in
):
    page = reverse("portfolio:quick", args=[masterplan.slug])
    assert "membuka lagi syaratnya" not in signed_in(lead).get(page).content.decode()

    bring_to(masterplan, Stage.ROADMAP, lead=lead, facilitator=facilitator)

    assert "membuka lagi syaratnya" in one_line(signed_in(lead).get(page).content.decode())


def test_a_checklist_that_was_told_no_way_back_has_none(client, db):
    page = client.get("/komponen/")

    assert page.status_code == 200
    assert "kembali=" not in page.content.decode()


def test_the_form_of_a_page_is_sent_with_the_way_back(
    masterplan, issue, dimensions, writer, agency, signed_in
):
    browser, way = signed_in(writer), f"?kembali=kertas.{masterplan.slug}"
    program = make.ProgramFactory(masterplan=masterplan, agency=agency)
    pages = [
        edit(masterplan, issue),
        reverse("worksheets:add", args=[masterplan.slug, "isu"]),
        reverse("programs:edit", args=[masterplan.slug, program.pk]),
    ]
    for page in pages:
        html = one_line(browser.get(page + way).text)
        assert f'action="{page}{way}"' in html, page
        assert f'action="{page}"' in one_line(browser.get(page).text)


def test_a_page_that_has_saved_itself_says_what_is_left(masterplan, issue, writer, signed_in):
    browser = signed_in(writer)
    address = edit(masterplan, issue, f"?kembali=kertas.{masterplan.slug}")
    assert " isian lagi: " not in browser.get(address).text

    head = one_line(browser.get(address, headers={"X-Simpul-Head": "1"}).text)

    assert "Tersimpan. " in head
    assert " isian lagi: " in head
    left = browser.get(edit(masterplan, issue), headers={"X-Simpul-Head": "1"}).text
    assert " isian lagi: " not in left
