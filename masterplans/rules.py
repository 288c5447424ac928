"""Who may do what with a masterplan and its text."""

import rules

from dimensions.models import SubDimension
from regions.models import Role
from regions.rules import (
    agencies_of,
    is_dimension_lead,
    is_lead,
    is_member,
    is_national,
    is_writer,
    roles_of,
)

NOT_OFFERED = "Subdimensi ini tidak ada, atau bukan bagian dari pokja Anda. Pilih dari daftar."


@rules.predicate
def is_open(user, thing):
    return thing.masterplan.is_open


@rules.predicate
def is_assigned(user, section):
    """The section is given to an agency that she writes for, or to nobody in particular yet."""
    assigned = {agency.pk for agency in section.agencies.all()}
    return not assigned or bool(assigned & agencies_of(user, section.region))


def led_subdimensions(user, masterplan) -> set[int] | None:
    """The sub-dimensions that a pokja lead leads, read once a request; None when that is all.

    Those of the dimensions whose pokja she leads; who is named for none leads what nobody else was
    named for. Whoever leads no pokja is bound by none.
    """
    roles = roles_of(user, masterplan.region)
    if Role.LEAD in roles or Role.DIMENSION_LEAD not in roles:
        return None
    known = user.__dict__.setdefault("_led_subdimensions", {})
    if masterplan.pk not in known:
        teams = list(masterplan.teams.order_by().values_list("dimension_id", "lead_id"))
        own = {dimension for dimension, lead in teams if lead == user.pk}
        led = SubDimension.objects.filter(dimension__set=masterplan.dimension_set_id)
        if own:
            led = led.filter(dimension__in=own)
        else:
            led = led.exclude(dimension__in={dimension for dimension, _ in teams})
        known[masterplan.pk] = set(led.values_list("pk", flat=True)) if teams else None
    return known[masterplan.pk]


@rules.predicate
def leads_its_dimension(user, thing):
    """Asked of what stands in a sub-dimension, or will; of a plan, it holds."""
    place = getattr(thing, "subdimension_id", None)
    led = led_subdimensions(user, thing.masterplan) if place else None
    return led is None or place in led


may_write_section = is_lead | is_dimension_lead | (is_writer & is_assigned)

rules.add_perm("masterplans.view_masterplan", is_member | is_national)
rules.add_perm("masterplans.add_masterplan", is_lead | is_national)  # asked of a region
rules.add_perm("masterplans.change_masterplan", is_lead & is_open)
rules.add_perm("masterplans.view_section", is_member | is_national)
rules.add_perm("masterplans.write_section", may_write_section)  # whose it is, open or not
rules.add_perm("masterplans.change_section", may_write_section & is_open)
rules.add_perm("masterplans.assign_section", is_lead & is_open)
rules.add_perm("masterplans.add_attachment", (is_lead | is_dimension_lead | is_writer) & is_open)
rules.add_perm("masterplans.view_attachment", is_member | is_national)
