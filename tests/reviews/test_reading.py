"""The reading page: what changed since this person last read, marked where it stands."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from reviews.models import ChapterVisit, ReadMark
from reviews.passages import PlanText
from tests import factories as make

pytestmark = pytest.mark.django_db


def address(plan, chapter, book=1):
    return reverse("reviews:chapter", args=[plan.slug, book, chapter])


@pytest.fixture
def expert(signed_in, facilitator):
    return signed_in(facilitator)


def come_back_later(person):
    """The visit of this person is over."""
    for visit in ChapterVisit.objects.filter(person=person):
        visit.seen_at -= timedelta(hours=3)
        visit.save()


def page(browser, plan, chapter, query=""):
    response = browser.get(address(plan, chapter) + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def write(plan, old, new):
    section = plan.sections.filter(body__contains=old).order_by("pk").first()
    section.body = section.body.replace(old, new)
    section.save()
    return section


def add_issue(plan):
    make.IssueFactory(
        masterplan=plan, dimension=plan.issues.first().dimension, title="Sampah menumpuk"
    )


def change_issue(plan):
    plan.issues.filter(title="Antrean panjang").update(title="Antrean sangat panjang")


def change_program(plan):
    plan.programs.filter(name="Desa pintar").update(description="Internet bagi 278 desa")


def quick_win(plan):
    return make.QuickWinFactory(
        program=plan.programs.get(name="Desa pintar"),
        nominated_by=plan.created_by,
        standing="chosen",
    )


def budget(plan):
    program = plan.programs.get(name="Desa pintar")
    make.BudgetLineFactory(program=program, year=2024, source="apbd", amount=1_500_000)


def costs_more(plan):
    plan.programs.get(name="Desa pintar").budget.update(amount=2_500_000)


def unwrite(plan):
    section = plan.sections.filter(outline__kind="narrative").order_by("pk").first()
    section.body = ""
    section.save()


def write_at_last(plan):
    section = plan.sections.get(outline__kind="narrative", body="")
    section.body = "<p>Baru ditulis.</p>"
    section.save()


# chapter, what happens (before she reads, after it), what the page then shows in its place
CHANGES = [
    (1, None, lambda p: write(p, "35", "36"), ["<del>35 </del><ins>36 </ins>puskesmas"]),
    (1, None, lambda p: write(p, "<p>Semuanya buka setiap hari.</p>", ""), ["<del>Semuanya buka"]),
    (1, unwrite, write_at_last, ["<p>Baru ditulis.</p>", '<span class="sp-flag">baru</span>']),
    (2, budget, costs_more, ["<del>1.500.000</del><ins>2.500.000</ins>"]),
    (2, None, change_program, ["<ins>Internet bagi 278 desa</ins>"]),
    (
        2,
        None,
        lambda p: p.programs.filter(name="Desa pintar").update(name="Desa cerdas"),
        ["Desa <del>pintar</del><ins>cerdas</ins>"],
    ),
    (2, None, lambda p: p.programs.filter(name="Desa pintar").delete(), ["<del>Desa pintar</del>"]),
    (3, None, change_issue, ["Antrean <ins>sangat </ins>panjang", 'data-fate="diubah"']),
    (3, None, add_issue, ["<ins>Sampah menumpuk</ins>", 'data-fate="baru"']),
    (
        3,
        None,
        lambda p: p.issues.filter(title="Antrean panjang").delete(),
        ["<del>Antrean panjang</del>", 'data-fate="dihapus"'],
    ),
    (
        3,
        quick_win,
        lambda p: p.programs.get(name="Desa pintar").quickwin.delete(),
        ["<del>Desa pintar</del>", "rv-passage--gone"],
    ),
]


@pytest.mark.parametrize(("chapter", "before", "after", "shown"), CHANGES)
def test_what_changed_is_marked_where_it_stands(
    chapter, before, after, shown, book, expert, facilitator
):
    if before:
        before(book)
    first = page(expert, book, chapter)
    come_back_later(facilitator)
    after(book)
    again = page(expert, book, chapter)

    assert "<ins>" not in first
    assert "<del>" not in first
    for words in shown:
        assert words in again
    assert "Satu hal berubah sejak Anda terakhir membaca bab ini" in again
    assert "<ins>" not in page(expert, book, chapter, "?sejak=tanpa")


def test_marks_stay_as_long_as_she_is_on_the_same_visit(book, expert, facilitator):
    page(expert, book, 1)
    come_back_later(facilitator)
    write(book, "35", "36")

    assert "<ins>36 </ins>" in page(expert, book, 1)
    assert "<ins>36 </ins>" in page(expert, book, 1)
    come_back_later(facilitator)
    assert "<ins>36 </ins>" not in page(expert, book, 1)


def test_each_chapter_remembers_its_own_last_visit(book, expert, facilitator):
    """Whoever read chapter 1 yesterday has not seen what changed in chapter 2 since last week."""
    page(expert, book, 2)
    come_back_later(facilitator)
    change_program(book)
    page(expert, book, 1)
    come_back_later(facilitator)

    assert "<ins>Internet bagi 278 desa</ins>" in page(expert, book, 2)


def test_a_passage_that_was_read_is_unread_when_it_says_something_else(book, expert, facilitator):
    shown = page(expert, book, 1)
    text = PlanText(book).chapter(1, 1).passages[0]
    mark = {"baca": f"{text.key}:{text.digest}", "ke": ""}
    assert "Sudah dibaca 0 dari 2" in shown

    expert.post(address(book, 1) + "tandai/", mark)
    assert "Sudah dibaca 1 dari 2" in page(expert, book, 1)
    write(book, "35", "36")
    shown = page(expert, book, 1)
    assert "Sudah dibaca 0 dari 2" in shown
    assert "Berubah sesudah Anda baca" in shown
    assert "<del>35 </del><ins>36 </ins>" in page(expert, book, 1, "?sejak=tanda")


def test_what_changed_while_she_read_is_not_marked_as_read(book, expert):
    """The button marks the words that the page showed, not those that stand there meanwhile."""
    page(expert, book, 1)
    text = PlanText(book).chapter(1, 1).passages[0]
    write(book, "35", "36")
    expert.post(address(book, 1) + "tandai/", {"baca": f"{text.key}:{text.digest}"})

    assert "Sudah dibaca 0 dari 2" in page(expert, book, 1)
    assert ReadMark.objects.get().digest == text.digest


@pytest.mark.parametrize(
    "odd", ["", "bagian-1", "bagian-x:ff", ":", "bagian-1:nodigest", "x" * 999]
)
def test_a_mark_of_nothing_changes_nothing(odd, book, expert):
    page(expert, book, 1)

    assert expert.post(address(book, 1) + "tandai/", {"baca": odd}).status_code == 302
    assert not ReadMark.objects.exists()


def test_a_mark_can_be_taken_off_and_others_have_their_own(book, expert, signed_in, national):
    page(expert, book, 1)
    passages = PlanText(book).chapter(1, 1).passages
    every = [f"{one.key}:{one.digest}" for one in passages]
    expert.post(address(book, 1) + "tandai/", {"baca": every})

    assert "Sudah dibaca 2 dari 2" in page(expert, book, 1)
    assert "Sudah dibaca 0 dari 2" in page(signed_in(national), book, 1)
    expert.post(address(book, 1) + "tandai/", {"baca": every[0], "lupa": "1"})
    assert "Sudah dibaca 1 dari 2" in page(expert, book, 1)


def test_her_place_is_found_again_on_another_machine(book, expert, facilitator, signed_in):
    page(expert, book, 1)
    second = PlanText(book).chapter(1, 1).passages[1].key
    assert expert.post(address(book, 1) + "tempat/", {"pada": second}).status_code == 204

    elsewhere = signed_in(facilitator)
    assert f'data-place="{second}"' in page(elsewhere, book, 1)
    assert f'href="#{second}">Mulai' in page(elsewhere, book, 1)
    chapters = " ".join(
        elsewhere.get(reverse("reviews:plan", args=[book.slug])).content.decode().split()
    )
    assert f"{address(book, 1)}#{second}" in chapters


def test_a_note_is_written_beside_its_passage_and_leads_back_to_it(book, expert):
    passage = PlanText(book).chapter(1, 2).passages[1]
    note = {"text": "Dari mana?", "weight": "must", "dari": "baca.1.2.tanpa"}
    place = reverse("notes:place_notes", args=[book.slug, passage.kind, passage.row_id])
    assert f'data-note-for="program/{passage.row_id}"' in page(expert, book, 2)
    answer = expert.post(place, note)

    assert answer.url == f"{address(book, 2)}?sejak=tanpa#{passage.key}"
    assert "Dari mana?" in page(expert, book, 2)
    resolved = expert.post(
        reverse("notes:resolve", args=[book.slug, book.notes.get().pk]), {"dari": "baca.1.2.tanpa"}
    )
    assert resolved.url == answer.url


def test_generated_parts_stand_as_in_the_book_with_their_changes(book, expert, facilitator):
    """In place where the book prints the words, below the row where it prints them otherwise."""
    first, second = book.issues.order_by("pk")
    html = page(expert, book, 3)
    assert 'class="t-issue"' in html
    assert "Tabel 3.1" in html
    come_back_later(facilitator)
    book.issues.filter(pk=first.pk).update(title="Antrean sangat panjang")
    gone_pk, _ = second.pk, second.delete()
    make.IssueFactory(masterplan=book, dimension=first.dimension, title="Sampah menumpuk")

    html = page(expert, book, 3)

    assert "<b>Antrean <ins>sangat </ins>panjang</b>" in html
    assert "<ins>Sampah menumpuk</ins>" in html
    gone = html.partition(f'id="isu-{gone_pk}"')[2]
    assert "<del>Data tidak terpadu</del>" in gone
    assert html.count('class="t-issue"') == 1


def test_a_note_on_a_row_is_written_from_the_row_and_stands_there(book, expert, lead, facilitator):
    first, second = book.issues.order_by("pk")
    html = page(expert, book, 3)
    where = reverse("notes:place_notes", args=[book.slug, "isu", first.pk])
    [link] = re.findall(rf'href="({where}[^"]*)"', html)
    assert f'id="isu-{second.pk}"' in html

    form = expert.get(unescape(link)).content.decode()
    back = re.search(r'name="dari" value="([^"]+)"', form)[1]
    sent = expert.post(where, {"text": "Sebut kecamatannya.", "dari": back})

    assert sent.url == f"{address(book, 3)}?sejak={back.split('.')[-1]}#isu-{first.pk}"
    row, other = (page(expert, book, 3).partition(f'id="isu-{one.pk}"') for one in (first, second))
    assert "Sebut kecamatannya." in row[2].partition(f'id="isu-{second.pk}"')[0]
    assert "Sebut kecamatannya." not in other[2]
    first.delete()  # the note stays at what is struck
    come_back_later(facilitator)
    gone = page(expert, book, 3)
    assert gone.count("Sebut kecamatannya.") == 1


def test_the_list_tells_every_difference_since_she_last_looked(book, expert, facilitator):
    for chapter in (1, 2):
        page(expert, book, chapter)
    come_back_later(facilitator)
    change_program(book)
    write(book, "35", "36")
    shown = " ".join(expert.get(reverse("reviews:plan", args=[book.slug])).content.decode().split())

    assert "Berubah sejak Anda terakhir membaca" in shown
    assert f"{address(book, 2)}#program-{book.programs.get(name='Desa pintar').pk}" in shown
    assert shown.count("Belum pernah Anda buka") == 1
    assert "Sudah dibaca 0 dari 7" in shown


def test_pages_cost_the_same_for_many_passages(book, expert, facilitator, queries_of):
    """A chapter with ten more programs, read and changed, asks no more often."""

    def asked():
        return queries_of(expert, address(book, 2))

    page(expert, book, 2)
    come_back_later(facilitator)
    change_program(book)
    few = asked()
    for number in range(10):
        make.ProgramFactory(
            masterplan=book,
            subdimension=book.programs.first().subdimension,
            agency=book.programs.first().agency,
            name=f"Program {number}",
        )
    come_back_later(facilitator)
    page(expert, book, 2)
    come_back_later(facilitator)
    book.programs.update(description="Semua diubah", changed_at=timezone.now())

    assert asked() <= few
    assert few <= 25
