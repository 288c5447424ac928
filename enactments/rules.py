"""Who may read and who may record by what a masterplan was enacted."""

import rules

from regions.rules import is_lead, is_member, is_national

rules.add_perm("enactments.view_enactment", is_member | is_national)
rules.add_perm("enactments.change_enactment", is_lead | is_national)
