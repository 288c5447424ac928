"""Who may set the dates of the four bimtek."""

import rules

from regions.rules import is_facilitator, is_lead, is_member, is_national

rules.add_perm("bimtek.view_session", is_member | is_national)
rules.add_perm("bimtek.plan_session", is_lead | is_facilitator | is_national)
