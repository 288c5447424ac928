"""The verb that begins a masterplan."""

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from accounts.models import User
from audit.trail import record
from dimensions.models import DimensionSet
from masterplans.models import Masterplan, Outline, OutlineSection, Phase, Section
from regions.models import Region

TAKEN = "Daerah ini sudah punya masterplan dengan tahun pertama itu."


class CreationError(Exception):
    """The masterplan cannot begin. The message is meant for the user."""


@transaction.atomic
def create_masterplan(
    region: Region,
    *,
    title: str,
    first_year: int,
    last_year: int,
    by: User,
    naming: str = "",
    outline: Outline | None = None,
    dimension_set: DimensionSet | None = None,
) -> Masterplan:
    """Begin a masterplan in tahap 1: its empty sections, and three phases as a proposal.

    `naming` is what the region calls its plan, the usual one of its level when left out.
    Without `outline` and `dimension_set` the newest of each; the masterplan stays with them.
    Raises CreationError when there is none, or when the region has a plan of that first year.
    """
    naming = naming or region.namings[0]
    outline = outline or Outline.objects.newest(naming)
    dimension_set = dimension_set or DimensionSet.objects.order_by("-pk").first()
    if outline is None or dimension_set is None:
        raise CreationError("Kerangka buku belum dimuat. Hubungi pengelola Simpul.")
    try:
        with transaction.atomic():
            masterplan = Masterplan.objects.create(
                region=region,
                naming=naming,
                title=title,
                slug=_free_slug(region, first_year, last_year),
                outline=outline,
                dimension_set=dimension_set,
                first_year=first_year,
                last_year=last_year,
                created_by=by,
            )
    except IntegrityError as error:
        if "masterplan_once_for_region_and_first_year" in str(error):
            raise CreationError(TAKEN) from error
        raise
    _begin_sections(masterplan)
    Phase.objects.bulk_create(
        Phase(masterplan=masterplan, **phase) for phase in proposed_phases(first_year, last_year)
    )
    record(by, "masterplan.created", masterplan, years=masterplan.period)
    return masterplan


def _begin_sections(masterplan):
    outlines = OutlineSection.objects.filter(chapter__book__outline=masterplan.outline_id)
    Section.objects.bulk_create(
        Section(masterplan=masterplan, outline=section) for section in outlines
    )


def proposed_phases(first_year: int, last_year: int) -> list[dict]:
    """One year, then up to four, then the rest: the usual short, medium and long term.

    Source: domain §1.3 (Bontang 2020, 2021-2024, 2025-2029). A plan of five or six years gets a
    shorter medium term, so that three phases remain.
    """
    medium_end = min(first_year + 4, first_year + (last_year - first_year) // 2)
    spans = [
        ("Jangka pendek", first_year, first_year),
        ("Jangka menengah", first_year + 1, medium_end),
        ("Jangka panjang", medium_end + 1, last_year),
    ]
    return [
        {"order": order, "name": name, "first_year": first, "last_year": last}
        for order, (name, first, last) in enumerate(spans, 1)
    ]


def _free_slug(region, first_year, last_year):
    slug = slugify(f"{region} {first_year} {last_year}")[:110]
    taken = set(Masterplan.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    candidates = (f"{slug}-{n}" if n > 1 else slug for n in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)
