"""Who may nominate, score and choose quick wins."""

import rules

from analyses.rules import is_of_own_agency
from masterplans.rules import is_open
from quickwins.models import Standing
from regions.rules import (
    is_dimension_lead,
    is_facilitator,
    is_lead,
    is_member,
    is_national,
    is_writer,
)

may_describe = is_lead | is_dimension_lead | (is_writer & is_of_own_agency)


@rules.predicate
def is_chosen(user, quickwin) -> bool:
    return quickwin.standing == Standing.CHOSEN


may_score = is_lead | is_dimension_lead | is_facilitator

# A verb in the present is asked before a page is shown; `_open_or_not` when its form comes back,
# because what was typed into a form that comes too late is shown again, not refused.
rules.add_perm("quickwins.view_quickwin", is_member | is_national)
rules.add_perm("quickwins.nominate_open_or_not", may_describe)  # asked of a program
rules.add_perm("quickwins.change_quickwin", may_describe & is_open)
rules.add_perm("quickwins.change_open_or_not", may_describe)
rules.add_perm("quickwins.score_quickwin", may_score & is_open)
rules.add_perm("quickwins.score_open_or_not", may_score)
rules.add_perm("quickwins.choose_quickwin", is_lead & is_open)
rules.add_perm("quickwins.choose_open_or_not", is_lead)
# The year of a quick win goes on after its plan was signed.
rules.add_perm("quickwins.report_quickwin", may_describe & is_chosen)
