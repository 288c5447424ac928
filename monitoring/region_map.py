"""Where regions lie and how far each is: the nation on one map, or a province by itself."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse

from maps import MapMark, MapPoint, bounds_of, draw_map
from masterplans.models import Status
from monitoring import figures
from pictures import Drawing
from regions.models import Level, Region
from regions.points import points

DONE = MapMark("done", "Disetujui atau ditandatangani", "disc")
REVIEW = MapMark("review", "Sedang ditinjau", "triangle")
WRITING = MapMark("writing", "Sedang ditulis", "square")
OUTSIDE = MapMark("outside", "Masterplan di luar Simpul", "diamond")
NONE = MapMark("none", "Belum punya masterplan", "ring")
MARKS = (DONE, REVIEW, WRITING, OUTSIDE, NONE)
OF_STATUS = {Status.WRITING: WRITING, Status.REVIEW: REVIEW}
HEADS = ["Daerah", "Keadaan"]


@dataclass(frozen=True)
class ProvinceLine:
    """A row of the table beside the map of the nation: its regions by mark, as on the map."""

    province: Region
    counts: list[int]
    total: int


def regions_on_map(user, **chosen) -> list[Region]:
    """The kabupaten and kota that somebody may see, in one query, in the order of their codes."""
    regions = figures.region_list(user, **chosen).exclude(level=Level.PROVINCE)
    return list(regions.order_by("code"))


def _point(region):
    latitude, longitude = points()[region.code]
    mark, address = mark_of(region), _address(region)
    return MapPoint(latitude, longitude, mark, str(region), address, name=region.name)


def _address(region):
    if region.plan_slug:
        return reverse("stages:overview", args=[region.plan_slug])
    return region.get_absolute_url()


def mark_of(region) -> MapMark:
    """The sign of a region of `figures.region_list`."""
    if region.plan_slug:
        return OF_STATUS.get(Status(region.plan_status), DONE)
    return OUTSIDE if region.outside_last_year else NONE


def map_of(regions: list[Region]) -> Drawing:
    """The map of regions of `regions_on_map`: of the part of the country in which they lie."""
    found = [_point(region) for region in regions if region.code in points()]
    caption = "Masterplan menurut daerah"
    return draw_map(caption, HEADS, MARKS, found, bounds=bounds_of(found))


def by_province(regions: list[Region]) -> list[ProvinceLine]:
    """How many of these regions have which mark, province by province."""
    counted: dict[Region, Counter] = {}
    for region in regions:
        counted.setdefault(region.parent, Counter())[mark_of(region)] += 1
    return [
        ProvinceLine(province, [counts[mark] for mark in MARKS], counts.total())
        for province, counts in counted.items()
    ]
