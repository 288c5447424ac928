"""What somebody finds in a masterplan, where it is shown, and what is said without a hit."""

from html import unescape
from urllib.parse import unquote

import pytest
from django.utils.html import strip_tags

from masterplans.actions import write_section
from notes.actions import answer_note, write_note
from notes.targets import place_of
from revisions.tokens import Token
from search.finding import NO_WORD, ONLY_STOP_WORDS, TOO_LONG, find
from search.indexing import refresh
from search.models import Entry
from tests import factories as make


def found(masterplan, asked, **choice):
    refresh(masterplan)
    return find(masterplan, asked, **choice)


def titles(answer):
    return ["".join(piece.text for piece in hit.title) for hit in answer.hits]


def marks(answer):
    return [piece.text for hit in answer.hits for piece in hit.text if piece.is_marked]


@pytest.fixture
def section(masterplan, lead):
    section = make.SectionFactory(masterplan=masterplan)
    write_section(
        section,
        html="<p>Dinas mengolah sampah pasar.</p><p>Lalu diolah.</p>",
        token=Token(0),
        by=lead,
    )
    return section


def test_a_section_is_found_by_the_stem_of_its_words(masterplan, section):
    answer = found(masterplan, "pengolahan")

    assert titles(answer) == [str(section.outline)]
    assert marks(answer) == ["mengolah", "diolah"]
    assert (
        answer.hits[0].address == f"{section.get_absolute_url()}#:~:text=mengolah%20sampah%20pasar"
    )


@pytest.fixture
def full(masterplan, lead, facilitator, agency):
    """One of every kind of thing, each about water ("air")."""
    dimension = make.DimensionFactory(set=masterplan.dimension_set, name="Smart Living")
    sub = make.SubDimensionFactory(dimension=dimension, name="Kesehatan warga")
    own = {"masterplan": masterplan, "dimension": dimension}
    make.IssueFactory(**own, agency=agency, title="Air sumur keruh", description="Di 12 desa.")
    make.SwotEntryFactory(**own, kind="W", text="Pipa air tua")
    make.TowsStrategyFactory(**own, kind="WO", text="Ganti pipa air")
    make.QuickWinIdeaFactory(**own, text="Kran air siap minum")
    make.ReadinessItemFactory(masterplan=masterplan, head="physical", statement="Jaringan air ada")
    make.GapRowFactory(masterplan=masterplan, subdimension=sub, now="Air mengalir tiga jam")
    make.MissionFactory(masterplan=masterplan, text="Air bersih untuk semua")
    make.AlignmentFactory(**own, document="rpjmd", mission="Mencukupi air baku")
    aim = make.AimFactory(masterplan=masterplan, subdimension=sub, text="Semua desa punya air")
    make.StrategyFactory(aim=aim, text="Bangun embung air")
    program = make.ProgramFactory(
        masterplan=masterplan,
        agency=agency,
        subdimension=sub,
        name="Pamsimas",
        output="Sambungan air",
    )
    quickwin = make.QuickWinFactory(program=program, nominated_by=lead)
    make.RiskFactory(quickwin=quickwin, text="Sumber air mengering")
    section = make.SectionFactory(masterplan=masterplan)
    write_section(section, html="<p>Air tanah turun.</p>", token=Token(0), by=lead)
    place = place_of(masterplan, "program", program.pk)
    note = write_note(masterplan, place, text="Debit mana?", by=facilitator)
    answer_note(note, text="Debit mata air Serayu.", by=lead)
    masterplan.vision = "Kabupaten yang cukup air"
    masterplan.save(update_fields=["vision"])
    return masterplan


def test_everything_that_a_masterplan_holds_is_found(full):
    answer = found(full, "air")

    assert {source.label for source, _ in answer.kinds} == {
        "Bagian", "Program", "Quick win", "Isu daerah", "SWOT", "Strategi TOWS", "Kesiapan",
        "Kesenjangan", "Gagasan quick win", "Visi", "Misi", "Keselarasan", "Sasaran", "Strategi",
        "Catatan",
    }  # fmt: skip
    assert answer.total == len(answer.hits) == 15


def test_every_hit_leads_to_a_page_that_shows_it(full, lead, signed_in):
    browser = signed_in(lead)

    for hit in found(full, "air").hits:
        page, _, anchor = hit.address.partition("#")
        response = browser.get(page)
        assert response.status_code == 200, hit.address
        row, _, text = anchor.partition(":~:text=")
        assert not row or f'id="{row}"'.encode() in response.content, hit.address
        assert unquote(text) in strip_tags(unescape(response.content.decode())), hit.address


def test_a_hit_says_what_it_is_and_where_it_stands(full):
    hits = {hit.source.slug: hit for hit in found(full, "air").hits}

    issue, program, swot = hits["isu"], hits["program"], hits["swot"]
    assert (issue.source.label, issue.dimension.name) == ("Isu daerah", "Smart Living")
    assert issue.agencies == ["Dinkes"]
    assert (program.place, program.dimension.name) == ("Kesehatan warga", "Smart Living")
    assert swot.place == "Kelemahan"
    assert hits["bagian"].place.startswith("Buku 1, Bab 1")
    assert hits["keselarasan"].place == "RPJMD"


def test_only_one_kind_is_shown_when_asked_for(full):
    answer = found(full, "air", kind="isu")

    assert [hit.source.slug for hit in answer.hits] == ["isu"]
    assert answer.total == 15
    assert len(answer.kinds) == 15


def test_a_word_in_the_title_comes_before_one_in_the_text(masterplan):
    make.IssueFactory(masterplan=masterplan, title="Jalan rusak", description="Banjir " * 3)
    make.IssueFactory(masterplan=masterplan, title="Banjir kota", description="Jalan")

    assert titles(found(masterplan, "banjir")) == ["Banjir kota", "Jalan rusak"]


def test_all_words_must_be_there_unless_nothing_has_them_all(masterplan):
    make.IssueFactory(masterplan=masterplan, title="Sampah pasar")
    make.IssueFactory(masterplan=masterplan, title="Sampah sungai")

    both = found(masterplan, "sampah dan pasar")
    assert titles(both) == ["Sampah pasar"]
    assert not both.is_partial

    some = found(masterplan, "pasar sungai")
    assert sorted(titles(some)) == ["Sampah pasar", "Sampah sungai"]
    assert some.is_partial


def test_a_typing_error_is_forgiven_and_said(masterplan):
    make.IssueFactory(masterplan=masterplan, title="Pelayanan lambat")

    for typed in ("pelayann", "pelaynaan", "pelay"):
        answer = found(masterplan, typed)
        assert titles(answer) == ["Pelayanan lambat"], typed
        assert answer.corrections == ["pelayanan"], typed


def test_what_is_typed_right_is_not_mended(masterplan):
    make.IssueFactory(masterplan=masterplan, title="Pasar")
    make.IssueFactory(masterplan=masterplan, title="Pasir")

    answer = found(masterplan, "pasar")
    assert (titles(answer), answer.corrections) == (["Pasar"], [])


def test_the_name_of_an_agency_finds_what_is_its_own(masterplan, agency):
    make.IssueFactory(masterplan=masterplan, agency=agency, title="Antrean panjang")
    make.IssueFactory(masterplan=masterplan, agency=None, title="Kesehatan ibu")

    assert titles(found(masterplan, "dinkes")) == ["Antrean panjang"]
    assert titles(found(masterplan, "dinas kesehatan")) == ["Antrean panjang"]
    assert titles(found(masterplan, "kesehatan")) == ["Kesehatan ibu"]


def test_an_agency_that_is_renamed_is_found_by_its_new_name(masterplan, agency):
    make.IssueFactory(masterplan=masterplan, agency=agency, title="Antrean panjang")
    found(masterplan, "dinkes")
    agency.short_name = "Dinsehat"
    agency.save()

    assert find(masterplan, "dinkes").total == 0
    assert find(masterplan, "dinsehat").hits[0].agencies == ["Dinsehat"]


def test_another_masterplan_is_not_searched(masterplan):
    make.IssueFactory(title="Banjir")
    assert found(masterplan, "banjir").total == 0


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("yang dan", ONLY_STOP_WORDS),
        ("'; --", NO_WORD),
        ("%", NO_WORD),
        ("🙂", NO_WORD),
        ("x" * 201, TOO_LONG),
    ],
)
def test_what_cannot_be_looked_for_is_said_in_a_sentence(masterplan, asked, sentence):
    assert find(masterplan, asked).refusal == sentence


@pytest.mark.parametrize(
    "asked",
    ["'; DROP TABLE search_entry", "a & b | !c:*", "\\", "<b>air</b>", "100%", "air_", "4G 2025",
     "é", "\u0661\u0662", "½ ²", "漢字", "x" * 200, "a " * 100, "'a':1A"],
)  # fmt: skip
def test_odd_signs_are_looked_for_as_words_or_not_at_all(masterplan, asked):
    make.IssueFactory(masterplan=masterplan, title="Air bersih 100% tahun 2025")
    answer = found(masterplan, asked)
    assert answer.refusal or answer.total >= 0
    assert Entry.objects.exists()


def test_odd_signs_in_a_text_can_be_read_for_the_index(masterplan):
    odd = "'kutip' \\garis:1A 漢字 ½ ² é 🙂 " + "x" * 3000 + " e1e5 4.5e3 a_b"
    make.IssueFactory(masterplan=masterplan, title="Isu aneh", description=odd)

    for asked in ("aneh", "kutip", "漢字", "½", "²", "é", "e1e5", "4.5e3", "a_b"):
        assert titles(found(masterplan, asked)) == ["Isu aneh"], asked


def test_a_very_long_section_is_found_by_its_last_word(masterplan, lead):
    section = make.SectionFactory(masterplan=masterplan)
    words = " ".join(f"kata{number} layanan" for number in range(12_000))
    write_section(section, html=f"<p>{words} pamungkas</p>", token=Token(0), by=lead)

    answer = found(masterplan, "pamungkas")

    assert marks(answer) == ["pamungkas"]
    assert found(masterplan, "melayani").total == 1


def test_the_second_page_has_the_rest(masterplan):
    make.IssueFactory.create_batch(23, masterplan=masterplan, title="Banjir")

    assert len(found(masterplan, "banjir").hits) == 20
    assert len(find(masterplan, "banjir", page="2").hits) == 3
    assert len(find(masterplan, "banjir", page="satu").hits) == 20


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Bupati menandatangani komitmen", "tanda tangan"),
        ("Tanda  tangan bupati", "penandatanganan"),
        ("Sudah bertanda tangan", "ditandatangani"),
        ("Para pihak menyepakati jadwal", "sepakat"),
        ("Kesepakatan bersama", "disepakati"),
        ("Untuk 21.000 warga", "21000"),
        ("Untuk 21000 warga", "21.000"),
        ("Anggaran Rp1.250.000.000 setahun", "1250000000"),
        ("Anggaran Rp 1.250.000.000 setahun", "1.250.000.000"),
        ("Rumah K.H. Ma’ruf", "maruf"),
        ("Rumah K.H. Ma'ruf", "Ma‘ruf"),
        ("Setiap hari Jum'at", "jumat"),
        ("Setiap hari Jumat", "jum’at"),
        ("Antrean di pusat kesehatan masyarakat", "puskesmas"),
        ("Antrean di Puskesmas", "pusat kesehatan masyarakat"),
        ("Selaras dengan RPJMD", "rencana pembangunan jangka menengah daerah"),
    ],
)
def test_words_are_found_however_they_are_written(written, asked, masterplan):
    make.IssueFactory(masterplan=masterplan, title=written, description="-")
    make.IssueFactory(masterplan=masterplan, title="Banjir 21 hari, 250 rumah", description="-")
    refresh(masterplan)

    answer = find(masterplan, asked)

    assert answer.total == 1
    assert "".join(piece.text for piece in answer.hits[0].title) == written
    assert not answer.is_partial


def test_a_large_number_is_one_number(masterplan):
    make.IssueFactory(masterplan=masterplan, title="Anggaran Rp 1.250.000.000", description="-")
    refresh(masterplan)

    assert find(masterplan, "1.250.000.000").total == 1
    assert find(masterplan, "250").total == 0
