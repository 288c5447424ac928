"""A column knows what people mean by a heading and by a word."""

import pytest
from django.core.exceptions import ValidationError

from tables.cells import Cell
from tables.choices import ChoiceColumn, Option, UnknownChoiceError, with_distinct_labels
from tables.columns import Column, LineColumn, NumberColumn, TextColumn
from tables.numbers import RUPIAH

KIND = ChoiceColumn(
    "kind",
    "Jenis layanan",
    short="Jenis",
    aliases=("macam layanan",),
    options=(
        Option("app", "Aplikasi", ("sistem informasi",)),
        Option("net", "Jaringan dan peladen", short="Jaringan"),
    ),
)


@pytest.mark.parametrize("heading", ["Jenis layanan", "jenis", "KIND", "Macam-layanan ", "jenis\n"])
def test_a_heading_is_known_by_label_short_name_and_other_names(heading):
    assert KIND.is_called(heading)


@pytest.mark.parametrize("heading", ["", " ", "jenis lain", "no"])
def test_other_headings_are_not(heading):
    assert not KIND.is_called(heading)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Aplikasi", "app"),
        ("  aplikasi ", "app"),
        ("app", "app"),
        ("Sistem  informasi", "app"),
        ("sistem-informasi", "app"),
        ("Jaringan & peladen", None),
        ("jaringan dan peladen.", "net"),
    ],
)
def test_a_choice_is_known_by_its_words_and_by_others_for_them(written, value):
    if value:
        assert KIND.read(Cell("text", written)) == value
        return
    with pytest.raises(UnknownChoiceError) as caught:
        KIND.read(Cell("text", written))
    assert (caught.value.column, caught.value.text) == (KIND, written)


def test_a_choice_that_is_spelled_almost_right_is_proposed():
    with pytest.raises(ValidationError, match="Mungkin maksudnya “Aplikasi”"):
        KIND.read(Cell("text", "Aplikasii"))


def test_signs_and_blanks_are_left_out_only_where_that_leaves_no_doubt():
    column = ChoiceColumn("x", "X", options=(Option("1", "A-B"), Option("2", "A B")))

    assert column.read(Cell("text", "a-b")) == "1"
    assert column.read(Cell("text", "a b")) == "2"
    with pytest.raises(UnknownChoiceError):
        column.read(Cell("text", "ab"))


def test_the_number_of_a_row_is_no_word_for_it():
    column = ChoiceColumn("x", "X", options=(Option("7", "Banjarnegara"), Option("8", "Kebumen")))

    with pytest.raises(UnknownChoiceError):
        column.read(Cell("text", "7"))


def test_signs_of_a_number_are_never_left_out():
    levels = ChoiceColumn("x", "X", options=(Option("1", "1, kata", short="1"),))

    assert levels.read(Cell("text", "1")) == "1"
    for text in ("-1", "1.", "(1)"):
        with pytest.raises(UnknownChoiceError):
            levels.read(Cell("text", text))


def test_a_dash_chooses_nothing():
    assert KIND.read(Cell("text", " – ")) == ""


def test_labels_that_two_options_share_are_told_apart():
    options = with_distinct_labels(
        [Option("1", "Dinas"), Option("2", "Dinas"), Option("3", "Badan")]
    )

    assert [one.label for one in options] == ["Dinas [1]", "Dinas [2]", "Badan"]


def test_how_wide_a_list_is_drawn_follows_its_words():
    levels = ChoiceColumn(
        "x", "X", options=tuple(Option(str(n), f"{n}, kata", short=str(n)) for n in "01")
    )

    assert (levels.size, KIND.size) == ("level", "choice")


def test_money_is_read_as_people_write_it_and_told_in_rupiah():
    money = NumberColumn("amount", "Jumlah", number_format=RUPIAH, box="money")

    assert money.read(Cell("text", "1,25 M")) == "1250000000"
    assert money.read(Cell("number", 5000)) == "5000"
    assert money.words("5000") == "Rp\N{NO-BREAK SPACE}5.000"
    with pytest.raises(ValidationError, match="Tulis rupiah dengan angka"):
        money.read(Cell("text", "banyak"))


def test_sentences_keep_their_lines_and_a_line_does_not():
    cell = Cell("text", "satu\ndua ")

    assert TextColumn("t", "T").read(cell) == "satu\ndua"
    assert LineColumn("t", "T").read(cell) == "satu dua"


def test_every_kind_of_column_takes_what_it_says_of_itself():
    """Without its decorator a class keeps the box and the width of the kind above it."""
    kinds = [Column]
    for kind in kinds:
        kinds += kind.__subclasses__()
    assert len(kinds) > 10
    says = [kind for kind in kinds if set(vars(kind).get("__annotations__", ())) - {"input_name"}]
    assert [kind.__name__ for kind in says if "__dataclass_params__" not in vars(kind)] == []
