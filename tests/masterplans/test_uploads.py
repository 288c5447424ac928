"""A file is taken for what it is, not for what it is called, and shown only to whom it belongs."""

import io
import struct
import zipfile
import zlib

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse
from PIL import Image

from audit.models import Event
from masterplans.actions import PlanClosedError
from masterplans.models import Attachment, Stage, Status
from masterplans.uploads import attach
from tests import plans
from tests.factories import MasterplanFactory
from tests.markup import one_line
from uploads.checking import DOCX, XLSX, UploadRefused, check

pytestmark = pytest.mark.system  # processes with limits of their own read what is sent


def picture(kind="PNG", size=(40, 30), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **options)
    return out.getvalue()


def noise(kind="PNG"):
    out = io.BytesIO()
    Image.effect_noise((200, 200), 90).save(out, kind)
    return out.getvalue()


def pdf(**options):
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(out, **options)
    return out.getvalue()


def office(*names, content=b"<x/>"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name in ("[Content_Types].xml", *names):
            parcel.writestr(name, content)
    return out.getvalue()


def file(content, name="berkas.png"):
    return SimpleUploadedFile(name, content)


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def bomb(width, height):
    """A PNG of a few hundred bytes that claims a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


GOOD = {
    "PNG": (picture("PNG"), "image/png"),
    "JPEG": (picture("JPEG"), "image/jpeg"),
    "WebP": (picture("WEBP"), "image/png"),
    "PDF": (pdf(), "application/pdf"),
    "XLSX": (office("xl/workbook.xml"), XLSX),
    "DOCX": (office("word/document.xml"), DOCX),
}


@pytest.mark.parametrize("kind", GOOD)
def test_a_file_is_known_by_its_content_whatever_its_name(kind):
    content, mime = GOOD[kind]

    assert check(file(content, "apa-saja.txt")).mime == mime


BAD = {
    "empty": (b"", "kosong"),
    "a web page": (b"<!DOCTYPE html><script>alert(1)</script>", "halaman web"),
    "a web page that mentions GIF": (b"  <html><body>GIF89a</body></html>", "halaman web"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "SVG"),
    "SVG with a prologue": (b'<?xml version="1.0"?><svg onload="alert(1)"/>', "SVG"),
    "GIF": (b"GIF89a" + b"\0" * 100, "tidak dikenal"),
    "a program": (b"MZ\x90\x00", "tidak dikenal"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOCX atau XLSX"),
    "HTML behind the first bytes of a PNG": (b"\x89PNG\r\n\x1a\n<script>IEND</script>", "rusak"),
    "sound": (b"RIFF\x00\x00\x00\x00WAVEfmt ", "rusak"),
    "half a PNG": (noise()[:20_000], "rusak"),
    "half a JPEG": (noise("JPEG")[:10_000], "rusak"),
    "no PDF": (b"%PDF-1.7 bukan pdf", "rusak"),
    "a locked PDF": (pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "kata sandi"),
    "half a zip": (b"PK\x03\x04rusak", "rusak"),
    "macros": (office("xl/workbook.xml", "xl/vbaProject.bin"), "makro"),
    "another Office format": (office("gambar.png"), "tidak dikenal"),
    "a zip bomb": (office("xl/workbook.xml", content=b"\0" * 40_000_000), "terlalu besar"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_is_not_taken_is_refused_with_a_sentence(kind):
    content, sentence = BAD[kind]

    with pytest.raises(UploadRefused, match=sentence):
        check(file(content))


def test_a_plain_zip_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parcel:
        parcel.writestr("index.html", "<script>alert(1)</script>")

    with pytest.raises(UploadRefused, match="ZIP"):
        check(file(out.getvalue(), "bukti.xlsx"))


@pytest.mark.parametrize(("width", "height"), [(9000, 9000), (12_000, 12_000), (60_000, 60_000)])
def test_a_decompression_bomb_is_refused_before_it_is_unpacked(width, height):
    with pytest.raises(UploadRefused, match="50 juta piksel"):
        check(file(bomb(width, height)))


def test_a_file_over_the_limit_is_refused_with_both_sizes(settings):
    settings.UPLOAD_LIMIT_MB = 20
    upload = TemporaryUploadedFile("buku.pdf", "application/pdf", 50 * 1024 * 1024, None)
    with upload:
        upload.write(b"%PDF-")
        with pytest.raises(UploadRefused, match="Berkas 50 MB; batasnya 20 MB"):
            check(upload)


def test_a_second_format_hidden_in_a_picture_does_not_survive():
    hidden = b"<script>alert(document.domain)</script>PK\x03\x04"
    noted = Image.Exif()
    noted[0x010E] = "rahasia di sini"
    photo = picture("JPEG", exif=noted) + hidden

    kept = check(file(photo)).content

    assert b"<script>" not in kept
    assert b"rahasia" not in kept
    assert Image.open(io.BytesIO(kept)).format == "JPEG"


def test_a_large_picture_is_made_as_small_as_print_needs():
    checked = check(file(picture("JPEG", size=(5000, 2500))))

    assert (checked.width, checked.height) == (2400, 1200)
    assert Image.open(io.BytesIO(checked.content)).size == (2400, 1200)


def test_a_picture_that_can_be_seen_through_stays_so():
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")

    assert Image.open(io.BytesIO(check(file(out.getvalue())).content)).mode == "RGBA"


# --- kept with a masterplan ---------------------------------------------------------------------


def test_a_file_is_kept_with_a_name_that_nobody_chose(masterplan, writer):
    kept = attach(
        masterplan, upload=file(picture(), "../../etc/peta\x00 desa.html"), alt="Peta", by=writer
    )

    assert kept.name == "peta desa.png"
    assert "peta" not in kept.file.name
    assert kept.file.name.endswith(".png")
    assert (kept.width, kept.height, kept.uploaded_by) == (40, 30, writer)
    assert Event.objects.about(kept).get().verb == "attachment.added"


def test_the_same_file_sent_twice_is_kept_once(masterplan, writer):
    first = attach(masterplan, upload=file(picture()), alt="Peta", by=writer)
    second = attach(masterplan, upload=file(picture()), alt="Peta", by=writer)

    assert first == second
    assert Attachment.objects.count() == 1


def test_a_closed_plan_takes_no_file_and_leaves_none_behind(
    masterplan, writer, lead, facilitator, settings
):
    plans.bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)

    with pytest.raises(PlanClosedError):
        attach(masterplan, upload=file(picture()), alt="Peta", by=writer)

    assert not Attachment.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_a_picture_is_shown_in_the_page_and_can_do_nothing(masterplan, writer, signed_in):
    kept = attach(masterplan, upload=file(picture()), alt="Peta", by=writer)

    response = signed_in(writer).get(kept.get_absolute_url())

    with kept.file.open() as stored:
        assert b"".join(response.streaming_content) == stored.read()
    response.close()
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"].startswith("inline")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"].startswith("private")


def test_everything_else_is_only_ever_downloaded(masterplan, writer, signed_in):
    kept = attach(masterplan, upload=file(pdf(), "SK Tim.pdf"), alt="SK Tim", by=writer)

    response = signed_in(writer).get(kept.get_absolute_url())

    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="SK Tim.pdf"'
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    response.close()


def test_a_stranger_does_not_learn_that_a_file_exists(masterplan, writer, people, signed_in):
    kept = attach(masterplan, upload=file(picture()), alt="Peta", by=writer)

    browser = signed_in(people["stranger"])

    assert browser.get(kept.get_absolute_url()).status_code == 404
    assert (
        browser.get(
            reverse("masterplans:attachment", args=[masterplan.slug, kept.pk + 1])
        ).status_code
        == 404
    )


def test_a_file_is_not_reached_through_the_address_of_another_masterplan(
    masterplan, writer, lead, signed_in, region
):
    other = MasterplanFactory(region=region, first_year=2034, last_year=2043)
    kept = attach(masterplan, upload=file(picture()), alt="Peta", by=writer)

    address = reverse("masterplans:attachment", args=[other.slug, kept.pk])

    assert signed_in(lead).get(address).status_code == 404


def test_a_file_that_the_storage_lost_is_a_missing_page(masterplan, writer, signed_in):
    kept = attach(masterplan, upload=file(picture()), alt="Peta", by=writer)
    kept.file.storage.delete(kept.file.name)

    assert signed_in(writer).get(kept.get_absolute_url()).status_code == 404


def test_the_page_says_what_is_wrong_with_a_file(masterplan, writer, signed_in):
    page = signed_in(writer).post(
        reverse("masterplans:upload", args=[masterplan.slug]),
        {"file": file(b"<html><script>alert(1)</script></html>", "peta.png"), "alt": "Peta"},
    )

    assert "Berkas ini berisi halaman web" in one_line(page.content.decode())
    assert 'value="Peta"' in one_line(page.content.decode())
    assert not Attachment.objects.exists()


def test_an_uploaded_file_is_listed(masterplan, writer, signed_in):
    browser = signed_in(writer)
    page = browser.post(
        reverse("masterplans:upload", args=[masterplan.slug]),
        {"file": file(pdf(), "SK Tim.pdf"), "alt": "SK Tim Pelaksana"},
        follow=True,
    )

    assert "SK Tim.pdf" in one_line(page.content.decode())
    assert "SK Tim Pelaksana" in one_line(page.content.decode())
    assert "1 berkas" in one_line(page.content.decode())


def test_a_reader_cannot_upload(masterplan, people, signed_in):
    browser = signed_in(people["viewer"])
    address = reverse("masterplans:upload", args=[masterplan.slug])

    assert "Unggah berkas pendukung" not in one_line(browser.get(address).content.decode())
    assert browser.post(address, {"file": file(picture()), "alt": "Peta"}).status_code == 403
    assert not Attachment.objects.exists()


def sent_while_writing(browser, person, masterplan, upload):
    """What the editor sends for a picture; `X-Simpul-Save` names whom the page was made for."""
    return browser.post(
        reverse("masterplans:upload", args=[masterplan.slug]),
        {"file": upload, "alt": "Peta desa"},
        headers={"X-Simpul-Save": str(person.pk)},
    )


def test_a_picture_for_the_text_is_answered_with_its_address(masterplan, writer, signed_in):
    answer = sent_while_writing(signed_in(writer), writer, masterplan, file(picture()))

    stored = Attachment.objects.get()
    assert answer.status_code == 201
    assert answer.json() == {"src": stored.get_absolute_url(), "alt": "Peta desa"}


def test_only_pictures_go_into_the_text(masterplan, writer, signed_in):
    answer = sent_while_writing(signed_in(writer), writer, masterplan, file(pdf(), "a.png"))

    assert answer.status_code == 422
    assert answer.json()["message"].startswith("Berkas ini bukan gambar.")
    assert not Attachment.objects.exists()


def test_who_may_not_write_is_told_that_the_text_is_still_there(masterplan, facilitator, signed_in):
    answer = sent_while_writing(signed_in(facilitator), facilitator, masterplan, file(picture()))

    assert answer.status_code == 409
    assert "Tulisan Anda tetap ada di sini." in answer.json()["message"]
    assert not Attachment.objects.exists()


def test_a_plan_that_is_handed_in_takes_no_picture_for_its_text(
    masterplan, writer, lead, facilitator, signed_in
):
    plans.bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)

    answer = sent_while_writing(signed_in(writer), writer, masterplan, file(picture()))

    assert answer.status_code == 409
    assert "tidak sedang ditulis" in answer.json()["message"]
    assert not Attachment.objects.exists()
