"""How the loopback server signs: certificates of its own, a field of its own, a time stamp."""

import datetime as dt
import io
import itertools
import re
import subprocess
from functools import cache

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

numbers = itertools.count(1)
A_DAY = dt.timedelta(days=1)
NOBODY = ("Penandatangan Uji", "")


def sign(pdf, *, image=None, page=1, box=None, tag="", reason="", location="", who=NOBODY):
    """One revision more: the field is new, visible where there is a picture."""
    made = authority()
    name = f"sig_{next(numbers)}"
    style, place = None, None
    if image is not None:
        picture = Image.open(io.BytesIO(image)).convert("RGB")
        style = StaticStampStyle(background=PdfImage(picture), border_width=0, background_opacity=1)
        page, place = place_of_tag(pdf, tag, box) if tag else (page, box)
        place = tuple(round(number) for number in place)
    settings = signers.PdfSignatureMetadata(
        field_name=name,
        subfilter=SigSeedSubFilter.PADES,
        reason=reason or None,
        location=location or None,
        embed_validation_info=True,
        validation_context=made.context(),
        # In a revision after the signature, as the library does that BSrE's answers point to.
        dss_settings=DSSContentSettings(
            include_vri=False, placement=SigDSSPlacementPreference.SEPARATE_REVISION
        ),
    )
    signer = signers.PdfSigner(
        settings,
        signer=made.signer_of(*who),
        timestamper=made.timestamper,
        stamp_style=style,
        new_field_spec=SigFieldSpec(name, on_page=page - 1, box=place),
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    return signer.sign_pdf(writer).getvalue()


def place_of_tag(pdf, tag, box):
    """Page and box of a character that stands alone in the text."""
    words = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True, timeout=20
    ).stdout.decode()
    width, height = box[2] - box[0], box[3] - box[1]
    for number, text in enumerate(words.split("<page ")[1:], 1):
        tall = float(re.match(r'width="[\d.]+" height="([\d.]+)"', text)[1])
        found = re.search(rf'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>{re.escape(tag)}</word>', text)
        if found:
            left, top = float(found[1]), tall - float(found[2])
            return number, (left, top - height, left + width, top)
    raise ValueError("The tag is not in the text.")


class Authority:
    """Root, one signer and a time-stamp authority, made once a run."""

    def __init__(self):
        root_key = ec.generate_private_key(ec.SECP256R1())
        self.root = _certificate("Akar Uji Loopback", root_key, root_key, None)
        self.root_der = self.root.public_bytes(serialization.Encoding.DER)
        self.root_key, self.signers = root_key, {}
        # The time stamper of pyHanko signs with RSA alone.
        tsa_key = rsa.generate_private_key(65537, 2048)
        tsa = _certificate("Waktu Uji", tsa_key, root_key, self.root, is_tsa=True)
        self.crl = _revocations(self.root, root_key)
        store = SimpleCertificateStore()
        store.register_multiple([_asn1(self.root)])
        self.store = store
        self.signer = self.signer_of(*NOBODY)
        self.timestamper = DummyTimeStamper(_asn1(tsa), _asn1_key(tsa_key), store)

    def signer_of(self, name, nik):
        """Who signs with a certificate of this name, and this NIK in it if there is one."""
        if (name, nik) not in self.signers:
            key = ec.generate_private_key(ec.SECP256R1())
            person = _certificate(name, key, self.root_key, self.root, nik=nik)
            found = signers.SimpleSigner(_asn1(person), _asn1_key(key), self.store)
            self.signers[name, nik] = found
        return self.signers[name, nik]

    def context(self):
        return ValidationContext(
            trust_roots=[_asn1(self.root)],
            crls=[asn1_crl.CertificateList.load(self.crl)],
            allow_fetching=False,
            revocation_mode="soft-fail",
        )


authority = cache(Authority)


def _certificate(name, key, issuer_key, issuer, *, is_tsa=False, nik=""):
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Server loopback, hanya untuk pengujian"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
            *([x509.NameAttribute(NameOID.SERIAL_NUMBER, nik)] if nik else []),
        ]
    )
    now = dt.datetime.now(dt.UTC)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only",
         "decipher_only"), False
    )  # fmt: skip
    is_root = issuer is None
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if is_root else issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - A_DAY)
        .not_valid_after(now + 30 * A_DAY)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_root,
                content_commitment=not is_root,
                key_cert_sign=is_root,
                crl_sign=is_root,
                **usage,
            ),
            critical=True,
        )
    )
    if is_tsa:
        only = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(only, critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


def _revocations(root, key):
    now = dt.datetime.now(dt.UTC)
    crl = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.subject)
        .last_update(now - A_DAY)
        .next_update(now + 30 * A_DAY)
        .sign(key, hashes.SHA256())
    )
    return crl.public_bytes(serialization.Encoding.DER)


def _asn1(certificate):
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _asn1_key(key):
    der = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return asn1_keys.PrivateKeyInfo.load(der)
