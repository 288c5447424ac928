"""Who may move a stage.

Whether a stage is ready is asked in `gates.py`, not here. Nobody's absence blocks a region: where
the expert acts, a national officer may act too, and it is written down who did.
"""

import rules

from regions.rules import is_facilitator, is_lead, is_member, is_national

rules.add_perm("stages.view_stage", is_member | is_national)
rules.add_perm("stages.submit_stage", is_lead)
rules.add_perm("stages.withdraw_stage", is_lead | is_national)
rules.add_perm("stages.decide_stage", is_facilitator | is_national)
# What happened in a meeting is known to both sides.
rules.add_perm("stages.state_fact", is_lead | is_facilitator | is_national)
rules.add_perm("stages.reopen_stage", is_facilitator | is_national)
rules.add_perm("stages.freeze_masterplan", is_lead | is_national)
