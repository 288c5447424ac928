"""The emblem of a region, its kop, and the addresses of its offices."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from audit.models import Event
from editions.snapshot import snapshot
from exports.attachments import images_of
from exports.books import build_book
from indonesian import NBSP
from letterheads.emblems import emblem_of, keep_emblem, retire_emblem
from letterheads.heads import letterhead_of
from letterheads.models import OfficeAddress
from tests.factories import AgencyFactory, MasterplanFactory, OfficialFactory
from tests.letterheads.emblems import an_emblem
from typesetting.pictures import PictureError
from uploads.checking import UploadRefused

pytestmark = pytest.mark.django_db
HEALTH = "Dinas Kesehatan"
TODAY = dt.date(2023, 11, 21)


def sent(content, name="lambang.png"):
    return ContentFile(content, name)


@pytest.fixture
def emblem(region, people):
    return keep_emblem(region, upload=sent(an_emblem()), by=people["lead"])


def test_the_same_emblem_sent_twice_is_kept_once(region, people, emblem):
    assert keep_emblem(region, upload=sent(an_emblem()), by=people["lead"]) == emblem
    assert Event.objects.filter(verb="emblem.kept").count() == 1


def test_an_emblem_that_was_used_before_comes_back_and_its_bytes_stay_readable(
    region, people, emblem
):
    red = keep_emblem(region, upload=sent(an_emblem(colour=(200, 0, 0, 255))), by=people["lead"])
    images = images_of(MasterplanFactory(region=region))

    assert emblem_of(region) == red
    assert [images(one.sha256)[1] for one in (emblem, red)] == ["image/png"] * 2
    assert keep_emblem(region, upload=sent(an_emblem()), by=people["lead"]).pk == emblem.pk
    retire_emblem(region, by=people["lead"])
    assert emblem_of(region) is None
    assert images(emblem.sha256)


def test_the_emblem_of_another_region_is_not_printed(emblem):
    assert images_of(MasterplanFactory())(emblem.sha256) is None


def test_an_emblem_that_was_changed_on_its_disk_is_not_printed(region, emblem):
    with open(emblem.file.path, "ab") as file:
        file.write(b"more")

    with pytest.raises(PictureError):
        images_of(MasterplanFactory(region=region))(emblem.sha256)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (an_emblem((100, 120)), "kecil.png", "hanya 100 × 120 piksel"),
        (b"%PDF-1.7 something", "lambang.png", "rusak"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.png", "Simpan sebagai PNG"),
        (an_emblem()[:300], "lambang.png", "rusak"),
        (b"", "kosong.png", "kosong"),
    ],
    ids=["small", "a PDF", "SVG", "cut off", "empty"],
)
def test_what_is_no_emblem_is_refused_with_a_sentence(region, people, emblem, content, name, said):
    with pytest.raises(UploadRefused, match=said):
        keep_emblem(region, upload=sent(content, name), by=people["lead"])
    assert emblem_of(region) == emblem


def test_who_may_not_change_the_kop_is_offered_nothing(region, people, emblem, signed_in):
    page = signed_in(people["viewer"]).get(reverse("letterheads:overview", args=[region.code]))

    assert "Ganti lambang" not in page.text
    assert emblem.get_absolute_url() in page.text


def test_the_page_takes_a_file_and_says_what_is_wrong_with_another(region, people, signed_in):
    address = reverse("letterheads:upload", args=[region.code])
    lead = signed_in(people["lead"])

    refused = lead.post(address, {"upload": sent(an_emblem((80, 80)))})
    assert "akan pecah bila dicetak" in refused.text
    lead.post(address, {"upload": sent(an_emblem())})
    assert emblem_of(region)
    lead.post(reverse("letterheads:retire", args=[region.code]))
    assert emblem_of(region) is None


def test_an_office_has_its_own_address_and_the_emblem_of_the_region(
    region, emblem, people, signed_in
):
    agency = AgencyFactory(region=region, name=HEALTH)
    official = OfficialFactory(region=region, agency=agency)
    page = reverse("letterheads:address", args=[region.code, agency.pk])
    given = {
        "street": "Jalan Letnan Karjono Nomor 2, Banjarnegara",
        "postal_code": "53412",
        "phone": "(0286) 591218",
        "website": "https://dinkes.banjarnegarakab.go.id/",
        "email": "dinkes@banjarnegarakab.go.id",
    }
    lead = signed_in(people["lead"])

    assert "Kode pos terdiri atas 5 angka" in lead.post(page, given | {"postal_code": "5341"}).text
    for _ in range(2):
        lead.post(page, given)

    assert OfficeAddress.objects.count() == 1
    head = letterhead_of(region, official)
    assert head.lines == ("PEMERINTAH KABUPATEN BANJARNEGARA", "DINAS KESEHATAN")
    assert tuple(line.replace(NBSP, " ") for line in head.address) == (
        "Jalan Letnan Karjono Nomor 2, Banjarnegara 53412",
        "Telepon (0286) 591218 · Laman dinkes.banjarnegarakab.go.id"
        " · Surel dinkes@banjarnegarakab.go.id",
    )
    assert head.emblem == f"image:{emblem.sha256}"
    assert head.ruled


def test_the_head_of_region_writes_under_her_own_head(region, emblem):
    OfficeAddress.objects.create(region=region, street="Jalan Dipayuda Nomor 1")
    bupati = OfficialFactory(region=region, is_head_of_region=True)

    head = letterhead_of(region, bupati)

    assert head.lines[0] == "BUPATI BANJARNEGARA"
    assert (head.address, head.ruled) == (("Jalan Dipayuda Nomor 1",), False)
    assert head.emblem_name == "Lambang Kabupaten Banjarnegara"


def test_the_snapshot_names_the_emblem_and_the_cover_prints_it(region, emblem):
    plan = MasterplanFactory(region=region)
    said = snapshot(plan)

    assert said["masterplan"]["region"]["emblem"] == emblem.sha256
    said["books"] = [{"number": 1, "title": "Analisis", "subtitle": "", "chapters": []}]
    assert build_book(said, 1, printed_on=TODAY).emblem == f"image:{emblem.sha256}"
    del said["masterplan"]["region"]["emblem"]  # an edition of before
    old = build_book(said, 1, printed_on=TODAY)
    assert old.emblem == ""
