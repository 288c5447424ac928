"""The answers to the form of a profile that saves itself (`masterplans.autosave`)."""

from django.template.loader import render_to_string

from masterplans import autosave
from masterplans.differences import marked
from quickwins.entry import parts_of, told
from quickwins.forms import ProfileForms

ROWS = {"risks", "milestones"}  # rows of others come with the next opening


def saved(forms: ProfileForms, quickwin):
    """What could be read is stored; what others changed meanwhile is put into the page."""
    now, mine = parts_of(quickwin), forms.parts()
    theirs = {part for part in now if now[part] != mine[part]} - forms.unread_parts() - ROWS
    return autosave.saved(
        base=forms.next_base(quickwin, told=theirs),
        messages=forms.messages(),
        values={part: now[part] for part in theirs},
    )


def stale(forms: ProfileForms, clash):
    """Both texts, and the base from which hers may be kept: only what clashed is then replaced."""
    rows = [(label, *marked(mine, theirs)) for label, mine, theirs in differences(forms, clash)]
    clashes = {*clash.clashes}
    return autosave.stale(
        who=clash.who,
        base=forms.next_base(clash.quickwin, told=clashes),
        html=render_to_string("masterplans/_clash.html", {"who": clash.who, "rows": rows}),
        values=None if clashes & ROWS else {part: clash.theirs[part] for part in clashes},
    )


def differences(forms: ProfileForms, clash) -> list[tuple[str, str, str]]:
    """What both changed, in words: label, mine, theirs."""
    mine = clash.theirs | {part: forms.parts()[part] for part in clash.clashes}
    own, other = dict(told(mine)), dict(told(clash.theirs))
    return [
        (label, own.get(label, "–"), other.get(label, "–"))
        for label in dict.fromkeys([*own, *other])
        if own.get(label) != other.get(label)
    ]
