"""Pieces are taken where they are kept; the others are typeset and kept. What is unused goes."""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from django.db.models import F, Sum, Window
from django.utils import timezone

from masterplans.models import Masterplan, Status
from pieces import workshop
from pieces.keys import key_of
from pieces.models import Piece
from typesetting.facts import PdfPiece
from typesetting.pictures import Images
from typesetting.presses import Beat, Failure, Order

Setter = Callable[[Iterable[Order]], Iterator[tuple[int, PdfPiece | Failure]]]

UNUSED = timedelta(days=14)  # then a piece goes
OF_A_REGION = 100 * 2**20  # bytes; of more, what was used longest ago goes
# What may be otherwise tomorrow though the same is asked for: a picture whose file was away.
WITH_REMARKS = timedelta(minutes=10)
FRESH = timedelta(hours=1)  # so often is written down that a piece is used


def set_kept(
    masterplan: Masterplan,
    *,
    images: Images | None = None,
    seconds: float | None = None,
    beat: Beat = lambda: None,
    setter: Setter | None = None,
) -> Setter:
    """A setter that gives the pieces of this masterplan that are kept, and keeps what it has set.

    What is missing is set by the presses of this process, from now for at most so many seconds;
    `beat` is called while that lasts. A piece that failed is not kept.
    """
    until = seconds and time.monotonic() + seconds

    def on_presses(orders):
        return workshop.presses().set_all(orders, images=images, until=until, beat=beat)

    def set_all(orders):
        orders = list(orders)
        keys = [key_of(order, images) for order in orders]
        there = _kept(masterplan, keys)
        missing = [at for at, key in enumerate(keys) if key not in there]
        yield from ((at, there[key]) for at, key in enumerate(keys) if key in there)
        if not missing:
            return
        for place, piece in (setter or on_presses)([orders[at] for at in missing]):
            at = missing[place]
            if isinstance(piece, PdfPiece):
                _keep(masterplan, keys[at], piece.pdf, piece.facts)
            yield at, piece

    return set_all


def kept_file(masterplan: Masterplan, key: str) -> tuple[bytes, dict] | None:
    """A whole book under this key (`keys.key_of_file`), with what `keep_file` was told of it."""
    row = next(iter(_rows(masterplan, [key])), None)
    return (bytes(row.pdf), row.facts) if row else None


def keep_file(masterplan: Masterplan, key: str, pdf: bytes, facts: dict) -> None:
    """Keep a whole book, as a piece is; `facts` has its `remarks`."""
    _keep(masterplan, key, pdf, facts)


def _kept(masterplan, keys):
    return {row.key: PdfPiece.of(bytes(row.pdf), row.facts) for row in _rows(masterplan, keys)}


def _rows(masterplan, keys):
    now = timezone.now()
    rows = list(Piece.objects.filter(masterplan=masterplan, key__in=keys))
    rows = [row for row in rows if not row.facts["remarks"] or row.made_at > now - WITH_REMARKS]
    stale = [row.pk for row in rows if row.used_at < now - FRESH]
    if stale:
        Piece.objects.filter(pk__in=stale).update(used_at=now)
    return rows


def _keep(masterplan, key, pdf, facts):
    now = timezone.now()
    Piece.objects.bulk_create(
        [
            Piece(
                masterplan=masterplan,
                key=key,
                pdf=pdf,
                facts=facts,
                size=len(pdf),
                made_at=now,
                used_at=now,
            )
        ],
        update_conflicts=True,
        unique_fields=["masterplan", "key"],
        update_fields=["pdf", "facts", "size", "made_at", "used_at"],
    )


def sweep_pieces() -> int:
    """Delete what nobody used for long, what a frozen plan does not need, and what is too much.

    How many pieces went.
    """
    unused = Piece.objects.filter(used_at__lt=timezone.now() - UNUSED)
    frozen = Piece.objects.filter(masterplan__status__in=(Status.FROZEN, Status.SIGNED))
    newest_first = Window(
        Sum("size"),
        partition_by=F("masterplan__region"),
        order_by=[F("used_at").desc(), F("pk").desc()],
    )
    sums = Piece.objects.annotate(with_newer=newest_first).values_list("pk", "with_newer")
    too_much = [pk for pk, size in sums.iterator() if size > OF_A_REGION]
    doomed = [unused, frozen, Piece.objects.filter(pk__in=too_much)]
    return sum(pieces.delete()[0] for pieces in doomed)
