"""Who may look back: everybody sees her own regions; the trail is for the team and the ministry."""

import rules

from regions.rules import is_facilitator, is_lead, is_national

rules.add_perm("monitoring.view_trail", is_lead | is_facilitator | is_national)
