"""How far a commitment is: computed from its rows each time, never stored."""

import enum
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from commitments.models import Commitment, Decline, ShownLetter, Signatory, SignedDocument
from indonesian import named

NAMED = 2  # of those whose turn it is


class CommitmentStatus(enum.StrEnum):
    DRAFT = "draft"  # being prepared
    OPENING = "opening"  # opened; a worker is printing the letter to be shown
    OPEN = "open"  # signed by some, or by nobody yet
    DECLINED = "declined"
    EXPIRED = "expired"  # not everybody has signed in time
    CANCELLED = "cancelled"
    COMPLETE = "complete"  # everybody signed; a worker is sealing
    SEALED = "sealed"
    REVOKED = "revoked"  # sealed, and voided by a sealed revocation
    SUPERSEDED = "superseded"  # sealed, and so is the commitment to a later edition


VOID = (CommitmentStatus.CANCELLED, CommitmentStatus.DECLINED, CommitmentStatus.REVOKED)


@dataclass(frozen=True)
class CommitmentState:
    """One commitment as it is now. `signatories` have `signature` and `decline` at hand."""

    commitment: Commitment
    signatories: list[Signatory]
    letter: ShownLetter | None  # without its bytes and the words of its pages
    document: SignedDocument | None  # without its bytes
    revocation: Commitment | None = None  # the sealed one
    successor: Commitment | None = None  # the sealed one to the newest edition after this

    @cached_property
    def kind(self) -> CommitmentStatus:
        if self.commitment.cancelled_at:
            return CommitmentStatus.CANCELLED
        if self.decline:
            return CommitmentStatus.DECLINED
        if self.document:
            return self._kind_of_sealed
        if not self.commitment.opened_at:
            return CommitmentStatus.DRAFT
        if not self.letter:
            return CommitmentStatus.OPENING
        if self.signed == self.total:
            return CommitmentStatus.COMPLETE
        deadline = self.commitment.deadline
        is_late = deadline is not None and deadline <= timezone.now()
        return CommitmentStatus.EXPIRED if is_late else CommitmentStatus.OPEN

    @property
    def is_void(self) -> bool:
        """Whether it came to nothing: declined, cancelled, or revoked after its seal."""
        return self.kind in VOID

    @property
    def _kind_of_sealed(self) -> CommitmentStatus:
        if self.revocation:
            return CommitmentStatus.REVOKED
        return CommitmentStatus.SUPERSEDED if self.successor else CommitmentStatus.SEALED

    @property
    def total(self) -> int:
        return len(self.signatories)

    @cached_property
    def signed(self) -> int:
        return sum(has_signed(person) for person in self.signatories)

    @cached_property
    def decline(self) -> Decline | None:
        declines = (getattr(person, "decline", None) for person in self.signatories)
        return next((decline for decline in declines if decline), None)

    @cached_property
    def waiting(self) -> list[Signatory]:
        """All whose turn it is: who have the lowest number that is not done. Only while open."""
        if self.kind != CommitmentStatus.OPEN:
            return []
        unsigned = [person for person in self.signatories if not has_signed(person)]
        return [person for person in unsigned if person.order == unsigned[0].order]

    @property
    def waiting_for(self) -> Signatory | None:
        """The first of those whose turn it is; nobody unless the commitment is open."""
        return next(iter(self.waiting), None)

    @property
    def waited_for(self) -> str:
        """Whose turn it is, in words: "Drs. H. Suryanto, M.Si. dan 11 lainnya"."""
        return named([person.name for person in self.waiting], NAMED)

    def turn_of(self, user) -> Signatory | None:
        """The place of this person, when it is her turn."""
        return next((person for person in self.waiting if person.user_id == user.pk), None)

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
            CommitmentStatus.DRAFT: "Belum dibuka untuk ditandatangani.",
            CommitmentStatus.OPENING: (
                "Naskah sedang disusun; penandatangan pertama segera disurati."
            ),
            CommitmentStatus.OPEN: count,
            CommitmentStatus.DECLINED: f"Penandatanganan berhenti: {decliner} tidak bersedia.",
            CommitmentStatus.EXPIRED: f"Batas waktu penandatanganan sudah lewat. {count}",
            CommitmentStatus.CANCELLED: f"{self.commitment.noun} ini dibatalkan. {count}",
            CommitmentStatus.COMPLETE: "Semua sudah menandatangani. Dokumennya sedang disegel.",
            CommitmentStatus.SEALED: "Semua sudah menandatangani, dan dokumennya sudah disegel.",
            CommitmentStatus.REVOKED: "Komitmen ini dibatalkan dengan Berita Acara Pembatalan.",
            CommitmentStatus.SUPERSEDED: "Komitmen ini digantikan komitmen edisi berikutnya.",
        }[self.kind]


def state_of(commitment: Commitment) -> CommitmentState:
    """The state of a commitment, in three queries, one more once opened and once sealed.

    No file is read.
    """
    signatories = commitment.signatories.select_related(
        "signature", "decline", "user", "official__user"
    )
    if commitment.opened_at:
        signatories = signatories.prefetch_related("receipts")
    document = SignedDocument.objects.filter(commitment=commitment).defer("pdf").first()
    ends = []
    if document and not commitment.is_revocation:
        ends = list(Commitment.objects.that_end(commitment))
    return CommitmentState(
        commitment=commitment,
        signatories=list(signatories.defer("signature__drawing")),
        letter=ShownLetter.objects.filter(commitment=commitment).defer("pdf", "pages").first(),
        document=document,
        revocation=next((one for one in ends if one.is_revocation), None),
        successor=next((one for one in ends if not one.is_revocation), None),
    )


def has_signed(signatory: Signatory) -> bool:
    """Whether this person has signed."""
    return getattr(signatory, "signature", None) is not None
