"""The answers to the form of a program that saves itself (`revisions.answers`)."""

from django.urls import reverse

from programs.entry_forms import EntryForms
from revisions import answers
from revisions.saving import Saved, Stale

WAITS = "isi dahulu nama, subdimensi, penanggung jawab, jenis, dan satu kalimat uraian"
NOT_SHOWN = {"supporters", "partners", "indicators"}  # rows of others come with the next opening


def waits(forms):
    """A new program lacks what it needs: the draft stays in the browser, no box is blamed yet."""
    return answers.invalid({"": WAITS})


def saved(request, forms, saved: Saved):
    """What could be read is stored; what others changed meanwhile is put into the page."""
    shown = (saved.theirs | saved.joined) - NOT_SHOWN
    program = saved.document.program
    return answers.saved(
        token=saved.token(shown | (saved.joined & NOT_SHOWN)),
        messages=forms.messages(),
        values=_values(request, forms, program, shown),
        sent=saved.sent(),
        url="" if forms.program else reverse("programs:edit", args=_place(program)),
    )


def stale(request, forms, clash: Stale):
    """Both texts, and the base from which hers may be kept: only what clashed is then replaced."""
    clashes = {*clash.clashes}
    program = clash.document.program
    values = None if clashes & NOT_SHOWN else _values(request, forms, program, clashes)
    return answers.conflict(clash, values=values)


def _values(request, forms, program, parts):
    """The boxes of some parts, as a page that is opened now would show them."""
    if not parts:
        return {}
    stored = EntryForms(
        None, masterplan=forms.masterplan, user=request.user, program=program
    ).boxes()
    return {name: value for name, value in stored.items() if _part_of(name) in parts}


def _part_of(box):
    """ "budget-2024-apbd" stands in the part "budget.2024.apbd", "name" in "name"."""
    return box.replace("-", ".")


def _place(program):
    return [program.masterplan.slug, program.pk]
