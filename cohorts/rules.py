"""Who opens a cohort, nominates regions and decides, and who may read why."""

import rules

from regions.rules import is_member, is_national

rules.add_perm("cohorts.view_cohort", is_national)
rules.add_perm("cohorts.change_cohort", is_national)
rules.add_perm("cohorts.decide_nomination", is_national)
rules.add_perm("cohorts.view_nomination", is_member | is_national)  # asked of what was decided
