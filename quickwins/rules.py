"""Who may nominate, score and choose quick wins."""

import rules

from analyses.rules import is_of_own_agency
from masterplans.rules import is_open
from regions.rules import (
    is_dimension_lead,
    is_facilitator,
    is_lead,
    is_member,
    is_national,
    is_writer,
)

may_describe = is_lead | is_dimension_lead | (is_writer & is_of_own_agency)

rules.add_perm("quickwins.view_quickwin", is_member | is_national)
rules.add_perm("quickwins.nominate_program", may_describe & is_open)  # asked of a program
rules.add_perm("quickwins.change_quickwin", may_describe & is_open)
rules.add_perm("quickwins.score_quickwin", (is_lead | is_dimension_lead | is_facilitator) & is_open)
rules.add_perm("quickwins.choose_quickwin", is_lead & is_open)
