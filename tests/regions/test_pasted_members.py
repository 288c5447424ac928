"""A list of people as it comes from Excel or a chat; nothing is sent before it is looked at."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from letters.models import Letter
from regions import invitations
from regions.models import Invitation, Membership
from regions.pasted_members import read_members
from tests.factories import AgencyFactory, UserFactory
from tests.markup import one_line


@pytest.fixture
def agencies(region, agency):
    return {
        "Dinkes": agency,
        "Diskominfo": AgencyFactory(
            region=region, name="Dinas Komunikasi dan Informatika", short_name="Diskominfo"
        ),
        "Dukcapil": AgencyFactory(
            region=region,
            name="Dinas Kependudukan, Catatan Sipil",
            short_name="Dukcapil",
            is_active=False,
        ),
    }


@pytest.fixture
def read(region, agencies):
    return lambda text, role="writer": read_members(text, region=region, role=role)


SITI = ("Siti Rahmawati, S.K.M.", "siti@contoh.example", "Dinkes")


@pytest.mark.parametrize(
    "line",
    [
        "Siti Rahmawati, S.K.M.\tsiti@contoh.example\tDinkes",
        "Siti Rahmawati, S.K.M.;siti@contoh.example;Dinkes",
        "Siti Rahmawati, S.K.M., siti@contoh.example, Dinkes",
        '"Siti Rahmawati, S.K.M.",siti@contoh.example,Dinkes',
        "Siti Rahmawati, S.K.M. ; SITI@Contoh.example ; DINAS   KESEHATAN",
        "Siti Rahmawati, S.K.M.\tsiti@contoh.example\tDinas Kesehatan Kabupaten Banjarnegara",
        "siti@contoh.example\tSiti Rahmawati, S.K.M.\tdinkes",
        "Siti Rahmawati, S.K.M. <siti@contoh.example>; Dinkes",
        "1\tSiti Rahmawati, S.K.M.\t19800101 200501 2 001\tAnalis\tsiti@contoh.example\tDinkes",
        "1, Siti Rahmawati, S.K.M., 198001012005012001, Analis, siti@contoh.example, Dinkes",
        "\ufeffSiti\u00a0Rahmawati, S.K.M.\tsiti@contoh.example\u200b\tDinkes\t",
    ],
)
def test_a_line_is_read_however_it_was_copied(read, line):
    (row,) = read(line)

    assert (row.name, row.email, str(row.agency)) == SITI
    assert row.is_ready


def test_a_list_without_a_heading_is_read_by_what_stands_in_it(read):
    rows = read(
        "1\tSiti, S.E.\t198001012005012001\tAnalis\tsiti4@b.example\tDinkes\n"
        "2\tBudi\t198001012005011001\tKasi\tbudi4@b.example\tDiskominfo\n"
    )

    assert [(row.name, row.email, str(row.agency), row.is_ready) for row in rows] == [
        ("Siti, S.E.", "siti4@b.example", "Dinkes", True),
        ("Budi", "budi4@b.example", "Diskominfo", True),
    ]


@pytest.mark.parametrize(
    "header",
    ["Nama\tSurel\tOPD", "NAMA LENGKAP\tE-mail\tPerangkat Daerah", "Nama\tEmail\tInstansi"],
)
def test_a_header_is_no_person(read, header):
    rows = read(f"{header}\n{SITI[0]}\t{SITI[1]}\t{SITI[2]}\n")

    assert [(row.number, row.email) for row in rows] == [(2, SITI[1])]


def test_a_header_tells_the_order_of_the_columns(read):
    (row,) = read(f"No\tOPD\tEmail\tNama\n1\tDiskominfo\t{SITI[1]}\t{SITI[0]}")

    assert (row.name, row.email, str(row.agency)) == (SITI[0], SITI[1], "Diskominfo")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Siti; siti@contoh; Dinkes", "“siti@contoh” bukan alamat surel yang benar."),
        ("Siti; ; Dinkes", "Alamat surel tidak ditemukan di baris ini."),
        ("; siti@contoh.example; Dinkes", "Nama belum ditulis."),
        (
            "Siti; siti@contoh.example; Dinkess",
            "tidak ada di daerah ini. Mungkin maksudnya Dinkes?",
        ),
        ("Siti; siti@contoh.example; Bappenas", "“Bappenas” tidak ada di daerah ini."),
        ("Siti; siti@contoh.example", "Perangkat Daerah belum disebut."),
        ("Siti; siti@contoh.example; Dukcapil", "Dukcapil sudah tidak aktif."),
        ("S" * 151 + "; siti@contoh.example; Dinkes", "Nama lebih panjang dari 150 huruf."),
        ("tulisan saja", "Alamat surel tidak ditemukan di baris ini."),
        ('"tanda kutip yang tidak ditutup; a@b.example', ""),
        ("\x00\x07;;;@;;<@>", ""),
    ],
)
def test_a_bad_line_says_in_a_sentence_what_is_wrong(read, line, sentence):
    (row,) = read(line)

    assert not row.is_ready
    assert sentence in row.problem
    assert row.problem.endswith((".", "?"))


def test_only_a_writer_needs_an_agency(read):
    (row,) = read("Siti; siti@contoh.example", role="viewer")

    assert row.is_ready
    assert row.agency is None


def test_duplicates_are_told(read):
    rows = read("A; sama@contoh.example; Dinkes\n\nB; SAMA@contoh.example; Dinkes")

    assert rows[0].is_ready
    assert rows[1].problem == "Surel ini sudah ada di baris 1."


def test_who_holds_the_role_or_was_invited_is_told(read, region, lead, people, agencies):
    invitations.invite(
        region,
        email="diundang@contoh.example",
        name="B",
        role="writer",
        agency=agencies["Dinkes"],
        by=lead,
    )
    rows = read(f"A; {people['writer'].email}; Dinkes\nB; diundang@contoh.example; Dinkes")

    assert rows[0].problem.startswith("Sudah memegang peran ini sejak ")
    assert rows[1].is_ready
    assert "undangan baru mematikan tautan yang lama" in rows[1].note
    assert rows[1].was_invited


@pytest.mark.parametrize(
    ("typed", "agency"),
    [("Diskesmas", None), ("Dinkes", "Kesehatan"), ("dindikpora", "Dindik"), ("Dinas", None)],
)
def test_a_word_of_syllables_is_read_as_the_one_agency_it_fits(region, typed, agency):
    AgencyFactory(region=region, name="Dinas Kesehatan", short_name="Kesehatan")
    AgencyFactory(
        region=region, name="Dinas Pendidikan, Kepemudaan dan Olahraga", short_name="Dinpora"
    )
    AgencyFactory(region=region, name="Dinas Dikmen dan Pora", short_name="Dindik")

    (row,) = read_members(f"A; a@contoh.example; {typed}", region=region, role="writer")

    assert (str(row.agency) if row.agency else None) == agency
    assert (f"“{typed}” dibaca sebagai" in row.note) == bool(agency)


def test_reading_costs_the_same_for_1_and_for_100_lines(read, django_assert_num_queries):
    many = "\n".join(f"Orang {n}; orang{n}@contoh.example; Dinkes" for n in range(100))
    for text in (many, many.splitlines()[0]):
        with django_assert_num_queries(3):
            assert all(row.is_ready for row in read(text))


LIST = """Nama\tSurel\tOPD
Siti Rahmawati, S.K.M.\tsiti@contoh.example\tDinkes
Budi\tbudi@contoh\tDinkes
Joko, S.Kom.\tjoko@contoh.example\tDiskominfo
"""


@pytest.fixture
def paste(region, lead, signed_in, agencies):
    browser, address = signed_in(lead), reverse("regions:invite_many", args=[region.code])

    def paste(text=LIST, **more):
        answer = browser.post(address, {"role": "writer", "people": text} | more, follow=True)
        return one_line(answer.content.decode())

    return paste


def test_looking_at_a_list_sends_nothing(paste):
    page = paste()

    assert "Dua orang siap diundang, 1 baris perlu diperbaiki." in page
    assert "“budi@contoh” bukan alamat surel yang benar." in page
    assert "Kirim 2 undangan" in page
    assert not Invitation.objects.exists()
    assert not Letter.objects.exists()


def test_the_chosen_rows_are_invited(paste, region):
    page = paste(kirim="1", pilih=["joko@contoh.example"])

    assert "Satu undangan dikirim." in page
    invitation = Invitation.objects.get()
    assert (invitation.name, invitation.email) == ("Joko, S.Kom.", "joko@contoh.example")
    assert str(invitation.agency) == "Diskominfo"
    assert Letter.objects.get().address == "joko@contoh.example"


def test_a_row_that_changed_meanwhile_stops_all(paste, region, agencies):
    """Since she looked, Joko got the role by another way."""
    region.memberships.create(
        user=UserFactory(email="joko@contoh.example"), role="writer", agency=agencies["Dinkes"]
    )

    page = paste(kirim="1", pilih=["siti@contoh.example", "joko@contoh.example"])

    assert "Tidak ada undangan yang dikirim" in page
    assert "Sudah memegang peran ini" in page
    assert not Invitation.objects.exists()


def test_a_fault_in_the_middle_sends_none(region, lead, agencies, people):
    rows = read_members(LIST, region=region, role="writer")
    rows[1].email = people["writer"].email  # holds the role: refused by `invite` itself

    with pytest.raises(invitations.InvitationError, match="sudah memegang peran itu"):
        invitations.invite_all(region, rows[::2] + rows[1:2], role="writer", by=lead)

    assert not Invitation.objects.exists()
    assert not Letter.objects.exists()


def test_nothing_chosen_is_told(paste):
    assert "Belum ada yang dipilih." in paste(kirim="1", pilih=[])
    assert not Invitation.objects.exists()


def test_another_regions_agency_is_unknown(paste, elsewhere):
    AgencyFactory(region=elsewhere, name="Dinas Perikanan", short_name="Diskan")

    assert "tidak ada di daerah ini" in paste("Siti; siti@contoh.example; Diskan")


def test_a_list_of_thousands_is_refused_with_a_sentence(paste):
    page = paste("\n".join(f"A; a{n}@contoh.example; Dinkes" for n in range(300)))

    assert "Daftar ini punya 300 baris. Kirim paling banyak 200 orang sekali kirim." in page


@pytest.mark.django_db(transaction=True)
def test_60_people_get_their_letters(paste, settings):
    text = "\n".join(f"Orang {n}, S.T.\torang{n}@pasted.example\tDinkes" for n in range(60))
    paste(text, kirim="1", pilih=[f"orang{n}@pasted.example" for n in range(60)])
    call_command("db_worker", batch=True, interval=0.01, startup_delay=False, verbosity=0)

    assert Letter.objects.filter(state="sent").count() == 60
    assert Invitation.objects.pending(timezone.now()).count() == 60
    assert Membership.objects.filter(user__email__contains="pasted").count() == 0
