"""Who sees beforehand what will be sent."""

import rules

from regions.rules import is_lead, is_national

rules.add_perm("reminders.preview_reminders", is_lead | is_national)
