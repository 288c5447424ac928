"""Who shows a ceremony in the hall, and who opens and ends it."""

import rules

from regions.rules import is_lead, is_member, is_national

rules.add_perm("ceremonies.show_ceremony", is_member | is_national)
rules.add_perm("ceremonies.hold_ceremony", is_lead | is_national)
