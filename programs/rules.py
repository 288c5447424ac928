"""Who may enter and change programs: the coordinator, the pokja leads, and the owner agency."""

import rules
from django.db.models import Q

from analyses.rules import is_of_own_agency
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
from strategy.rules import leads_its_dimension, led_subdimensions


def subdimensions_for(user, masterplan) -> set[int] | None:
    """The sub-dimensions that somebody may put a program into; None when that is all.

    Who writes for an agency writes its programs wherever they stand.
    """
    if Role.WRITER in roles_of(user, masterplan.region):
        return None
    return led_subdimensions(user, masterplan)


may_enter = is_lead | is_dimension_lead | is_writer
may_write = is_lead | (is_dimension_lead & leads_its_dimension) | (is_writer & is_of_own_agency)
may_split = is_lead | (is_dimension_lead & leads_its_dimension)

rules.add_perm("programs.name_programs", is_lead)  # of a plan, whether it is open or not
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
