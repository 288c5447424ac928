"""The page on which somebody chooses who is invited to a session."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.models import User
from bimtek.forms import InvitePeopleForm
from bimtek.inviting import invite, people_to_invite, take_back
from bimtek.models import Invitee, Session
from indonesian import angka
from regions.access import get_for


def invite_people(request, slug, stage):
    session = _session(request, slug, stage)
    form = _form(request, session)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        count = invite(
            session, agencies=list(given["agencies"]), people=list(given["people"]),
            guests=given["guests"], by=request.user,
        )  # fmt: skip
        messages.success(request, _said(count))
        return redirect(session.get_absolute_url())
    context = {
        "masterplan": session.masterplan,
        "session": session,
        "form": form,
        "guests": session.invitees.filter(agency=None, person=None),
    }
    return render(request, "bimtek/invite.html", context, status=422 if form.errors else 200)


@require_POST
def uninvite(request, slug, stage, pk):
    session = _session(request, slug, stage)
    guest = get_object_or_404(Invitee, session=session, pk=pk)
    take_back(guest, by=request.user)
    messages.success(request, f"{guest} tidak lagi diundang.")
    return redirect("bimtek:invite", slug, stage)


def _session(request, slug, stage):
    where = {"masterplan__slug": slug, "stage": stage}
    return get_for(request.user, "bimtek.plan_session", Session.objects, **where)


def _form(request, session):
    """All are ticked before the first letter; afterwards those who are invited."""
    agencies = session.region.agencies.filter(is_active=True)
    people = User.objects.filter(pk__in=[one.pk for one in people_to_invite(session)])
    known = list(session.invitees.all())
    initial = {"agencies": agencies, "people": people.order_by("name")}
    if known:
        initial = {
            "agencies": [one.agency_id for one in known if one.agency_id],
            "people": [one.person_id for one in known if one.person_id],
        }
    return InvitePeopleForm(
        request.POST if request.method == "POST" else None,
        agencies=agencies, people=people.order_by("name"), initial=initial,
    )  # fmt: skip


def _said(count):
    if count:
        return f"Undangan disimpan; {angka(count)} surat dikirim beserta berkas kalendernya."
    return "Undangan disimpan; tidak ada surat baru yang perlu dikirim."
