"""What goes over the wire: the requests of versions 1 and 2, and how their answers are read.

Derived from public clients of the Esign Client Service (docs/bsre.md); no network in here.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.views.decorators.debug import sensitive_variables

from bsre.appearances import Appearance
from bsre.servers import EsignServer

SIGNED_FILES = ("base64_signed_file", "signed_file", "file", "data")


@dataclass(frozen=True, repr=False)
class Call:
    """One question to the service; without a text of its own, because it holds secrets."""

    method: str
    path: str
    fields: dict[str, Any] | None = None  # multipart
    json: dict[str, Any] | None = None


@dataclass(frozen=True)
class Reply:
    """What came back, as far as it was read."""

    http: int
    headers: Mapping[str, str]
    body: bytes = b""

    def json(self) -> dict:
        """The object that it is, or an empty one."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def document_id(self) -> str:
        """`id_dokumen` of version 1: a header in any case, with either dash, or in the body."""
        for name, value in self.headers.items():
            if name.lower().replace("-", "_") == "id_dokumen":
                return value
        return str(self.json().get("id_dokumen") or "")


@sensitive_variables("nik")
def status_request(server: EsignServer, nik: str) -> Call:
    """Ask whether a person has a certificate in force."""
    if server.version == 1:
        return Call("GET", f"/api/user/status/{nik}")
    return Call("POST", "/api/v2/user/check/status", json={"nik": nik})


def status_in(answer: Reply) -> str:
    """ISSUE, EXPIRED …, under whichever name this server tells it."""
    told = answer.json()
    inner = told.get("data")
    inside = inner.get("status") if isinstance(inner, dict) else None
    found = told.get("userStatus") or inside or told.get("status") or ""
    return str(found).strip().upper().replace(" ", "_")


@sensitive_variables("nik", "passphrase", "totp", "proof")
def sign_request(
    server: EsignServer, pdf: bytes, *, nik: str, passphrase: str, totp: str, appearance: Appearance
) -> Call:
    """Ask to sign one file. A code by telephone instead of a passphrase is of version 2 alone."""
    if server.version == 1:
        proof = {"nik": nik, "passphrase": passphrase}
        return Call(
            "POST",
            "/api/sign/pdf",
            fields=proof
            | {"file": ("dokumen.pdf", pdf, "application/pdf")}
            | _fields_of_mark(server, appearance),
        )
    proof = {"nik": nik} | ({"totp": totp} if totp else {"passphrase": passphrase})
    mark = _properties_of_mark(server, appearance)
    sent = {"signatureProperties": [mark], "file": [base64.b64encode(pdf).decode()]}
    return Call("POST", "/api/v2/sign/pdf", json=proof | sent)


@sensitive_variables("nik")
def totp_request(nik: str) -> Call:
    """Ask BSrE to send the person a code for one file."""
    return Call("POST", "/api/v2/sign/get/totp", json={"nik": nik, "data": 1})


def verify_request(server: EsignServer, pdf: bytes) -> Call:
    """Ask which signatures a file carries."""
    if server.version == 1:
        part = ("dokumen.pdf", pdf, "application/pdf")
        return Call("POST", "/api/sign/verify", fields={"signed_file": part})
    return Call("POST", "/api/v2/verify/pdf", json={"file": base64.b64encode(pdf).decode()})


def signatures_in(answer: Reply) -> int:
    """How many signatures the service finds in a file that was verified."""
    told = answer.json()
    found = told.get("signatureCount", told.get("jumlah_signature"))
    return int(found) if str(found).isdigit() else 0


def file_in(answer: Reply) -> bytes | None:
    """The signed PDF: the body itself, or base64 under one of its names; None where none is."""
    if answer.body.startswith(b"%PDF-"):
        return answer.body
    told = answer.json()
    for name in SIGNED_FILES:
        found = told.get(name)
        found = found[0] if isinstance(found, list) and found else found
        if isinstance(found, str) and (pdf := _decoded(found)):
            return pdf
    return None


def _decoded(text):
    try:
        pdf = base64.b64decode(text, validate=False)
    except (binascii.Error, ValueError):
        return b""
    return pdf if pdf.startswith(b"%PDF-") else b""


def _fields_of_mark(server, appearance):
    """Version 1: words of a form."""
    words = {"reason": appearance.reason, "location": appearance.location}
    words = {name: word for name, word in words.items() if word}
    if not _shows(server, appearance):
        return {"tampilan": "invisible"} | words
    picture = ("cap.png", appearance.image, "image/png")
    mark = {"tampilan": "visible", "image": "true", "imageTTD": picture}
    x, y, width, height = map(_points, _numbers(server, appearance))
    if server.mark == "tag":
        return mark | {"tag_koordinat": appearance.tag, "width": width, "height": height} | words
    place = {"page": str(appearance.page), "xAxis": x, "yAxis": y, "width": width, "height": height}
    return mark | place | words


def _properties_of_mark(server, appearance):
    """Version 2: an object."""
    words = {"reason": appearance.reason, "location": appearance.location}
    words = {name: word for name, word in words.items() if word}
    if not _shows(server, appearance):
        return {"tampilan": "INVISIBLE"} | words
    x, y, width, height = _numbers(server, appearance)
    mark = {
        "tampilan": "VISIBLE",
        "imageBase64": base64.b64encode(appearance.image).decode(),
        "width": width,
        "height": height,
    }
    if server.mark == "tag":
        return mark | {"tag": appearance.tag, "tag_koordinat": appearance.tag} | words
    return mark | {"page": appearance.page, "originX": x, "originY": y} | words


def _shows(server, appearance):
    place = {"tag": appearance.tag, "coordinates": appearance.box}.get(server.mark)
    return bool(appearance.image and place)


def _numbers(server, appearance):
    if server.mark == "tag":
        return (0, 0, *appearance.size)
    return appearance.numbers(origin=server.origin, extent=server.extent)


def _points(number):
    return f"{number:.2f}".rstrip("0").rstrip(".")
