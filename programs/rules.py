"""Who may enter and change programs: the coordinator, the pokja leads, and the owner agency."""

import rules

from analyses.rules import is_of_own_agency
from masterplans.rules import is_open
from regions.rules import is_dimension_lead, is_lead, is_member, is_national, is_writer

rules.add_perm("programs.view_program", is_member | is_national)
rules.add_perm("programs.add_program", (is_lead | is_dimension_lead | is_writer) & is_open)
rules.add_perm(
    "programs.change_program",
    (is_lead | is_dimension_lead | (is_writer & is_of_own_agency)) & is_open,
)
rules.add_perm("programs.change_aim", (is_lead | is_dimension_lead) & is_open)
