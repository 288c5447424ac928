"""What differs between two texts, word by word."""

import random
from time import process_time

import pytest

from indonesian.texts import nearest
from revisions.diff import DEL, INS, DiffPiece, around_changes, compare, differs, marked, side
from revisions.html_text import plain_text
from revisions.merge import merge_items
from revisions.tokens import mark_of

LONGEST = 400_000  # letters of a section (masterplans/forms.py)
SHORT = ["di", "ke", "ya", "dan", "a", "b", "itu"]
OLD = "<p>Data dari seluruh puskesmas dicatat satu kali.</p><p>Tetap sama.</p>"
NEW = "<p>Data dari 35 puskesmas dicatat <b>satu</b> kali.</p><p>Tetap sama.</p><p>Baru.</p>"


def test_a_changed_word_is_marked_and_the_rest_stays():
    first, second, third = compare(OLD, NEW)

    assert first == [
        DiffPiece("same", "Data dari "),
        DiffPiece("del", "seluruh "),
        DiffPiece("ins", "35 "),
        DiffPiece("same", "puskesmas dicatat satu kali."),
    ]
    assert second == [DiffPiece("same", "Tetap sama.")]
    assert third == [DiffPiece("ins", "Baru.")]


def test_a_sign_does_not_make_a_word_another_one():
    (paragraph,) = compare("<p>Barang lancar.</p>", "<p>Barang lancar dan aman.</p>")

    assert [(p.kind, p.text) for p in paragraph] == [
        ("same", "Barang lancar "),
        ("ins", "dan aman"),
        ("same", "."),
    ]
    assert "".join(piece.text for piece in side([paragraph], DEL)[0]) == "Barang lancar."


def test_a_number_is_one_word():
    (paragraph,) = compare("<p>Rp 1.250.000 setahun</p>", "<p>Rp 1.350.000 setahun</p>")

    assert DiffPiece("del", "1.250.000 ") in paragraph


def test_each_side_gives_its_whole_text_again():
    def text(kind):
        found = side(compare(OLD, NEW), kind)
        return ["".join(piece.text for piece in paragraph).strip() for paragraph in found]

    assert text(DEL) == ["Data dari seluruh puskesmas dicatat satu kali.", "Tetap sama."]
    assert text(INS) == ["Data dari 35 puskesmas dicatat satu kali.", "Tetap sama.", "Baru."]


def test_texts_that_differ_only_in_form_have_no_changed_word():
    assert not differs(compare("<p>Satu dua.</p>", "<p><strong>Satu</strong> dua.</p>"))
    assert differs(compare("<p>Satu dua.</p>", "<p>Satu tiga.</p>"))


def test_paragraphs_with_little_in_common_are_shown_one_after_the_other():
    assert compare("<p>Antrean layanan panjang.</p>", "<p>Sampah belum dipilah.</p>") == [
        [DiffPiece("del", "Antrean layanan panjang.")],
        [DiffPiece("ins", "Sampah belum dipilah.")],
    ]


def test_a_very_long_text_is_compared_at_once():
    long = "<p>" + " ".join(f"kata{n}" for n in range(60_000)) + "</p>"

    assert differs(compare(long, long.replace("kata500 ", "lain ")))


@pytest.mark.parametrize(("paragraphs", "words"), [(1, 20_000), (1, 600), (20, 1_000), (4_000, 1)])
def test_words_that_recur_do_not_make_a_comparison_endless(paragraphs, words):
    """Of each shape difflib would take minutes."""
    chosen = random.Random(paragraphs)

    def text():
        lines = (" ".join(chosen.choices(SHORT, k=words)) for _ in range(paragraphs))
        return "".join(f"<p>{line}</p>" for line in lines)

    old, new = text(), text()
    compared = compare(old, new)
    for kind, html in ((DEL, old), (INS, new)):
        lines = ("".join(piece.text for piece in line) for line in side(compared, kind))
        assert " ".join(lines).split() == plain_text(html).split()
    assert marked(plain_text(old), plain_text(new))


def cheapest(work):
    """Seconds of CPU, of three tries: what else runs on a machine must not count."""
    spent = []
    for _ in range(3):
        began = process_time()
        work()
        spent.append(process_time() - began)
    return min(spent)


def text_of(paragraphs, letters, chosen):
    """A text that can just be saved, of words of one letter."""
    words = max(1, (letters // paragraphs - 7) // 2)
    lines = (" ".join(chosen.choices("abcde", k=words)) for _ in range(paragraphs))
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.system  # seconds of work, and no answer for who asks for unit tests alone
@pytest.mark.parametrize("paragraphs", [1, 24, 190, 499, 4_000, 40_000])
def test_no_text_that_can_be_saved_costs_more_than_half_a_second(paragraphs):
    chosen = random.Random(paragraphs)
    old, new = (text_of(paragraphs, LONGEST, chosen) for _ in range(2))

    assert cheapest(lambda: compare(old, new)) < 0.5
    assert cheapest(lambda: marked(plain_text(old), plain_text(new))) < 0.5  # a clash, a cell


@pytest.mark.system  # seconds of work, and no answer for who asks for unit tests alone
@pytest.mark.parametrize("count", [100, 8_000, 40_000])
def test_joining_two_windows_costs_no_more_than_half_a_second(count):
    began = [str(number) for number in range(count)]
    theirs = [one + ("x" if number % 4 == 0 else "") for number, one in enumerate(began)]
    mine = [one + ("y" if number % 4 == 2 else "") for number, one in enumerate(began)]
    marks = [mark_of(None, one) for one in began]

    assert cheapest(lambda: merge_items(marks, theirs, mine)) < 0.5


def test_a_cell_as_full_as_excel_allows_is_no_word_of_a_list_at_once():
    names = [f"Dinas Urusan Nomor {number}" for number in range(200)]

    assert cheapest(lambda: nearest("Dinas Urusan " * 2_500, names)) < 0.01
    assert nearest("Dinas Urusn Nomor 7", names) == "Dinas Urusan Nomor 7"


def test_of_a_long_text_only_the_neighbourhood_of_a_change_is_shown():
    old = "".join(f"<p>Paragraf {number}.</p>" for number in range(20))
    new = old.replace("Paragraf 10.", "Paragraf sepuluh.")

    shown = around_changes(compare(old, new))

    words = ["".join(piece.text for piece in paragraph) for paragraph in shown]
    assert words == [
        "9 paragraf sama", "Paragraf 9.", "Paragraf 10sepuluh.", "Paragraf 11.", "8 paragraf sama"
    ]  # fmt: skip
    assert around_changes(compare(old, old)) == compare(old, old)
    assert ["".join(piece.text for piece in one) for one in side(shown, INS)][
        2
    ] == "Paragraf sepuluh."
