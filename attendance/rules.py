"""Who keeps the registers of a session: those who plan it."""

import rules

from regions.rules import is_facilitator, is_lead, is_member, is_national

rules.add_perm("attendance.view_register", is_member | is_national)
rules.add_perm("attendance.keep_register", is_lead | is_facilitator | is_national)
