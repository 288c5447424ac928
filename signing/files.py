"""The file as it is now: the frozen letter and all that was added to it."""

import hashlib
from dataclasses import dataclass

from commitments.letter_data import field_name
from commitments.models import Commitment, ShownLetter, Signature, SignedDocument
from signing.models import FileRevision


@dataclass(frozen=True)
class SignedFile:
    """The bytes up to one revision, and which one that is; 0 is the frozen letter."""

    pdf: bytes
    number: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


def file_of(commitment: Commitment, upto: int | None = None) -> SignedFile:
    """The file of a commitment as it is now, or as it was at revision `upto`, in two queries."""
    letter = ShownLetter.objects.only("pdf").get(commitment=commitment)
    tails = FileRevision.objects.filter(commitment=commitment).order_by("number")
    if upto is not None:
        tails = tails.filter(number__lte=upto)
    pieces = [bytes(tail) for tail in tails.values_list("tail", flat=True)]
    return SignedFile(b"".join([bytes(letter.pdf), *pieces]), len(pieces))


def newest_pdf(commitment: Commitment) -> bytes | None:
    """The sealed document with all time stamps that came after it; None before it is sealed."""
    document = SignedDocument.objects.filter(commitment=commitment).first()
    if document is None:
        return None
    later = FileRevision.objects.filter(commitment=commitment, at__gt=document.sealed_at)
    return file_of(commitment).pdf if later.exists() else bytes(document.pdf)


def head_of(commitment: Commitment) -> str:
    """The SHA-256 of the file as it is now, without reading it."""
    last = FileRevision.objects.filter(commitment=commitment).order_by("-number")
    found = last.values_list("sha256", flat=True).first()
    return found or ShownLetter.objects.values_list("sha256", flat=True).get(commitment=commitment)


def field_of_signature(signature: Signature) -> str:
    """The field in which a signature lies: the ready-made one, or that which BSrE made."""
    evidence = getattr(signature, "evidence", None)
    return (evidence and evidence.field) or field_name(signature.signatory)


def add_revision(file: SignedFile, pdf: bytes, *, commitment, kind, signature=None) -> FileRevision:
    """Keep what `pdf` added to `file`. The database refuses it unless `file` is the newest."""
    return FileRevision.objects.create(
        commitment=commitment,
        number=file.number + 1,
        kind=kind,
        signature=signature,
        tail=pdf[len(file.pdf) :],
        size=len(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
    )
