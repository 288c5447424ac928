"""The page of the pokja lead, as she and others see it; it works without JavaScript."""

import re

import pytest
from django.urls import reverse

from analyses.models import Issue, TowsLink
from tests.factories import AgencyFactory, IssueFactory, SwotEntryFactory, VisionKeywordFactory
from tests.markup import one_line
from tests.worksheets.reading import base_of
from tests.worksheets.test_pages import SCRIPT, fill

pytestmark = pytest.mark.django_db


@pytest.fixture
def pokja(masterplan, dimensions, people):
    """The lead of the first dimension's working group."""
    masterplan.teams.create(dimension=dimensions[0], lead=people["dimension_lead"])
    return people["dimension_lead"]


@pytest.fixture
def place(masterplan):
    def address(name, dimension="governance", kind="isu"):
        args = [masterplan.slug, dimension] + ([] if name == "pokja" else [kind])
        return reverse(f"compiling:{name}", args=args)

    return address


@pytest.fixture
def issues(masterplan, dimensions, agency, region):
    dinsos = AgencyFactory(region=region, name="Dinas Sosial", short_name="Dinsos")
    own = {"masterplan": masterplan, "dimension": dimensions[0]}
    return [
        IssueFactory(**own, agency=agency, title="Posyandu jauh dari dusun", order=1),
        IssueFactory(**own, agency=dinsos, title="Dusun jauh dari posyandu", order=2),
        IssueFactory(**own, agency=dinsos, title="Jalan rusak", order=3),
    ]


def test_she_sees_the_rows_of_all_agencies_and_which_may_say_the_same(
    issues, pokja, place, signed_in
):
    page = one_line(signed_in(pokja).get(place("pokja_kind")).content.decode())

    assert "Tiga isu dari 2 Perangkat Daerah. Satu kelompok mungkin sama isinya." in page
    same = f"{place('merge')}?baris={issues[0].pk}&amp;baris={issues[1].pk}"
    assert same in page
    form = page.split('id="semua"')[1].split("</form>")[0]
    assert re.search(r'name="csrfmiddlewaretoken" value="\w{64}"', form)


def test_rows_are_compared_and_merged_with_forms_alone(issues, pokja, place, signed_in):
    browser = signed_in(pokja)
    ticked = {"baris": [issues[0].pk, issues[1].pk]}
    asked = one_line(browser.post(place("merge"), ticked).content.decode())
    assert "Pakai tulisan Dinsos" in asked
    assert Issue.objects.standing().count() == 3

    form = browser.post(place("merge"), ticked | {"pakai": issues[1].pk}).context["form"]
    said = {f"seen-{key}": state for key, state in form.states()}
    said |= {field.name: field.value() or "" for field in form} | {"pakai": form.target.pk}
    page = browser.post(place("merge"), ticked | said | {"gabungkan": "1"}, follow=True)

    text = one_line(page.content.decode())
    assert "Dua isian digabungkan." in text
    assert "Berasal dari Dinsos, Dinkes" in " ".join(text.split())
    assert "Posyandu jauh dari dusun" in text
    assert Issue.objects.get(pk=issues[0].pk).merged_into_id == issues[1].pk


def test_a_row_changed_meanwhile_is_told_and_what_was_typed_stays(issues, pokja, place, signed_in):
    seen = {f"seen-{row.pk}": base_of(row) for row in issues[:2]}
    said = {"baris": [row.pk for row in issues[:2]], "pakai": issues[0].pk, "gabungkan": "1"}
    Issue.objects.filter(pk=issues[1].pk).update(title="Menurut Dinsos sekarang")

    page = signed_in(pokja).post(place("merge"), said | seen | {"title": "Tulisan pokja"})

    assert page.status_code == 409
    text = one_line(page.content.decode())
    assert "mengubah salah satu isian ini" in text
    assert "Tulisan pokja" in text
    assert "Menurut Dinsos sekarang" in text
    assert Issue.objects.standing().count() == 3


def test_one_press_puts_rows_in_and_out_of_the_book_and_in_order(issues, pokja, place, signed_in):
    browser = signed_in(pokja)
    column = browser.get(place("pokja_kind")).context["columns"][0]
    sent = {f"nomor-{row.pk}": number for number, row in enumerate(column.rows, 1)}
    sent |= {"tampil": column.shown, "buku": [issues[0].pk, issues[1].pk]}

    browser.post(place("arrange"), sent | {f"nomor-{issues[2].pk}": "1"})
    assert not Issue.objects.get(pk=issues[2].pk).in_book
    rows = browser.get(place("pokja_kind")).context["columns"][0].rows
    assert rows == [issues[2], issues[0], issues[1]]

    browser.post(place("arrange"), {"turun": issues[2].pk})
    rows = browser.get(place("pokja_kind")).context["columns"][0].rows
    assert rows == [issues[0], issues[2], issues[1]]


def test_what_another_one_decided_meanwhile_is_not_undone(issues, pokja, lead, place, signed_in):
    mine, hers = signed_in(pokja), signed_in(lead)
    column = mine.get(place("pokja_kind")).context["columns"][0]
    keys = [row.pk for row in issues]
    hers.post(place("arrange"), {"tampil": column.shown, "buku": keys[1:]})

    mine.post(place("arrange"), {"tampil": column.shown, "buku": keys[:2]})

    assert [row.in_book for row in Issue.objects.order_by("pk")] == [False, True, False]


def test_over_htmx_only_the_lists_come_back_with_a_sentence(issues, pokja, place, signed_in):
    page = signed_in(pokja).post(
        place("arrange"), {"naik": issues[2].pk}, headers={"HX-Request": "true"}
    )

    text = one_line(page.content.decode())
    assert "Urutan disimpan." in text
    assert "<html" not in text


def test_the_lead_of_another_dimension_reads_and_changes_nothing(
    issues, pokja, place, masterplan, dimensions, people, signed_in
):
    masterplan.teams.update(dimension=dimensions[1])
    browser = signed_in(pokja)

    page = one_line(browser.get(place("pokja_kind")).content.decode())
    assert "Posyandu jauh dari dusun" in page
    assert place("merge") not in page.replace("&amp;", "&").split("daftar")[1].split("</div>")[0]
    assert browser.post(place("arrange"), {"naik": issues[1].pk}).status_code == 403
    assert browser.post(place("merge"), {"baris": [issues[0].pk]}).status_code == 403


def test_a_plan_handed_in_is_read(issues, pokja, place, signed_in, hand_in):
    hand_in()
    browser = signed_in(pokja)

    assert 'name="naik"' not in one_line(browser.get(place("pokja_kind")).content.decode())
    page = browser.post(place("arrange"), {"naik": issues[1].pk}, follow=True)
    assert "Masterplan ini tidak sedang ditulis" in one_line(page.content.decode())


@pytest.mark.parametrize("kind", ["isu", "swot", "tows", "kesenjangan", "gagasan"])
def test_sixty_agencies_cost_no_more_queries_than_one(
    kind, masterplan, dimensions, pokja, place, region, signed_in, queries_of
):
    browser, own = signed_in(pokja), {"masterplan": masterplan, "dimension": dimensions[0]}
    fill(masterplan, dimensions[0], AgencyFactory(region=region), 1)
    target = SwotEntryFactory(**own, kind="S")
    SwotEntryFactory(**own, kind="S", merged_into=target, agency=AgencyFactory(region=region))
    few = queries_of(browser, place("pokja_kind", kind=kind))
    for _ in range(59):
        fill(masterplan, dimensions[0], AgencyFactory(region=region), 1)
        SwotEntryFactory(**own, kind="S", merged_into=target, agency=AgencyFactory(region=region))

    assert queries_of(browser, place("pokja_kind", kind=kind)) == few <= 30


def test_what_people_wrote_is_never_run(masterplan, dimensions, pokja, place, signed_in):
    own = {"masterplan": masterplan, "dimension": dimensions[0]}
    rows = [IssueFactory(**own, title=SCRIPT, description=SCRIPT) for _ in range(2)]
    browser = signed_in(pokja)

    for page in (
        browser.get(place("pokja_kind")),
        browser.post(place("merge"), {"baris": [row.pk for row in rows]}),
    ):
        text = one_line(page.content.decode())
        assert "&lt;script&gt;alert(1)" in text
        assert SCRIPT not in text


def test_a_strategy_shows_the_row_that_stands_for_the_one_it_came_from(
    masterplan, dimensions, pokja, place, signed_in
):
    own = {"masterplan": masterplan, "dimension": dimensions[0], "kind": "S"}
    kept, other = (SwotEntryFactory(**own, text=text) for text in ("Jaringan desa", "Internet"))
    fill(masterplan, dimensions[0], None, 1)
    TowsLink.objects.update(entry=other)
    said = {"baris": [kept.pk, other.pk], "pakai": kept.pk, "gabungkan": "1", "text": kept.text}
    said |= {f"seen-{row.pk}": base_of(row) for row in (kept, other)}

    signed_in(pokja).post(place("merge", kind="swot"), said)

    page = one_line(signed_in(pokja).get(place("pokja_kind", kind="tows")).content.decode())
    assert "Kekuatan: Jaringan desa" in page
    assert "Kekuatan: Internet" not in page


def test_words_for_the_vision_are_listed_once_with_who_named_them(
    masterplan, region, lead, signed_in
):
    first, second = AgencyFactory(region=region), AgencyFactory(region=region)
    VisionKeywordFactory(masterplan=masterplan, agency=first, word="Terhubung", reason="Desa jauh")
    VisionKeywordFactory(masterplan=masterplan, agency=second, word="terhubung ")
    VisionKeywordFactory(masterplan=masterplan, agency=second, word="Sehat")
    masterplan.vision_keywords = "melayani, terhubung"
    masterplan.save(update_fields=["vision_keywords"])

    page = signed_in(lead).get(reverse("worksheets:named_keywords", args=[masterplan.slug]))

    named = [(one.word, len(one.agencies), one.is_used) for one in page.context["words"]]
    assert named == [("Terhubung", 2, True), ("Sehat", 1, False)]
    assert "Desa jauh" in one_line(page.content.decode())


def test_the_overview_and_the_board_lead_her_to_her_dimension(
    pokja, place, at, masterplan, signed_in
):
    browser = signed_in(pokja)

    for address in (masterplan.get_absolute_url(), at("board")):
        page = one_line(browser.get(address).content.decode())
        assert f'href="{place("pokja")}"' in page
        assert "Susun isian Smart Governance" in page
