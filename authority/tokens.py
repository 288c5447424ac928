"""Time stamps as RFC 3161 has them: a request as bytes is answered by a signed token or a refusal.

The clock is that of our server, the key that of the site: what is stamped existed when our clock
said so, and nobody can say afterwards that it was another time without our key.
"""

import datetime as dt
import os
import secrets
from dataclasses import dataclass

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

from authority import certificates
from authority.authorities import Authority

# An identifier that is ours alone (ITU-T X.667), or one that the site's owner has registered.
POLICY = os.environ.get("SIMPUL_TIMESTAMP_POLICY", "2.25.211738219423063780853127071002018235790")
DIGESTS = {"sha256": 32, "sha384": 48, "sha512": 64}  # and the length of what they give
SERIAL_BYTES = 16


class Refusal(core.Sequence):
    """A response without a token; that of asn1crypto insists on one."""

    _fields = [("status", tsp.PKIStatusInfo)]


@dataclass(frozen=True)
class Refused(Exception):  # noqa: N818 (it is an answer, not a fault of ours)
    """Why a request gets no token, in the words of RFC 3161, 2.4.2."""

    reason: str


def answer(request: bytes, authority: Authority, *, now: dt.datetime | None = None) -> bytes:
    """The response to any bytes whatever, as DER: a token, or a refusal with its reason.

    AuthorityError when the key of the time stamps does not open.
    """
    try:
        asked = _read(request)
        token = stamp(asked, authority, now=now)
    except Refused as refusal:
        info = {"status": "rejection", "fail_info": {refusal.reason}}
        return Refusal({"status": tsp.PKIStatusInfo(info)}).dump()
    return granted(token).dump()


def granted(token: cms.ContentInfo) -> tsp.TimeStampResp:
    """The response that brings a token."""
    status = tsp.PKIStatusInfo({"status": "granted"})
    return tsp.TimeStampResp({"status": status, "time_stamp_token": token})


def stamp(
    request: tsp.TimeStampReq, authority: Authority, *, now: dt.datetime | None = None
) -> cms.ContentInfo:
    """The signed token for a request. Refused when it asks for what we do not do."""
    _check(request)
    moment = (now or dt.datetime.now(dt.UTC)).replace(microsecond=0)
    tsa = asn1_x509.Certificate.load(certificates.to_der(authority.tsa))
    content = _what_is_said(request, tsa, moment).dump()
    attributes = _signed_attributes(content, tsa, moment)
    signature = authority.key("tsa").sign(attributes.dump(), PKCS1v15(), hashes.SHA256())
    known = [tsa, asn1_x509.Certificate.load(certificates.to_der(authority.issuing))]
    signed = {
        "version": "v3",
        "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
        "encap_content_info": {
            "content_type": "tst_info",
            "content": cms.ParsableOctetString(content),
        },
        "signer_infos": [_signer(tsa, attributes, signature)],
    }
    if request["cert_req"].native:
        signed["certificates"] = known
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})


def _read(request: bytes) -> tsp.TimeStampReq:
    try:
        asked = tsp.TimeStampReq.load(request, strict=True)
        asked.native  # noqa: B018 (asn1crypto reads a part when it is asked for)
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise Refused("bad_data_format") from error
    return asked


def _check(request: tsp.TimeStampReq) -> None:
    imprint = request["message_imprint"]
    algorithm = imprint["hash_algorithm"]["algorithm"].native
    if algorithm not in DIGESTS:
        raise Refused("bad_alg")
    if len(imprint["hashed_message"].native) != DIGESTS[algorithm]:
        raise Refused("bad_data_format")
    if request["version"].native != "v1":
        raise Refused("bad_request")
    if request["req_policy"].native not in (None, POLICY):
        raise Refused("unaccepted_policy")
    if request["extensions"].native:
        raise Refused("unaccepted_extensions")


def _what_is_said(request, tsa, moment: dt.datetime) -> tsp.TSTInfo:
    said = {
        "version": "v1",
        "policy": POLICY,
        "message_imprint": request["message_imprint"],
        "serial_number": _serial(),
        "gen_time": moment,
        "accuracy": {"seconds": 1},
        "tsa": asn1_x509.GeneralName(name="directory_name", value=tsa.subject),
    }
    if request["nonce"].native is not None:
        said["nonce"] = request["nonce"]
    return tsp.TSTInfo(said)


def _serial() -> int:
    """Random, and always of one length: who reserves space for a token asks for one to measure."""
    return int.from_bytes(b"\x01" + secrets.token_bytes(SERIAL_BYTES - 1), "big")


def _signed_attributes(content: bytes, tsa, moment: dt.datetime) -> cms.CMSAttributes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(content)
    identity = tsp.ESSCertIDv2({"cert_hash": tsa.sha256})
    attributes = {
        "content_type": "tst_info",
        "signing_time": cms.Time({"utc_time": core.UTCTime(moment)}),
        "message_digest": digest.finalize(),
        "signing_certificate_v2": tsp.SigningCertificateV2({"certs": [identity]}),
    }
    return cms.CMSAttributes(
        [cms.CMSAttribute({"type": kind, "values": [value]}) for kind, value in attributes.items()]
    )


def _signer(tsa, attributes: cms.CMSAttributes, signature: bytes) -> cms.SignerInfo:
    issued = {"issuer": tsa.issuer, "serial_number": tsa.serial_number}
    return cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier("issuer_and_serial_number", issued),
            "digest_algorithm": {"algorithm": "sha256"},
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signed_attrs": attributes,
            "signature": signature,
        }
    )
