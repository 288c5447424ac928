"""Official documents of a session: asked for on a page, typeset by the worker, kept until anew.

The rooms that know what a document says register it (`apps.py`).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from audit.trail import record
from bimtek.models import Paper, Session
from letterheads.emblems import emblem_images

logger = logging.getLogger("simpul.bimtek")


@dataclass(frozen=True)
class PaperKind:
    """One document: its name in addresses, its title, and the HTML that is typeset."""

    name: str
    title: str
    html: Callable[[Session], str]
    permission: str = "bimtek.view_session"  # to ask for it, and to read it


_kinds: dict[str, PaperKind] = {}


def register_paper(kind: PaperKind) -> None:
    """Let this document be asked for; they are offered in the order in which they come."""
    _kinds[kind.name] = kind


def kind_of(name: str) -> PaperKind | None:
    """The document of this name."""
    return _kinds.get(name)


def papers_of(session: Session) -> list[tuple[PaperKind, Paper | None]]:
    """Every document there can be, and what was typeset of it."""
    made = {one.kind: one for one in session.papers.defer("pdf").select_related("asked_by")}
    return [(kind, made.get(name)) for name, kind in _kinds.items()]


@transaction.atomic
def ask_for_paper(session: Session, name: str, *, by: User) -> Paper:
    """Have a document typeset from what is known now. Clicking twice makes it once.

    The one that was made before can be read until the new one is there.
    """
    paper, is_new = Paper.objects.select_for_update().get_or_create(
        session=session, kind=name, defaults={"asked_by": by}
    )
    if not is_new:
        if is_under_way(paper):
            return paper
        paper.asked_by, paper.asked_at, paper.has_failed = by, timezone.now(), False
        paper.save(update_fields=["asked_by", "asked_at", "has_failed"])
    record(by, "session.paper_asked", session, paper=name)
    make_paper.enqueue(paper.pk)
    return paper


PATIENCE = timedelta(minutes=5)  # of a worker; afterwards it may be asked for again


def is_under_way(paper: Paper) -> bool:
    """Whether a worker still owes this document."""
    owed = not paper.has_failed and (paper.made_at is None or paper.made_at < paper.asked_at)
    return owed and paper.asked_at > timezone.now() - PATIENCE


@task()
def make_paper(pk: int) -> None:
    """Typeset a document. Run again after a killed worker, it makes the same."""
    from typesetting.pdf import render_pdf  # WeasyPrint takes a second to be read in

    paper = (
        Paper.objects.select_related("session__masterplan__region__parent").filter(pk=pk).first()
    )
    if paper is None or not _kinds.get(paper.kind):
        return
    try:
        html = _kinds[paper.kind].html(paper.session)
        pdf = render_pdf(html, images=emblem_images(paper.session.region), tagged=True)
    except Exception:
        logger.exception("Paper %s failed", pk)
        Paper.objects.filter(pk=pk).update(has_failed=True)
        return
    Paper.objects.filter(pk=pk).update(pdf=pdf, made_at=timezone.now(), has_failed=False)
