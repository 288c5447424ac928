"""The telephone, the secretariat's page, and what is printed."""

import re

import pytest
from django.utils import timezone

from attendance.attending import registers_of
from attendance.models import Attendee
from attendance.papers import minutes_html
from bimtek.sessions import plan_session, write_results
from tests.factories import OfficialFactory
from tests.markup import one_line

GUEST = {"name": "Asep Sunandar, S.T.", "institution": "Diskominfo", "position": "Pranata Komputer"}


@pytest.fixture
def today(masterplan, lead):
    """The register of a session that is held today."""
    day = timezone.localdate(timezone=masterplan.region.zone)
    session = plan_session(masterplan, stage=1, first_day=day, last_day=day, by=lead)
    return registers_of(session)[0]


def form_key(response):
    return re.search(r'name="form_key" value="([^"]+)"', response.content.decode())[1]


@pytest.mark.django_db
def test_a_guest_needs_no_account_and_counts_once(client, cache_table, today):
    address = today.get_absolute_url()
    opened = client.get(address)
    given = GUEST | {"form_key": form_key(opened)}

    missing = client.post(address, given | {"institution": ""})
    assert missing.status_code == 422
    assert "Asep Sunandar" in missing.content.decode()

    done = client.post(address, given)
    assert "Kehadiran Anda tercatat." in done.content.decode()
    assert "Anda sudah tercatat hadir." in client.post(address, given).content.decode()  # reloaded
    assert "Kehadiran Anda tercatat." in client.get(address).content.decode()  # the same telephone
    assert "Catat kehadiran Anda" in client.get(f"{address}?lagi=1").content.decode()
    assert Attendee.objects.get().way == "tamu"


@pytest.mark.django_db
def test_a_member_who_is_signed_in_taps_once(cache_table, today, people, signed_in):
    desk, address = signed_in(people["writer"]), today.get_absolute_url()
    opened = desk.get(address)
    assert f"Saya hadir: {people['writer'].name}" in one_line(opened.content.decode())

    for _ in range(2):
        desk.post(address, {"saya": "1", "form_key": form_key(opened)})

    came = Attendee.objects.get()
    assert (came.person, came.institution) == (people["writer"], "Dinas Kesehatan")


@pytest.mark.django_db
def test_a_code_of_another_day_and_a_wrong_one_are_told(client, session):
    old = client.get(registers_of(session)[0].get_absolute_url())
    assert "berlaku pada Rabu, 5 Juli 2023 saja" in old.content.decode()
    assert "Kode ini tidak dikenal" in client.get("/hadir/0000-0000-0000/").content.decode()
    assert "tidak dapat dibaca" in client.get("/hadir/?kode=salah").content.decode()
    assert client.get("/hadir/?kode=oooo 0000 0000").url == "/hadir/0000-0000-0000/"


@pytest.mark.django_db
def test_the_secretariat_adds_a_list_strikes_closes_and_opens(
    session, masterplan, lead, people, signed_in
):
    desk, path = signed_in(lead), f"/masterplan/{masterplan.slug}/jadwal/1/hadir/"
    register = registers_of(session)[0]
    names = "1\tAsep Sunandar\tDiskominfo\tPranata Komputer\n2\tDedeh\tBappeda\t"

    wrong = desk.post(path, {"register": register.pk, "people": f"{names}\nTanpa Instansi"})
    assert "Baris 3: instansinya belum ada" in wrong.content.decode()
    assert not Attendee.objects.exists()
    desk.post(path, {"register": register.pk, "people": names})
    assert Attendee.objects.count() == 2

    dedeh = Attendee.objects.get(name="Dedeh")
    desk.post(f"{path}{dedeh.pk}/coret/", {"reason": "Salah orang"})
    desk.post(f"{path}tutup/")
    page = one_line(signed_in(people["viewer"]).get(path).content.decode())
    assert "Daftar hadir Bimtek I sudah ditutup: 1 orang." in page
    assert "Dicoret: Salah orang" in page
    assert "Tutup daftar hadir" not in page

    assert desk.post(f"{path}buka/", {"reason": ""}).status_code == 422
    desk.post(f"{path}buka/", {"reason": "Satu daftar tertinggal"})
    assert "dibuka kembali: Satu daftar tertinggal" in one_line(desk.get(path).content.decode())


@pytest.mark.django_db
def test_the_berita_acara_begins_as_official_ones_do(session, lead):
    """Domain §8; the days are Garut's in 2023."""
    official = OfficialFactory(
        region=session.region, name="Drs. Nurdin Yana, M.H.", position="Sekretaris Daerah",
        nip="196803141994031001", rank="Pembina Utama Madya", grade="IV/d",
    )  # fmt: skip
    write_results(
        session, opener="Sekda", results="Isu per dimensi disepakati\n- Bahan bulan depan",
        minutes_number="555/12", signers=[official], by=lead,
    )  # fmt: skip
    register, _ = registers_of(session)
    Attendee.objects.bulk_create(
        Attendee(register=register, name=f"P {n}", institution="OPD", key=f"{n}", way="tamu")
        for n in range(38)
    )

    text = re.sub(r"<[^>]+>", " ", minutes_html(session))
    text = " ".join(text.split())

    assert "Pada hari ini, Rabu, tanggal lima bulan Juli tahun dua ribu dua puluh tiga" in text
    assert "dihadiri 38 (tiga puluh delapan) orang" in text
    assert "dari 80 orang yang diperkirakan" in text
    assert "38 orang pada Rabu, 5 Juli 2023 dan 0 orang pada Kamis, 6 Juli 2023." in text
    assert "NIP 19680314 199403 1 001" in text
    assert "Pembina Utama Madya (IV/d)" in text
