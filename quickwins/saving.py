"""The answers to the form of a profile that saves itself (`revisions.answers`)."""

from programs.entry import Difference, told_differently
from quickwins.entry import parts_of, told
from quickwins.forms import ProfileForms
from revisions import answers

ROWS = {"risks", "milestones"}  # rows of others come with the next opening


def saved(forms: ProfileForms, quickwin):
    """What could be read is stored; what others changed meanwhile is put into the page."""
    now, mine = parts_of(quickwin), forms.parts()
    theirs = {part for part in now if now[part] != mine[part]} - forms.unread_parts() - ROWS
    return answers.saved(
        base=forms.next_base(quickwin, told=theirs),
        messages=forms.messages(),
        values={part: now[part] for part in theirs},
    )


def stale(forms: ProfileForms, clash):
    """Both texts, and the base from which hers may be kept: only what clashed is then replaced."""
    clashes = {*clash.clashes}
    return answers.clash(
        who=clash.who,
        base=forms.next_base(clash.quickwin, told=clashes),
        rows=differences(forms, clash),
        values=None if clashes & ROWS else {part: clash.theirs[part] for part in clashes},
    )


def differences(forms: ProfileForms, clash) -> list[Difference]:
    """What both changed, in words: label, mine, theirs."""
    mine = clash.theirs | {part: forms.parts()[part] for part in clash.clashes}
    return told_differently(dict(told(mine)), dict(told(clash.theirs)))
