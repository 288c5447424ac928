"""Is a stage ready: the requirements of the list, the same for the team and for the expert.

A requirement that is met says so; an open one says by name what is missing and links to the very
place (`progress.checklists`).

A *warning* is what is unusual but allowed (two quick wins in a dimension, domain §4: Garut and
Banjarnegara did so). It does not block, but the team tells the expert why when it hands in.
"""

from collections.abc import Callable
from dataclasses import replace

from django.urls import reverse

from indonesian import many
from masterplans.models import Masterplan, Stage
from progress.completeness import Completeness
from progress.requirements import Requirement

# The pages of requirements that lie above the list.
PAGES: dict[str, Callable[[Masterplan], str]] = {
    "writing_agencies_took_part": lambda plan: (
        f"{reverse('assignments:worksheets', args=[plan.slug])}?hanya=tertinggal"
    ),
    "head_of_region_is_known": lambda plan: f"{plan.region.get_absolute_url()}#pejabat",
}


def checklist(
    masterplan: Masterplan, *, completeness: Completeness | None = None
) -> list[Requirement]:
    """Every requirement for handing in the present stage, in the order of the work.

    A page that has asked for the list already gives it along.
    """
    completeness = completeness or Completeness(masterplan)
    stage = Stage(masterplan.stage)
    earlier = [_still_holds(completeness, before) for before in Stage if before < stage]
    return earlier + [placed(masterplan, line) for line in completeness.requirements(stage)]


def unmet(masterplan: Masterplan) -> list[Requirement]:
    """The open requirements that keep the present stage from being handed in."""
    return [requirement for requirement in checklist(masterplan) if requirement.is_blocking]


def placed(masterplan: Masterplan, line: Requirement) -> Requirement:
    """The line with its address, also when that lies above the list."""
    page = PAGES.get(line.kind)
    return line if page is None or line.is_met else replace(line, url=page(masterplan))


def _still_holds(completeness, stage) -> Requirement:
    """An earlier stage in one line: it was approved, but its content may have lost something."""
    unmet = [line for line in completeness.requirements(stage) if line.is_blocking]
    if not unmet:
        return Requirement(f"Isi tahap {stage} tetap lengkap{_under(completeness, stage)}.", True)
    return Requirement(
        f"Isi tahap {stage} tidak lengkap lagi: {many(len(unmet), 'hal').lower()}.",
        is_met=False,
        detail=" ".join(line.text for line in unmet),
        url=unmet[0].url,
    )


def _under(completeness, stage):
    """By which rules, where those of now are others."""
    terms = completeness.counts.under(stage).terms
    return "" if terms == completeness.counts.terms else f" menurut {terms.words}"
