"""Rows copied from Excel: read by heads or order, each bad cell told of, all added or none."""

import re
import uuid

import pytest

from analyses.kinds import KINDS
from analyses.models import (
    GapRow,
    IctSpending,
    IctStaff,
    Issue,
    Regulation,
    SwotEntry,
    TowsStrategy,
)
from masterplans.models import Revision
from tests.factories import AgencyFactory, SwotEntryFactory
from tests.markup import one_line
from worksheets.pasting import Reader


@pytest.fixture
def names(dimensions):
    """The test's dimensions with the aliases that people write."""
    dimensions[0].aliases = ["smart government", "tata kelola"]
    dimensions[0].save()
    return dimensions


@pytest.fixture
def read(masterplan, writer, names):
    """`read("swot", text)` is what pasting this text shows."""

    def reading(kind, text, **more):
        return Reader(masterplan, KINDS[kind], writer, **more).read(text)

    return reading


def sentences(reading):
    return [sentence for row in reading.rows for sentence in row.sentences]


def test_columns_are_known_by_their_heads_in_any_order_and_by_other_names(read, names):
    reading = read("swot", "No\tUraian\tPilar\tKategori\n1\tMPP\tSmart Government\tStrengths\n")

    row = reading.rows[0].finding
    assert reading.headed
    assert (row.text, row.dimension, row.kind) == ("MPP", names[0], "S")
    assert reading.unused == ["No"]


def test_a_bad_cell_is_told_of_in_a_sentence_that_says_what_to_write(read):
    reading = read(
        "swot",
        "Dimensi\tJenis\tUraian\n"
        "Smart Governance\tKekuatan\tMPP\n"
        "Smart Governance\tKelemahan\tData\n"
        "Smart Governance\tKekuatn\tJaringan\n"
        "Smart Sport\tPeluang\t",
    )

    assert sentences(reading) == [
        "Baris 3, Jenis: “Kekuatn” tidak dikenal."
        " Tulis Kekuatan, Kelemahan, Peluang, atau Ancaman.",
        "Baris 4, Dimensi: “Smart Sport” tidak dikenal."
        " Tulis Smart Governance atau Smart Branding.",
        "Baris 4, Uraian: Masih kosong. Tulis uraian.",
    ]
    assert len(reading.faulty) == 2
    assert not reading.may_be_added


def test_without_heads_cells_are_read_from_where_they_were_pasted(read, names):
    start = {"dimension": str(names[1].pk), "kind": "W"}

    reading = read("swot", "Data belum tersambung\nTenaga kurang", start=start, first="text")

    assert not reading.headed
    assert [(row.finding.kind, row.finding.text) for row in reading.rows] == [
        ("W", "Data belum tersambung"),
        ("W", "Tenaga kurang"),
    ]


def test_joined_cells_of_excel_count_for_the_rows_below_them(read, names):
    reading = read(
        "swot",
        "Dimensi\tJenis\tUraian\nSmart Governance\tKekuatan\tSatu\n\t\tDua\n\tAncaman\tTiga",
    )

    assert [row.finding.kind for row in reading.rows] == ["S", "S", "T"]
    assert {row.finding.dimension for row in reading.rows} == {names[0]}


def test_cells_with_line_ends_quotes_and_tabs_come_whole(read, names):
    start = {"dimension": str(names[0].pk)}
    text = 'Isu\tUraian\n"Antrean ""panjang""\ndi MPP"\t"Satu\tdua"\n'

    row = read("isu", text, start=start).rows[0].finding

    assert row.title == 'Antrean "panjang"\ndi MPP'
    assert row.description == "Satu dua"


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1250000000", 1_250_000_000),
        ("1.250.000.000", 1_250_000_000),
        ("Rp 1.250.000.000,00", 1_250_000_000),
        ("1,25 M", 1_250_000_000),
        ("850 juta", 850_000_000),
    ],
)
def test_rupiah_are_read_as_people_write_them(read, written, amount):
    reading = read("belanja-tik", f"Tahun\tBelanja\tJumlah\n2023\tInternet\t{written}")

    assert sentences(reading) == []
    assert reading.rows[0].finding.amount == amount
    assert reading.rows[0].finding.source == "APBD"


def test_every_kind_of_row_can_be_pasted(read, masterplan, names):
    SwotEntryFactory(masterplan=masterplan, dimension=names[0], kind="S")
    SwotEntryFactory(masterplan=masterplan, dimension=names[0], kind="O")
    text = {
        "isu": "Dimensi\tIsu\nTata Kelola\tAntrean",
        "tows": "Dimensi\tJenis\tStrategi\tKode SWOT\nTata kelola\tSO\tLoket desa\tS1, O1",
        "kesiapan": "Unsur\tPernyataan\tSkor\tBukti\nAnggaran\tAda\t2, sebagian\tDPA",
        "kesenjangan": "Sub dimensi\tKondisi saat ini\tHarapan\nBagian 1 Governance\tKota\tDesa",
        "gagasan": "Dimensi\tIde\nSmart Branding\tKarcis Dieng",
        "regulasi": "Jenis peraturan\tNomor\tTahun\tTentang\nPeraturan Bupati\t18\t2020\tSPBE",
        "aplikasi": "Nama\tFungsi\tStatus integrasi\nSIMPEG\tPegawai\tSudah",
        "sdm-tik": "Jabatan\tPendidikan\tJumlah\nPranata komputer\tS1\t14",
        "kata-kunci": "Kata kunci\tAlasan\nmelayani\tJauh",
    }

    for kind, pasted in text.items():
        reading = read(kind, pasted)
        assert sentences(reading) == [], kind
        assert reading.may_be_added, kind


def test_the_database_rules_are_told_in_the_preview_too(read):
    reading = read("sdm-tik", "Jabatan\tPendidikan\tJumlah\tBersertifikat\nPemrogram\tS1\t2\t5")

    assert "tidak lebih banyak dari jumlah orang" in sentences(reading)[0]


def test_a_writer_cannot_paste_for_another_agency(read, region):
    AgencyFactory(region=region, name="Dinas Pariwisata", short_name="Dispar")

    reading = read("kata-kunci", "Kata kunci\tOPD\nmelayani\tDispar")

    assert len(sentences(reading)) == 1
    assert sentences(reading)[0].startswith("Baris 1, Perangkat Daerah: “Dispar” tidak dikenal.")


@pytest.fixture
def previewed(at, signed_in, writer, names):
    """`previewed("swot", text)` shows the preview; `.add()` sends it."""

    class Preview:
        def __init__(self, kind, text):
            self.browser, self.kind = signed_in(writer), kind
            self.page = self.browser.post(at("paste", kind), {"text": text})
            form = self.page.context["form"]
            self.sent = {name: form.initial[name] for name in ("text", "seen", "batch")}

        def add(self, **more):
            return self.browser.post(at("paste", self.kind), self.sent | {"apply": "1"} | more)

    return Preview


GOOD = "Dimensi\tJenis\tUraian\n" + "\n".join(
    f"Tata kelola\t{kind}\tHal {number}" for number, kind in enumerate("SWOTSWOT", 1)
)


def test_nothing_is_written_before_the_button(previewed, at):
    preview = previewed("swot", GOOD)

    assert "Tambahkan 8 baris" in one_line(preview.page.content.decode())
    assert not SwotEntry.objects.exists()

    assert preview.add().url == at("swot")
    assert SwotEntry.objects.count() == 8
    assert Revision.objects.filter(kind="swot").count() == 8
    orders = list(SwotEntry.objects.order_by("pk").values_list("order", flat=True))
    assert orders == sorted(set(orders))


def test_the_same_preview_sent_twice_adds_once(previewed):
    preview = previewed("swot", GOOD)

    preview.add()
    preview.add()

    assert SwotEntry.objects.count() == 8


def test_one_bad_cell_keeps_all_rows_out(previewed):
    preview = previewed("swot", GOOD.replace("\tT\tHal 8", "\tX\tHal 8"))

    text = one_line(preview.page.content.decode())
    assert "1 dari 8 baris perlu diperbaiki" in text
    assert "Tambahkan" not in text
    assert preview.add().status_code == 422
    assert not SwotEntry.objects.exists()


def test_what_was_changed_after_the_preview_is_previewed_again(previewed):
    preview = previewed("swot", GOOD)

    page = preview.add(text=GOOD + "\nTata kelola\tS\tHal 9")

    assert "Tambahkan 9 baris" in one_line(page.content.decode())
    assert not SwotEntry.objects.exists()


def test_a_closed_plan_takes_no_pasted_rows(previewed, hand_in):
    preview = previewed("swot", GOOD)
    hand_in()
    before = SwotEntry.objects.count()

    assert preview.add().status_code == 403
    assert SwotEntry.objects.count() == before


def test_an_empty_box_is_told_of(at, signed_in, writer):
    page = signed_in(writer).post(at("paste", "swot"), {"text": " \n "})

    assert page.status_code == 422
    assert "Tempel paling sedikit satu baris." in one_line(page.content.decode())


@pytest.mark.parametrize("text", ["\x00", "\t\t\t", '"', "=HYPERLINK(1)\t\x00\n" * 3, "a" * 40_000])
def test_no_text_breaks_the_page(previewed, text):
    for kind in KINDS:
        assert previewed(kind, f"x{text}").page.status_code == 200


def test_five_hundred_rows_cost_no_query_each(previewed, django_assert_max_num_queries, masterplan):
    text = "Dimensi\tIsu\n" + "\n".join(f"Tata kelola\tIsu {n}" for n in range(500))
    with django_assert_max_num_queries(40):
        preview = previewed("isu", text)
    with django_assert_max_num_queries(60):
        preview.add()
    assert Issue.objects.count() == 500


def test_too_many_rows_are_refused_in_a_sentence(read, names):
    reading = read("isu", "Isu\n" + "Hal\n" * 1001, start={"dimension": str(names[0].pk)})

    assert re.search(r"Paling banyak 1000 baris", reading.refusal)
    assert not reading.may_be_added


def test_a_strategy_is_joined_to_the_rows_its_codes_name(previewed, masterplan, names):
    strength = SwotEntryFactory(masterplan=masterplan, dimension=names[0], kind="S")
    preview = previewed("tows", "Dimensi\tJenis\tStrategi\tKode\nTata kelola\tSO\tLoket\tS1")

    preview.add(batch=str(uuid.uuid4()))

    assert list(TowsStrategy.objects.get().entries.all()) == [strength]
    assert not any(model.objects.exists() for model in (GapRow, IctSpending, IctStaff, Regulation))
