"""By which provider somebody signs, and where nobody knows yet whether she has."""

from collections.abc import Iterable

from bsre.attempts import open_references
from commitments.capacities import Provider
from commitments.models import Signatory


def reference_of(place: Signatory) -> str:
    """What the place is called in what is written down of sending it to BSrE."""
    return f"signatory:{place.pk}"


def uncertain(places: Iterable[Signatory]) -> list[Signatory]:
    """Of these places those that were sent to BSrE and are not answered; no query without any."""
    sent = {
        reference_of(place): place for place in places
        if place.provider == Provider.BSRE and not hasattr(place, "signature")
    }  # fmt: skip
    return [sent[name] for name in open_references(sent)] if sent else []
