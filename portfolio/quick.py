"""What somebody has entered in one sitting, shown under the box for the next program."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User
from masterplans.models import Masterplan
from programs.documents import ProgramDocument
from programs.models import Program

A_SITTING = timedelta(hours=12)
MOST_SHOWN = 30


def entered_lately(masterplan: Masterplan, user: User) -> QuerySet[Program]:
    """The programs that somebody entered in this sitting, the newest first."""
    revisions = ProgramDocument(masterplan).revisions_of_kind()
    earlier = revisions.filter(object_id=OuterRef("object_id"), pk__lt=OuterRef("pk"))
    made = revisions.filter(
        ~Exists(earlier), author=user, started_at__gt=timezone.now() - A_SITTING
    )
    programs = Program.objects.filter(masterplan=masterplan, pk__in=made.values("object_id"))
    return programs.with_rows().order_by("-pk")[:MOST_SHOWN]
