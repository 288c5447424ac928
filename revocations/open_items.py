"""What a Berita Acara Pembatalan adds to the list of what is missing, once a plan is signed."""

from collections.abc import Iterator

from commitments.models import Commitment
from commitments.open_items import DECIDE, OPEN, SIGN
from commitments.state import CommitmentState, CommitmentStatus, state_of
from indonesian import titik
from masterplans.models import Status
from progress.areas import Area
from progress.completeness import Completeness
from progress.counts import Counts
from progress.items import AskedOf, OpenItem


def revoking_of(counts: Counts) -> CommitmentState | None:
    """How far the berita acara is that would void the commitment to the present edition."""
    found = Commitment.objects.papers_of(counts.masterplan).filter(
        revokes__isnull=False, cancelled_at=None, document=None
    )
    revocation = found.select_related("edition").first()
    return state_of(revocation) if revocation else None


def waiting_revocation(completeness: Completeness) -> Iterator[OpenItem]:
    """What it asks of the coordinator or of a signatory; nothing while a worker is at it."""
    plan = completeness.masterplan
    if plan.status != Status.SIGNED:
        return
    revoking = completeness.counts.once(revoking_of)
    if revoking is None:
        return
    asked = {"kind": OPEN, "asked_of": AskedOf.COORDINATOR}
    sentence = "Berita Acara Pembatalan belum dibuka untuk ditandatangani."
    if revoking.kind in (CommitmentStatus.DECLINED, CommitmentStatus.EXPIRED):
        asked["kind"], sentence = DECIDE, revoking.sentence
    elif revoking.waiting:
        people = frozenset(one.user_id for one in revoking.waiting)
        asked = {"kind": SIGN, "asked_of": AskedOf.PEOPLE, "people": people}
        waited = revoking.waited_for
        sentence = titik(f"Berita Acara Pembatalan menunggu tanda tangan {waited}")
    elif revoking.kind != CommitmentStatus.DRAFT:
        return
    yield OpenItem(stage=plan.stage, sentence=sentence, area=Area.STEPS, **asked)
