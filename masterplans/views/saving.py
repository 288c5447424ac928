"""A section that saves itself while somebody writes, and who else is there."""

import re

from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST, require_safe

from indonesian import initials
from masterplans.actions import write_section
from masterplans.documents import PlanClosedError, SectionDocument, unsaved_texts_url
from masterplans.forms import SectionForm
from masterplans.models import Masterplan
from masterplans.presence import forget_presence, note_presence, others_at
from masterplans.views.page import both_texts, section_for
from regions.access import get_for
from revisions import answers
from revisions.saving import Denied, Stale

NOT_YOURS = "bagian ini tidak lagi ditugaskan kepada Anda. Salin tulisan Anda lebih dahulu."
CLOSED = "masterplan ini tidak sedang ditulis. Salin tulisan Anda lebih dahulu."
SECTION = "bagian-"
PLACE = re.compile(r"[a-z]{1,20}-[0-9]{1,18}")


def save_while_writing(request, section) -> HttpResponse:
    """Answer the script of a section's page; the section was fetched for this person already."""
    form = SectionForm(request.POST, section=section)
    if not form.is_valid():
        return answers.invalid(answers.messages_of(form))
    try:
        saved = write_section(
            section,
            html=form.cleaned_data["body"],
            token=form.cleaned_data["token"],
            by=request.user,
            autosave=True,
        )
    except Denied as refusal:
        return answers.refused(NOT_YOURS, url=unsaved_texts_url(section.masterplan, refusal))
    except PlanClosedError as refusal:
        return answers.refused(CLOSED, url=unsaved_texts_url(section.masterplan, refusal))
    except Stale as clash:
        return _clash(clash)
    return answers.saved(
        token=saved.token(),
        at=saved.document.section.changed_at,
        values={"body": saved.parts["body"]} if saved.joined else None,
        sent=saved.sent(),
    )


def _clash(clash):
    return answers.stale(
        who=clash.who,
        token=clash.token(),
        html=render_to_string("masterplans/_clash_text.html", both_texts(clash)),
        values={"body": clash.theirs["body"]},
    )


@require_safe
def newest(request, slug, pk):
    """The text as it is now, for a page on which nobody is typing."""
    section = section_for(request, slug, pk)
    base = str(SectionDocument(section).token())
    return JsonResponse({"base": base, "values": {"body": section.body}})


@require_POST
def presence(request, slug):
    """Note that somebody has a place open, and tell who else has."""
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    place = request.POST.get("presence", "")
    if not PLACE.fullmatch(place):
        return HttpResponseBadRequest("Tempat tidak disebut.")
    if "leaves" in request.POST:
        forget_presence(masterplan, place, by=request.user)
        return HttpResponse(status=204)
    note_presence(masterplan, place, by=request.user, writes="writes" in request.POST)
    people = [
        {"name": one.user.name, "initials": initials(one.user.name), "writes": one.writes}
        for one in others_at(masterplan, place, than=request.user)
    ]
    return JsonResponse({"people": people, "newest": _newest_of(masterplan, place, request.user)})


def _newest_of(masterplan, place, user):
    """The number of the newest text at this place, and who wrote it; None where it has none."""
    key = place.removeprefix(SECTION)
    if not place.startswith(SECTION) or not key.isdecimal():
        return None
    section = masterplan.sections.select_related("changed_by").filter(pk=key).first()
    if section is None or section.changed_by is None:
        return None
    return {
        "number": section.revision_number,
        "by": section.changed_by.name,
        "own": section.changed_by_id == user.pk,
    }
