"""The certificates and revocation lists of the site's own authority, as pure functions.

Profiles follow what readers were seen to accept: a leaf with the purposes "document signing" and
"e-mail protection", a CRL address and no OCSP address is trusted by Poppler and NSS with and
without a network; other combinations are not.
"""

import datetime as dt

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336

ROOT_YEARS, ISSUING_YEARS, SEAL_YEARS = 20, 10, 3
CRL_DAYS = 30
CLOCK_SKEW = dt.timedelta(minutes=5)  # a reader whose clock is a little behind must not refuse
LONGEST_NAME = 64  # X.520 upper bound for common and organisation names


def new_key(bits: int) -> rsa.RSAPrivateKey:
    """A fresh RSA key."""
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


def root_certificate(key, *, organisation: str, now: dt.datetime) -> x509.Certificate:
    """A self-signed root that may sign one level of authorities and revocation lists."""
    name = _name("Otoritas Akar Segel Simpul", organisation)
    builder = _start(name, name, key.public_key(), now, ROOT_YEARS)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
    builder = builder.add_extension(_authority_usage(), critical=True)
    return builder.sign(key, hashes.SHA256())


def issuing_certificate(
    key, *, root: x509.Certificate, root_key, base_url: str, now: dt.datetime
) -> x509.Certificate:
    """The authority that issues end certificates, so that the root key is used twice in years."""
    name = _name("Otoritas Penerbit Segel Simpul", _organisation(root))
    builder = _start(name, root.subject, key.public_key(), now, ISSUING_YEARS)
    builder = _issued_by(builder, root_key, f"{base_url}/pki/akar")
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_authority_usage(), critical=True)
    return builder.sign(root_key, hashes.SHA256())


def seal_certificate(
    key, *, issuing: x509.Certificate, issuing_key, base_url: str, now: dt.datetime
) -> x509.Certificate:
    """The certificate behind the seal on finished documents."""
    name = _name("Segel Elektronik Simpul", _organisation(issuing))
    builder = _start(name, issuing.subject, key.public_key(), now, SEAL_YEARS)
    builder = _issued_by(builder, issuing_key, f"{base_url}/pki/penerbit")
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
    builder = builder.add_extension(_usage(digital_signature=True, content_commitment=True), True)
    purposes = [DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]
    builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
    return builder.sign(issuing_key, hashes.SHA256())


def revocation_list(
    issuer: x509.Certificate, key, *, revoked: dict[int, dt.datetime], now: dt.datetime
) -> x509.CertificateRevocationList:
    """The list of revoked serial numbers of one authority, good for CRL_DAYS days."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(now - CLOCK_SKEW)
        .next_update(now + dt.timedelta(days=CRL_DAYS))
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False
        )
    )
    for serial, when in sorted(revoked.items()):
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(when)
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(key, hashes.SHA256())


def to_pem(certificate: x509.Certificate, key=None, *, password: bytes = b"") -> bytes:
    """The certificate as PEM, behind its private key (encrypted) when one is given."""
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    if key is None:
        return pem
    encrypted = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password),
    )
    return encrypted + pem


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


def _organisation(certificate: x509.Certificate) -> str:
    return certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value


def _start(subject, issuer, public_key, now: dt.datetime, years: int) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_SKEW)
        .not_valid_after(now + dt.timedelta(days=365 * years))
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


def serial_in_hex(number: int) -> str:
    """A serial number in whole bytes of hexadecimal: 0xABC is "0ABC"."""
    digits = f"{number:X}"
    return digits.zfill(len(digits) + len(digits) % 2)
