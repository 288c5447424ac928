"""Who writes the sections of a plan: many are given at once, each as one by itself."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from masterplans.actions import closed_as_sentence
from masterplans.assigning import AssignedMeanwhileError, assign_section
from masterplans.models import Masterplan, Section


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
