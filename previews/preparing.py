"""Pieces of what was just written are typeset before anybody asks, so that a click mostly joins.

Only for plans of which a book was printed not long ago; when somebody asks for a book, her turn is
first. What is missed here is typeset when it is asked for.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone
from django_tasks import task

from editions.snapshot import snapshot
from exports.attachments import images_of, scans_for
from exports.book_pieces import cut, print_before_the_contents, print_piece
from exports.books import NoSuchBook, build_book
from exports.models import PrintJob, PrintState
from exports.printing import print_book
from masterplans.models import Masterplan, Revision, Status
from pieces.keeping import set_kept
from pieces.models import PreparedPlan
from pieces.workshop import AT_ONCE
from progress.owed import lacks_of
from typesetting.presses import Order

PAUSE = timedelta(seconds=4)  # somebody who writes has paused for so long
RECENT = timedelta(days=14)  # a book that was printed since then is looked at again
A_FEW = AT_ONCE * 2  # pieces; between them it is looked whether somebody waits
LAST = -100  # of the priorities: whoever asks goes first


def prepare_due() -> int:
    """Queue the plans in which somebody wrote and paused. How many. A plan is queued once."""
    now = timezone.now()
    printed = PrintJob.objects.filter(
        masterplan=OuterRef("pk"), state=PrintState.DONE, finished_at__gt=now - RECENT
    )
    written = Revision.objects.filter(masterplan=OuterRef("pk")).order_by("-at")
    plans = (
        Masterplan.objects.exclude(status__in=(Status.FROZEN, Status.SIGNED))
        .filter(Exists(printed))
        .annotate(written_at=Subquery(written.values("at")[:1]))
        .filter(written_at__lte=now - PAUSE)
    )
    until = dict(PreparedPlan.objects.values_list("masterplan_id", "until"))
    keys = [
        key
        for key, at in plans.values_list("pk", "written_at")
        if key not in until or at > until[key]
    ]
    for key in keys:
        PreparedPlan.objects.update_or_create(masterplan_id=key, defaults={"until": now})
        prepare.using(priority=LAST).enqueue(key)
    return len(keys)


@task()
def prepare(key: int) -> None:
    """Have the pieces of a plan typeset that are not kept. May be run again, or broken off."""
    masterplan = Masterplan.objects.select_related("region__parent").filter(pk=key).first()
    if masterplan is None or somebody_waits():
        return
    done = PrintJob.objects.filter(masterplan=masterplan, state=PrintState.DONE)
    recent = done.filter(quickwin=None, finished_at__gt=timezone.now() - RECENT)
    content = snapshot(masterplan)
    for number in sorted(set(recent.values_list("number", flat=True))):
        if not _prepare_book(masterplan, content, number):
            return


def somebody_waits() -> bool:
    """Whether a book was asked for that is not there yet."""
    return PrintJob.objects.under_way().exists()


def _prepare_book(masterplan, content, number):
    """Whether nobody asked for a book meanwhile."""
    today = timezone.localdate(timezone=masterplan.region.zone)
    try:
        book = build_book(
            content,
            number,
            printed_on=today,
            lacks=lacks_of(masterplan),
            scans=scans_for(masterplan, content, number),
        )
    except NoSuchBook:
        return True
    orders = [Order(html) for *_, html in print_before_the_contents(book)]
    orders += [Order(print_piece(book, one)) for chapter in book.chapters for one in cut(chapter)]
    set_all = set_kept(masterplan, images=images_of(masterplan))
    for at in range(0, len(orders), A_FEW):
        if somebody_waits():
            return False
        for _ in set_all(orders[at : at + A_FEW]):
            pass
    print_book(masterplan, content, number)  # the lists, which need all pieces
    return True
