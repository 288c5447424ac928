"""Who may write an analysis row: the coordinator, the pokja leads, and its own agency."""

import rules

from masterplans.rules import is_open
from regions.rules import (
    agencies_of,
    is_dimension_lead,
    is_lead,
    is_member,
    is_national,
    is_writer,
)


@rules.predicate
def is_of_own_agency(user, thing):
    return thing.agency_id in agencies_of(user, thing.region)


@rules.predicate
def leads_team(user, pokja):
    return pokja.lead_id == user.pk


may_compile = is_lead | (leads_team & (is_dimension_lead | is_writer))
may_enter = is_lead | is_dimension_lead | is_writer
may_write = is_lead | is_dimension_lead | (is_writer & is_of_own_agency)

rules.add_perm("analyses.view_finding", is_member | is_national)
rules.add_perm("analyses.enter_finding", may_enter)  # asked of a masterplan, open or not
rules.add_perm("analyses.add_finding", may_enter & is_open)
rules.add_perm("analyses.write_finding", may_write)  # whose it is, open or not
rules.add_perm("analyses.change_finding", may_write & is_open)
rules.add_perm("analyses.compile_dimension", may_compile)  # asked of a Pokja, open or not
rules.add_perm("analyses.change_dimension", may_compile & is_open)
