"""Who writes the sections of a plan: one, or many at once, each as one by itself.

Who chooses says what stood there when she chose. What somebody else gave to others meanwhile is
not overwritten unseen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from audit.trail import record
from masterplans.actions import closed_as_sentence, locked
from masterplans.models import Masterplan, Section
from regions.models import Agency


class AssignedMeanwhileError(Exception):
    """Somebody else said who writes this section; her choice stands."""


def assign_section(
    section: Section,
    *,
    agencies: Iterable[Agency],
    by: User,
    seen: Iterable[int] | None = None,
) -> Section:
    """Say which agencies write a section; none means whoever may write in this masterplan.

    `seen` are the keys of those who wrote it when this was chosen. Raises PlanClosedError, and
    AssignedMeanwhileError when somebody chose others since.
    """
    with closed_as_sentence(), transaction.atomic():
        section = locked(section)
        agencies = list(agencies)
        if any(agency.region_id != section.region.pk for agency in agencies):
            raise ValueError("An agency of another region cannot write here.")
        now = {agency.pk for agency in section.agencies.all()}
        wanted = {agency.pk for agency in agencies}
        if seen is not None and now not in (set(seen), wanted):
            raise AssignedMeanwhileError
        if seen is None or now != wanted:
            section.agencies.set(agencies)
            names = ", ".join(str(agency) for agency in agencies)
            record(by, "section.assigned", section, number=section.outline.number, to=names)
    return section


@dataclass(frozen=True)
class Choice:
    """Who is to write a section, and who did when it was chosen (keys of agencies)."""

    agencies: frozenset[int]
    seen: frozenset[int]

    @property
    def is_new(self) -> bool:
        return self.agencies != self.seen


def assign_sections(
    masterplan: Masterplan, choices: dict[Section, Choice], *, by: User
) -> tuple[int, list[Section]]:
    """Say who writes many sections; how many changed, and those that others changed meanwhile.

    Those stay as they are; the rest is saved. Raises PlanClosedError; then nothing is.
    """
    agencies = {agency.pk: agency for agency in masterplan.region.agencies.all()}
    changed, clashes = 0, []
    with closed_as_sentence(), transaction.atomic():
        for section, choice in choices.items():
            if not choice.is_new:
                continue
            writers = [agencies[key] for key in sorted(choice.agencies)]
            try:
                assign_section(section, agencies=writers, seen=choice.seen, by=by)
            except AssignedMeanwhileError:
                clashes.append(section)
            else:
                changed += 1
    return changed, clashes
