"""The time-stamp authority, judged by OpenSSL: over HTTP and in process."""

import asyncio
import datetime as dt
import hashlib

import pytest
from asn1crypto import tsp
from cryptography import x509

from authority import certificates, tokens
from authority.timestamps import timestamper
from limits.threads import in_own_thread
from tests.authority.conftest import run

pytestmark = pytest.mark.system

TEXT = b"Isi yang dibubuhi waktu\n"
QUERY = "application/timestamp-query"


@pytest.fixture
def place(tmp_path, authority):
    """A folder with the text, the root and the issuing certificate."""
    (tmp_path / "text").write_bytes(TEXT)
    (tmp_path / "root.pem").write_bytes(certificates.to_pem(authority.root))
    (tmp_path / "issuing.pem").write_bytes(certificates.to_pem(authority.issuing))
    return tmp_path


def query(place, *options):
    """What OpenSSL asks a time-stamp authority about the text."""
    run("openssl", "ts", "-query", "-data", place / "text", *options, "-out", place / "asked")
    return (place / "asked").read_bytes()


def verify(place, reply, *options):
    (place / "reply").write_bytes(reply)
    trust = ("-CAfile", place / "root.pem", "-untrusted", place / "issuing.pem")
    done = run("openssl", "ts", "-verify", *options, "-in", place / "reply", *trust, check=False)
    return done.stdout + done.stderr


def digest_request(**changes):
    asked = {
        "version": 1,
        "message_imprint": {
            "hash_algorithm": {"algorithm": "sha256"},
            "hashed_message": hashlib.sha256(TEXT).digest(),
        },
    }
    return tsp.TimeStampReq(asked | changes).dump()


def refusal(answer):
    info = tokens.Refusal.load(answer)["status"]
    return info["status"].native, info["fail_info"].native


@pytest.mark.django_db
@pytest.mark.parametrize("options", [("-sha256", "-cert"), ("-sha512", "-cert", "-no_nonce")])
def test_openssl_verifies_a_stamp_that_anybody_asked_for_over_http(
    options, place, client, cache_table
):
    asked = query(place, *options)

    response = client.post("/pki/waktu/", asked, content_type=QUERY)

    assert response.headers["Content-Type"] == "application/timestamp-reply"
    assert "Verification: OK" in verify(place, response.content, "-queryfile", place / "asked")
    assert "Verification: OK" in verify(place, response.content, "-data", place / "text")
    token = tsp.TimeStampResp.load(response.content)["time_stamp_token"]["content"]
    said = token["encap_content_info"]["content"].parsed
    assert said["policy"].native == tokens.POLICY
    assert said["serial_number"].native.bit_length() > 64
    assert abs(said["gen_time"].native - dt.datetime.now(dt.UTC)) < dt.timedelta(minutes=1)


def test_openssl_finds_a_stamp_wrong_for_another_text(place, authority):
    reply = tokens.answer(query(place, "-sha256", "-cert"), authority)
    (place / "text").write_bytes(TEXT + b"x")

    assert "Verification: FAILED" in verify(place, reply, "-data", place / "text")


def test_openssl_verifies_the_stamps_that_pyhanko_asks_for_in_process(place, authority):
    asked = timestamper(authority).async_timestamp(hashlib.sha256(TEXT).digest(), "sha256")
    token = in_own_thread(lambda: asyncio.run(asked))

    assert "Verification: OK" in verify(place, token.dump(), "-token_in", "-data", place / "text")


def test_every_stamp_is_of_one_size_with_a_serial_of_its_own(authority):
    made = [tokens.answer(digest_request(cert_req=True), authority) for _ in range(3)]

    assert len({len(answer) for answer in made}) == 1
    assert len(set(made)) == 3


@pytest.mark.parametrize(
    ("request_der", "reason"),
    [
        (b"", "bad_data_format"),
        (b"bukan permintaan", "bad_data_format"),
        (digest_request()[:-3], "bad_data_format"),
        (digest_request(req_policy="1.2.3.4"), "unaccepted_policy"),
        (digest_request(version=2), "bad_request"),
        (
            digest_request(
                message_imprint={
                    "hash_algorithm": {"algorithm": "sha1"},
                    "hashed_message": hashlib.sha1(TEXT, usedforsecurity=False).digest(),
                }
            ),
            "bad_alg",
        ),
        (
            digest_request(
                message_imprint={
                    "hash_algorithm": {"algorithm": "sha256"},
                    "hashed_message": b"terlalu pendek",
                }
            ),
            "bad_data_format",
        ),
    ],
)
def test_a_bad_request_gets_a_refusal_with_its_reason(request_der, reason, authority):
    assert refusal(tokens.answer(request_der, authority)) == ("rejection", {reason})


@pytest.mark.django_db
def test_the_address_takes_small_requests_of_its_kind_and_not_without_end(
    authority, client, cache_table, settings
):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"timestamp": "1/m/ip"}

    assert client.get("/pki/waktu/").status_code == 405
    assert client.post("/pki/waktu/", {"a": "b"}).status_code == 415
    assert client.post("/pki/waktu/", b"x" * 5000, content_type=QUERY).status_code == 413
    assert client.post("/pki/waktu/", digest_request(), content_type=QUERY).status_code == 200
    assert client.post("/pki/waktu/", digest_request(), content_type=QUERY).status_code == 429


def test_the_certificate_of_time_stamps_is_for_that_alone(authority):
    purposes = authority.tsa.extensions.get_extension_for_class(x509.ExtendedKeyUsage)

    assert purposes.critical
    assert [purpose.dotted_string for purpose in purposes.value] == ["1.3.6.1.5.5.7.3.8"]
    assert authority.tsa.subject.rfc4514_string().startswith("CN=Penanda Waktu Simpul,")
    authority.tsa.verify_directly_issued_by(authority.issuing)
