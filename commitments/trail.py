"""Each step of a commitment is written twice: into the site's trail, and into its own chain.

The chain (room `trails`) is what shows afterwards that no event was changed, removed or put in.
"""

from collections.abc import Iterator

from audit.trail import record
from commitments.models import Commitment, Signature
from trails.chains import append
from trails.models import ChainLink, EventChain

# Nothing is expected after these; what comes all the same goes on with the chain.
ENDS = (
    "commitment.removed",
    "commitment.cancelled",
    "commitment.sealed",
    "commitment.certified",
    "commitment.restamped",
    "commitment.revoked",
    "commitment.superseded",
)


def record_step(by, verb: str, commitment: Commitment, **data) -> None:
    """Write one step into both, inside its transaction; the commitment's row is locked."""
    record(by, verb, commitment.masterplan, **data)
    named = {"code": commitment.code, "edition": commitment.edition.sha256}
    append(chain_of(commitment), verb, by=by, ends=verb in ENDS, **(named | data))


def chain_of(commitment: Commitment) -> str:
    """The name of a commitment's chain."""
    return f"commitment:{commitment.pk}"


def unrecorded_signatures() -> Iterator[str]:
    """A sentence for each commitment whose chain knows another number of signatures than it has.

    Commitments that were opened before there were chains are not asked.
    """
    opened = ChainLink.objects.filter(verb="commitment.opened").values("chain")
    for chain in EventChain.objects.filter(pk__in=opened, key__startswith="commitment:"):
        told = chain.links.filter(verb="commitment.signed").count()
        pk = chain.key.removeprefix("commitment:")
        there = Signature.objects.filter(signatory__commitment=pk).count()
        if told != there:
            yield f"{chain.key}: {there} tanda tangan tersimpan, {told} dalam rantainya."
