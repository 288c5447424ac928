"""The commitment to a frozen edition: its signatories, and who has signed so far."""

import hashlib

from bench.filling.moments import after
from bench.filling.plans import Writing
from commitments.models import (
    Commitment,
    Method,
    ShownLetter,
    Signatory,
    Signature,
    SignedDocument,
)
from editions.manifest import with_commitment
from editions.models import Edition
from masterplans.models import Status
from signing.models import FileRevision, RevisionKind


def commitment(w: Writing, edition: Edition) -> None:
    """An opened commitment: everybody has signed it, or the first of three has."""
    opened = after(4, 22)
    made = w.loader.add(
        Commitment(
            edition=edition,
            code=f"BENCH-{edition.pk:08}",
            title=f"Komitmen Bersama Implementasi {w.plan.region.concept_named()}",
            points=["Melaksanakan.", "Mendanai.", "Mengevaluasi."],
            place=w.plan.region.name,
            date=opened.date(),
            opened_at=opened,
            created_by=w.place.lead,
            created_at=opened,
        )
    )
    letter = _file(w)
    manifest, manifest_sha256 = with_commitment(edition.manifest, letter["sha256"])
    tied = {"manifest": manifest, "manifest_sha256": manifest_sha256}
    w.loader.add(ShownLetter(commitment=made, at=opened, **letter, **tied))
    if _signatories(w, made, ShownLetter(**letter, **tied), edition):
        serial = f"{w.rng.getrandbits(64):x}"
        sealed = {"sealed_at": after(4, 26), "certificate_serial": serial}
        w.loader.add(SignedDocument(commitment=made, **_file(w), **sealed))


def _signatories(w, commitment, letter, edition):
    """The leaders and the coordinator in their order; whether all of them have signed."""
    file = letter.pdf
    people = [*w.place.by_role["signatory"], w.place.lead]
    signed = len(people) if w.plan.status == Status.SIGNED else 1
    for order, user in enumerate(people, 1):
        official = w.place.officials[order - 1]
        signatory = w.loader.add(
            Signatory(
                commitment=commitment,
                order=order,
                official=official,
                user=user,
                name=user.name,
                position=official.position,
            )
        )
        if order <= signed:
            signature = w.loader.add(
                Signature(
                    signatory=signatory,
                    at=after(4, 22 + order),
                    method=Method.TYPED,
                    typed_name=user.name,
                    edition_sha256=edition.sha256,
                    letter_sha256=letter.sha256,
                    manifest_sha256=letter.manifest_sha256,
                )
            )
            file = _revision(w, signature, order, file)
    return signed == len(people)


def _revision(w, signature, number, file):
    """What a signature added to the file; the file after it."""
    tail = w.rng.randbytes(5_000)
    file += tail
    w.loader.add(
        FileRevision(
            commitment=signature.signatory.commitment,
            number=number,
            kind=RevisionKind.SIGNATURE,
            signature=signature,
            tail=tail,
            size=len(file),
            sha256=hashlib.sha256(file).hexdigest(),
            at=signature.at,
        )
    )
    return file


def _file(w):
    pdf = b"%PDF-1.7 " + w.rng.randbytes(20_000)
    return {"pdf": pdf, "sha256": hashlib.sha256(pdf).hexdigest()}
