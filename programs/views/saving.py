"""The answers to the form of a program that saves itself (`revisions.answers`)."""

from django.urls import reverse

from programs.entry import entry_of
from programs.entry_forms import EntryForms
from programs.merging import changed_parts
from revisions import answers

WAITS = "isi dahulu nama, subdimensi, penanggung jawab, jenis, dan satu kalimat uraian"
NOT_SHOWN = {"supporters", "partners", "indicators"}  # rows of others come with the next opening


def waits(forms):
    """A new program lacks what it needs: the draft stays in the browser, no box is blamed yet."""
    return answers.invalid({"": WAITS})


def saved(request, forms, program):
    """What could be read is stored; what others changed meanwhile is put into the page."""
    theirs = changed_parts(forms.entry(), entry_of(program)) if forms.program else set()
    told = theirs - forms.unread_parts() - NOT_SHOWN
    return answers.saved(
        base=forms.next_base(program, told=told),
        messages=forms.messages(),
        values=_values(request, forms, program, told),
        url="" if forms.program else reverse("programs:edit", args=_place(program)),
    )


def stale(request, forms, clash):
    """Both texts, and the base from which hers may be kept: only what clashed is then replaced."""
    clashes = {*clash.clashes}
    return answers.clash(
        who=clash.who,
        base=forms.next_base(clash.program, told=clashes),
        rows=clash.differences(forms.entry()),
        values=None if clashes & NOT_SHOWN else _values(request, forms, clash.program, clashes),
    )


def _values(request, forms, program, parts):
    """The boxes of some parts, as a page that is opened now would show them."""
    if not parts:
        return {}
    stored = EntryForms(
        None, masterplan=forms.masterplan, user=request.user, program=program
    ).boxes()
    return {name: value for name, value in stored.items() if _part_of(name) in parts}


def _part_of(box):
    """ "budget-2024-apbd" stands in the part "budget-2024", "name" in "name"."""
    return "-".join(box.split("-")[:2])


def _place(program):
    return [program.masterplan.slug, program.pk]
