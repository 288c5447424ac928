"""Who may read, and who may approve a chapter."""

import rules

from regions.rules import is_facilitator, is_member, is_national

# Everybody who may see the plan may read it as a book; what she has read is her own affair.
rules.add_perm("reviews.read_plan", is_member | is_national)
# Asked when the button is pressed: whether the stage lies with the experts is said in a sentence.
rules.add_perm("reviews.approve_chapter", is_facilitator | is_national)
