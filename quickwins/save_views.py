"""The answers to the form of a profile that saves itself (`revisions.answers`)."""

from quickwins.forms import ProfileForms
from revisions import answers
from revisions.saving import Saved, Stale

ROWS = {"risks", "milestones"}  # rows of others come with the next opening


def saved(forms: ProfileForms, saved: Saved):
    """What could be read is stored; what others changed meanwhile is put into the page."""
    told = saved.theirs - ROWS
    return answers.saved(
        token=saved.token(told | saved.joined),
        messages=forms.messages(),
        values={part: saved.parts.get(part) or "" for part in told | (saved.joined - ROWS)},
        sent=saved.sent(),
    )


def stale(clash: Stale):
    """Both texts, and the base from which hers may be kept: only what clashed is then replaced."""
    theirs = clash.theirs
    values = None if theirs.keys() & ROWS else {part: theirs[part] or "" for part in theirs}
    return answers.conflict(clash, values=values)
