"""Time stamps on a digest: asked for, and read again years later with nothing but our root."""

import datetime as dt
import hashlib

from asn1crypto import algos, cms, tsp
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.x509.oid import ExtendedKeyUsageOID

from authority import tokens
from authority.authorities import Authority

SKEW = dt.timedelta(minutes=1)  # between the row and the stamp that it keeps


def token_for(digest: str, authority: Authority) -> bytes:
    """The stamp of the site's own authority on a SHA-256, as DER, with its certificates."""
    algorithm = algos.DigestAlgorithm({"algorithm": "sha256"})
    imprint = {"hash_algorithm": algorithm, "hashed_message": bytes.fromhex(digest)}
    asked = tsp.TimeStampReq(
        {"version": 1, "message_imprint": tsp.MessageImprint(imprint), "cert_req": True}
    )
    return tokens.stamp(asked, authority).dump()


def is_stamped(token: bytes, digest: str, at: dt.datetime, root: x509.Certificate) -> bool:
    """Whether a token stamps this digest, at this time, with a certificate below our root."""
    try:
        signed = cms.ContentInfo.load(bytes(token), strict=True)["content"]
        said = signed["encap_content_info"]["content"]
        info, signer = said.parsed, signed["signer_infos"][0]
        attributes = {one["type"].native: one["values"][0].native for one in signer["signed_attrs"]}
        _certificate(signed, signer, root).public_key().verify(
            signer["signature"].native,
            signer["signed_attrs"].untag().dump(),
            PKCS1v15(),
            hashes.SHA256(),
        )
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, InvalidSignature):
        return False
    return (
        attributes["message_digest"] == hashlib.sha256(bytes(said)).digest()
        and info["message_imprint"]["hashed_message"].native == bytes.fromhex(digest)
        and abs(info["gen_time"].native - at) < SKEW
    )


def _certificate(signed, signer, root):
    """The signer's, which the token brings along; ValueError unless it comes from our root."""
    brought = [x509.load_der_x509_certificate(one.dump()) for one in signed["certificates"]]
    serial = signer["sid"].native["serial_number"]
    (leaf,) = (one for one in brought if one.serial_number == serial)
    (issuing,) = (one for one in brought if one.subject == leaf.issuer)
    leaf.verify_directly_issued_by(issuing)
    issuing.verify_directly_issued_by(root)
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    if ExtendedKeyUsageOID.TIME_STAMPING not in usage:
        raise ValueError("no certificate of time stamps")
    return leaf
