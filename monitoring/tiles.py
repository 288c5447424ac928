"""The regions as tiles, coloured by how far each is."""

from django.urls import reverse

from masterplans.models import Status
from monitoring import figures
from pictures import Drawing, Tile, tiles

FEWEST, MOST = 4, 60  # fewer are quicker read as rows; more are no picture any more
STATES = {
    Status.WRITING: ("writing", "tahap {}, ditulis"),
    Status.REVIEW: ("review", "tahap {}, ditinjau"),
    Status.APPROVED: ("done", "disetujui"),
    Status.FROZEN: ("done", "menunggu ttd."),
    Status.SIGNED: ("done", "ditandatangani"),
}
LEGEND = [
    ("none", "belum punya masterplan"),
    ("outside", "di luar Simpul"),
    ("writing", "sedang ditulis"),
    ("review", "sedang ditinjau"),
    ("done", "disetujui atau ditandatangani"),
]


def tiles_of(user, chosen: dict) -> Drawing | None:
    """The chosen regions as one picture, by their code; None when it would show nothing."""
    found = list(figures.region_list(user, **chosen).order_by("code")[: MOST + 1])
    if not FEWEST <= len(found) <= MOST:
        return None
    return tiles("Daerah menurut keadaan", "Daerah", [_tile(one) for one in found], LEGEND)


def _tile(region):
    key, state = "none", "belum"
    if region.plan_slug:
        key, state = STATES[Status(region.plan_status)]
        url = reverse("stages:overview", args=[region.plan_slug])
        return Tile(region.name, key, state.format(region.plan_stage), url)
    if region.outside_last_year:
        key, state = "outside", f"{region.outside_first_year}–{region.outside_last_year}"
    return Tile(region.name, key, state, region.get_absolute_url())
