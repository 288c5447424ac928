"""A chosen region begins its masterplan: under the outline and the dimensions of its cohort."""

from django.db import transaction

from accounts.models import User
from cohorts.models import Nomination, Selection
from cohorts.opening import CohortError
from masterplans.creation import create_masterplan
from masterplans.models import Masterplan
from masterplans.naming import in_words_of
from regions.models import Region


def waiting_place(region: Region) -> Nomination | None:
    """The newest cohort for which a region was chosen and has no masterplan yet."""
    chosen = Nomination.objects.filter(region=region, verdict=Selection.CHOSEN, masterplan=None)
    chosen = chosen.select_related("cohort", "region__parent")
    return chosen.order_by("-cohort__year").first()


@transaction.atomic
def begin_masterplan(
    region: Region, *, title: str, first_year: int, last_year: int, by: User, naming: str = ""
) -> Masterplan:
    """Begin a masterplan of a region; of a chosen one under the newest rules of its cohort.

    Raises CreationError as `create_masterplan` does.
    """
    naming = naming or region.namings[0]
    words = {"title": title, "first_year": first_year, "last_year": last_year, "naming": naming}
    place = waiting_place(region)
    if place is None:
        return create_masterplan(region, by=by, **words)
    place = Nomination.objects.select_for_update(of=("self",)).get(pk=place.pk)
    terms = place.cohort.versions.select_related("outline", "dimension_set").first()
    outline = in_words_of(terms.outline, naming)
    masterplan = create_masterplan(
        region, by=by, outline=outline, dimension_set=terms.dimension_set, **words
    )
    if place.masterplan_id is None:
        place.masterplan = masterplan
        place.save(update_fields=["masterplan"])
    return masterplan


@transaction.atomic
def take_into(nomination: Nomination, masterplan: Masterplan, *, by: User) -> None:
    """Let a plan that was begun earlier be the one that a chosen region writes in this cohort.

    Raises CohortError when the region was not chosen, has its plan, or the plan is another's.
    """
    nomination = Nomination.objects.select_for_update().get(pk=nomination.pk)
    fits = nomination.verdict == Selection.CHOSEN and nomination.masterplan_id is None
    free = not Nomination.objects.filter(masterplan=masterplan).exists()
    if not (fits and free and masterplan.region_id == nomination.region_id):
        raise CohortError("Masterplan ini tidak dapat dimasukkan ke kohort ini.")
    nomination.masterplan = masterplan
    nomination.save(update_fields=["masterplan"])
