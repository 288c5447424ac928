"""The verbs of the text: write a section, take an older text again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.trail import record
from masterplans import rich_text
from masterplans.documents import (
    PlanClosedError,
    SectionDocument,
    closed_as_sentence,
    locked_plan,
)
from masterplans.models import Revision, Section
from revisions.saving import Saved, save
from revisions.tokens import Token

__all__ = ["PlanClosedError", "closed_as_sentence", "locked_plan"]


def write_section(
    section: Section,
    *,
    html: str,
    token: Token,
    by: User,
    autosave: bool = False,
    restored: Revision | None = None,
) -> Saved:
    """Save a text as the newest revision, begun from `token`. Raises as `revisions.saving.save`."""
    wanted = {"body": rich_text.clean(html, section.masterplan)}
    return save(
        SectionDocument(section),
        wanted,
        token=token,
        by=by,
        autosave=autosave,
        restored=restored,
    )


def name_revision(revision: Revision, *, name: str, by: User) -> Revision:
    """Give a state of a text a name by which it is found again; an empty name takes it away.

    A sitting that goes on is closed first, so that the name keeps meaning this very text.
    """
    with closed_as_sentence(), transaction.atomic():
        section = locked(revision.masterplan.sections.get(pk=revision.object_id), by=by)
        revision = section.revisions.select_for_update().get(pk=revision.pk)
        revision.name, revision.is_open = name.strip(), False
        revision.save(update_fields=["name", "is_open"])
        record(by, "section.named", section, number=section.outline.number, name=revision.name)
    return revision


def locked(section: Section, *, by: User | None = None) -> Section:
    """The freshest row of a section, locked, of an open masterplan. Raises PlanClosedError.

    With `by` only if this person may write it; raises PermissionDenied otherwise.
    """
    section = (
        Section.objects.select_for_update(of=("self",), no_key=True)
        .select_related("masterplan__region__parent", "outline__chapter__book")
        .get(pk=section.pk)
    )
    if not section.masterplan.is_open:
        raise PlanClosedError
    if by is not None and not by.has_perm("masterplans.write_section", section):
        raise PermissionDenied
    return section
