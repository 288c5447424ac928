"""Who may enter and change programs: the coordinator, the pokja leads, and the owner agency."""

import rules
from django.db.models import Q

from analyses.rules import is_of_own_agency
from dimensions.models import SubDimension
from masterplans.rules import is_open
from programs.models import Program
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


def led_subdimensions(user, masterplan) -> set[int] | None:
    """The sub-dimensions that a pokja lead leads, read once a request; None when that is all.

    Those of the dimensions whose pokja she leads; who is named for none leads what nobody else was
    named for.
    """
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
def leads_its_dimension(user, program):
    led = led_subdimensions(user, program.masterplan)
    return led is None or program.subdimension_id is None or program.subdimension_id in led


may_enter = is_lead | is_dimension_lead | is_writer
may_write = is_lead | (is_dimension_lead & leads_its_dimension) | (is_writer & is_of_own_agency)
may_split = is_lead | (is_dimension_lead & leads_its_dimension)

rules.add_perm("programs.view_program", is_member | is_national)
rules.add_perm("programs.enter_program", may_enter)  # asked of a masterplan, open or not
rules.add_perm("programs.add_program", may_enter & is_open)
rules.add_perm("programs.write_program", may_write)  # whose it is, open or not
rules.add_perm("programs.change_program", may_write & is_open)
rules.add_perm("programs.nominate_program", may_write & is_open)  # as a quick win
# A split gives programs to other agencies, so it is for those who may write for all of them.
rules.add_perm("programs.split_program", may_split & is_open)
rules.add_perm("programs.split_open_or_not", may_split)


def programs_to_write(user, masterplan):
    """The programs that somebody may change now: `change_program`, asked of all at once."""
    programs = Program.objects.filter(masterplan=masterplan)
    roles = roles_of(user, masterplan.region)
    if not masterplan.is_open:
        return programs.none()
    if Role.LEAD in roles:
        return programs
    hers = Q(pk__in=[])
    if Role.WRITER in roles:
        hers |= Q(agency__in=agencies_of(user, masterplan.region))
    if Role.DIMENSION_LEAD in roles:
        led = led_subdimensions(user, masterplan)
        if led is None:
            return programs
        hers |= Q(subdimension__in=led)
    return programs.filter(hers)
