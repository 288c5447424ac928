"""What stands on the wall: the names in the order and groups of the letter, and how far it is."""

import hashlib
from dataclasses import dataclass
from itertools import groupby

from django.utils import timezone

from ceremonies.models import Ceremony
from commitments.capacities import Capacity, Provider, SigningRole
from commitments.models import Signatory
from commitments.state import CommitmentState, CommitmentStatus, has_signed, state_of

SIZES = [(14, "few"), (28, "some"), (46, "many")]  # so many rows, and how large they are
CROWD = "crowd"
# What may be said of signatures made here (commitments/wording.py), as short as a wall bears it.
UNCERTIFIED = (
    "Tanda tangan elektronik tidak tersertifikasi (Pasal 60 ayat (2) huruf b PP 71 Tahun 2019)"
)
SOME_KINDS = "Jenis tanda tangan setiap orang tercatat di halaman periksa"


@dataclass(frozen=True)
class Board:
    """The wall at one moment. `groups` are headings with people and their light, as in the letter.

    `newest` is who signed last; `tag` changes with everything that is seen here.
    """

    ceremony: Ceremony
    state: CommitmentState
    groups: list[tuple[str, list[tuple[Signatory, str]]]]
    newest: Signatory | None
    tag: str

    @property
    def size(self) -> str:
        """How large the names may be, so that all of them stand on one wall."""
        rows = self.state.total + len(self.groups)
        return next((name for most, name in SIZES if rows <= most), CROWD)

    @property
    def is_complete(self) -> bool:
        return self.state.kind in (CommitmentStatus.COMPLETE, CommitmentStatus.SEALED)

    @property
    def is_sealed(self) -> bool:
        return self.state.kind == CommitmentStatus.SEALED

    @property
    def is_stopped(self) -> bool:
        """Nobody signs any more, though not everybody has."""
        return self.state.kind not in (
            CommitmentStatus.OPEN,
            CommitmentStatus.COMPLETE,
            CommitmentStatus.SEALED,
        )


def board_of(ceremony: Ceremony, tag: str = "") -> Board:
    """The wall as it is now; `tag` is that which was asked for before."""
    tag = tag or tag_of(ceremony)
    state = state_of(ceremony.commitment)
    signed = [one for one in state.signatories if has_signed(one)]
    newest = max(signed, key=lambda one: one.signature.at, default=None)
    asked = {one.pk for one in state.waiting}
    lights = {one.pk: _light(one, newest, asked) for one in state.signatories}
    groups = [
        (heading, [(one, lights[one.pk]) for one in people])
        for (_, heading), people in groupby(state.signatories, key=_group_of)
    ]
    return Board(ceremony, state, groups, newest, tag)


def _light(person: Signatory, newest: Signatory | None, asked: set[int]) -> str:
    """How her name stands on the wall: lit, lit just now, asked, or waiting for others."""
    if person == newest:
        return "is-lit is-new"
    if has_signed(person):
        return "is-lit"
    return "is-asked" if person.pk in asked else ""


def wall_note(state: CommitmentState) -> str:
    """Of which kind the signatures are."""
    by_bsre = any(one.provider == Provider.BSRE for one in state.signatories)
    return SOME_KINDS if by_bsre else UNCERTIFIED


def tag_of(ceremony: Ceremony) -> str:
    """What tells one state of the wall from another, in one query."""
    *rest, deadline = Ceremony.objects.filter(pk=ceremony.pk).beat().get()
    said = [*rest, deadline, deadline is not None and deadline <= timezone.now()]
    return hashlib.sha256(str(said).encode()).hexdigest()[:20]


def _group_of(person: Signatory) -> tuple[int, str]:
    """People of one order and kind stand together, under the name of their kind."""
    if person.role == SigningRole.WITNESS:
        return person.order, "Saksi"
    return person.order, Capacity(person.capacity).label if person.capacity else ""
