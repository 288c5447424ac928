"""Who may read and who may record what a region's work stands on."""

import rules

from regions.rules import is_lead, is_member, is_national

rules.add_perm("mandates.view_mandate", is_member | is_national)
rules.add_perm("mandates.change_mandate", is_lead | is_national)
