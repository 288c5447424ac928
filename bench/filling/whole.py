"""A whole country into an empty, migrated database."""

from django.core.management import call_command

from bench.filling import history, people, plans, signing
from bench.filling.actions import programs, quickwins
from bench.filling.cohorts import cohort_of_all
from bench.filling.copying import Loader, own_triggers_off
from bench.filling.country import Country
from bench.filling.kinds import KINDS
from masterplans.models import Masterplan
from regions.management.commands.load_regions import load_regions
from regions.models import Region
from search.indexing import mark_everything, refresh_all

REGIONS_A_FLUSH = 40


def fill(country: Country) -> int:
    """Fill the database with a country; how many rows were written.

    One transaction: an interrupted filling leaves nothing.
    """
    regions = load_reference(country)
    with own_triggers_off(KINDS):
        loader, reference = Loader(KINDS), plans.Reference()
        experts = people.officers(loader, country, regions)
        cohort = cohort_of_all(loader, reference)
        for number, code in enumerate(country.codes, 1):
            place = people.settle(loader, regions[code], country.writers)
            writing = plans.masterplan(loader, reference, place, country.standing_of(code))
            cohort.take(writing)
            quickwins(writing, programs(writing, country.programs_in(code)))
            history.decisions(writing, experts[code])
            if edition := history.edition(writing):
                signing.commitment(writing, edition)
            history.trail(writing, country.events)
            if number % REGIONS_A_FLUSH == 0:
                loader.flush()
        rows = loader.finish()
    make_findable()
    return rows


def make_findable() -> None:
    """Read what was copied for the search; our triggers, which would have marked it, were off."""
    mark_everything()
    for plan in Masterplan.objects.values_list("pk", flat=True):
        refresh_all(plan)


def load_reference(country: Country) -> dict[str, Region]:
    """Load the real dimensions and outline, and the country's regions; these by their code."""
    load_regions(country.rows)
    call_command("load_dimensions", verbosity=0)
    call_command("load_outlines", verbosity=0)
    return {region.code: region for region in Region.objects.select_related("parent")}
