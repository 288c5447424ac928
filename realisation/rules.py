"""Who may read and who may report what became of the programs."""

import rules

from analyses.rules import is_of_own_agency
from regions.rules import is_lead, is_member, is_national, is_writer

REPORT = "realisation.report_program"

rules.add_perm("realisation.view_realisation", is_member | is_national)
# Asked of a tracked program: its owner writes, the coordinator corrects, with trace.
rules.add_perm(REPORT, is_lead | (is_writer & is_of_own_agency))
rules.add_perm("realisation.enter_realisation", is_lead | is_writer)  # asked of a masterplan
rules.add_perm("realisation.close_year", is_lead | is_national)
