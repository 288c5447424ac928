"""Who may enter and change programs: the coordinator, the pokja leads, and the owner agency."""

import rules

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

may_enter = is_lead | is_dimension_lead | is_writer
may_write = is_lead | is_dimension_lead | (is_writer & is_of_own_agency)
may_split = is_lead | is_dimension_lead

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
    if roles & {Role.LEAD, Role.DIMENSION_LEAD}:
        return programs
    if Role.WRITER in roles:
        return programs.filter(agency__in=agencies_of(user, masterplan.region))
    return programs.none()
