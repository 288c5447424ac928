"""What a server does, found out by signing a page that says it is worth nothing.

For the agency that has the server: nobody else can tell. Two signatures are made, the first by
coordinates and the second by a tag, and what came back is read.
"""

import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf
from django.views.decorators.debug import sensitive_variables
from PIL import Image, ImageDraw

from bsre import client, wire
from bsre.appearances import Appearance, Box, tag_of
from bsre.errors import AnswerError, BsreError, may_not_sign, refusal
from bsre.servers import EsignServer
from typesetting.pdf import render_pdf

TAG = tag_of("ttd_00")
BOX = (90.0, 500.0, 230.0, 560.0)  # neither square nor in the middle: so a mistake shows
NEAR = 3  # points
TEXT = """
<h1>Dokumen uji</h1>
<p>Halaman ini dibuat untuk mencoba server Esign Client Service. Isinya tidak berlaku, dan tanda
tangan di dalamnya tidak menyetujui apa pun.</p><p>{tag}</p>
"""


@dataclass(frozen=True)
class Proof:
    """Who signs the test page, and with what; never shown."""

    nik: str
    passphrase: str = ""
    totp: str = ""

    def __repr__(self):
        return "Proof(***)"


@sensitive_variables("proof")
def findings(server: EsignServer, proof: Proof) -> Iterator[str]:
    """Sentences, each as soon as it is known; ends early when the server refuses.

    Makes two signatures with the person's certificate on a test page, which is thrown away.
    """
    yield f"Server {server.host}, versi {server.version}."
    try:
        status = client.status_of(proof.nik, server=server)
        yield f"Status sertifikat: {status}."
        if status != "ISSUE":
            raise may_not_sign(status)
        page = render_pdf(TEXT.format(tag=TAG), title="Dokumen uji")
        yield from _sign_twice(server, proof, page)
    except BsreError as error:
        yield str(error)


def _sign_twice(server, proof, page):
    yield "Tanda tangan pertama, dengan koordinat:"
    first = yield from _signed(replace(server, mark="coordinates"), proof, page)
    drawn = boxes_of_signatures(first)[-1:]
    yield from place_sentences(server, page_height(page), drawn[0] if drawn else None)
    yield "Tanda tangan kedua pada berkas yang sama, dengan tag:"
    second = yield from _signed(replace(server, mark="tag"), proof, first)
    drawn = boxes_of_signatures(second)
    here = len(drawn) > 1 and drawn[-1] not in (None, (0, 0, 0, 0))
    yield f"Tag: {'cap tergambar' if here else 'cap tidak tergambar'} (mark=tag)."
    found = client.signatures_found(second, server=server)
    yield f"Tanda tangan dalam berkas: {len(drawn)}; menurut layanan sendiri: {found}."


@sensitive_variables("proof", "call")
def _signed(server, proof, page):
    """One signature; says what the answer was made of. AnswerError when it is of no use."""
    appearance = Appearance(
        image=_picture(),
        page_height=page_height(page),
        box=BOX,
        tag=TAG,
        size=(BOX[2] - BOX[0], BOX[3] - BOX[1]),
        reason="Uji server, tidak berlaku",
    )
    call = wire.sign_request(
        server, page, nik=proof.nik, passphrase=proof.passphrase, totp=proof.totp,
        appearance=appearance,
    )  # fmt: skip
    answer = client.ask(server, call, changes=True)
    names = ", ".join(sorted({name.lower() for name in answer.headers}))
    yield f"Jawaban {answer.http}, {len(answer.body)} bita, header: {names}."
    signed = wire.file_in(answer)
    if signed is None and answer.document_id and answer.http == client.OK:
        yield "Jawaban hanya menyebut id_dokumen; berkas diunduh."
        signed = client.download(answer.document_id, server=server)
    if signed is None:
        raise refusal(answer.http, answer.json(), (proof.nik, proof.passphrase, proof.totp))
    try:
        client.checked(page, signed)
    except AnswerError:
        yield "Awalan: TIDAK. Berkas yang dikirim ditulis ulang; server ini tidak dapat dipakai."
        raise
    yield f"Awalan: ya, {len(signed) - len(page)} bita ditambahkan."
    return signed


def place_sentences(server: EsignServer, tall: float, drawn: Box | None) -> Iterator[str]:
    """Where the mark stands, and how the server has to be told so that it stands right."""
    sent = Appearance(box=BOX, page_height=tall).numbers(origin=server.origin, extent=server.extent)
    if drawn in (None, (0, 0, 0, 0)):
        yield "Koordinat: cap tidak tergambar. Pakai mark=tag atau mark=none."
        return
    if _near(drawn, BOX):
        yield "Koordinat: cap tepat di tempatnya. Tidak ada yang perlu diubah."
        return
    told = f"Koordinat: diminta {_words(BOX)}, tergambar {_words(drawn)}."
    for origin, extent in itertools.product(("bottom", "top"), ("size", "corner")):
        if _near(drawn, _as_read(sent, tall, origin, extent)):
            yield f"{told} Pakai origin={origin}&extent={extent}."
            return
    yield f"{told} Koordinat tampaknya diabaikan; pakai mark=tag."


def boxes_of_signatures(pdf: bytes) -> list[Box | None]:
    """Where each signature of a file stands, in the order of its fields."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        form = document.Root.get("/AcroForm", {})
        fields = [one for one in form.get("/Fields", ()) if one.get("/FT") == "/Sig"]
        return [
            tuple(float(number) for number in one["/Rect"]) if "/Rect" in one else None
            for one in fields
            if "/V" in one
        ]


def page_height(pdf: bytes) -> float:
    """The height of the first page in points."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return float(document.pages[0].mediabox[3])


def _as_read(sent, tall, origin, extent):
    """Where a server draws that takes the same four numbers in this way."""
    x, y, width, height = sent
    right, top = (width, height) if extent == "corner" else (x + width, y + height)
    if origin == "top":
        y, top = tall - top, tall - y
    return x, y, right, top


def _near(one, other):
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def _words(box):
    return "(" + "; ".join(f"{number:.0f}" for number in box) + ")"


def _picture():
    picture = Image.new("RGB", (280, 120), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((2, 2, 277, 117), outline="navy", width=4)
    draw.text((20, 50), "UJI, TIDAK BERLAKU", fill="navy")
    out = io.BytesIO()
    picture.save(out, "png")
    return out.getvalue()
