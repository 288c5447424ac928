"""The seal on a finished document: one invisible PAdES signature in the name of the site.

It is the only and the last signature in the file, so it certifies that nothing may change
(DocMDP 1) and covers every byte, the certificates and revocation lists included. With these a
reader needs no network. The time in it is this server's clock: there is no time-stamp authority
yet, so the level is PAdES B-B with validation data, not B-T or B-LT.
"""

import io

import pikepdf
from asn1crypto import algos
from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from authority import certificates
from authority.authorities import Authority, AuthorityError, ensure_authority
from limits.threads import in_own_thread
from seals.additions import problems_of_addition
from seals.examination import examine
from seals.trust import trust_in

FIELD = "segel"


class SealingError(Exception):
    """The document was not sealed. The message is a sentence for the reader."""


def seal_pdf(pdf: bytes, *, authority: Authority, reason: str, location: str, name: str) -> bytes:
    """The document with the site's seal: the same pages, one revision more, nothing visible.

    `name` is who seals, as shown beside the certificate. Old revocation lists are issued again
    first. SealingError when the authority cannot seal, the file is no PDF, or it carries a
    signature already (a stamp after a signature would break it).
    """
    authority = ready(authority)
    document = rewritten_pdf(pdf)
    words = {"reason": reason, "location": location, "name": name}
    whole = {"certify": True, "docmdp_permissions": MDPPerm.NO_CHANGES}
    sealed = _with_seal(document, authority, **words, **whole)
    _look_again(sealed, document, authority)
    return sealed


def seal_signed(
    pdf: bytes, *, authority: Authority, timestamper, reason: str, location: str, name: str
) -> bytes:
    """The signed document with the seal as its last signature: one revision more, PAdES B-LT.

    The file is not rewritten, so every signature in it stays what it was. The seal is invisible,
    covers all that was there, and is looked at before it is handed out. Raises SealingError.
    """
    authority = ready(authority)
    words = {"reason": reason, "location": location, "name": name}
    sealed = _with_seal(pdf, authority, timestamper, **words)
    found = problems_of_addition(
        pdf,
        sealed,
        trust=trust_in(authority),
        certificate=certificates.to_der(authority.seal),
        field=FIELD,
        is_ready=False,
    )
    if found:
        raise SealingError(f"Segel yang baru dibuat tidak lolos pemeriksaan. {' '.join(found)}")
    return sealed


def _with_seal(pdf: bytes, authority: Authority, timestamper=None, **settings) -> bytes:
    """The file with one revision more: the seal, and all that checking it takes."""
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=True,
        validation_context=validation_context(authority),
        dss_settings=together_with_signature(),
        **settings,
    )
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signer = signers.PdfSigner(metadata, signer=SiteSigner(authority), timestamper=timestamper)
        return in_own_thread(lambda: signer.sign_pdf(writer)).getvalue()
    except (SigningError, PdfError) as error:
        raise SealingError("Dokumen tidak dapat disegel. Berkasnya tidak berubah.") from error


def ready(authority: Authority) -> Authority:
    """The authority with fresh revocation lists, or a SealingError that says what it lacks."""
    try:
        authority = ensure_authority(authority.directory)
    except AuthorityError as error:
        raise SealingError(str(error)) from error
    if hindrance := authority.obstacles():
        raise SealingError(" ".join(hindrance))
    return authority


def _look_again(sealed: bytes, document: bytes, authority: Authority) -> None:
    """What was made is opened again before anybody is told that it is finished."""
    verdict = examine(sealed, trust_in(authority))
    if not (sealed.startswith(document) and verdict.sound and verdict.covers_whole_file):
        found = " ".join(verdict.problems)
        raise SealingError(f"Segel yang baru dibuat tidak lolos pemeriksaan ulang. {found}".strip())


def rewritten_pdf(pdf: bytes) -> bytes:
    """The same document written anew the way signing wants it, the same bytes each time.

    WeasyPrint puts all objects into one stream, which makes checking slow, and asks readers to
    redraw form fields, which changes what was signed.
    """
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            form = document.Root.get("/AcroForm")
            if form is not None and "/SigFlags" in form:
                raise SealingError("Dokumen ini sudah disegel. Berkasnya tidak diubah.")
            if form is not None and "/NeedAppearances" in form:
                del form["/NeedAppearances"]
            out = io.BytesIO()
            document.save(
                out,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
                linearize=False,
            )
    except pikepdf.PdfError as error:
        raise SealingError("Dokumen yang akan disegel bukan PDF yang utuh.") from error
    return out.getvalue()


class SiteSigner(signers.Signer):
    """Signs with a key of the authority, which may lie in a hardware token."""

    def __init__(self, authority: Authority, identity: str = "seal"):
        store = SimpleCertificateStore()
        store.register_multiple([as_asn1(authority.root), as_asn1(authority.issuing)])
        super().__init__(
            signing_cert=as_asn1(authority.certificates[identity]),
            cert_registry=store,
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
        )
        self.key = authority.key(identity)

    async def async_sign_raw(self, data, digest_algorithm, dry_run=False) -> bytes:
        """The signature; while space is measured, as many bytes."""
        if dry_run:
            return bytes(self.key.key_size // 8)
        return self.key.sign(data, PKCS1v15(), hashes.SHA256())


def validation_context(authority: Authority) -> ValidationContext:
    """All that is needed to check the chain, from our own files: nothing is fetched."""
    lists = [asn1_crl.CertificateList.load(certificates.to_der(crl)) for crl in authority.crls]
    return ValidationContext(
        trust_roots=[as_asn1(authority.root)],
        other_certs=[as_asn1(authority.issuing)],
        crls=lists,
        allow_fetching=False,
        revocation_mode="hard-fail",
    )


def together_with_signature() -> DSSContentSettings:
    """Certificates and lists lie in the signature's own revision: it covers the whole file."""
    return DSSContentSettings(
        include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
    )


def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The same certificate as pyHanko takes it."""
    return asn1_x509.Certificate.load(certificates.to_der(certificate))
