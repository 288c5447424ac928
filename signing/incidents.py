"""A result that did not pass is thrown away; what remains of it is written down here, once."""

import hashlib

from commitments.models import Commitment, Signatory
from signing.models import Incident


def write_incident(
    commitment: Commitment, signatory: Signatory | None, *, found: list[str], head: str, pdf: bytes
) -> Incident:
    """That `pdf`, made of the file whose SHA-256 is `head`, was thrown away, and why."""
    return Incident.objects.create(
        commitment=commitment,
        signatory=signatory,
        found=found,
        head_sha256=head,
        result_sha256=hashlib.sha256(pdf).hexdigest(),
    )
