"""A loopback server that speaks the Esign Client Service of BSrE, versions 1 and 2.

It is no service of BSrE and knows nobody but two made-up persons. It really signs: each time with
a field of its own (as BSrE does), certificates of its own test authority, a time stamp, and the
picture at the coordinates or at the tag. Told a `fault`, it answers with an error, loses the
connection after it has signed, is slow, or gives back another file.
"""

import base64
import email.parser
import email.policy
import json
import re
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.bsre.signing import NOBODY, sign

USER, PASSWORD = "simpul", "sandi-aplikasi"
AUTHORIZATION = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
BUPATI, SEKDA = "3304015708670001", "3304011001700002"
PASSPHRASE = "S4ndi-Rahasia!"
TOTP = "482913"


@dataclass
class Loopback:
    """What the server does, and what it has seen; a test sets the first and reads the second."""

    statuses: dict = field(default_factory=lambda: {BUPATI: "ISSUE", SEKDA: "ISSUE"})
    people: dict = field(default_factory=dict)  # NIK -> name, and NIK in the certificate
    fault: str = ""
    status_key: str = "status"
    id_header: str = "id_dokumen"
    answer: str = "bytes"  # of version 1: bytes, base64, id
    origin: str = "bottom"
    extent: str = ""  # of version 1 the corner, of version 2 the size, unless said
    asked: list = field(default_factory=list)  # methods and paths
    forms: list = field(default_factory=list)  # what each signing asked for, without the secrets
    signed: list = field(default_factory=list)
    kept: dict = field(default_factory=dict)
    port: int = 0

    def address(self, **options):
        query = "&".join(f"{key}={value}" for key, value in options.items())
        return f"http://{USER}:{PASSWORD}@127.0.0.1:{self.port}?{query}"

    @property
    def signings(self):
        return [path for _, path in self.asked if path.endswith("/sign/pdf")]


class RefusalError(Exception):
    def __init__(self, http, body):
        super().__init__(http)
        self.http, self.body = http, body


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: Loopback

    def log_message(self, *_arguments):
        pass

    def do_GET(self):
        self._guarded(
            {
                r"/api/user/status/(\d+)": self.status_1,
                r"/api/sign/download/(\w+)": self.download,
            }
        )

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        self.body = self.rfile.read(length)
        self._guarded(
            {
                r"/api/sign/pdf": self.sign_1,
                r"/api/sign/verify": self.verify_1,
                r"/api/v2/user/check/status": self.status_2,
                r"/api/v2/sign/get/totp": self.totp_2,
                r"/api/v2/sign/pdf": self.sign_2,
                r"/api/v2/verify/pdf": self.verify_2,
            }
        )

    def _guarded(self, routes):
        self.site.asked.append((self.command, self.path))
        if self.headers.get("Authorization") != AUTHORIZATION:
            spring = {"timestamp": "", "status": 401, "error": "Unauthorized", "path": self.path}
            return self.out(401, spring)
        for pattern, answer in routes.items():
            if found := re.fullmatch(pattern, self.path):
                try:
                    return answer(*found.groups())
                except RefusalError as refusal:
                    return self.out(refusal.http, refusal.body)
        return self.out(404, {"status": 404, "error": "Not Found", "path": self.path})

    # --- version 1
    def status_1(self, nik):
        status = self.site.statuses.get(nik, "NOT_REGISTERED")
        if status == "NOT_REGISTERED":
            told = {"status_code": 1110, "status": status, "message": "User belum terdaftar"}
        else:
            message = f"User sudah terdaftar dan memiliki sertifikat dengan status {status}"
            told = {"status_code": 1111, "status": status, "message": message}
        self.out(200, told)

    def sign_1(self):
        form = self._parts()
        word = {name: value.decode() for name, value in form.items() if name not in FILES}
        self._check(word["nik"], word["passphrase"] == PASSPHRASE)
        visible = word["tampilan"] == "visible"
        numbers = [float(word.get(name, 0)) for name in ("xAxis", "yAxis", "width", "height")]
        box = self._box(numbers, self.site.extent or "corner")
        signed = self._sign(
            form["file"], word, nik=word["nik"], box=box, tag=word.get("tag_koordinat", ""),
            page=int(word.get("page", 1)), image=form.get("imageTTD") if visible else None,
        )  # fmt: skip
        number = f"{len(self.site.signed):08x}"
        self.site.kept[number] = signed
        if self.site.fault == "cut":
            return self.cut(signed, number)
        name = self.site.id_header
        if self.site.answer == "bytes":
            return self.out(200, signed, {name: number, "signing_time": "1700000000000"})
        told = {"id_dokumen": number}
        if self.site.answer == "base64":
            told["base64_signed_file"] = base64.b64encode(signed).decode()
        return self.out(200, told)

    def download(self, number):
        if number not in self.site.kept:
            return self.out(404, {"error": "Dokumen telah didownload sebelumnya"})
        return self.out(200, self.site.kept.pop(number))

    def verify_1(self):
        count = self._parts()["signed_file"].count(b"/ByteRange")
        self.out(200, {"jumlah_signature": count, "summary": "VALID" if count else None})

    # --- version 2
    def status_2(self):
        status = self.site.statuses.get(self._json()["nik"], "NOT_REGISTERED")
        if self.site.status_key == "data.status":
            return self.out(200, {"status": 200, "data": {"status": status}})
        return self.out(200, {self.site.status_key: status})

    def totp_2(self):
        self.out(200, {"message": "TOTP dikirim", "result": True})

    def sign_2(self):
        told = self._json()
        proven = told.get("passphrase") == PASSPHRASE or told.get("totp") == TOTP
        self._check(told["nik"], proven)
        files = []
        for one in told["file"]:
            (mark,) = told["signatureProperties"]
            numbers = [
                float(mark.get(name, 0)) for name in ("originX", "originY", "width", "height")
            ]
            image = base64.b64decode(mark["imageBase64"]) if "imageBase64" in mark else None
            signed = self._sign(
                base64.b64decode(one), mark, nik=told["nik"],
                box=self._box(numbers, self.site.extent or "size"),
                tag=mark.get("tag", ""), page=mark.get("page", 1), image=image,
            )  # fmt: skip
            files.append(base64.b64encode(signed).decode())
        self.out(200, {"time": 700, "file": files})

    def verify_2(self):
        count = base64.b64decode(self._json()["file"]).count(b"/ByteRange")
        conclusion = "VALID_SIGNATURE" if count else "NO_SIGNATURE"
        self.out(200, {"conclusion": conclusion, "signatureCount": count})

    # --- what both need
    def _check(self, nik, is_proven):
        """Refuse as the real ones were seen to refuse."""
        fault = self.site.fault
        if fault.isdigit():
            error = "Internal Server Error" if fault == "500" else "Too busy"
            raise RefusalError(
                int(fault), {"status": int(fault), "error": error, "path": self.path}
            )
        if fault == "error in 200":
            raise RefusalError(200, {"error": "Proses signing gagal : berkas rusak"})
        if nik not in self.site.statuses:
            error = f"Proses signing gagal : User {nik} tidak terdaftar 2011"
            raise RefusalError(400, {"error": error, "status_code": 400})
        if not is_proven:
            raise RefusalError(400, {"error": "Passphrase anda salah", "status_code": 2031})

    def _sign(self, pdf, words, *, nik, box, tag, page, image):
        self.site.forms.append(
            {name: value for name, value in words.items() if name not in ("nik", "passphrase")}
        )
        signed = sign(
            pdf, image=image, page=page, box=box, tag=tag, who=self.site.people.get(nik, NOBODY),
            reason=words.get("reason", ""), location=words.get("location", ""),
        )  # fmt: skip
        self.site.signed.append(signed)
        if self.site.fault == "drop":
            self.connection.close()
            raise ConnectionAbortedError
        if self.site.fault == "slow":
            time.sleep(1.2)
        if self.site.fault == "rewritten":
            return b"%PDF-1.7 rewritten" + signed
        if self.site.fault == "no pdf":
            raise RefusalError(200, {"message": "ok"})
        return signed

    def _box(self, numbers, extent):
        x, y, width, height = numbers
        box = (x, y, width, height) if extent == "corner" else (x, y, x + width, y + height)
        if self.site.origin == "top":
            return (box[0], 842 - box[3], box[2], 842 - box[1])
        return box

    def _json(self):
        return json.loads(self.body)

    def _parts(self):
        head = b"Content-Type: " + self.headers["Content-Type"].encode() + b"\r\n\r\n"
        parser = email.parser.BytesParser(policy=email.policy.HTTP)
        return {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
            for part in parser.parsebytes(head + self.body).iter_parts()
        }

    def out(self, http, told, headers=()):
        is_file = isinstance(told, bytes)
        body = told if is_file else json.dumps(told).encode()
        self.send_response(http)
        self.send_header("Content-Type", "application/pdf" if is_file else "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in dict(headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def cut(self, signed, number):
        """The head of the answer and half of its body."""
        self.send_response(200)
        self.send_header(self.site.id_header, number)
        self.send_header("Content-Length", str(len(signed)))
        self.end_headers()
        self.wfile.write(signed[: len(signed) // 2])
        self.wfile.flush()
        self.close_connection = True


FILES = ("file", "imageTTD", "signed_file")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A connection that was dropped on purpose is no news."""


def serve():
    """A server that runs, and what it does; `close` ends it."""
    site = Loopback()
    server = Server(("127.0.0.1", 0), type("BoundHandler", (Handler,), {"site": site}))
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()

    def close():
        server.shutdown()
        server.server_close()
        thread.join(5)

    return site, close
