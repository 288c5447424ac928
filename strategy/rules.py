"""Who may write the aims; the vision and its sisters follow the masterplan."""

import rules

from masterplans.rules import is_open, leads_its_dimension
from regions.rules import is_dimension_lead, is_lead, is_member, is_national

# Of a plan: whether she may write aims at all; of an aim: whether it is hers, where it stands.
may_aim = is_lead | (is_dimension_lead & leads_its_dimension)

rules.add_perm("strategy.view_aim", is_member | is_national)
rules.add_perm("strategy.write_aim", may_aim)
rules.add_perm("strategy.change_aim", may_aim & is_open)
