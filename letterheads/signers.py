"""The closing block of a letter: who signs, in which office, for whom.

Two stand side by side, the first of the list on the right, as custom has the senior one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from indonesian.ranks import pangkat
from regions.models import Official

DOTS = "…………………………"


@dataclass(frozen=True)
class LetterSigner:
    """One who signs a letter, as it is printed. A head of region has neither rank nor NIP."""

    name: str
    position: str
    on_behalf_of: str = ""  # "Pj. Bupati Banjarnegara", behind "an."
    rank: str = ""
    number: str = ""


NOBODY = LetterSigner(DOTS, DOTS)  # room for a name that is not known yet


def signer_rows(
    officials: Iterable[Official], *, on_behalf_of: Official | None = None
) -> list[tuple[LetterSigner | None, LetterSigner]]:
    """The block in rows of two: who stands on the left, if somebody does, and who on the right."""
    signers = [_signer(one, on_behalf_of) for one in officials] or [NOBODY]
    pairs = [signers[at : at + 2] for at in range(0, len(signers), 2)]
    return [(pair[1] if len(pair) == 2 else None, pair[0]) for pair in pairs]


def _signer(official, on_behalf_of):
    is_head = official.is_head_of_region
    return LetterSigner(
        name=official.name,
        position=official.full_position,
        on_behalf_of=on_behalf_of.full_position if on_behalf_of and not is_head else "",
        rank="" if is_head else pangkat(official.rank, official.grade),
        number="" if is_head else official.service_number,
    )
