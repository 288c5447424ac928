"""Once a day the heads of all living chains get a time stamp, and all chains are looked through.

Whoever can change every row of the database could write a chain anew; she cannot have it stamped
yesterday. Both are asked for every hour by the worker and done when the day's is missing.
"""

import logging

from django.db import transaction
from django.utils import timezone

from authority.authorities import load_authority
from trails.chains import canonical_text
from trails.models import EventChain, HeadStamp, TrailInspection
from trails.tokens import token_for
from trails.verification import faults_found

logger = logging.getLogger("simpul.trails")


def stamp_due() -> int:
    """Stamp the heads if today's stamp is missing; how many chains that were.

    Raises AuthorityError when the authority is not there.
    """
    last = HeadStamp.objects.last()
    if last and timezone.localdate(last.at) >= timezone.localdate():
        return 0
    return stamp_heads()


@transaction.atomic
def stamp_heads() -> int:
    """Stamp the heads of all living chains, and of those that ended since; how many they are."""
    chains = list(EventChain.objects.select_for_update(no_key=True).to_be_stamped())
    if not chains:
        return 0
    last = HeadStamp.objects.last()
    body, digest = canonical_text(
        {
            "number": last.number + 1 if last else 1,
            "previous": last.digest if last else "",
            "heads": {chain.key: [chain.length, chain.head] for chain in chains},
        }
    )
    HeadStamp.objects.create(
        number=last.number + 1 if last else 1,
        at=timezone.now(),
        body=body,
        digest=digest,
        token=token_for(digest, load_authority()),
    )
    for chain in chains:
        chain.stamped = chain.length
    EventChain.objects.bulk_update(chains, ["stamped"])
    return len(chains)


def inspect_due() -> int:
    """Look through all chains if nobody has today; how many faults were found. They are logged."""
    last = TrailInspection.objects.first()
    if last and timezone.localdate(last.at) >= timezone.localdate():
        return 0
    found = list(faults_found())
    for sentence in found:
        logger.error(sentence)
    TrailInspection.objects.create(faults=found[:100])
    return len(found)


def last_problem() -> str:
    """What the last look through the chains has found, as a sentence for the health page."""
    last = TrailInspection.objects.first()
    if not last or not last.faults:
        return ""
    more = f" dan {len(last.faults) - 1} temuan lain" if len(last.faults) > 1 else ""
    return f"{last.faults[0]}{more} Jalankan `manage.py verify_trail`."
