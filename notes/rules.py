"""Who may write, answer and close notes."""

import rules

from notes.models import TAKES_NOTES
from regions.rules import (
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
def is_author(user, note):
    return note.by_id == user.pk


# Who brings in a narasumber: she sees the sections that are named, and nothing else.
rules.add_perm("notes.invite_guest", is_lead | is_facilitator | is_national)

writes_notes = is_lead | is_dimension_lead | is_facilitator | is_national
answers_notes = writes_notes | is_writer

# Asked of a masterplan or a note. Every member of the team may answer, because a note on a section
# without a writer, or on a place whose agency has nobody, would otherwise wait for ever.
rules.add_perm("notes.view_note", is_member | is_national)
rules.add_perm("notes.write_note", writes_notes & takes_notes)
# Asked when a form comes back: what is too late is said, and kept.
rules.add_perm("notes.send_note", writes_notes)
# A must holds the work up until it is resolved; who guides says it, not one of the team.
rules.add_perm("notes.weigh_notes", is_facilitator | is_national)
rules.add_perm("notes.answer_note", answers_notes & takes_notes)
rules.add_perm("notes.send_answer", answers_notes)
rules.add_perm("notes.resolve_any_note", (is_facilitator | is_national) & takes_notes)
rules.add_perm("notes.assign_note", writes_notes)
rules.add_perm("notes.arrange_note", writes_notes)  # assign, and weigh for who may
# Whose the words are is asked when they are saved: only who may write them accepts other ones.
rules.add_perm("notes.accept_suggestion", is_lead | is_dimension_lead | is_writer)
# Asked when the button is pressed on a page that is older than the freezing.
rules.add_perm("notes.resolve_note", is_author | is_facilitator | is_national)
rules.add_perm("notes.reopen_note", is_author | is_facilitator | is_national)
