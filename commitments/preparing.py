"""Before the first signature: who signs what is written, changed, and at last opened."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from authority import authorities
from bsre import readiness
from commitments.capacities import Provider, SigningRole
from commitments.gates import unproven
from commitments.locking import SigningError, check_current, check_person, locked
from commitments.models import Commitment, CommitmentKind, CopyRecipient, Signatory
from commitments.proposing import SignatoryPlace, rank_of
from commitments.state import state_of
from commitments.tasks import show_letter
from commitments.trail import record_step
from editions.models import Edition
from identities.proofs import signs_as_guest
from identities.proving import guest_account
from indonesian import counted
from indonesian.ranks import pangkat
from regions.memberships import grant
from regions.models import Official, Role
from seals.codes import generate_code

OPENED = "ini sudah dibuka untuk ditandatangani, jadi tidak dapat diubah."


@dataclass(frozen=True)
class CommitmentWords:
    """What stands in the letter besides the names."""

    title: str
    number: str
    points: list[str]
    place: str
    date: object
    deadline: object = None
    grounds: str = ""  # of a revocation

    def checked(self) -> dict:
        """As fields of the model; SigningError when there is nothing to commit to."""
        points = [point.strip() for point in self.points if point.strip()]
        if not points:
            raise SigningError("Tulis paling sedikit satu butir komitmen.")
        return {
            "title": self.title.strip(),
            "number": self.number.strip(),
            "points": points,
            "place": self.place.strip(),
            "date": self.date,
            "deadline": self.deadline,
            "grounds": self.grounds.strip(),
        }


@transaction.atomic
def prepare(edition: Edition, *, officials, witnesses=(), by: User, **words) -> Commitment:
    """Write the commitment to a frozen edition (`words` as `CommitmentWords` has them).

    `officials` are `SignatoryPlace`s, or officials in the order in which they sign one by one;
    `witnesses` are those of these who sign as witness. Names, positions (with Pj., Plt., Plh.), NIP
    and rank are copied: they stay as they were. Raises SigningError when the edition is not
    the frozen one of today, has a living commitment already, or when somebody has no account.
    """
    fields = CommitmentWords(**words).checked()
    check_current(edition)
    living = Commitment.objects.filter(edition=edition, kind=CommitmentKind.COMMITMENT)
    if living.filter(cancelled_at=None).exists():
        raise SigningError("Edisi ini sudah punya komitmen yang berjalan. Ubah atau batalkan dulu.")
    return begin(edition, as_places(officials, witnesses), by=by, **fields)


def begin(edition: Edition, places: list[SignatoryPlace], *, by: User, **fields) -> Commitment:
    """Write a new commitment or revocation with its list; for verbs that have checked the rest."""
    commitment = Commitment.objects.create(
        edition=edition, code=_unused_code(), created_by=by, **fields
    )
    _write_places(commitment, places)
    record_step(by, "commitment.prepared", commitment, edition=edition.number, people=len(places))
    return commitment


@transaction.atomic
def update(commitment: Commitment, *, officials, witnesses=(), by: User, **words) -> Commitment:
    """Write a commitment anew that is not opened yet; its code stays."""
    fields = CommitmentWords(**words).checked()
    commitment = _unopened(commitment)
    for name, value in fields.items():
        setattr(commitment, name, value)
    commitment.save(update_fields=list(fields))
    commitment.signatories.all().delete()
    commitment.copies.all().delete()
    _write_places(commitment, as_places(officials, witnesses))
    record_step(by, "commitment.changed", commitment, people=len(officials))
    return commitment


@transaction.atomic
def remove(commitment: Commitment, *, by: User) -> None:
    """Throw a commitment away that nobody has been asked to sign yet."""
    commitment = _unopened(commitment)
    commitment.signatories.all().delete()
    record_step(by, "commitment.removed", commitment, edition=commitment.edition.number)
    commitment.delete()


def obstacles(commitment: Commitment) -> list[str]:
    """Why the site could not seal the result, now or before the last day; or BSrE not sign it."""
    found = authorities.obstacles_until(commitment.deadline and commitment.deadline.date())
    if commitment.signatories.filter(provider=Provider.BSRE).exists():
        found += filter(None, [readiness.obstacle(commitment.region.code)])
    return found


@transaction.atomic
def open_for_signing(commitment: Commitment, *, by: User) -> Commitment:
    """Let the signing begin: a worker prints the letter to be shown, then the first is told.

    From here on words and names are fixed. Each signatory gets the role of signatory, which asks
    for a second factor at sign-in. Opening twice changes nothing. Raises SigningError when the
    site could not seal the result: better now than after the last signature.
    """
    commitment = locked(commitment)
    if commitment.opened_at and not commitment.cancelled_at:
        return commitment
    commitment = _unopened(commitment)
    check_current(commitment.edition, revokes=commitment.revokes)
    if hindrance := obstacles(commitment):
        raise SigningError(
            f"{commitment.noun} belum dapat dibuka, karena dokumennya kelak tidak dapat disegel. "
            + " ".join(hindrance)
        )
    signatories = state_of(commitment).signatories
    if not signatories:
        raise SigningError("Pilih paling sedikit satu penandatangan.")
    if missing := unproven(signatories):
        raise SigningError(
            f"Identitas {counted(len(missing))} penandatangan belum terbukti. {missing[0]}"
        )
    for signatory in signatories:
        check_person(signatory.user)
        if signatory.is_guest:
            continue
        grant(commitment.region, user=signatory.user, role=Role.SIGNATORY, by=by)
    commitment.opened_at = timezone.now()
    commitment.save(update_fields=["opened_at"])
    record_step(by, "commitment.opened", commitment, people=len(signatories))
    show_letter.enqueue(commitment.pk)
    return commitment


def _unopened(commitment) -> Commitment:
    commitment = locked(commitment)
    if commitment.cancelled_at:
        raise SigningError(f"{commitment.noun} ini sudah dibatalkan, jadi tidak dapat diubah.")
    if commitment.opened_at:
        raise SigningError(f"{commitment.noun} {OPENED}")
    return commitment


def as_places(officials, witnesses) -> list[SignatoryPlace]:
    """Officials in a row sign one after the other, unless they were given places."""
    roles = {one.pk: SigningRole.WITNESS for one in witnesses}
    return [
        one
        if isinstance(one, SignatoryPlace)
        else SignatoryPlace(one, order, roles.get(one.pk, SigningRole.SIGNATORY), rank_of(one)[1])
        for order, one in enumerate(officials, 1)
    ]


def _write_places(commitment, places):
    signing = [place for place in places if place.role != SigningRole.COPY]
    copied = [place for place in places if place.role == SigningRole.COPY]
    if not signing:
        raise SigningError("Pilih paling sedikit satu penandatangan.")
    _check_accounts(commitment.region, [place.official for place in signing])
    _check_bsre(commitment.region, [one for one in signing if one.provider == Provider.BSRE])
    Signatory.objects.bulk_create(
        Signatory(
            commitment=commitment,
            order=place.order,
            official=place.official,
            user=place.official.user or guest_account(place.official),
            is_guest=place.official.user is None,
            role=place.role,
            capacity=place.capacity,
            represented_name=place.represented_name,
            represented_position=place.represented_position,
            provider=place.provider or Provider.LOCAL,
            **as_written(place.official),
        )
        for place in signing
    )
    CopyRecipient.objects.bulk_create(
        CopyRecipient(
            commitment=commitment,
            official=place.official,
            order=place.order,
            name=place.official.name,
            position=place.official.full_position,
            institution=place.official.office,
        )
        for place in copied
    )


def _check_accounts(region, officials):
    if strangers := [official for official in officials if official.region_id != region.pk]:
        raise SigningError(f"{_names(strangers)} bukan pejabat daerah ini.")
    if without := [one for one in officials if one.user is None and not signs_as_guest(one)]:
        raise SigningError(
            f"{_names(without)} belum punya akun. Undang dahulu sebagai penandatangan,"
            " lalu hubungkan akunnya di daftar pejabat."
        )
    seen = {}
    for official in officials:
        if official.user is None:
            continue
        check_person(official.user)
        if (other := seen.setdefault(official.user_id, official)) is not official:
            raise SigningError(
                f"{_names([other, official])} memakai akun yang sama. Satu orang menandatangani"
                " satu kali."
            )


def _check_bsre(region, places):
    if places and not readiness.has_server(region.code):
        raise SigningError(readiness.NO_SERVER)
    if guests := [place.official for place in places if place.official.user is None]:
        raise SigningError(
            f"{_names(guests)} menandatangani tanpa akun, jadi tidak dengan BSrE: NIK dan"
            " passphrase diketik sesudah masuk."
        )


def as_written(official: Official) -> dict:
    """A person in the words of the official form; a head of region has neither NIP nor rank."""
    words = {
        "name": official.name,
        "position": official.full_position,
        "institution": official.office,
    }
    if official.is_head_of_region:
        return words
    number = {"number_kind": official.number_kind, "nip": official.nip}
    return words | number | {"rank": pangkat(official.rank, official.grade)}


def _names(officials) -> str:
    names = [official.name for official in officials]
    return names[0] if len(names) == 1 else f"{'; '.join(names[:-1])}; dan {names[-1]}"


def _unused_code() -> str:
    while Commitment.objects.filter(code=(code := generate_code())).exists():
        continue  # about once in the life of the universe
    return code
