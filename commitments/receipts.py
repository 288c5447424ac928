"""Who saw and read what she is asked to sign, and when: written once, told when all is done."""

from commitments.models import Receipt, ReceiptKind, Signatory
from indonesian import waktu


def note_opened(signatory: Signatory) -> None:
    """She has opened the letter that she is asked to sign."""
    _note(signatory, ReceiptKind.OPENED)


def note_read(signatory: Signatory) -> None:
    """She has said that she has read it."""
    _note(signatory, ReceiptKind.READ)


def _note(signatory, kind):
    """The first time counts; nothing is written twice."""
    Receipt.objects.bulk_create([Receipt(signatory=signatory, kind=kind)], ignore_conflicts=True)


def receipts_of(commitment) -> list[str]:
    """Of each signatory when she opened, read and signed, a line each, on the region's clock."""
    zone = commitment.region.time_zone
    people = commitment.signatories.select_related("signature").prefetch_related("receipts")
    lines = []
    for person in people:
        at = {one.kind: one.at for one in person.receipts.all()}
        steps = [(label, at[kind]) for kind, label in ReceiptKind.choices if kind in at]
        if signature := getattr(person, "signature", None):
            steps.append(("menandatangani", signature.at))
        said = ", ".join(f"{label} {waktu(moment, zone)}" for label, moment in steps)
        lines.append(f"{person.name}: {said or 'belum membuka'}")
    return lines
