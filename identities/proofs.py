"""Is it proven that an account is an official's, and if not, what lacks."""

from dataclasses import dataclass

from django.utils import timezone

from accounts.models import User
from identities.models import Confirmation, IdentityProof
from regions.models import Invitation, Official


def proof_of(user: User, official: Official | None) -> IdentityProof | None:
    """The proof that this account is this official's, while it holds.

    None when there is none, or when her account or her address was changed since.
    """
    if official is None:
        return None
    current = IdentityProof.objects.current().filter(user=user, official=official)
    return current.select_related("confirmed_by", "confirmation__invitation").first()


def signs_as_guest(official: Official) -> bool:
    """Whether she may sign without an account: from outside the government, with an address."""
    outside = official.institution and not official.agency_id and not official.is_head_of_region
    return bool(outside and official.email and not official.user_id)


@dataclass(frozen=True)
class Identity:
    """How far it is proven who somebody is. `lacks` is a sentence; empty when it is proven."""

    official: Official
    proof: IdentityProof | None = None
    invitation: Invitation | None = None
    confirmation: Confirmation | None = None  # whose code still waits

    @property
    def is_guest(self) -> bool:
        return signs_as_guest(self.official)

    @property
    def may_be_confirmed(self) -> bool:
        """Whether it is the second person's turn."""
        ready = self.is_guest or (self.invitation and self.invitation.accepted_at)
        return bool(ready and not self.lacks_account and not self.proof)

    @property
    def lacks_account(self) -> str:
        """What lacks before a second person can confirm anything."""
        official = self.official
        if not official.email:
            return "Surel dinasnya belum dicatat."
        if self.is_guest:
            return ""
        if official.user_id and official.user.email.lower() != official.email.lower():
            return f"Akunnya {official.user.email}, bukan surel dinas yang tercatat."
        if self.invitation is None:
            return f"Belum diundang ke {official.email}."
        if not self.invitation.accepted_at:
            return f"Undangan ke {official.email} belum diterima."
        if official.user_id != self.invitation.accepted_by_id:
            return "Akunnya bukan akun yang menerima undangan ke surel dinas."
        return ""

    @property
    def lacks(self) -> str:
        if self.proof:
            return ""
        if lacks := self.lacks_account:
            return lacks
        if self.confirmation:
            return "Kode sudah diserahkan, belum diketik oleh yang bersangkutan."
        return "Menunggu konfirmasi orang kedua."


def identities_of(officials) -> list[Identity]:
    """How far each of these is, in three queries for any number of them (`user` is at hand)."""
    officials = list(officials)
    keys = [official.pk for official in officials]
    proofs = IdentityProof.objects.current().filter(official__in=keys).order_by("at")
    proofs = {
        proof.official_id: proof for proof in proofs.select_related("confirmed_by", "confirmation")
    }
    regions = {official.region_id for official in officials}
    sent = Invitation.objects.filter(region__in=regions, withdrawn_at=None)
    # those that were followed last, so that they stay in the dictionary
    invitations = {
        (one.region_id, one.email.lower()): one
        for one in sorted(sent, key=lambda one: (one.accepted_at is not None, one.pk))
    }
    open_ = Confirmation.objects.filter(
        official__in=keys, proof=None, expires_at__gt=timezone.now(), tries__lt=MOST_TRIES
    ).order_by("pk")
    confirmations = {one.official_id: one for one in open_.select_related("confirmed_by")}
    return [
        Identity(
            official,
            proofs.get(official.pk),
            invitations.get((official.region_id, official.email.lower())),
            _fitting(confirmations.get(official.pk), official),
        )
        for official in officials
    ]


def identity_of(official: Official) -> Identity:
    """How far one person is."""
    return identities_of([official])[0]


MOST_TRIES = 5


def _fitting(confirmation, official):
    """A confirmation counts for the account and the address that it was given for."""
    if confirmation is None or confirmation.user_id != official.user_id:
        return None
    return confirmation if confirmation.email.lower() == official.email.lower() else None
