"""What somebody has entered in one sitting, shown under the box for the next program."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from masterplans.models import Masterplan
from programs.models import Program

A_SITTING = timedelta(hours=12)
MOST_SHOWN = 30


def entered_lately(masterplan: Masterplan, user: User) -> QuerySet[Program]:
    """The programs that somebody entered in this sitting, the newest first."""
    made = Event.objects.filter(
        verb="program.added", actor=user, at__gt=timezone.now() - A_SITTING
    ).values("target_id")
    programs = Program.objects.filter(masterplan=masterplan, pk__in=made)
    return programs.with_rows().order_by("-pk")[:MOST_SHOWN]
