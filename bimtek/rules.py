"""Who may move a stage, set dates, write and answer notes, and remind.

Whether a stage is ready is asked in `gates.py`, not here. Nobody's absence blocks a region: where
the expert acts, a national officer may act too, and it is written down who did.
"""

import rules

from bimtek.models.notes import TAKES_NOTES
from regions.rules import (
    agencies_of,
    is_dimension_lead,
    is_facilitator,
    is_lead,
    is_member,
    is_national,
    is_writer,
)


@rules.predicate
def takes_notes(user, thing):
    return thing.masterplan.status in TAKES_NOTES


@rules.predicate
def is_her_agency(user, agency):
    return agency.pk in agencies_of(user, agency.region)


@rules.predicate
def is_author(user, note):
    return note.by_id == user.pk


asks = is_lead | is_dimension_lead | is_facilitator | is_national
answers = asks | is_writer

rules.add_perm("bimtek.view_stage", is_member | is_national)
rules.add_perm("bimtek.submit_stage", is_lead)
rules.add_perm("bimtek.withdraw_stage", is_lead | is_national)
rules.add_perm("bimtek.decide_stage", is_facilitator | is_national)
rules.add_perm("bimtek.reopen_stage", is_facilitator | is_national)
rules.add_perm("bimtek.freeze_masterplan", is_lead | is_national)

rules.add_perm("bimtek.view_session", is_member | is_national)
rules.add_perm("bimtek.plan_session", is_lead | is_facilitator | is_national)

rules.add_perm("bimtek.remind_agency", is_lead | is_national)
rules.add_perm("bimtek.assign_dimensions", is_lead | is_national)
# Asked of an agency: who may say that it has nothing to enter.
rules.add_perm("bimtek.speak_for_agency", is_lead | is_dimension_lead | (is_writer & is_her_agency))

# Asked of a masterplan or a note. Every member of the team may answer, because a note on a section
# without a writer, or on a place whose agency has nobody, would otherwise wait for ever.
rules.add_perm("bimtek.view_note", is_member | is_national)
rules.add_perm("bimtek.write_note", asks & takes_notes)
rules.add_perm("bimtek.send_note", asks)  # asked when a form comes back: too late is told, kept
rules.add_perm("bimtek.answer_note", answers & takes_notes)
rules.add_perm("bimtek.send_answer", answers)
rules.add_perm("bimtek.resolve_any_note", is_facilitator | is_national)  # asked of a masterplan
rules.add_perm("bimtek.resolve_note", is_author | is_facilitator | is_national)
