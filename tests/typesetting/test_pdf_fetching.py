"""Typesetting reads our own files and the pictures it is given, and nothing else.

A real server listens; a real secret lies on the disk. Whatever the content names, no connection
arrives and the secret is in no PDF.
"""

import base64
import io
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import urlopen

import pikepdf
import pytest
import weasyprint
from PIL import Image

from typesetting.pdf import Library, render_pdf, render_piece
from typesetting.pictures import PictureError, print_folder, read_picture

pytestmark = pytest.mark.system

SECRET = "RAHASIA-YANG-TIDAK-BOLEH-BOCOR"


def picture(colour="red", kind="PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(out, kind)
    return out.getvalue()


def words_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def everything_in(pdf: bytes) -> bytes:
    """All bytes of all streams, unpacked: also what no text tool would show."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        streams = (thing for thing in document.objects if isinstance(thing, pikepdf.Stream))
        return pdf + b"".join(_unpacked(stream) for stream in streams)


def _unpacked(stream):
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture format that stays packed
        return stream.read_raw_bytes()


class Listener(ThreadingHTTPServer):
    """Counts every connection; /pindah leads on to /rahasia."""

    def __init__(self):
        self.connections = []
        super().__init__(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"

    def verify_request(self, request, client_address):
        self.connections.append(client_address)
        return True


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        moved = self.path.startswith("/pindah")
        self.send_response(302 if moved else 200)
        self.send_header(
            "Location" if moved else "Content-Type", "/rahasia" if moved else "text/css"
        )
        self.end_headers()
        self.wfile.write(f"p::after {{ content: '{SECRET}' }}".encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def listener():
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def secret(tmp_path):
    """A file with a secret, as text and as SVG and CSS that would show it."""
    (tmp_path / "rahasia.txt").write_text(SECRET)
    (tmp_path / "rahasia.css").write_text(f"p::after {{ content: '{SECRET}' }}")
    (tmp_path / "rahasia.svg").write_text(svg(f'<text x="5" y="20">{SECRET}</text>'))
    return tmp_path


def svg(inner, *, head="") -> str:
    return (
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">{inner}</svg>'
    )


# Each names an address WHERE in one of the ways in which HTML, CSS and SVG can.
WAYS = {
    "image": '<img src="WHERE" alt="Peta">',
    "image with spaces": '<img src=" \n WHERE">',
    "stylesheet": '<link rel="stylesheet" href="WHERE">',
    "attachment": '<link rel="attachment" href="WHERE">',
    "attached link": '<a rel="attachment" href="WHERE">berkas</a>',
    "import": "<style>@import url(WHERE);</style>",
    "font": "<style>@font-face { font-family: X; src: url(WHERE) } p { font-family: X }</style>",
    "background": "<style>p { background: url(WHERE) }</style>",
    "list picture": '<ul style="list-style-image: url(WHERE)"><li>satu</li></ul>',
    "style attribute": '<p style="background-image: url(WHERE)">isi</p>',
    "content": "<style>p::before { content: url(WHERE) }</style>",
    "object": '<object data="WHERE">ganti</object>',
    "embed": '<embed src="WHERE">',
    "frame": '<iframe src="WHERE"></iframe>',
    "base": '<base href="WHERE"><img src="x.png"><link rel="stylesheet" href="x.css">',
    "meta": '<meta http-equiv="refresh" content="0;url=WHERE">',
    "svg image": svg('<image xlink:href="WHERE" width="9" height="9"/>'),
    "svg image href": svg('<image href="WHERE" width="9" height="9"/>'),
    "svg use": svg('<use xlink:href="WHERE#a"/>'),
    "svg style": svg("<style>@import url(WHERE); rect { fill: url(WHERE) }</style><rect/>"),
    "svg foreign": svg('<foreignObject><img src="WHERE"></foreignObject>'),
    "input": '<input type="image" src="WHERE">',
    "video": '<video src="WHERE" poster="WHERE"></video>',
}


@pytest.mark.parametrize("way", WAYS)
def test_no_connection_is_made_whatever_the_content_names(way, listener):
    for address in (f"{listener.url}/rahasia", f"{listener.url}/pindah"):
        pdf = render_pdf(f"<p>Isi.</p>{WAYS[way].replace('WHERE', address)}<p>Akhir.</p>")

        assert "Akhir." in words_of(pdf)
        assert SECRET.encode() not in everything_in(pdf)
    assert listener.connections == []


@pytest.mark.parametrize("way", WAYS)
def test_no_file_outside_is_read_whatever_the_content_names(way, secret):
    for address in (
        "file:///etc/passwd",
        f"file://{secret}/rahasia.svg",
        f"{secret}/rahasia.svg",
        f"file://{secret}/rahasia.css",
        f"static:../../../../../../..{secret}/rahasia.svg",
    ):
        pdf = render_pdf(f"<p>Isi.</p>{WAYS[way].replace('WHERE', address)}<p>Akhir.</p>")

        found = everything_in(pdf)
        assert "Akhir." in words_of(pdf)
        assert SECRET.encode() not in found
        assert b"root:x:0:0" not in found


@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("base", "meta")])
def test_the_door_itself_holds_when_nothing_tidies_before_it(way, listener, secret):
    """The same content given to WeasyPrint as it is, with only our fetcher in between."""
    for address in (
        f"{listener.url}/rahasia",
        f"file://{secret}/rahasia.svg",
        "file:///etc/passwd",
    ):
        library = Library()
        html = weasyprint.HTML(string=WAYS[way].replace("WHERE", address), url_fetcher=library)

        pdf = html.write_pdf()

        found = everything_in(pdf)
        assert SECRET.encode() not in found
        assert b"root:x:0:0" not in found
    assert listener.connections == []


def test_the_listener_of_these_tests_would_notice_a_connection(listener):
    with urlopen(f"{listener.url}/pindah") as answer:
        assert SECRET in answer.read().decode()

    assert len(listener.connections) == 2  # the redirect was followed


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "http://127.0.0.1/",
        "https://127.0.0.1/",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1/",
        "//127.0.0.1/x.png",
        "/etc/passwd",
        "x.png",
        "",
        "static:",
        "static:../css/simpul.css",
        "static:fonts/../../css/simpul.css",
        "static:%2e%2e/css/simpul.css",
        "static:/etc/passwd",
        "static:..\\css\\simpul.css",
        "static:book.css\0.png",
        "static:tidak-ada.png",
        "static:fonts",
        "image:",
        "image:../1",
        "image:1/../2",
        "data:text/html,<p>hai</p>",
        "data:text/html;base64,PHA+aGFpPC9wPg==",
        "data:image/png;base64,bukan-base64-!",
        "data:image/png;base64,aGFp",
        "data:image/svg+xml,<svg",
        "javascript:alert(1)",
    ],
)
def test_an_address_that_is_not_ours_is_refused(address):
    with pytest.raises(PictureError):
        read_picture(address, lambda key: None)


def test_a_symbolic_link_does_not_lead_out_of_the_print_folder(settings, tmp_path, secret):
    folder = tmp_path / "proyek" / "static" / "print"
    folder.mkdir(parents=True)
    (folder / "jalan.svg").symlink_to(secret / "rahasia.svg")
    (folder / "lorong").symlink_to(secret)
    settings.BASE_DIR = tmp_path / "proyek"

    for name in ("jalan.svg", "lorong/rahasia.svg"):
        with pytest.raises(PictureError):
            read_picture(f"static:{name}", None)


@pytest.mark.parametrize(
    "drawing",
    [
        svg("&rahasia;", head='<!DOCTYPE svg [<!ENTITY rahasia SYSTEM "file:///etc/passwd">]>'),
        svg("&a;", head='<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'),
        svg("", head='<?xml-stylesheet href="file:///etc/passwd"?>'),
        svg('<image xlink:href="file:///etc/passwd"/>'),
        svg('<use href="static:mark.svg#x"/>'),
        svg("<script>alert(1)</script>"),
        svg("<style>@import url(file:///etc/passwd)</style>"),
        svg('<rect fill="url(http://127.0.0.1/x)"/>'),
        svg('<rect fill="url( &quot;http://127.0.0.1/x&quot;)"/>'),
        svg('<g xml:base="file:///etc/"/>'),
        svg("<foreignObject/>"),
        "<svg",
    ],
)
def test_a_drawing_that_points_out_of_itself_is_refused(drawing):
    for encoded in (drawing.encode(), drawing.encode("utf-16")):
        with pytest.raises(PictureError):
            read_picture("image:1", lambda key, content=encoded: (content, "image/svg+xml"))


def test_a_drawing_that_stands_alone_is_printed():
    drawing = svg('<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use href="#g"/>')

    found = read_picture("image:1", lambda key: (drawing.encode(), "image/svg+xml"))

    assert found.media_type == "image/svg+xml"


def test_the_stored_pictures_are_asked_for_by_key_only_once_and_printed():
    asked = []

    def images(key):
        asked.append(key)
        return (picture(), "image/png") if key == "7" else None

    remarks = []
    pdf = render_pdf(
        '<img src="image:7" alt="Peta"><img src="image:7"><img src="image:8" alt="Rahasia">',
        images=images,
        remarks=remarks,
    )

    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages[0].get_images()) == 1
    assert asked == ["7", "8"]
    assert remarks == [
        "Gambar “Rahasia” tidak dicetak: gambarnya tidak ditemukan pada masterplan ini."
    ]
    assert "Gambar “Rahasia” tidak dicetak" in words_of(pdf)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_the_bytes_are_counts_and_not_what_they_are_called(kind):
    found = read_picture("image:1", lambda key: (picture(kind=kind), "image/bmp"))

    assert found.media_type == f"image/{kind.lower()}"


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<html>", picture()[:30], b"%PDF-1.7", b"\x00" * 5000]
)
def test_a_broken_picture_is_replaced_by_a_remark_and_the_rest_is_printed(content):
    piece = render_piece(
        '<p>Sebelum.</p><img src="image:1" alt="Peta wilayah"><p>Sesudah.</p>',
        images=lambda key: (content, "image/png"),
    )

    text = words_of(piece.pdf)
    assert "Sebelum." in text
    assert "Gambar “Peta wilayah” tidak dicetak" in text
    assert "Sesudah." in text
    assert len(piece.remarks) == 1


def test_a_storage_that_fails_does_not_stop_the_book():
    def images(key):
        raise OSError("disk")

    piece = render_piece('<img src="image:1"><p>Sesudah.</p>', images=images)

    assert piece.remarks == ("Gambar tidak dicetak: berkas gambarnya tidak dapat dibaca.",)
    assert "Sesudah." in words_of(piece.pdf)


def test_a_picture_too_large_to_unpack_is_refused():
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")

    with pytest.raises(PictureError):
        read_picture("image:1", lambda key: (out.getvalue(), "image/png"))


def test_a_small_picture_made_here_may_be_written_into_the_page():
    uri = "data:image/png;base64," + base64.b64encode(picture()).decode()
    remarks = []

    pdf = render_pdf(f'<img src="{uri}">', remarks=remarks)

    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages[0].get_images()) == 1
    assert remarks == []


def test_our_own_files_are_there_for_printing():
    assert b"@page" in (print_folder() / "book.css").read_bytes()
    for font in Path(print_folder() / "fonts").glob("*.ttf"):
        assert font.stat().st_size < 900_000


def test_a_script_is_neither_run_nor_printed_and_a_link_keeps_only_harmless_addresses():
    pdf = render_pdf(
        "<p>Isi<script>alert('X')</script> tetap.</p>"
        '<p><a href="https://contoh.example/">luar</a> <a href="javascript:x">naskah</a>'
        '<a href="file:///etc/passwd">berkas</a></p>'
    )

    assert words_of(pdf).startswith("Isi tetap. luar naskah")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        links = [str(link.A.URI) for page in document.pages for link in page.get("/Annots", [])]
    assert links == ["https://contoh.example/"]
