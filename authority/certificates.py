"""The certificates and revocation lists of the site's own authority, as pure functions.

Profiles follow what readers were seen to accept: a leaf with the purposes "document signing" and
"e-mail protection", a CRL address and no OCSP address is trusted by Poppler and NSS with and
without a network; other combinations are not.
"""

import datetime as dt
import re
from dataclasses import dataclass

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336

SHORT_TERM = x509.ObjectIdentifier("0.4.0.194121.2.1")  # ETSI, validity assured short term

SEAL_NAME = "Segel Elektronik Simpul"  # and nobody else is called so
ROOT_YEARS, ISSUING_YEARS, SEAL_YEARS, TIMESTAMP_YEARS = 20, 10, 3, 5
PERSONAL_LIFE = dt.timedelta(hours=1)
CRL_DAYS = 30
CLOCK_SKEW = dt.timedelta(minutes=5)  # a reader whose clock is a little behind must not refuse
ROOT_CRL_DAYS = 400  # of a root whose key lies in a safe
# Nobody may take our certificates for those of a certified provider (PSrE).
PROVIDERS = re.compile(
    r"bsre|bssn|balai sertifikasi|badan siber|osd lu|psre|root ca|peruri|privy|digisign|tilaka"
    r"|xignature|i-?otentik|digital identity",
    re.IGNORECASE,
)
LONGEST_NAME = 64  # X.520 upper bound for common and organisation names


def new_key(bits: int) -> rsa.RSAPrivateKey:
    """A fresh RSA key."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def root_certificate(key, *, organisation: str, now: dt.datetime) -> x509.Certificate:
    """A self-signed root that may sign one level of authorities and revocation lists."""
    name = _name("Otoritas Akar Segel Simpul", organisation)
    builder = _start(name, name, key.public_key(), now, now + dt.timedelta(days=365 * ROOT_YEARS))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
    builder = builder.add_extension(_authority_usage(), critical=True)
    return builder.sign(key, hashes.SHA256())


def issuing_certificate(
    public_key, *, root: x509.Certificate, root_key, base_url: str, now: dt.datetime
) -> x509.Certificate:
    """The authority that issues end certificates, so that the root key is used twice in years."""
    name = _name("Otoritas Penerbit Segel Simpul", _organisation(root))
    ends = min(now + dt.timedelta(days=365 * ISSUING_YEARS), root.not_valid_after_utc)
    builder = _start(name, root.subject, public_key, now, ends)
    builder = _issued_by(builder, root_key, f"{base_url}/pki/akar")
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_authority_usage(), critical=True)
    return builder.sign(root_key, hashes.SHA256())


def seal_certificate(
    key, *, issuing: x509.Certificate, issuing_key, base_url: str, now: dt.datetime
) -> x509.Certificate:
    """The certificate behind the seal on finished documents."""
    name = _name(SEAL_NAME, _organisation(issuing))
    builder = _leaf(name, key.public_key(), issuing, now, dt.timedelta(days=365 * SEAL_YEARS))
    builder = _issued_by(builder, issuing_key, f"{base_url}/pki/penerbit")
    builder = builder.add_extension(_usage(digital_signature=True, content_commitment=True), True)
    builder = builder.add_extension(_for_documents(), critical=False)
    return builder.sign(issuing_key, hashes.SHA256())


def timestamp_certificate(
    key, *, issuing: x509.Certificate, issuing_key, base_url: str, now: dt.datetime
) -> x509.Certificate:
    """The certificate of the time-stamp authority: for that alone, and critically so (RFC 3161)."""
    name = _name("Penanda Waktu Simpul", _organisation(issuing))
    builder = _leaf(name, key.public_key(), issuing, now, dt.timedelta(days=365 * TIMESTAMP_YEARS))
    builder = _issued_by(builder, issuing_key, f"{base_url}/pki/penerbit")
    builder = builder.add_extension(_usage(digital_signature=True), True)
    purposes = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    builder = builder.add_extension(purposes, critical=True)
    return builder.sign(issuing_key, hashes.SHA256())


@dataclass(frozen=True)
class Person:
    """What a personal certificate says of somebody; longer names are cut at a word (X.520)."""

    common_name: str
    position: str
    organisation: str
    reference: str  # of what the certificate was made for; stands as the subject's serialNumber

    def subject(self) -> x509.Name:
        parts = [
            (NameOID.ORGANIZATION_NAME, self.organisation),
            (NameOID.TITLE, self.position),
            (NameOID.COMMON_NAME, self.common_name),
            (NameOID.SERIAL_NUMBER, self.reference),
        ]
        country = x509.NameAttribute(NameOID.COUNTRY_NAME, "ID")
        written = [x509.NameAttribute(kind, _cut(text)) for kind, text in parts if text.strip()]
        return x509.Name([country, *written])


def personal_certificate(
    public_key, person: Person, *, issuing: x509.Certificate, issuing_key, base_url: str, now
) -> x509.Certificate:
    """A certificate that lives for an hour, for one signature by a key that nobody keeps.

    ETSI EN 319 412-1: "validity assured, short term", it ends before it could be revoked. Readers
    ask for a revocation list all the same, so it names that of the issuing authority.
    """
    builder = _leaf(person.subject(), public_key, issuing, now, PERSONAL_LIFE)
    builder = _issued_by(builder, issuing_key, f"{base_url}/pki/penerbit")
    builder = builder.add_extension(_usage(digital_signature=True, content_commitment=True), True)
    builder = builder.add_extension(_for_documents(), critical=False)
    short_term = x509.UnrecognizedExtension(SHORT_TERM, b"\x05\x00")  # an ASN.1 NULL
    builder = builder.add_extension(short_term, critical=False)
    return builder.sign(issuing_key, hashes.SHA256())


def issuing_request(key, *, organisation: str, base_url: str) -> x509.CertificateSigningRequest:
    """What the root is asked to certify. The site's address goes along, as a subject's URI."""
    address = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(base_url)])
    builder = x509.CertificateSigningRequestBuilder().subject_name(
        _name("Otoritas Penerbit Segel Simpul", organisation)
    )
    return builder.add_extension(address, critical=False).sign(key, hashes.SHA256())


def address_in(request: x509.CertificateSigningRequest) -> str:
    """The site's address in a request. ValueError when it has none."""
    try:
        names = request.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        (address,) = names.get_values_for_type(x509.UniformResourceIdentifier)
    except x509.ExtensionNotFound as error:
        raise ValueError("A request without the address of its site.") from error
    return address


def revocation_list(
    issuer: x509.Certificate,
    key,
    *,
    revoked: dict[int, dt.datetime],
    now: dt.datetime,
    days: int = CRL_DAYS,
) -> x509.CertificateRevocationList:
    """The list of revoked serial numbers of one authority."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(now - CLOCK_SKEW)
        .next_update(now + dt.timedelta(days=days))
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
        )
    )
    for serial, when in sorted(revoked.items()):
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(when)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(key, hashes.SHA256())


def to_pem(certificate: x509.Certificate) -> bytes:
    """The certificate as PEM, for people and OpenSSL."""
    return certificate.public_bytes(serialization.Encoding.PEM)


def key_to_pem(key, password: bytes) -> bytes:
    """A private key as PEM, encrypted."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password),
    )


def to_der(item: x509.Certificate | x509.CertificateRevocationList) -> bytes:
    """The bytes of a certificate or a revocation list, as programs read them."""
    return item.public_bytes(serialization.Encoding.DER)


def _name(common_name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:LONGEST_NAME].strip()),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def common_name(certificate: x509.Certificate) -> str:
    """Who the certificate is about."""
    return certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value


def _organisation(certificate: x509.Certificate) -> str:
    return certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value


def _cut(text: str) -> str:
    """A name of at most 64 characters, cut between two words where it is longer."""
    text = " ".join(text.split())
    if len(text) <= LONGEST_NAME:
        return text
    return text[: LONGEST_NAME + 1].rpartition(" ")[0].rstrip(" ,;") or text[:LONGEST_NAME]


def _leaf(subject, public_key, issuing: x509.Certificate, now, life: dt.timedelta):
    """An end certificate never outlives the authority that issued it."""
    ends = min(now + life, issuing.not_valid_after_utc)
    builder = _start(subject, issuing.subject, public_key, now, ends)
    return builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)


def _for_documents() -> x509.ExtendedKeyUsage:
    return x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION])


def _start(subject, issuer, public_key, now: dt.datetime, ends: dt.datetime):
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_SKEW)
        .not_valid_after(ends)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _issued_by(builder: x509.CertificateBuilder, issuer_key, address: str):
    """Say where the issuer's certificate and revocation list are found."""
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    crl = x509.DistributionPoint(
        [x509.UniformResourceIdentifier(f"{address}.crl")], None, None, None
    )
    issuer = x509.AccessDescription(
        AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(f"{address}.crt")
    )
    return (
        builder.add_extension(identifier, critical=False)
        .add_extension(x509.CRLDistributionPoints([crl]), critical=False)
        .add_extension(x509.AuthorityInformationAccess([issuer]), critical=False)
    )


def _authority_usage() -> x509.KeyUsage:
    return _usage(key_cert_sign=True, crl_sign=True)


def _usage(**allowed: bool) -> x509.KeyUsage:
    nothing = dict.fromkeys(
        [
            *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
            *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
        ],
        False,
    )
    return x509.KeyUsage(**nothing | allowed)


def list_address(certificate: x509.Certificate) -> str:
    """Where the revocation list for a certificate is found, as it says itself."""
    extension = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints)
    return extension.value[0].full_name[0].value


def resembles_provider(name: str) -> bool:
    """Whether somebody could take this name for that of a certified provider."""
    return bool(PROVIDERS.search(name))


def serial_in_hex(number: int) -> str:
    """A serial number in whole bytes of hexadecimal: 0xABC is "0ABC"."""
    digits = f"{number:X}"
    return digits.zfill(len(digits) + len(digits) % 2)
