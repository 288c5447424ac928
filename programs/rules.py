"""Who may enter and change programs: the coordinator, the pokja leads, and the owner agency."""

import rules

from analyses.rules import is_of_own_agency
from masterplans.rules import is_open
from regions.rules import is_dimension_lead, is_lead, is_member, is_national, is_writer

may_enter = is_lead | is_dimension_lead | is_writer
may_write = is_lead | is_dimension_lead | (is_writer & is_of_own_agency)
may_aim = is_lead | is_dimension_lead

rules.add_perm("programs.view_program", is_member | is_national)
rules.add_perm("programs.enter_program", may_enter)  # asked of a masterplan, open or not
rules.add_perm("programs.add_program", may_enter & is_open)
rules.add_perm("programs.write_program", may_write)  # whose it is, open or not
rules.add_perm("programs.change_program", may_write & is_open)
rules.add_perm("programs.write_aim", may_aim)
rules.add_perm("programs.change_aim", may_aim & is_open)
