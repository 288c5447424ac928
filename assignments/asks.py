"""What is asked of somebody who leads a pokja, and the shape of every such request."""

from dataclasses import dataclass, replace

from django.urls import reverse

from indonesian import named
from masterplans.models import Stage


@dataclass(frozen=True)
class Ask:
    """The request, why, and at most one button; the rest of the line says how far we are."""

    title: str
    why: str = ""
    do_label: str = ""
    do_url: str = ""
    also_label: str = ""
    also_url: str = ""
    posts: bool = False  # the button sends a form


def ask_of_pokja(here) -> Ask:
    """What is asked of somebody who leads the pokja of a dimension, while the plan is written."""
    lacks = {d: missing for d in here.my_dimensions if (missing := lacks_of(here, d))}
    if not lacks:
        names = named(here.my_dimensions)
        done = Ask(f"Isian {names} untuk tahap {here.masterplan.stage} sudah lengkap.")
        return replace(done, **_side_by_side(here, here.my_dimensions[0]))
    dimension, missing = next(iter(lacks.items()))
    others = [f"{other} belum punya {named(parts)}." for other, parts in list(lacks.items())[1:]]
    return Ask(
        f"{dimension} belum punya {named(missing)}.",
        " ".join(others) or "Rangkum isian Perangkat Daerah dalam pokja Anda.",
        "Buka analisis" if here.masterplan.stage == Stage.ANALYSIS else "Buka program",
        _url(
            here,
            "analyses:board" if here.masterplan.stage == Stage.ANALYSIS else "programs:board",
        ),
        **_side_by_side(here, dimension),
    )


def _side_by_side(here, dimension):
    """The way to the rows of all agencies of a dimension."""
    url = reverse("analyses:pokja", args=[here.masterplan.slug, dimension.code])
    return {"also_label": f"Susun isian {dimension}", "also_url": url}


def lacks_of(here, dimension) -> list[str]:
    """What one dimension still needs in this stage."""
    facts = here.facts
    subs = {sub.pk for sub in facts.subdimensions if sub.dimension_id == dimension.pk}
    wanted = {
        "isu daerah": dimension.pk in facts.dimensions_with("issue"),
        "SWOT lengkap": dimension.pk in facts.dimensions_with("S", "W", "O", "T"),
        "strategi TOWS": dimension.pk in facts.dimensions_with("tows"),
        "kesenjangan setiap subdimensi": subs <= set(facts.present["gaps"]),
        "gagasan quick win": dimension.pk in facts.dimensions_with("idea"),
    }
    if here.masterplan.stage > Stage.ANALYSIS:
        nominated = {q.program.subdimension.dimension_id for q in facts.quickwins}
        wanted |= {
            "sasaran dan strategi setiap subdimensi": subs <= set(facts.present["strategies"]),
            "program setiap subdimensi": subs <= {p.subdimension_id for p in facts.programs},
            "calon quick win": dimension.pk in nominated,
        }
    return [name for name, there in wanted.items() if not there]


def _url(here, page):
    return reverse(page, args=[here.masterplan.slug])
