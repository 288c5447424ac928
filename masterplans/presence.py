"""Who else has a place of the masterplan open now."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from masterplans.models import Masterplan, Presence

# A page tells every five seconds that it is open; twice unheard means gone.
FRESH = timedelta(seconds=11)


def note_presence(masterplan: Masterplan, place: str, *, by: User, writes: bool = False) -> None:
    """Remember that somebody has a place open at this moment."""
    Presence.objects.update_or_create(
        masterplan=masterplan,
        place=place,
        user=by,
        defaults={"seen_at": timezone.now(), "writes": writes},
    )


def others_at(masterplan: Masterplan, place: str, *, than: User) -> QuerySet[Presence]:
    """The other people who have the place open, by name."""
    fresh = Presence.objects.filter(
        masterplan=masterplan, place=place, seen_at__gt=timezone.now() - FRESH
    )
    return fresh.exclude(user=than).select_related("user").order_by("user__name")


def forget_the_gone() -> int:
    """Remove what nobody asks for any more; how many. The worker does it on its rounds."""
    gone = Presence.objects.filter(seen_at__lt=timezone.now() - 10 * FRESH)
    return gone.delete()[0]


def forget_presence(masterplan: Masterplan, place: str, *, by: User) -> None:
    """She has left the place."""
    Presence.objects.filter(masterplan=masterplan, place=place, user=by).delete()
