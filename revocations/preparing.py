"""A sealed commitment is voided by a Berita Acara Pembatalan, which is signed as it was itself.

    prepare_revocation -> open_for_signing -> sign ... sign -> sealed: the commitment counts no more
    (here)                (commitments)       (signing)

Who bound themselves unbind themselves: the head of region in any case, and with her whoever signed.
Who left office is followed by her successor; who is in the list neither by herself, by her office,
nor by somebody for her, is named in the berita acara and gets a copy (decision 0093).
"""

from django.db import transaction
from django.utils.text import Truncator

from accounts.models import User
from commitments import preparing
from commitments.locking import SigningError, check_current
from commitments.models import Commitment, CommitmentKind
from commitments.preparing import CommitmentWords
from commitments.proposing import SignatoryPlace
from commitments.state import has_signed, state_of
from regions.models import Official

LONGEST_TITLE = 200
NO_HEAD = "Kepala daerah ikut menandatangani Berita Acara Pembatalan. Beri nomor urut kepadanya."
NO_GROUNDS = "Tulis alasan pembatalan. Alasan itu tercetak dan dapat dibaca semua orang."


@transaction.atomic
def prepare_revocation(
    commitment: Commitment, *, officials, by: User, grounds: str, **words
) -> Commitment:
    """Write the berita acara that voids a sealed commitment; `words` as `CommitmentWords` has them.

    The commitment counts as before until the berita acara is sealed. Raises SigningError when the
    commitment is not sealed, has a berita acara already, or its plan was reopened as the next
    edition; without grounds, and without the head of region among the signatories.
    """
    fields = CommitmentWords(**words, grounds=grounds).checked()
    _check(grounds, officials)
    check_current(commitment.edition, revokes=commitment)
    if commitment.revocations.filter(cancelled_at=None).exists():
        raise SigningError(
            "Komitmen ini sudah punya Berita Acara Pembatalan. Ubah atau hapus dulu."
        )
    return preparing.begin(
        commitment.edition,
        preparing.as_places(officials, ()),
        by=by,
        kind=CommitmentKind.REVOCATION,
        revokes=commitment,
        **fields,
    )


@transaction.atomic
def update_revocation(
    revocation: Commitment, *, officials, by: User, grounds: str, **words
) -> Commitment:
    """Write a berita acara anew that is not opened yet; its code stays. Refused as at first."""
    _check(grounds, officials)
    return preparing.update(revocation, officials=officials, by=by, grounds=grounds, **words)


def _check(grounds, officials):
    if not grounds.strip():
        raise SigningError(NO_GROUNDS)
    people = [getattr(one, "official", one) for one in officials]
    if not any(one.is_head_of_region for one in people):
        raise SigningError(NO_HEAD)


def usual_title(commitment: Commitment) -> str:
    """What the berita acara is called."""
    title = f"{CommitmentKind.REVOCATION.label} {commitment.title}"
    return Truncator(title).chars(LONGEST_TITLE)


def usual_points(commitment: Commitment) -> tuple[str, ...]:
    """What is usually said in it; the team may change it."""
    return (
        "komitmen tersebut dinyatakan dibatalkan dan tidak berlaku lagi sejak Berita Acara ini"
        " ditandatangani semua pihak dan disegel",
        "tanda tangan dan berkasnya tetap disimpan sebagai riwayat, dan halaman pemeriksaannya"
        " menyebut pembatalan ini",
        f"masterplan edisi {commitment.edition.number} dapat dibuka kembali sebagai edisi"
        " berikutnya, dengan komitmen yang baru",
    )


def usual_signatories(commitment: Commitment, officials: list[Official]) -> list[SignatoryPlace]:
    """Those of `officials` who signed it, in the same order; the head of region is today's.

    An official who holds the office of who signed stands in her place.
    """
    places, taken = [], set()
    for person in state_of(commitment).signatories:
        found = _today(person, officials)
        if not has_signed(person) or found is None or found.pk in taken:
            continue
        taken.add(found.pk)
        places.append(SignatoryPlace(found, person.order, person.role, person.capacity))
    return places


def _today(person, officials):
    """Who holds her office now; herself, unless she left it."""
    was_head = bool(person.official and person.official.is_head_of_region)
    for official in officials:
        if was_head and official.is_head_of_region:
            return official
        if official.pk == person.official_id:
            return official
    same = (one for one in officials if one.full_position == person.position)
    return next(same, None)
