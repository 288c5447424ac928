"""How officials are written: no office twice, NIP in groups, NRP for police and army."""

import pytest

from commitments.preparing import as_written
from editions.snapshot import snapshot
from exports.book_data import BookData
from regions.models import Official
from regions.offices import office_beside, service_number
from tests.factories import (
    AgencyFactory,
    MasterplanFactory,
    MembershipFactory,
    OfficialFactory,
    ProvinceFactory,
)


@pytest.mark.parametrize(
    ("position", "institution", "short_name", "beside"),
    [
        ("Inspektur", "Inspektorat", "", ""),
        ("Inspektur", "Inspektorat Daerah", "Inspektorat", ""),
        ("Sekretaris DPRD", "Sekretariat DPRD", "Setwan", ""),
        ("Sekretaris DPRD", "Sekretariat Dewan Perwakilan Rakyat Daerah", "", ""),
        ("Sekretaris Daerah", "Sekretariat Daerah", "Setda", ""),
        ("Sekretaris Daerah", "Sekretariat DPRD", "", "Sekretariat DPRD"),
        ("Camat Batur", "Kecamatan Batur", "", ""),
        ("Kepala Dinas Kesehatan", "Dinas Kesehatan", "Dinkes", ""),
        ("Kepala Bappeda", "Badan Perencanaan Pembangunan Daerah", "Bappeda", ""),
        ("Kepala Dinas", "Dinas Kesehatan", "Dinkes", "Dinas Kesehatan"),
        ("Kepala Bidang Aptika", "Dinas Kominfo", "Dinkominfo", "Dinas Kominfo"),
        ("Bupati Banjarnegara", "", "", ""),
    ],
)
def test_an_office_is_not_said_twice(position, institution, short_name, beside):
    assert office_beside(position, institution, short_name) == beside


def test_numbers_are_written_as_letters_write_them():
    assert service_number("nip", "196803141994031001") == "NIP 19680314 199403 1 001"
    assert service_number("nrp", "71040123") == "NRP 71040123"
    assert service_number("nip", "") == ""


@pytest.fixture
def sends(region, lead, signed_in):
    def send(**more):
        data = {"name": "Siti, S.I.K.", "position": "Kapolres", "order": "1"} | more
        return signed_in(lead).post(f"/daerah/{region.code}/pejabat/baru/", data)

    return send


@pytest.mark.django_db
@pytest.mark.parametrize("digits", ["71040123", "11950023450873", "7104 0123"])
def test_police_and_army_have_an_nrp(digits, sends):
    sends(number_kind="nrp", nip=digits)

    assert Official.objects.get().service_number == f"NRP {digits.replace(' ', '')}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "digits", "sentence"),
    [
        ("nrp", "1234", "NRP terdiri atas 5 sampai 14 angka"),
        ("nrp", "196803141994031001", "NRP terdiri atas 5 sampai 14 angka"),
        ("nip", "71040123", "NIP terdiri atas 18 angka"),
    ],
)
def test_each_number_has_its_own_length(kind, digits, sentence, sends):
    assert sentence in sends(number_kind=kind, nip=digits).text
    assert not Official.objects.exists()


@pytest.mark.django_db
def test_letter_and_list_of_a_region_say_an_office_once(region, lead, signed_in):
    agency = AgencyFactory(region=region, name="Inspektorat", short_name="Inspektorat")
    official = OfficialFactory(region=region, position="Inspektur", agency=agency)

    assert as_written(official)["institution"] == ""
    assert official.office == ""


@pytest.mark.django_db
def test_the_team_holds_those_who_made_the_plan_and_not_every_official(masterplan, lead):
    region = masterplan.region
    OfficialFactory(region=region, name="Bupati, S.H.", is_head_of_region=True)
    OfficialFactory(region=region, name="Ketua Tim, M.Si.", in_team=True)
    OfficialFactory(region=region, name="Camat, S.Sos.")
    MembershipFactory(region=region, role="writer", agency=AgencyFactory(region=region))

    names = [name for group in BookData(snapshot(masterplan)).team for name, _ in group.people]

    assert "Bupati, S.H." in names
    assert "Ketua Tim, M.Si." in names
    assert lead.name in names
    assert "Camat, S.Sos." not in names


@pytest.mark.django_db
def test_an_edition_that_did_not_know_the_team_is_printed_as_it_was(masterplan, region):
    OfficialFactory(region=region, name="Camat, S.Sos.")
    frozen = snapshot(masterplan)
    for row in frozen["team"]["officials"]:
        del row["in_team"]

    names = [name for group in BookData(frozen).team for name, _ in group.people]

    assert "Camat, S.Sos." in names


@pytest.mark.django_db
def test_the_form_of_a_province_speaks_of_its_gubernur(national, signed_in):
    province = ProvinceFactory(code="32", name="Jawa Barat")

    page = signed_in(national).get(f"/daerah/{province.code}/pejabat/baru/").text

    assert "misalnya Gubernur Jawa Barat" in page
    assert "Bupati" not in page


@pytest.mark.django_db
def test_the_record_of_an_older_plan_of_a_province_speaks_of_its_gubernur(national, signed_in):
    ProvinceFactory(code="32", name="Jawa Barat")

    page = signed_in(national).get("/daerah/32/masterplan-lain/baru/").text

    assert "Misalnya Peraturan Gubernur Jawa Barat Nomor 65" in page


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["", "perangkat-daerah/baru/"])
def test_departments_of_a_province_are_called_so(page, national, signed_in):
    province = ProvinceFactory(code="32", name="Jawa Barat")

    assert "Perangkat Daerah Provinsi" in signed_in(national).get(f"/daerah/32/{page}").text
    assert province.concept_named() == "Smart Province Jawa Barat"


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["", "kertas-kerja/", "kertas-kerja/dimensi/"])
def test_a_page_and_the_way_to_it_name_the_departments_of_a_province(page, signed_in):
    plan = MasterplanFactory(region=ProvinceFactory(code="32", name="Jawa Barat"))
    lead = MembershipFactory(region=plan.region, role="lead").user
    MembershipFactory(region=plan.region, role="writer", agency=AgencyFactory(region=plan.region))

    html = signed_in(lead).get(f"/masterplan/{plan.slug}/{page}").text

    assert "Isian per Perangkat Daerah Provinsi" in html
    assert "Isian per Perangkat Daerah<" not in html
