"""A certificate for one signature: its profile, its readers, and the book it stands in."""

import datetime as dt
import hashlib
import io

import pytest
from asn1crypto import keys as asn1_keys
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import NameOID
from django.db import DatabaseError, connection, transaction
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from authority import certificates
from authority.authorities import AuthorityError
from authority.models import IssuedCertificate
from authority.personal import KeyRefused, issue_personal
from authority.timestamps import timestamper
from seals.sealing import as_asn1, in_own_thread
from tests.authority.conftest import run
from tests.seals.conftest import plain_pdf

__all__ = ["plain_pdf"]
pytestmark = pytest.mark.system

BUPATI = {
    "common_name": "Budhi Sarwono, S.H.",
    "position": "Bupati Banjarnegara",
    "organisation": "Pemerintah Kabupaten Banjarnegara",
    "reference": "7Q4K-M2XD-9RTB/01",
}
SPKI = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo


def new_key():
    return ec.generate_private_key(ec.SECP256R1())


def spki(key):
    return key.public_key().public_bytes(*SPKI)


def extension(certificate, kind):
    return certificate.extensions.get_extension_for_class(kind).value


def signed_by(key, certificate, pdf, authority):
    """What a browser's signature comes to, by pyHanko in one step."""
    der = key.private_bytes(
        SPKI[0], serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register(as_asn1(authority.issuing))
    signer = signers.SimpleSigner(as_asn1(certificate), asn1_keys.PrivateKeyInfo.load(der), store)
    metadata = signers.PdfSignatureMetadata(
        field_name="ttd_01", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    pdf_signer = signers.PdfSigner(metadata, signer=signer, timestamper=timestamper(authority))
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return in_own_thread(lambda: pdf_signer.sign_pdf(writer)).getvalue()


@pytest.mark.django_db
def test_readers_trust_a_personal_signature_with_and_without_asking_for_revocation(
    authority, plain_pdf, pdfsig
):
    key = new_key()
    signed = signed_by(key, issue_personal(spki(key), **BUPATI), plain_pdf, authority)

    for options in ((), ("-no-ocsp",)):
        said = pdfsig(signed, *options)
        assert "Signature Validation: Signature is Valid." in said
        assert "Certificate Validation: Certificate is Trusted." in said
        assert "Signer Certificate Common Name: Budhi Sarwono, S.H." in said


@pytest.mark.django_db
def test_a_personal_certificate_lives_an_hour_and_says_for_whom_and_for_what(authority, settings):
    now = dt.datetime.now(dt.UTC)
    certificate = issue_personal(spki(new_key()), **BUPATI, now=now)

    assert certificate.not_valid_after_utc - now <= dt.timedelta(hours=1)
    assert certificate.not_valid_after_utc - now > dt.timedelta(minutes=59)
    assert {purpose.dotted_string for purpose in extension(certificate, x509.ExtendedKeyUsage)} == {
        "1.3.6.1.5.5.7.3.36",  # document signing
        "1.3.6.1.5.5.7.3.4",  # e-mail protection
    }
    lists = extension(certificate, x509.CRLDistributionPoints)
    assert lists[0].full_name[0].value == f"{settings.SITE_URL}/pki/penerbit.crl"
    access = extension(certificate, x509.AuthorityInformationAccess)
    assert [entry.access_method._name for entry in access] == ["caIssuers"]  # and no OCSP
    short_term = certificate.extensions.get_extension_for_oid(certificates.SHORT_TERM).value
    assert short_term.value == b"\x05\x00"
    assert certificate.serial_number.bit_length() > 64
    assert certificate.subject.rfc4514_string() == (
        r"2.5.4.5=7Q4K-M2XD-9RTB/01,CN=Budhi Sarwono\, S.H.,2.5.4.12=Bupati Banjarnegara,"
        "O=Pemerintah Kabupaten Banjarnegara,C=ID"
    )
    assert not extension(certificate, x509.BasicConstraints).ca
    certificate.verify_directly_issued_by(authority.issuing)


@pytest.mark.django_db
def test_every_personal_certificate_stands_in_the_book_and_no_hand_can_change_it(authority):
    key = new_key()
    certificate = issue_personal(spki(key), **BUPATI)

    written = IssuedCertificate.objects.get(purpose="personal")
    assert x509.load_der_x509_certificate(bytes(written.der)) == certificate
    assert written.serial == certificates.serial_in_hex(certificate.serial_number)
    assert written.public_key_sha256 == hashlib.sha256(spki(key)).hexdigest()
    assert (written.name, written.reference) == (BUPATI["common_name"], BUPATI["reference"])
    for sentence in ("UPDATE authority_issuedcertificate SET name = 'x'", "DELETE FROM {}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sentence.format("authority_issuedcertificate"))


@pytest.mark.django_db
def test_a_key_is_certified_once(authority):
    key = new_key()
    issue_personal(spki(key), **BUPATI)

    with pytest.raises(KeyRefused, match="sudah pernah dipakai"):
        issue_personal(spki(key), **BUPATI | {"common_name": "Orang lain"})
    assert IssuedCertificate.objects.filter(purpose="personal").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "der",
    [
        b"",
        b"bukan kunci",
        spki(ed25519.Ed25519PrivateKey.generate()),
        spki(ec.generate_private_key(ec.SECP384R1())),
        spki(new_key())[:-1],
        spki(new_key())[:-1] + b"\x00",  # a point beside the curve
        b"\x30" * 5000,
    ],
    ids=["nothing", "words", "Ed25519", "P-384", "cut", "beside the curve", "too long"],
)
def test_what_is_no_key_of_p_256_is_refused(der, authority):
    with pytest.raises(KeyRefused):
        issue_personal(der, **BUPATI)
    assert not IssuedCertificate.objects.filter(purpose="personal").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["BSrE", "Penerbit BSSN", "  "])
def test_nobody_is_called_like_a_certified_provider(name, authority):
    with pytest.raises(KeyRefused):
        issue_personal(spki(new_key()), **BUPATI | {"common_name": name})


@pytest.mark.django_db
def test_a_long_name_is_cut_at_a_word_and_kept_whole_in_the_book(authority):
    name = "Prof. Dr. Ir. Hj. Raden Ayu Kartika Sulistyowati Wulandari Ningsih, S.E., M.Si., Ph.D."
    certificate = issue_personal(spki(new_key()), **BUPATI | {"common_name": name})

    (shown,) = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert shown.value == "Prof. Dr. Ir. Hj. Raden Ayu Kartika Sulistyowati Wulandari"
    assert IssuedCertificate.objects.get(purpose="personal").name == name


@pytest.mark.django_db
def test_without_an_authority_nobody_gets_a_certificate():
    with pytest.raises(AuthorityError, match="belum dibuat"):
        issue_personal(spki(new_key()), **BUPATI)


@pytest.mark.django_db
def test_openssl_finds_the_personal_certificate_good(authority, tmp_path):
    certificate = issue_personal(spki(new_key()), **BUPATI)
    for name, item in (("root", authority.root), ("issuing", authority.issuing)):
        (tmp_path / name).write_bytes(certificates.to_pem(item))
    (tmp_path / "leaf").write_bytes(certificates.to_pem(certificate))

    done = run(
        "openssl", "verify", "-x509_strict", "-CAfile", tmp_path / "root",
        "-untrusted", tmp_path / "issuing", tmp_path / "leaf",
    )  # fmt: skip
    assert done.stdout.endswith(": OK\n")
