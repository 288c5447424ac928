"""How far a commitment is: computed from its rows each time, never stored."""

import enum
from dataclasses import dataclass

from commitments.models import Commitment, Decline, ShownLetter, Signatory, SignedDocument


class Kind(enum.StrEnum):
    DRAFT = "draft"  # being prepared
    OPENING = "opening"  # opened; a worker is printing the letter to be shown
    OPEN = "open"  # signed by some, or by nobody yet
    DECLINED = "declined"
    CANCELLED = "cancelled"
    COMPLETE = "complete"  # everybody signed; a worker is sealing
    SEALED = "sealed"


@dataclass(frozen=True)
class State:
    """One commitment as it is now. `signatories` have `signature` and `decline` at hand."""

    commitment: Commitment
    signatories: list[Signatory]
    letter: ShownLetter | None  # without its bytes
    document: SignedDocument | None  # without its bytes

    @property
    def kind(self) -> Kind:
        if self.commitment.cancelled_at:
            return Kind.CANCELLED
        if self.decline:
            return Kind.DECLINED
        if self.document:
            return Kind.SEALED
        if not self.commitment.opened_at:
            return Kind.DRAFT
        if not self.letter:
            return Kind.OPENING
        return Kind.OPEN if self.signed < self.total else Kind.COMPLETE

    @property
    def total(self) -> int:
        return len(self.signatories)

    @property
    def signed(self) -> int:
        return sum(has_signed(person) for person in self.signatories)

    @property
    def decline(self) -> Decline | None:
        declines = (getattr(person, "decline", None) for person in self.signatories)
        return next((decline for decline in declines if decline), None)

    @property
    def waiting_for(self) -> Signatory | None:
        """Whose turn it is; nobody's unless the commitment is open."""
        if self.kind != Kind.OPEN:
            return None
        return next(person for person in self.signatories if not has_signed(person))

    @property
    def completed_at(self):
        """The time of the last signature, when everybody has signed."""
        if not self.total or self.signed < self.total:
            return None
        return max(person.signature.at for person in self.signatories)

    @property
    def sentence(self) -> str:
        """The state as one sentence, for pages of members."""
        count = f"{self.signed} dari {self.total} orang sudah menandatangani."
        decliner = self.decline and self.decline.signatory.name
        return {
            Kind.DRAFT: "Belum dibuka untuk ditandatangani.",
            Kind.OPENING: "Naskah sedang disusun; penandatangan pertama segera disurati.",
            Kind.OPEN: count,
            Kind.DECLINED: f"Penandatanganan berhenti: {decliner} tidak bersedia.",
            Kind.CANCELLED: f"Komitmen ini dibatalkan. {count}",
            Kind.COMPLETE: "Semua sudah menandatangani. Dokumennya sedang disegel.",
            Kind.SEALED: "Semua sudah menandatangani, dan dokumennya sudah disegel.",
        }[self.kind]


def state_of(commitment: Commitment) -> State:
    """The state of a commitment, in three queries; no file is read."""
    signatories = commitment.signatories.select_related("signature", "decline", "user")
    return State(
        commitment=commitment,
        signatories=list(signatories.defer("signature__drawing")),
        letter=ShownLetter.objects.filter(commitment=commitment).defer("pdf").first(),
        document=SignedDocument.objects.filter(commitment=commitment).defer("pdf").first(),
    )


def has_signed(signatory: Signatory) -> bool:
    """Whether this person has signed."""
    return getattr(signatory, "signature", None) is not None
