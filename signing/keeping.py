"""What is kept of a signature, whoever made it: the revision, its proof, or why it was not kept."""

from dataclasses import asdict, dataclass, replace

from cryptography import x509

from accounts.models import User
from authority import certificates
from commitments import signing
from commitments.models import Signatory, Signature
from signing.files import SignedFile, add_revision
from signing.incidents import write_incident
from signing.models import KeyPlace, PreparedSignature, RevisionKind, SigningEvidence

SENTENCE = "Saya telah membaca naskah ini dan menyetujui isinya atas nama jabatan saya."
THROWN_AWAY = (
    "Hasil tanda tangan tidak lolos pemeriksaan, jadi dibuang. Belum ada yang ditandatangani;"
    " silakan coba lagi. Kejadian ini dicatat."
)


class HeadMovedError(Exception):
    """Somebody else signed meanwhile: prepare again, with the same proof."""


@dataclass(frozen=True)
class Ink:
    """What is seen in the stamp: strokes, or the name as she typed it."""

    method: str
    typed_name: str = ""
    drawing: str = ""


@dataclass(frozen=True)
class ProofData:
    """By what she has just proven who she is (`signing/reauthentication.py`)."""

    factors: str
    assertion: dict | None = None
    address: str | None = None
    agent: str = ""


@dataclass(frozen=True)
class MadeRevision:
    """A revision that could be kept. `checked` are sentences on what was looked at."""

    before: SignedFile
    pdf: bytes
    certificate: x509.Certificate
    key_place: KeyPlace
    field: str
    checked: tuple[str, ...] = ()


def keep_signature(
    place: Signatory, *, by: User, made: MadeRevision, proof: ProofData, ink: Ink
) -> Signature:
    """Keep a revision that was looked at, with the signature and its proof; in a transaction.

    Raises SigningError when it is not her turn any more.
    """
    signature = signing.sign(place, by=by, second_factor=proof.factors[:40], **asdict(ink))
    add_revision(
        made.before,
        made.pdf,
        commitment=place.commitment,
        kind=RevisionKind.SIGNATURE,
        signature=signature,
    )
    SigningEvidence.objects.create(
        signature=signature,
        **asdict(replace(proof, agent=proof.agent[:300])),
        key_place=made.key_place,
        field=made.field,
        certificate=certificates.to_der(made.certificate),
        certificate_serial=certificates.serial_in_hex(made.certificate.serial_number),
        sentence=SENTENCE,
        checked=list(made.checked),
    )
    PreparedSignature.objects.filter(signatory=place).delete()
    return signature


def throw_away(place: Signatory, before: SignedFile, pdf: bytes, found: list[str]) -> None:
    """Write down that a result was not kept, and why; an officer sees it."""
    write_incident(place.commitment, place, found=found, head=before.sha256, pdf=pdf)
