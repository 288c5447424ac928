"""Who may read and who may change what stands at the head of a region's letters."""

import rules

from regions.rules import is_lead, is_member, is_national

rules.add_perm("letterheads.view_letterhead", is_member | is_national)
rules.add_perm("letterheads.change_letterhead", is_lead | is_national)
