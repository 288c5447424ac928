"""A list of officials as it is pasted: degrees, NIP, NRP, ranks; nothing is lost on the way."""

import pytest
from django.urls import reverse

from regions.models import Official
from regions.pasted_officials import read_officials
from tests.markup import one_line

SITI = {
    "name": "dr. Siti Rahmawati, S.K.M., M.Kes.",
    "position": "Kepala Dinas Kesehatan",
    "service_number": "NIP 19680314 199403 2 001",
    "rank": "Pembina Utama Muda",
    "grade": "IV/c",
    "agency": "Dinkes",
}
NAMES = [  # inputs/names.tsv
    ("Dr. (H.C.) H. Fulan Ma’ruf, S.T., M.U.D.", "Fulan Ma’ruf"),
    ("Dr. H.C. Fulan Hadi", "Fulan Hadi"),
    ("Drs Suryanto", "Suryanto"),
    ("Hi. Abdul Gani, Lc.", "Abdul Gani"),
    ("K.H. Abdurrahman, M.A.", "Abdurrahman"),
    ("R.A. Kartini, S.E.", "Kartini"),
    ("Brigjen Pol. (Purn.) Drs. Edy, M.H.", "Edy"),
]


@pytest.fixture
def read(region, agency):
    return lambda text: read_officials(text, region)[0]


def made(line, region):
    official = line.made(region, 1)
    return {name: str(getattr(official, name) or "") for name in SITI}


@pytest.mark.parametrize(
    "text",
    [
        "{name}\t{position}\t196803141994032001\t{rank}\t{grade}\tDinkes",
        "{name}; {position}; NIP. 19680314 199403 2 001; {rank}, {grade}; Dinas Kesehatan",
        "1\t{name}\t19680314.199403-2-001\t{rank} ({grade})\t{position}\tDinkes",
        "1.\t{position}\t{name}\t196803141994032001\t{rank}/IV/C\tDinkes",
        '1\t"{name}\nNIP 196803141994032001\n{rank} ({grade})"\t{position}\tDinkes',
        "No\tNama\tNIP\tPangkat/Gol. Ruang\tJabatan\tOPD\n"
        "1\t{name}\t196803141994032001\t{rank}, {grade}\t{position}\tDinas Kesehatan",
        'Jabatan\tOPD\tNama\n{position}\tdinkes\t"{name}\nNIP 196803141994032001\n{rank}, {grade}"',
    ],
)
def test_a_line_is_read_however_it_was_copied(read, region, text):
    (line,) = read(text.format(**SITI))

    assert line.problem == ""
    assert made(line, region) == SITI


@pytest.mark.parametrize(("name", "bare"), NAMES)
@pytest.mark.parametrize("line", ["{0}\tKepala Badan A", "{0}; Kepala Badan A", "3. {0}\tCamat"])
def test_degrees_and_titles_stay_with_the_name(read, name, bare, line):
    (found,) = read(line.format(name))

    assert (found.name, found.bare_name, found.problem) == (name, bare, "")
    assert ("Tanpa gelar", bare) in found.facts


def test_all_names_of_one_list_come_through(read):
    found = read(
        "Nama\tJabatan\n" + "\n".join(f"{name}\tKepala {n}" for n, (name, _) in enumerate(NAMES))
    )

    assert [line.name for line in found] == [name for name, _ in NAMES]
    assert all(line.is_ready for line in found)


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [
        ("Edy; Kapolres; NRP 71040123; AKBP", "NRP 71040123", ""),
        ("Edy; Kapolres; 71040123; AKBP", "NRP 71040123", "Nomornya dibaca sebagai NRP."),
        ("Edy; Dandim; 11020034560879; Letkol Inf", "NRP 11020034560879", "dibaca sebagai NRP"),
        ("Edy; Ketua KADIN; -", "", ""),
    ],
)
def test_police_and_army_have_an_nrp_and_others_none(read, region, text, number, note):
    (line,) = read(text)

    assert line.problem == ""
    assert made(line, region)["service_number"] == number
    assert note in line.note


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Edy; Camat; 1,96803E+17", "“1,96803E+17” sudah dibulatkan Excel."),
        ("Edy; Camat; 196803141994032000", "NIP ini berakhir dengan 000: Excel membulatkan"),
        ("Edy; Camat; NIP 19680314", "NIP terdiri atas 18 angka tanpa spasi."),
        ("Edy; Camat; 1968031419940320011", "NIP terdiri atas 18 angka tanpa spasi."),
        ("Nama\tJabatan\tNIP\nEdy\tCamat\tmenyusul", "“menyusul” bukan NIP atau NRP."),
        ("Edy", "Jabatan tidak ditemukan. Pisahkan nama dan jabatan dengan tab"),
        ("123456; Camat", "Jabatan tidak ditemukan."),
        ("Edy; Camat; Jl. Veteran 5", "“Jl. Veteran 5” tidak dikenali. Beri baris judul"),
        ("Nama\tJabatan\tOPD\nEdy\tCamat\tBappenas", "“Bappenas” tidak ada di daerah ini."),
        ("Nama\tJabatan\tTim\nEdy\tCamat\tmungkin", "“mungkin” di kolom Tim tidak dikenal."),
        ("E" * 151 + "; Camat", "Nama lebih panjang dari 150 huruf."),
    ],
)
def test_a_line_that_cannot_be_added_says_why(read, text, sentence):
    (line,) = read(text)

    assert sentence in line.problem


def test_who_acts_for_another_and_who_heads_the_region(read):
    head, acting = read("Budi; Bupati Banjarnegara\nEdy; Plt. Camat Bawang")

    assert (head.is_head_of_region, head.note) == (
        True,
        "Dicatat sebagai kepala daerah (Bupati).",
    )
    assert (acting.acting, acting.position) == ("plt", "Camat Bawang")


def test_the_team_is_what_its_column_says(read):
    lines = read("Nama\tJabatan\tTim penyusun\nA A\tX\tya\nB B\tX\t✓\nC C\tX\t\nD D\tX\ttidak")

    assert [line.in_team for line in lines] == [True, True, False, False]


def test_lines_that_are_twice_there_are_named(read, region):
    Official.objects.create(region=region, name="Drs. Ani, M.Si.", position="Camat Bawang")
    number = "196803141994032001"
    lines = read(
        f"Ani; camat bawang\nBudi, S.E.; Camat Wanadadi; {number}\n"
        f"Dr. Budi; Camat Wanadadi\nCici; Lurah; {number}\nBudi; Plt. Camat Batur; {number}"
    )

    assert [line.problem for line in lines] == [
        "Sudah tercatat di daerah ini: Drs. Ani, M.Si., Camat Bawang.",
        "",
        "Sudah tercatat di baris 2: Budi, S.E., Camat Wanadadi.",
        "Nomornya sama dengan Budi, S.E. di baris 2.",
        "",
    ]
    assert lines[4].note == "Orang ini juga tercatat di baris 2 sebagai Camat Wanadadi."


def test_a_region_has_one_head(read, region):
    Official.objects.create(
        region=region, name="Ani", position="Bupati Banjarnegara", is_head_of_region=True
    )

    assert read("Budi; Bupati")[0].problem == "Bupati sudah tercatat di daerah ini: Ani."


def test_the_chosen_lines_are_added(region, lead, signed_in, agency):
    address = reverse("regions:official_list", args=[region.code])
    text = "\tSiti, S.E.\tCamat Bawang\n\tBudi\tDinkes\n\tCici\tKepala Dinas Kesehatan\tDinkes"
    browser = signed_in(lead)

    page = one_line(browser.post(address, {"text": text}).text)
    assert "2 pejabat siap ditambahkan, 1 baris tidak." in page
    assert not Official.objects.exists()

    browser.post(address, {"text": text, "simpan": "1", "pilih": ["1", "3"]})
    found = Official.objects.values_list("name", "position", "agency__short_name", "order")
    assert list(found) == [
        ("Siti, S.E.", "Camat Bawang", None, 1),
        ("Cici", "Kepala Dinas Kesehatan", "Dinkes", 2),
    ]


def test_reading_costs_the_same_for_1_and_for_100_lines(read, django_assert_num_queries):
    many = "\n".join(f"Orang ke-{n}; Camat {n}; Dinkes" for n in range(100))
    for text in (many, many.splitlines()[0]):
        with django_assert_num_queries(2):
            assert all(line.is_ready for line in read(text))
