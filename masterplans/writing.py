"""The verbs of the text: write a section, take an older text again, say who writes.

Every write carries the number of the revision that it began from. A write from a stale page is
refused, and the refused text is kept, so that nothing typed is ever lost or silently overwritten.
"""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from masterplans import rich_text
from masterplans.guards import MESSAGE
from masterplans.merging import merged
from masterplans.models import Masterplan, Section, SectionRevision
from masterplans.sittings import continues
from regions.models import Agency


class PlanClosedError(Exception):
    """The masterplan is not being written now; nothing was changed. The message is for the user."""

    def __init__(self, message: str = MESSAGE):
        super().__init__(message)


class BaseWanted(Exception):  # noqa: N818 - a question, not a fault
    """She wrote in another window herself: with the text this one began from, both are joined."""


class StaleWrite(Exception):  # noqa: N818 - not a fault of anybody; two people wrote
    """Somebody was faster. Both texts are kept: `theirs` is current, `mine` was refused."""

    def __init__(self, theirs: SectionRevision, mine: SectionRevision):
        super().__init__("Bagian ini sudah diubah orang lain.")
        self.theirs = theirs
        self.mine = mine


def write_section(
    section: Section,
    *,
    html: str,
    base_number: int,
    by: User,
    goes_on: bool = False,
    base_html: str | None = None,
    restored: SectionRevision | None = None,
) -> Section:
    """Save a text as the newest revision, begun from revision `base_number`.

    `goes_on`: the person is still typing, so the revision of her sitting stays open and the next
    save changes it in place; otherwise it is closed. The same text again changes nothing, so a
    double click makes one revision. `base_html` is the text that `base_number` stood for: with it,
    what she wrote in another window of her own is joined, if both did not change the same
    paragraph. `restored` is the revision whose text is taken again.

    Raises PlanClosedError when the masterplan is not open, BaseWanted when she wrote in another
    window and `base_html` is missing, StaleWrite when another revision came between; the refused
    text is then already kept. The caller must let the transaction commit: catch StaleWrite inside
    it.
    """
    with closed_as_sentence(), transaction.atomic():
        section = locked(section)
        body = rich_text.clean(html, section.masterplan)
        if body == section.body:
            return section if goes_on else _closed(section)
        if base_number == section.revision_number or not section.revision_number:
            return _write(section, body, by, goes_on, restored)
        if section.changed_by_id == by.pk and goes_on:
            if base_html is None:
                raise BaseWanted
            base = rich_text.clean(base_html, section.masterplan)
            joined = merged(base, section.body, body)
            if joined is not None:
                return _write(section, joined, by, goes_on)
        theirs, mine = _refuse(section, body, base_number, by)
    raise StaleWrite(theirs, mine)


def name_revision(revision: SectionRevision, *, name: str, by: User) -> SectionRevision:
    """Give a state of a text a name by which it is found again; an empty name takes it away.

    A sitting that goes on is closed first, so that the name keeps meaning this very text.
    """
    with closed_as_sentence(), transaction.atomic():
        section = locked(revision.section)
        revision = section.revisions.select_for_update().get(pk=revision.pk)
        revision.name, revision.is_open = name.strip(), False
        revision.save(update_fields=["name", "is_open"])
        record(by, "section.named", section, number=section.outline.number, name=revision.name)
    return revision


def assign_section(section: Section, *, agencies: Iterable[Agency], by: User) -> Section:
    """Say which agencies write a section; none means whoever may write in this masterplan."""
    with closed_as_sentence(), transaction.atomic():
        section = locked(section)
        agencies = list(agencies)
        if any(agency.region_id != section.region.pk for agency in agencies):
            raise ValueError("An agency of another region cannot write here.")
        section.agencies.set(agencies)
        names = ", ".join(str(agency) for agency in agencies)
        record(by, "section.assigned", section, number=section.outline.number, to=names)
    return section


class closed_as_sentence:  # noqa: N801 - reads as a sentence behind `with`
    """Turns the refusal of the database trigger into PlanClosedError.

    The trigger is what holds when a stage is handed in between our look and our write.
    """

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, IntegrityError) and MESSAGE in str(error):
            raise PlanClosedError from error
        return False


def locked_plan(masterplan: Masterplan) -> Masterplan:
    """The freshest row of a masterplan, locked and open. Raises PlanClosedError."""
    masterplan = (
        Masterplan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("region__parent")
        .get(pk=masterplan.pk)
    )
    if not masterplan.is_open:
        raise PlanClosedError
    return masterplan


def locked(section: Section) -> Section:
    """The freshest row of a section, locked, of an open masterplan. Raises PlanClosedError."""
    section = (
        Section.objects.select_for_update(of=("self",), no_key=True)
        .select_related("masterplan__region__parent", "outline__chapter__book")
        .get(pk=section.pk)
    )
    if not section.masterplan.is_open:
        raise PlanClosedError
    return section


def _write(section, body, by, goes_on, restored=None):
    base, now = section.revision_number, timezone.now()
    section.body = body
    section.revision_number = base + 1
    section.changed_by, section.changed_at = by, now
    section.save(update_fields=["body", "revision_number", "changed_by", "changed_at"])
    sitting = section.revisions.filter(is_open=True).first()
    if continues(sitting, by=by, now=now) and not restored:
        sitting.number, sitting.body, sitting.at, sitting.is_open = base + 1, body, now, goes_on
        sitting.save(update_fields=["number", "body", "at", "is_open"])
        return section
    _closed(section)
    SectionRevision.objects.create(
        section=section,
        number=base + 1,
        base_number=base,
        body=body,
        author=by,
        started_at=now,
        at=now,
        is_open=goes_on,
        restored_from=restored,
    )
    # One line in the trail a sitting, not one a second.
    record(
        by,
        "section.written",
        section,
        number=section.outline.number,
        revision=base + 1,
        words=rich_text.count_words(body),
    )
    return section


def _closed(section):
    section.revisions.filter(is_open=True).update(is_open=False)
    return section


def _refuse(section, body, base_number, by):
    """Keep the text that came too late, once, beside the revision that was faster."""
    # A text that was loaded, not written on a page, has no revision yet: it gets its own now.
    theirs, _ = section.revisions.select_related("author").get_or_create(
        refused=False,
        number=section.revision_number,
        defaults={
            "base_number": section.revision_number - 1,
            "body": section.body,
            "author": section.changed_by or by,
        },
    )
    _closed(section)  # what is shown beside the refused text must still be there tomorrow
    mine, is_new = section.revisions.get_or_create(
        refused=True,
        author=by,
        base_number=base_number,
        body=body,
        defaults={"number": section.revision_number},
    )
    if is_new:
        record(by, "section.refused", section, number=section.outline.number, base=base_number)
    return theirs, mine
