"""Sixty people of one hall sign one file on their own telephones: nobody lost, nobody twice.

The limit of the issue is five minutes; here all of them come within one. Each opens her page, types
name, password and the code of her app (one of four is a guest with a code from a letter), and does
what static/js/signing-key.js does: makes a key, waits while others have the file, signs, sends.
"""

import base64
import hashlib
import hmac
import http.client
import json
import random
import re
import resource
import statistics
import struct
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from bench.places import environment
from bench.report import Result
from bench.writers import PORT, WORKERS, ask_seats, gunicorn, together

PHONES, SECONDS = 60, 60
MOST_SECONDS = 300
MOST_WORK = 2.5  # s of a core for one who signs: her pages, her proof, her place in the file
PATIENCE = 600
FIELD = re.compile(r'name="(csrfmiddlewaretoken|read)" value="([^"]+)"')
ALERT = re.compile(r'role="alert".*?</(?:div|p|section)>', re.DOTALL)


@dataclass
class Signer:
    """One person with her telephone; when she was thanked, after how many questions."""

    number: int
    seat: dict
    cookie: str = ""
    begun: float = 0.0
    done: float = 0.0
    asked: int = 0
    fitted: int = 0  # how often the file was prepared for her
    faults: list[str] = field(default_factory=list)

    def comes(self, begun: float, within: float) -> None:
        """Open the page at some moment, and sign."""
        due = begun + random.Random(self.number).uniform(0, within)
        time.sleep(max(0.0, due - time.monotonic()))
        self.begun, self.cookie = time.monotonic(), self.seat["cookie"]
        try:
            self._signs()
        except (OSError, ValueError) as error:
            self.faults.append(f"{type(error).__name__} {error}")

    def _signs(self):
        page, _ = self._asks("GET", self.seat["path"])
        boxes = dict(FIELD.findall(page))
        key = ec.generate_private_key(ec.SECP256R1())
        token = {"csrfmiddlewaretoken": boxes["csrfmiddlewaretoken"]}
        answer = self._posts(self.seat["path"], boxes | self._proof() | {"public_key": spki(key)})
        end = time.monotonic() + PATIENCE
        while "token" in answer and time.monotonic() < end:
            put = token | {"token": answer["token"]}
            if "attributes" in answer:
                self.fitted += 1
                put["signature"] = signed(key, base64.b64decode(answer["attributes"]))
            else:
                time.sleep(answer["wait"])
            answer = self._posts(self.seat["finish"], put)
        if "next" in answer:
            self.done = time.monotonic()
        else:
            self.faults.append(str(answer)[:400])

    def _proof(self):
        name = {"agree": "on", "method": "typed", "typed_name": self.seat["name"], "drawing": ""}
        if "one_time" in self.seat:
            return name | {"code": self.seat["one_time"]}
        return name | {"password": self.seat["password"], "code": totp(self.seat["secret"])}

    def _posts(self, path, data) -> dict:
        self.asked += 1
        text, is_json = self._asks("POST", path, urlencode(data))
        if is_json:
            return json.loads(text)
        return {"page": " ".join(re.sub(r"<[^>]*>", " ", "".join(ALERT.findall(text))).split())}

    def _asks(self, method, path, body=""):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
        headers = {
            "Host": "simpul.example",
            "Accept": "application/json" if method == "POST" else "text/html",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": self.cookie,
            "Origin": "https://simpul.example",
            "Referer": "https://simpul.example/",
            "X-Forwarded-Proto": "https",
        }
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        for one in response.headers.get_all("Set-Cookie") or []:
            if one.startswith(("csrftoken", "__Host-csrf", "__Secure-csrf")):
                self.cookie = "; ".join(filter(None, [self.cookie, one.split(";")[0]]))
        connection.close()
        if response.status >= 500:
            raise ValueError(f"{response.status} {path}")
        return text, "json" in response.headers.get("Content-Type", "")


def spki(key) -> str:
    """A public key as browsers export it."""
    der = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(der).decode()


def signed(key, attributes: bytes) -> str:
    """The answer of a key in a browser: r and s."""
    numbers = decode_dss_signature(key.sign(attributes, ec.ECDSA(hashes.SHA256())))
    return base64.b64encode(b"".join(one.to_bytes(32, "big") for one in numbers)).decode()


def totp(secret: str) -> str:
    """What a code app shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def results(
    server_url: str, country: str = "national", phones: int = PHONES, seconds: float = SECONDS
) -> list[Result]:
    """Let them come; the figures of `make bench`, each with its limit."""
    env = environment(server_url, country)
    seats = ask_seats(env, "open_hall", phones, module="bench.ceremony_seats")
    signers = [Signer(number, seat) for number, seat in enumerate(seats)]
    worked = _cpu_of_children()
    with gunicorn(env, WORKERS):
        begun = time.monotonic()
        together([partial(one.comes, begun, seconds) for one in signers])
    worked = _cpu_of_children() - worked
    found = ask_seats(env, "signed", seats[0]["code"], module="bench.ceremony_seats")
    return _results(signers, found, begun, worked)


def _cpu_of_children() -> float:
    """Seconds of a core that the processes begun here had, once they have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _results(signers, found, begun, worked):
    for fault in [fault for one in signers for fault in one.faults][:5]:
        sys.stderr.write(f"ceremony: {fault}\n")
    took = [one.done - one.begun for one in signers if one.done] or [0.0]
    names, wanted = found["names"], {one.seat["name"] for one in signers}
    last = max((one.done for one in signers), default=begun) - begun
    name = f"{len(signers)} telephones sign one file"
    return [
        Result(f"{name}: the last is thanked after", round(last, 1), "s", MOST_SECONDS),
        Result(f"{name}: median from tap to thanks", round(statistics.median(took), 1), "s"),
        Result(f"{name}: longest from tap to thanks", round(max(took), 1), "s"),
        Result(
            f"{name}: prepared in vain",
            sum(max(0, one.fitted - 1) for one in signers),
            "times",
        ),
        Result(
            f"{name}: the site's work for each, with its start",
            round(worked / len(signers), 2),
            "s of a core",
            MOST_WORK,
        ),
        Result(f"{name}: questions", sum(one.asked for one in signers), "requests"),
        Result(f"{name}: errors", sum(len(one.faults) for one in signers), "people", 0),
        Result(f"{name}: lost", len(wanted - set(names)), "people", 0),
        Result(f"{name}: more than once", found["revisions"] - len(set(names)), "signatures", 0),
        Result(f"{name}: files that are not whole", int(not found["is_whole"]), "files", 0),
    ]


if __name__ == "__main__":
    server_url, country, phones, seconds = sys.argv[1:]
    for one in results(server_url, country, int(phones), float(seconds)):
        sys.stdout.write(f"{one}\n")
