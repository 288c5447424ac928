"""What a commitment adds to the list of what is missing: it is prepared, opened, signed in turn."""

from collections.abc import Iterator

from commitments.models import Commitment
from commitments.state import CommitmentState, CommitmentStatus, state_of
from indonesian import titik
from masterplans.models import Status
from progress.areas import Area
from progress.completeness import Completeness
from progress.counts import Counts
from progress.items import AskedOf, OpenItem

PREPARE, OPEN, SIGN, DECIDE = "prepare", "open", "sign", "decide"


def signing_of(counts: Counts) -> CommitmentState | None:
    """How far the living commitment to the present edition of a plan is."""
    living = Commitment.objects.of(counts.masterplan).filter(cancelled_at=None)
    commitment = living.select_related("edition").first()
    return state_of(commitment) if commitment else None


def waiting_commitment(completeness: Completeness) -> Iterator[OpenItem]:
    """Once a plan is frozen: what its commitment asks of the coordinator or of a signatory.

    While the worker prints the letter or seals the document, it asks nothing of anybody.
    """
    plan = completeness.masterplan
    if plan.status != Status.FROZEN:
        return
    signing = completeness.counts.once(signing_of)
    asked = {"kind": PREPARE, "asked_of": AskedOf.COORDINATOR}
    sentence = f"Komitmen edisi {plan.edition_number} belum disiapkan."
    if signing and signing.kind == CommitmentStatus.DRAFT:
        asked["kind"], sentence = OPEN, "Komitmen belum dibuka untuk ditandatangani."
        if not signing.total:
            sentence = "Komitmen belum punya penandatangan."
    elif (signing and signing.kind == CommitmentStatus.DECLINED) or (
        signing and signing.kind == CommitmentStatus.EXPIRED
    ):
        asked["kind"], sentence = DECIDE, signing.sentence
    elif signing and signing.waiting:
        people = frozenset(one.user_id for one in signing.waiting)
        asked = {"kind": SIGN, "asked_of": AskedOf.PEOPLE, "people": people}
        sentence = titik(f"Komitmen menunggu tanda tangan {signing.waited_for}")
    elif signing:
        return
    yield OpenItem(stage=plan.stage, sentence=sentence, area=Area.STEPS, **asked)
