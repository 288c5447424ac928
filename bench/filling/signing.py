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
from masterplans.models import Edition, Status


def commitment(w: Writing, edition: Edition) -> None:
    """An opened commitment: everybody has signed it, or the first of three has."""
    opened = after(4, 22)
    made = w.loader.add(
        Commitment(
            edition=edition,
            code=f"BENCH-{edition.pk:08}",
            title="Komitmen Pelaksanaan Masterplan Smart City",
            points=["Melaksanakan.", "Mendanai.", "Mengevaluasi."],
            place=w.plan.region.name,
            date=opened.date(),
            opened_at=opened,
            created_by=w.place.lead,
            created_at=opened,
        )
    )
    letter = _file(w)
    w.loader.add(ShownLetter(commitment=made, at=opened, **letter))
    people = [*w.place.by_role["signatory"], w.place.lead]
    signed = len(people) if w.plan.status == Status.SIGNED else 1
    for order, user in enumerate(people, 1):
        signatory = w.loader.add(
            Signatory(
                commitment=made,
                order=order,
                user=user,
                name=user.name,
                position=w.place.officials[order - 1].position,
            )
        )
        if order <= signed:
            w.loader.add(
                Signature(
                    signatory=signatory,
                    at=after(4, 22 + order),
                    method=Method.TYPED,
                    typed_name=user.name,
                    edition_sha256=edition.sha256,
                    letter_sha256=letter["sha256"],
                )
            )
    if signed == len(people):
        serial = f"{w.rng.getrandbits(64):x}"
        sealed = {"sealed_at": after(4, 26), "certificate_serial": serial}
        w.loader.add(SignedDocument(commitment=made, **_file(w), **sealed))


def _file(w):
    pdf = b"%PDF-1.7 " + w.rng.randbytes(20_000)
    return {"pdf": pdf, "sha256": hashlib.sha256(pdf).hexdigest()}
