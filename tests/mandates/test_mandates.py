"""A region's Nota Kesepakatan and decrees: recorded, corrected, late, replaced, refused."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from audit.models import Event
from mandates.models import Mandate, MandateKind
from mandates.standing import DatedDocument, MandateStanding, months_after, standings
from tests.factories import MandateFactory, OfficialFactory
from tests.markup import one_line

AGREEMENT = {
    "number": "50DCAI/HK0402/02 Tahun 2023",
    "date": "2023-02-28",
    "about": "Implementasi Gerakan Menuju Kota Cerdas (Smart City)",
    "ministry_name": "Semuel Abrijani Pangerapan, B.Sc.",
    "ministry_position": "Direktur Jenderal Aplikasi Informatika",
    "region_name": "Tri Harso Widirahmanto, S.H.",
    "region_position": "Pj. Bupati Banjarnegara",
    "region_stand_in_name": "Drs. Indarto, M.Si.",
    "region_stand_in_position": "Sekretaris Daerah",
}
TEAM = {
    "number": "050/412 Tahun 2023",
    "date": "2023-05-12",
    "about": "Pembentukan Tim Pelaksana Smart City",
    "region_name": "Tri Harso Widirahmanto, S.H.",
    "region_position": "Pj. Bupati Banjarnegara",
}


@pytest.fixture
def send(people, region, signed_in):
    """`send("team", **fields)` records a document as the coordinator does."""
    browser = signed_in(people["lead"])

    def post(kind, **fields):
        where = reverse("mandates:add", args=[region.code, kind])
        return browser.post(where, fields, follow=True).content.decode()

    return post


def scan(kind="PNG"):
    content = BytesIO()
    Image.new("RGB", (20, 20)).save(content, kind)
    return SimpleUploadedFile("SK Tim.png", content.getvalue())


def test_an_agreement_says_who_signed_for_both_sides_and_on_whose_behalf(send, region):
    html = send("agreement", **AGREEMENT, upload=scan())
    assert "Nota Kesepakatan Nomor 50DCAI/HK0402/02 Tahun 2023 dicatat." in html
    assert "diwakili oleh Drs. Indarto, M.Si., Sekretaris Daerah" in one_line(html)
    mandate = Mandate.objects.get()
    assert [one.side for one in mandate.signers.all()] == ["ministry", "region"]
    assert (mandate.name, mandate.mime) == ("SK Tim.png", "image/png")
    assert Event.objects.filter(verb="mandate.recorded", region_code=region.code).count() == 1


def test_the_form_begins_with_the_head_of_region(people, region, signed_in):
    OfficialFactory(
        region=region, name="Ir. Siti Rahma'wati, S.E., M.Si.", position="Bupati Banjarnegara",
        acting="pj", is_head_of_region=True,
    )  # fmt: skip
    html = signed_in(people["lead"]).get(reverse("mandates:add", args=[region.code, "council"]))
    html = html.content.decode()
    assert "Siti Rahma&#x27;wati" in html
    assert "Pj. Bupati Banjarnegara" in html
    assert "Pihak kementerian" not in html


def test_of_a_double_click_the_second_is_told(send):
    send("team", **TEAM)
    assert "Nomor ini sudah dicatat" in send("team", **TEAM)
    assert Mandate.objects.count() == 1


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("agreement", {"date": "2023-01-02"}, "SK ini bertanggal 2 Januari 2023, sebelum Nota"),
        ("agreement", {"date": "2099-01-02"}, "Tanggal ini belum tiba"),
        ("agreement", {"date": "2023-02-31"}, "tanggal"),
        ("agreement", {"region_stand_in_position": "Asisten III"}, "nama yang mewakili"),
        ("agreement", {"number": ""}, "nomor"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_kept(send, region, first, second, sentence):
    MandateFactory(region=region, kind=first)
    html = send("team", **TEAM | {"about": "Tim yang diketik"} | second)
    assert sentence.lower() in html.lower()
    assert "Tim yang diketik" in html
    assert not Mandate.objects.filter(kind="team").exists()


def test_an_agreement_of_a_day_after_the_decrees_is_refused(send, region):
    MandateFactory(region=region, kind=MandateKind.TEAM, date=date(2023, 1, 5))
    assert "sesudah SK yang sudah dicatat (5 Januari 2023)" in send("agreement", **AGREEMENT)


def test_a_decree_older_than_a_second_agreement_stands(send, region):
    MandateFactory(region=region, date=date(2017, 5, 22))
    MandateFactory(region=region, date=date(2024, 3, 5))
    send("council", **TEAM | {"date": "2017-07-13"})
    assert Mandate.objects.filter(kind="council").exists()


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (lambda: SimpleUploadedFile("sk.pdf", b"\0" * (60 * 2**20)), "Berkas 60 MB; batasnya"),
        (lambda: SimpleUploadedFile("sk.pdf", b"<html>SK</html>"), "halaman web"),
        (lambda: SimpleUploadedFile("sk.pdf", b"Surat Keputusan"), "isinya bukan PDF"),
        (lambda: SimpleUploadedFile("sk.pdf", b""), "kosong"),
    ],
)
def test_a_scan_that_is_none_is_refused_and_the_rest_is_kept(send, upload, sentence):
    html = send("team", **TEAM, upload=upload())
    assert sentence in html
    assert TEAM["number"] in html
    assert not Mandate.objects.exists()


def test_a_later_document_replaces_an_earlier_one_and_both_are_read(people, region, signed_in):
    old = MandateFactory(region=region, kind="council", number="66/2022", date=date(2022, 4, 1))
    MandateFactory(region=region, kind="council", number="66/2024", date=date(2024, 4, 1))
    browser = signed_in(people["viewer"])
    html = browser.get(reverse("mandates:overview", args=[region.code])).content.decode()
    assert "Nomor 66/2024" in html
    assert "1 dokumen sebelumnya" in html
    assert "sudah diganti oleh" in browser.get(old.get_absolute_url()).content.decode()


def test_correcting_a_document_keeps_its_scan_and_says_so_in_the_trail(
    send, people, region, signed_in
):
    send("agreement", **AGREEMENT, upload=scan())
    mandate = Mandate.objects.get()
    where = reverse("mandates:edit", args=[region.code, mandate.pk])
    signed_in(people["lead"]).post(where, AGREEMENT | {"number": "50/2023"})
    mandate.refresh_from_db()
    assert (mandate.number, mandate.name) == ("50/2023", "SK Tim.png")
    assert "02 Tahun 2023" in Event.objects.get(verb="mandate.changed").data["before"]


# --- late


@pytest.mark.parametrize(
    ("agreed", "issued", "months", "today", "days"),
    [
        (date(2023, 2, 28), date(2023, 4, 28), 2, date(2023, 9, 1), 0),
        (date(2023, 2, 28), date(2023, 5, 10), 2, date(2023, 9, 1), 12),
        (date(2023, 2, 28), None, 2, date(2023, 4, 28), 0),
        (date(2023, 2, 28), None, 2, date(2023, 5, 1), 3),
        (date(2023, 2, 28), date(2023, 4, 28), 1, date(2023, 9, 1), 31),
        (date(2023, 12, 31), None, 2, date(2024, 3, 1), 1),
        (None, date(2023, 4, 28), 2, date(2023, 9, 1), 0),
    ],
)
def test_a_decree_is_late_by_days(agreed, issued, months, today, days):
    documents = {}
    if agreed:
        documents["agreement"] = DatedDocument("50/2023", agreed)
    if issued:
        documents["team"] = DatedDocument("66/2023", issued)
    assert MandateStanding(documents, today, months).days_late("team") == days


@pytest.mark.django_db
def test_a_decree_that_is_renewed_years_later_did_not_come_late(region):
    MandateFactory(region=region, date=date(2023, 2, 28))
    for number, day in (("66/2023", date(2023, 4, 3)), ("12/2025", date(2025, 1, 9))):
        MandateFactory(region=region, kind="team", number=number, date=day)

    standing = standings([region])[region.pk]

    assert standing.team.number == "12/2025"
    assert standing.days_late("team") == 0


@pytest.mark.django_db
def test_a_new_agreement_asks_for_decrees_of_its_own(region):
    MandateFactory(region=region, date=date(2017, 5, 22))
    MandateFactory(region=region, kind="team", number="66/2017", date=date(2017, 7, 13))
    MandateFactory(region=region, number="7/2023", date=date(2023, 2, 28))
    MandateFactory(region=region, kind="team", number="66/2023", date=date(2023, 5, 10))

    assert standings([region])[region.pk].days_late("team") == 12


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2023, 11, 30), 1, date(2023, 12, 30)),
        (date(2023, 10, 31), 14, date(2024, 12, 31)),
    ],
)
def test_months_end_on_their_last_day(day, months, then):
    assert months_after(day, months) == then


def test_a_late_decree_is_seen_by_the_region_and_by_the_nation(people, region, signed_in):
    MandateFactory(region=region, date=timezone.localdate() - timedelta(days=100))
    for who in ("viewer", "national"):
        html = signed_in(people[who]).get(reverse("mandates:overview", args=[region.code]))
        assert html.content.decode().count("Terlambat") == 2


def test_many_regions_cost_one_query(region, elsewhere):
    for place in (region, elsewhere):
        MandateFactory(region=place, number="50/2023")
    MandateFactory(region=region, kind="team", number="66/2023", date=date(2023, 4, 1))
    with CaptureQueriesContext(connection) as captured:
        found = standings([region, elsewhere])
    assert len(captured) == 1
    assert found[region.pk].team.number == "66/2023"
    assert found[elsewhere.pk].missing == [MandateKind.COUNCIL, MandateKind.TEAM]
