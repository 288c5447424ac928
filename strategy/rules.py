"""Who may write the aims; the vision and its sisters follow the masterplan."""

import rules
from django.db.models import Q

from dimensions.models import SubDimension
from masterplans.rules import is_open
from regions.models import Role
from regions.rules import (
    dimension_of,
    is_dimension_lead,
    is_lead,
    is_member,
    is_national,
    roles_of,
)

NOT_OFFERED = "Subdimensi ini tidak ada, atau bukan bagian dari pokja Anda. Pilih dari daftar."


def led_subdimensions(user, masterplan) -> set[int] | None:
    """The sub-dimensions that a pokja lead leads, read once a request; None when that is all.

    Those of the dimensions whose pokja she leads or is a member of; a lead who is named for none
    leads what nobody else was named for. Whoever is in no pokja is bound by none.
    """
    roles = roles_of(user, masterplan.region)
    if Role.LEAD in roles or Role.DIMENSION_LEAD not in roles:
        return None
    known = user.__dict__.setdefault("_led_subdimensions", {})
    if masterplan.pk not in known:
        teams = list(masterplan.teams.order_by().values_list("dimension_id", "lead_id"))
        own = {dimension for dimension, lead in teams if lead == user.pk}
        code = dimension_of(user, masterplan.region, Role.POKJA_MEMBER)
        led = SubDimension.objects.filter(dimension__set=masterplan.dimension_set_id)
        if own or code:
            led = led.filter(Q(dimension__in=own) | Q(dimension__code=code))
        else:
            led = led.exclude(dimension__in={dimension for dimension, _ in teams})
        is_bound = bool(teams or code)
        known[masterplan.pk] = set(led.values_list("pk", flat=True)) if is_bound else None
    return known[masterplan.pk]


@rules.predicate
def leads_its_dimension(user, thing):
    """Asked of what stands in a sub-dimension, or will; of a plan, it holds."""
    place = getattr(thing, "subdimension_id", None)
    led = led_subdimensions(user, thing.masterplan) if place else None
    return led is None or place in led


# Of a plan: whether she may write aims at all; of an aim: whether it is hers, where it stands.
may_aim = is_lead | (is_dimension_lead & leads_its_dimension)

rules.add_perm("strategy.view_aim", is_member | is_national)
rules.add_perm("strategy.write_aim", may_aim)
rules.add_perm("strategy.change_aim", may_aim & is_open)
