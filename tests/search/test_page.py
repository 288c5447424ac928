"""The search page: who may open it, what it says, what it costs."""

import pytest
from django.urls import reverse

from masterplans.models import Stage, Status
from search.models import Mark
from tests import factories as make
from tests.commitments.making import frozen
from tests.markup import one_line
from tests.plans import bring_to


@pytest.fixture
def address(masterplan):
    return reverse("search:find", args=[masterplan.slug])


@pytest.fixture
def browser(lead, signed_in):
    return signed_in(lead)


def ask(browser, address, **query):
    response = browser.get(address, query)
    assert response.status_code == 200
    return one_line(response.content.decode())


def test_a_member_finds_a_word_marked_in_its_text(masterplan, address, browser):
    make.IssueFactory(masterplan=masterplan, title="Sampah", description="Warga mengolah sendiri.")

    page = ask(browser, address, q="pengolahan")

    assert "<mark>mengolah</mark>" in page
    assert "<strong>1</strong> hasil" in page


def test_what_was_written_is_shown_as_text(masterplan, address, browser):
    make.IssueFactory(masterplan=masterplan, title="<script>alert(1)</script> banjir")

    page = ask(browser, address, q='banjir "><b>')

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>banjir</mark>" in page
    assert "&quot;&gt;&lt;b&gt;" in page


def test_a_stranger_does_not_learn_that_the_masterplan_exists(people, address, signed_in):
    assert signed_in(people["stranger"]).get(address, {"q": "air"}).status_code == 404


def test_while_typing_only_the_answer_is_sent(masterplan, address, browser):
    make.IssueFactory(masterplan=masterplan, title="Banjir")

    response = browser.get(address, {"q": "banj"}, headers={"hx-request": "true"})
    part = one_line(response.content.decode())

    assert "<html" not in part
    assert "Mencari juga: <a" in part
    assert ">banjir</a>" in part
    assert "<mark>Banjir</mark>" in part


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("", "Tulis satu kata atau lebih."),
        ("   ", "Tulis satu kata atau lebih."),
        ("yang di", "Kata ini ada di setiap bagian."),
        ("'; DROP TABLE search_entry; --", "Tidak ada yang memuat"),
        ("%", "Tidak ada kata yang dapat dicari."),
        ("🙂", "Tidak ada kata yang dapat dicari."),
        ("panjang " * 100, "Kata yang dicari terlalu panjang."),
        ("\ud800", "Tidak ada kata yang dapat dicari."),
        ("tidakadakatanya", "Periksa ejaannya"),
    ],
)
def test_whatever_is_typed_is_answered_with_a_sentence(
    masterplan, address, browser, asked, sentence
):
    make.IssueFactory(masterplan=masterplan, title="Banjir")
    query = asked.encode("utf-8", "surrogatepass")
    assert sentence in ask(browser, address, q=query)


@pytest.mark.parametrize("choice", [{"jenis": "tidak-ada"}, {"halaman": "99"}, {"halaman": "-1"}])
def test_an_unknown_kind_or_page_is_no_error(masterplan, address, browser, choice):
    make.IssueFactory(masterplan=masterplan, title="Banjir")
    assert "hasil untuk" in ask(browser, address, q="banjir", **choice)


def test_a_frozen_masterplan_can_be_searched(masterplan, address, lead, facilitator, browser):
    make.IssueFactory(
        masterplan=masterplan,
        dimension=make.DimensionFactory(set=masterplan.dimension_set),
        title="Banjir bandang",
    )
    plan = bring_to(
        masterplan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator
    )
    frozen(plan, lead)
    assert Mark.objects.filter(masterplan=plan).exists()

    assert "<mark>Banjir</mark>" in ask(browser, address, q="banjir")

    assert not Mark.objects.filter(masterplan=plan).exists()


@pytest.mark.parametrize("asked", ["banjir", "banjri"])
def test_one_hit_costs_as_many_queries_as_fifty(
    masterplan, address, browser, agency, queries_of, asked
):
    def issues(count):
        make.IssueFactory.create_batch(count, masterplan=masterplan, agency=agency, title="Banjir")

    issues(1)
    one = queries_of(browser, f"{address}?q={asked}")
    issues(49)
    assert queries_of(browser, f"{address}?q={asked}") == one <= 16


def test_every_page_of_a_masterplan_leads_to_its_search(masterplan, address, browser):
    page = ask(browser, reverse("portfolio:board", args=[masterplan.slug]))

    assert f'action="{address}"' in page
    assert f'href="{address}"' in page
    assert address not in one_line(browser.get(reverse("monitoring:regions")).content.decode())


def test_the_box_works_as_a_plain_form(address, browser):
    page = ask(browser, address)
    assert 'name="q"' in page
    assert f'action="{address}"' in page
