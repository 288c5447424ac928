"""What all pages about a masterplan have in common."""

from django.shortcuts import render

from masterplans.models import Section
from regions.access import get_for
from revisions.diff import DEL, INS, around_changes, compare, differs, side


def show(request, template, masterplan, context, status=200):
    """Render a page of a masterplan."""
    context = {"masterplan": masterplan, **context}
    return render(request, template, context, status=status)


def section_for(request, slug, pk, may="masterplans.view_section"):
    """The section at this address, for somebody who may do this with it."""
    return get_for(request.user, may, Section.objects.of_plan(slug), pk=pk)


def both_texts(clash):
    """What a page needs to show two texts of a section side by side (`revisions.saving.Stale`)."""
    theirs, mine = clash.document.revisions().taken().first(), clash.kept
    paragraphs = around_changes(compare(theirs.body, mine.body))
    return {
        "who": clash.who,
        "theirs": theirs,
        "mine": mine,
        "their_text": side(paragraphs, DEL),
        "my_text": side(paragraphs, INS),
        "differs": differs(paragraphs),
    }
