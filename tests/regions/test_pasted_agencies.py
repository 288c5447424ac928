"""A list of Perangkat Daerah as it is pasted; nothing is added before it is looked at."""

import pytest
from django.urls import reverse

from audit.models import Event
from regions.models import Agency
from regions.pasted_agencies import add_agencies, read_agencies
from regions.pasted_lists import ListError
from tests.factories import AgencyFactory
from tests.markup import one_line

DINKOMINFO = ("Dinas Komunikasi, Informatika, dan Statistik", "Diskominfo", "office")


@pytest.fixture
def read(region, agency):
    return lambda text: read_agencies(text, region)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Dinas Komunikasi, Informatika, dan Statistik\tDiskominfo",
        "Dinas Komunikasi, Informatika, dan Statistik; Diskominfo; Dinas",
        "3\tDinas Komunikasi, Informatika, dan Statistik\tDiskominfo\tDinas",
        "3. Dinas Komunikasi, Informatika, dan Statistik (Diskominfo)",
        "Diskominfo\tDinas Komunikasi, Informatika, dan Statistik",
        "No\tSingkatan\tNama OPD\n1\tDiskominfo\tDinas Komunikasi, Informatika, dan Statistik",
        "\ufeffDinas\u00a0Komunikasi,  Informatika, dan Statistik\tDiskominfo\u200b\t\t-",
    ],
)
def test_a_line_is_read_however_it_was_copied(read, text):
    (line,) = read(text)

    assert (line.name, line.short_name, line.kind) == DINKOMINFO
    assert line.is_ready
    assert not line.note


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Badan Pendapatan Daerah", "body"),
        ("RSUD Hj. Anna Lasmanah", "hospital"),
        ("Inspektorat", "inspectorate"),
        ("Sekretariat DPRD", "secretariat"),
        ("Kecamatan Bawang", "district"),
        ("Satuan Polisi Pamong Praja", "other"),
    ],
)
def test_its_first_word_says_of_which_kind_it_is_and_its_name_is_short_for_itself(read, name, kind):
    (line,) = read(f"{name} Kabupaten Banjarnegara")

    assert (line.kind, line.short_name) == (kind, name)
    assert line.note == f"Nama singkatnya tidak disebut; dipakai “{name}”."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("123; 456", "Nama Perangkat Daerah tidak ditemukan di baris ini."),
        ("Nama\tSingkatan\n\tDinpora", "Nama Perangkat Daerah tidak ditemukan di baris ini."),
        ("D" * 161 + "; D", "Nama lebih panjang dari 160 huruf."),
        ("Dinas Pekerjaan Umum, Penataan Ruang, dan Perumahan", "Nama singkat paling panjang 40"),
        ("Dinas Sosial; Dinsos; Kantor", "Jenis “Kantor” tidak dikenal. Tulis Sekretariat, "),
        ("Dinas Sosial; Dinsos; Dinas; Jl. Veteran", "“Jl. Veteran” tidak dikenali. Beri baris"),
        ("dinas kesehatan; DKK", "Sudah ada di daerah ini (Dinkes)."),
        ("Dinas Kesehatan Hewan; dinkes", "“dinkes” sudah dipakai oleh Dinas Kesehatan."),
    ],
)
def test_a_line_that_cannot_be_added_says_why(read, text, sentence):
    (line,) = read(text)

    assert sentence in line.problem
    assert line.problem.endswith(".")


def test_lines_that_are_twice_there_are_named(read):
    text = "Dinas Sosial; Dinsos\n\nDINAS SOSIAL; DS\nDinas Sosial dan Anak; dinsos"

    assert [line.problem for line in read(text)] == [
        "",
        "Sudah ada di baris 1.",
        "Nama singkat “dinsos” sudah dipakai di baris 1.",
    ]


def test_one_that_is_no_more_is_told(read, region):
    AgencyFactory(region=region, name="Dinas Pasar", short_name="Dinpas", is_active=False)

    assert read("Dinas Pasar")[0].problem == "Sudah ada di daerah ini (Dinpas, tidak aktif)."


LIST = "Nama\tSingkatan\tAlamat\nDinas Sosial\tDinsos\tx\nDinas Kesehatan\tDinkes\ty\nBadan A\tBA\t"


@pytest.fixture
def paste(region, lead, signed_in, agency):
    browser, address = signed_in(lead), reverse("regions:agency_list", args=[region.code])

    def paste(text=LIST, **more):
        answer = browser.post(address, {"text": text} | more, follow=True)
        return one_line(answer.content.decode())

    return paste


def test_looking_at_a_list_adds_nothing_and_names_what_is_not_read(paste, region):
    page = paste()

    assert "2 Perangkat Daerah siap ditambahkan, 1 baris tidak." in page
    assert "Kolom yang tidak dibaca: “Alamat”." in page
    assert "Sudah ada di daerah ini (Dinkes)." in page
    assert "Tambahkan 2 Perangkat Daerah" in page
    assert region.agencies.count() == 1


def test_the_chosen_lines_are_added_behind_those_that_are_there(paste, region, agency, lead):
    Agency.objects.filter(pk=agency.pk).update(order=7)

    page = paste(simpan="1", pilih=["4"])

    assert "Satu Perangkat Daerah ditambahkan." in page
    made = region.agencies.exclude(pk=agency.pk).get()
    assert (made.name, made.short_name, made.kind, made.order) == ("Badan A", "BA", "body", 8)
    event = Event.objects.get(verb="agency.added")
    assert (event.actor, event.target_name) == (lead, "BA")


def test_a_line_that_changed_meanwhile_stops_all(paste, region):
    AgencyFactory(region=region, name="Dinas Sosial", short_name="Dinsos")

    page = paste(simpan="1", pilih=["2", "4"])

    assert "Sebagian baris berubah sejak diperiksa. Tidak ada yang ditambahkan" in page
    assert region.agencies.count() == 2


def test_nothing_chosen_is_told(paste, region):
    assert "Belum ada yang dipilih." in paste(simpan="1")
    assert region.agencies.count() == 1


def test_two_who_add_the_same_list_add_it_once(region, lead):
    add_agencies(region, LIST, chosen={"2"}, by=lead)

    with pytest.raises(ListError, match="berubah sejak diperiksa"):
        add_agencies(region, LIST, chosen={"2"}, by=lead)


def test_reading_costs_the_same_for_1_and_for_100_lines(read, django_assert_num_queries):
    many = "\n".join(f"Dinas ke-{n}; D{n}" for n in range(100))
    for text in (many, many.splitlines()[0]):
        with django_assert_num_queries(1):
            assert all(line.is_ready for line in read(text))
