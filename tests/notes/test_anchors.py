"""A quotation is found again in a text that others go on writing: edits against anchors."""

import time

import pytest

from notes.anchors import UNKNOWN, Anchor, AnchorState, Passages
from revisions.html_text import plain_text

SAME, CHANGED, GONE = AnchorState.UNCHANGED, AnchorState.CHANGED, AnchorState.GONE

FIRST = "Kabupaten Banjarnegara terletak di bagian barat Provinsi Jawa Tengah."
SECOND = (
    "Jumlah penduduk pada tahun 2023 adalah 1.047.226 jiwa, dengan kepadatan 979 jiwa per"
    " kilometer persegi. Sebagian besar penduduk bekerja di sektor pertanian."
)
THIRD = "Angka kemiskinan turun dari 15,64 persen menjadi 14,90 persen dalam satu tahun."
REWRITTEN = (
    "Jumlah penduduk tahun 2024 adalah 1.050.101 jiwa, dengan kepadatan 981 jiwa per kilometer"
    " persegi. Sebagian besar warga bekerja di pertanian."
)
TEXT = "\n".join([FIRST, SECOND, THIRD])


def anchor(words, text=TEXT, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Passages(text).anchor_at(at, at + len(words))


def found(text, wanted):
    passage = Passages(text).find(wanted)
    return passage.state, passage.words


POPULATION = anchor("1.047.226 jiwa")
FARMING = anchor("Sebagian besar penduduk bekerja di sektor pertanian.")
CROSSING = anchor("di sektor pertanian.\nAngka kemiskinan")
WHOLE = anchor(SECOND)


@pytest.mark.parametrize(
    ("edit", "wanted", "state", "words"),
    [
        (TEXT, POPULATION, SAME, "1.047.226 jiwa"),
        # typed before, directly before, after, directly after
        ("Pendahuluan.\n" + TEXT, POPULATION, SAME, "1.047.226 jiwa"),
        (TEXT.replace("adalah", "adalah kurang lebih"), POPULATION, SAME, "1.047.226 jiwa"),
        (TEXT + "\nPenutup.", POPULATION, SAME, "1.047.226 jiwa"),
        (TEXT.replace("226 jiwa,", "226 jiwa (BPS),"), POPULATION, SAME, "1.047.226 jiwa"),
        (TEXT.replace("1.047.226 jiwa", "± 1.047.226 jiwa*"), POPULATION, SAME, "1.047.226 jiwa"),
        # inside
        (TEXT.replace("1.047.226 jiwa", "1.050.101 jiwa"), POPULATION, CHANGED, "1.050.101 jiwa"),
        (
            TEXT.replace("besar penduduk bekerja", "besar warga usia kerja bekerja"),
            FARMING,
            CHANGED,
            "Sebagian besar warga usia kerja bekerja di sektor pertanian.",
        ),
        # the paragraph moved
        ("\n".join([THIRD, FIRST, SECOND]), POPULATION, SAME, "1.047.226 jiwa"),
        ("\n".join([THIRD, FIRST, SECOND]), WHOLE, SAME, SECOND),
        # deleted: the words alone, the paragraph, everything
        (TEXT.replace("1.047.226 jiwa", ""), POPULATION, GONE, ""),
        ("\n".join([FIRST, THIRD]), POPULATION, GONE, ""),
        ("\n".join([FIRST, THIRD]), WHOLE, GONE, ""),
        ("", POPULATION, GONE, ""),
        # rewritten, with what is around it
        ("Bagian ini ditulis ulang oleh tim dengan susunan yang lain.", WHOLE, GONE, ""),
        (
            f"Data baru.\n{REWRITTEN}\nLain.",
            WHOLE,
            CHANGED,
            REWRITTEN,
        ),
        # across two paragraphs, which are joined, or between which one is put
        (TEXT, CROSSING, SAME, "di sektor pertanian. Angka kemiskinan"),
        (TEXT.replace("\n", " "), CROSSING, SAME, "di sektor pertanian. Angka kemiskinan"),
        (
            TEXT.replace("pertanian.\n", "pertanian.\nSumber: BPS.\n"),
            CROSSING,
            CHANGED,
            "di sektor pertanian. Sumber: BPS. Angka kemiskinan",
        ),
        # all white space is alike
        (TEXT.replace(" ", "\u00a0"), POPULATION, SAME, "1.047.226 jiwa"),
    ],
)  # fmt: skip
def test_words_are_found_again_after_an_edit(edit, wanted, state, words):
    assert found(edit, wanted) == (state, words)


THREE = "Puskesmas Punggelan: baik.\nPuskesmas Wanadadi: baik.\nPuskesmas Rakit: baik."


@pytest.mark.parametrize("nth", [0, 1, 2])
def test_of_words_that_stand_there_three_times_the_selected_ones_are_meant(nth):
    passage = Passages(THREE).find(anchor("baik", THREE, nth))

    assert (
        passage.start
        == [match for match in range(len(THREE)) if THREE.startswith("baik", match)][nth]
    )


def test_a_twin_is_not_taken_for_words_that_were_removed():
    second = anchor("baik", THREE, 1)

    assert found(THREE.replace("Wanadadi: baik", "Wanadadi: "), second) == (GONE, "")
    assert found(THREE.replace("Wanadadi: baik", "Wanadadi: rusak"), second) == (CHANGED, "rusak")


TABLE = (
    "<table><tbody><tr><td><p>Puskesmas</p></td><td><p>Kondisi</p></td></tr>"
    "<tr><td><p>Rakit &amp; Bawang</p></td><td><p>rusak ringan</p></td></tr>"
    "<tr><td><p>Wanadadi</p></td><td><p>baik</p></td></tr></tbody></table>"
)


def test_cells_and_entities_are_quoted_as_a_browser_shows_them():
    text = plain_text(TABLE)
    selected = Anchor("Rakit & Bawang\trusak ringan", "PuskesmasKondisi ", "Wanadadi baik", 16)

    assert Passages(text).find(selected).state == SAME
    without = plain_text(TABLE.replace("<p>rusak ringan</p>", ""))
    assert found(without, Passages(text).quote("rusak ringan")) == (GONE, "")


def test_what_is_typed_by_hand_gets_its_neighbours_and_what_is_not_there_is_kept():
    text = Passages(TEXT)

    assert text.quote("1.047.226   jiwa") == POPULATION
    lost = text.quote("dua juta jiwa")
    assert (lost, text.find(lost).state) == (Anchor("dua juta jiwa", position=UNKNOWN), GONE)


def test_a_field_as_a_whole_says_what_it_says_now():
    field = Passages("Banter").anchor_at(0, 6)

    assert found("Banter", field) == (SAME, "Banter")
    assert found("Lapor Bupati", field) == (CHANGED, "Lapor Bupati")
    assert found("", field) == (GONE, "")


def test_many_quotations_are_found_in_a_text_of_400_kilobytes_at_once():
    lines = [
        f"Desa nomor {one} memiliki {one * 37} jiwa dan {one % 9} posyandu." for one in range(8000)
    ]
    text = "\n".join(lines)
    wanted = [anchor(lines[number], text) for number in range(0, 8000, 400)]
    wanted += [anchor("\n".join(lines[3000:3050]), text)]
    edited = "\n".join(lines[1::2]).replace("jiwa", "orang")

    began = time.perf_counter()
    passages = Passages(edited)
    states = {passages.find(one).state for one in wanted}

    assert len(text) > 400_000
    assert states <= {CHANGED, GONE}
    assert time.perf_counter() - began < 2
