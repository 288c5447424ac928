"""A signature whose key is somewhere else: prepared here, made there, put in here.

The key of a signatory lives in her browser (or once in the memory of the server, where a browser
cannot). So the file gets its next revision with an empty place first; what must be signed, the DER
of the signed attributes, goes to the key; its answer fills the place. PAdES B-LT: certificates,
revocation lists and the time stamp lie in the same revision, so that the newest signature always
covers the whole file and needs no network. (ETSI EN 319 142-1)
"""

import asyncio
import io
from dataclasses import dataclass

from asn1crypto import algos, cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from pyhanko.pdf_utils import content
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.ades.api import CAdESSignedAttrSpec
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from authority.authorities import Authority
from limits.threads import in_own_thread
from seals.sealing import SealingError, as_asn1, together_with_signature, validation_context

DIGEST = "sha256"
MECHANISM = algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"})
LONGEST_SIGNATURE = 72  # bytes of an ECDSA signature on P-256 as DER
RAW_SIGNATURE = 64  # r and s as browsers give them (WebCrypto)


@dataclass(frozen=True)
class Placement:
    """Which ready-made field is filled, and what readers show beside the certificate.

    `stamp` is a PDF of one page that is drawn into the field; without it nothing is visible.
    """

    field: str
    name: str
    reason: str
    location: str
    stamp: bytes = b""


@dataclass(frozen=True)
class Prepared:
    """The next revision with an empty place, and what the key must sign to fill it."""

    document: bytes
    digest: bytes  # SHA-256 of the document without the place
    start: int  # where the place begins and ends, in bytes
    end: int
    attributes: bytes  # DER; this is signed


def prepare_signature(
    pdf: bytes,
    placement: Placement,
    *,
    certificate: x509.Certificate,
    authority: Authority,
    timestamper: TimeStamper,
) -> Prepared:
    """The next revision of `pdf` with an empty place in the named field.

    `certificate` is that of the key which will sign, on P-256. Raises SealingError when there is
    no such empty field, or when the certificate is none of this site's.
    """
    signer = _signer(certificate, authority, bytes(LONGEST_SIGNATURE))
    pdf_signer = signers.PdfSigner(
        _settings(placement, authority),
        signer=signer,
        timestamper=timestamper,
        stamp_style=_style(placement.stamp) if placement.stamp else None,
    )

    async def prepare():
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        found, _, output = await pdf_signer.async_digest_doc_for_signing(
            writer, existing_fields_only=True
        )
        attributes = await signer.signed_attrs(
            found.document_digest,
            DIGEST,
            attr_settings=PdfCMSSignedAttributes(cades_signed_attrs=CAdESSignedAttrSpec()),
            use_pades=True,
            timestamper=timestamper,
        )
        start, end = found.reserved_region_start, found.reserved_region_end
        return Prepared(output.getvalue(), found.document_digest, start, end, attributes.dump())

    try:
        return _run_apart(prepare)
    except (SigningError, PdfError) as error:
        raise SealingError("Tempat tanda tangan tidak dapat disiapkan pada berkas ini.") from error


def _settings(placement: Placement, authority: Authority) -> signers.PdfSignatureMetadata:
    return signers.PdfSignatureMetadata(
        field_name=placement.field,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        reason=placement.reason,
        location=placement.location,
        name=placement.name,
        embed_validation_info=True,
        validation_context=validation_context(authority),
        dss_settings=together_with_signature(),
    )


def put_signature(
    prepared: Prepared,
    signature: bytes,
    *,
    certificate: x509.Certificate,
    authority: Authority,
    timestamper: TimeStamper,
) -> bytes:
    """The finished revision: the key's answer with a time stamp, in the place that was prepared.

    `signature` is ECDSA over the SHA-256 of the attributes, raw (r and s, 64 bytes) or as DER.
    Raises SealingError when the key of the certificate has not made it.
    """
    signature = _checked(signature, prepared.attributes, certificate)
    signer = _signer(certificate, authority, signature)
    output = io.BytesIO(prepared.document)

    async def put():
        filled = await signer.async_sign_prescribed_attributes(
            DIGEST, cms.CMSAttributes.load(prepared.attributes), timestamper=timestamper
        )
        place = PreparedByteRangeDigest(prepared.digest, prepared.start, prepared.end)
        place.fill_with_cms(output, filled)

    try:
        _run_apart(put)
    except (SigningError, ValueError) as error:
        raise SealingError("Tanda tangan tidak dapat dimasukkan ke berkas ini.") from error
    return output.getvalue()


def _run_apart(step):
    """Run one asynchronous step of pyHanko where no other event loop runs."""
    return in_own_thread(lambda: asyncio.run(step()))


def _checked(signature: bytes, attributes: bytes, certificate) -> bytes:
    """The signature as DER, if the certificate's key made it over these attributes."""
    if len(signature) == RAW_SIGNATURE:
        half = RAW_SIGNATURE // 2
        numbers = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
        signature = encode_dss_signature(*numbers)
    try:
        certificate.public_key().verify(signature, attributes, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature as error:
        raise SealingError("Tanda tangan ini tidak dibuat oleh kunci yang terdaftar.") from error
    return signature


def _signer(certificate, authority: Authority, signature: bytes) -> signers.ExternalSigner:
    store = SimpleCertificateStore()
    store.register_multiple([as_asn1(authority.root), as_asn1(authority.issuing)])
    return signers.ExternalSigner(
        signing_cert=as_asn1(certificate),
        cert_registry=store,
        signature_value=signature,
        signature_mechanism=MECHANISM,
        embed_roots=False,
    )


class _Page(content.ImportedPdfPage):
    """A page of a PDF that is in memory, drawn as a stamp."""

    def __init__(self, pdf: bytes):
        super().__init__(file_name="")
        self.pdf = pdf

    def render(self) -> bytes:
        xobject = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self.pdf)))
        self.resources.xobject["/Stempel"] = xobject
        left, bottom, right, top = xobject.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Stempel Do"


def _style(stamp: bytes) -> StaticStampStyle:
    return StaticStampStyle(background=_Page(stamp), border_width=0, background_opacity=1)
