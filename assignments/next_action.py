"""What is asked of somebody who leads a pokja, and the shape of every such request."""

from collections import Counter
from dataclasses import dataclass, replace

from django.urls import reverse

from indonesian import many, named
from masterplans.models import Decision, Stage
from notes.open_items import KIND as NOTE
from progress.returned import WAYS_BACK


@dataclass(frozen=True)
class NextAction:
    """The request, why, and at most one button; the rest of the line says how far we are."""

    title: str
    why: str = ""
    do_label: str = ""
    do_url: str = ""
    also_label: str = ""
    also_url: str = ""
    posts: bool = False  # the button sends a form


def returned_sentence(decision: Decision) -> str:
    """ "Tahap 2 dikembalikan." """
    return f"Tahap {decision.to_stage} {WAYS_BACK[decision.verb]}."


def repair_action(decision: Decision, names: str) -> NextAction:
    """What a stage that came back asks of those whose own work lacks nothing."""
    title = f"{returned_sentence(decision)} Perbaiki isian {names} bila alasannya menyangkutnya."
    return NextAction(title, "Alasannya ada di bawah.")


def action_of_pokja(overview) -> NextAction:
    """What is asked of somebody who leads the pokja of a dimension, while the plan is written."""
    lines = {dimension: open_in(overview, dimension) for dimension in overview.my_dimensions}
    lacking = [dimension for dimension, open_ones in lines.items() if open_ones]
    if not lacking:
        return _pokja_done(overview)
    first, *others = [sentence for dimension in lacking for sentence in lines[dimension]]
    is_analysis = overview.masterplan.stage == Stage.ANALYSIS
    return NextAction(
        first,
        " ".join(others) or "Rangkum isian Perangkat Daerah dalam pokja Anda.",
        "Buka analisis" if is_analysis else "Buka program",
        _url(overview, "worksheets:board" if is_analysis else "portfolio:board"),
        **_side_by_side(overview, lacking[0]),
    )


def _pokja_done(overview):
    """Nothing lacks in the dimensions that I lead; the stage may have come back all the same."""
    names = named(overview.my_dimensions)
    done = NextAction(f"Isian {names} untuk tahap {overview.masterplan.stage} sudah lengkap.")
    if overview.return_decision:
        done = repair_action(overview.return_decision, names)
    return replace(done, **_side_by_side(overview, overview.my_dimensions[0]))


def _side_by_side(overview, dimension):
    """The way to the rows of all agencies of a dimension."""
    url = reverse("compiling:pokja", args=[overview.masterplan.slug, dimension.code])
    return {"also_label": f"Susun isian {dimension}", "also_url": url}


def open_in(overview, dimension) -> list[str]:
    """What is open in one dimension by the present tahap, in sentences."""
    found = [
        line for line in overview.completeness.open_requirements if line.in_dimension(dimension)
    ]
    words = [line.short for line in found if line.short]
    sentences = [f"{dimension} belum punya {named(words)}."] if words else []
    sentences += [line.in_dimension(dimension) for line in found if not line.short]
    soft = Counter(
        item.kind for item in overview.completeness.for_dimension(dimension.pk) if not item.blocks
    )
    if programs := soft["programs_are_complete"]:
        sentences.append(f"{many(programs, f'program {dimension}')} belum lengkap.")
    if notes := soft[NOTE]:
        sentences.append(f"{many(notes, f'catatan tentang {dimension}')} belum dijawab.")
    return sentences


def _url(overview, page):
    return reverse(page, args=[overview.masterplan.slug])
