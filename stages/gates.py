"""Is a stage ready: the requirements of the list, the same for the team and for the expert.

A requirement that is met says so; an open one says by name what is missing and links to the very
place (`progress.checklists`).

A *warning* is what is unusual but allowed (two quick wins in a dimension, domain §4: Garut and
Banjarnegara did so). It does not block, but the team tells the expert why when it hands in.
"""

from collections.abc import Callable
from dataclasses import replace

from django.urls import reverse

from indonesian import counted, many, named
from masterplans.models import Masterplan, Stage, Status
from notes.models import NoteWeight
from notes.open_items import notes_of
from progress.completeness import Completeness
from progress.facts import FACTS
from progress.requirements import ALLOWED, Requirement

NAMED = 3  # places in one sentence


def _fact_page(key):
    return lambda plan: reverse("stages:fact", args=[plan.slug, key])


# The pages of requirements that lie above the list.
PAGES: dict[str, Callable[[Masterplan], str]] = {
    **{key: _fact_page(key) for key in FACTS},
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
    lines = [placed(masterplan, line) for line in completeness.requirements(stage)]
    return earlier + lines + _must_be_mended(completeness)


def unmet(masterplan: Masterplan) -> list[Requirement]:
    """The open requirements that keep the present stage from being handed in."""
    return [requirement for requirement in checklist(masterplan) if requirement.is_blocking]


def open_points(masterplan: Masterplan) -> list[str]:
    """What is still missing from the present stage, blocking or not, in sentences."""
    return [line.text for line in checklist(masterplan) if not line.is_met]


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
        f"Isi tahap {stage} tidak lengkap lagi: {counted(len(unmet))} hal.",
        is_met=False,
        detail=" ".join(line.text for line in unmet),
        url=unmet[0].url,
    )


def _under(completeness, stage):
    """By which rules, where those of now are others."""
    terms = completeness.counts.under(stage).terms
    return "" if terms == completeness.counts.terms else f" menurut {terms.words}"


def _must_be_mended(completeness) -> list[Requirement]:
    """What experts called a must: answered before it is handed in, resolved before it is approved.

    It blocks nothing, but is told with a reason. Nothing is said when there are none.
    """
    plan = completeness.masterplan
    in_review = plan.status == Status.REVIEW
    notes = [one for one in completeness.counts.once(notes_of) if one.weight == NoteWeight.MUST]
    if not notes:
        return []
    open_ones = [one for one in notes if (one.must_be_mended if in_review else one.is_waiting)]
    done = "selesai" if in_review else "dijawab"
    if not open_ones:
        return [Requirement(f"Semua catatan wajib sudah {done}.", is_met=True)]
    places = dict.fromkeys(one.place_name for one in open_ones)
    return [
        Requirement(
            f"{many(len(open_ones), 'catatan wajib')} belum {done}.",
            is_met=False,
            detail=f"{named(places, NAMED)}. {ALLOWED}",
            url=reverse("notes:notes", args=[plan.slug]),
            is_warning=True,
        )
    ]
