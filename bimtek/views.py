"""The calendar of the four bimtek."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from bimtek.forms import SessionForm
from bimtek.models import NUMERALS, Session
from bimtek.sessions import cancel_session, days_in_words, next_of, plan_session, when_in_words
from masterplans.models import STAGE_CONTENTS, Masterplan, Stage
from regions.access import get_for


def sessions(request, slug):
    masterplan = get_for(request.user, "bimtek.view_session", Masterplan.objects, slug=slug)
    planned = {session.stage: session for session in masterplan.sessions.all()}
    following = next_of(list(planned.values()))
    context = {
        "masterplan": masterplan,
        "title": _title(following),
        "why": f"{days_in_words(following)}." if following else "",
        "lines": [_line(stage, planned.get(stage)) for stage in Stage],
        "may_plan": request.user.has_perm("bimtek.plan_session", masterplan),
    }
    return render(request, "bimtek/sessions.html", context)


def session(request, slug, stage):
    masterplan = get_for(request.user, "bimtek.plan_session", Masterplan.objects, slug=slug)
    if stage not in Stage.values:
        raise Http404
    present = Session.objects.filter(masterplan=masterplan, stage=stage).first()
    if request.method == "POST" and "hapus" in request.POST:
        return _cancelled(request, masterplan, present)
    data = request.POST if request.method == "POST" else None
    form = SessionForm(data, instance=present or Session(masterplan=masterplan, stage=stage))
    if form.is_valid():
        plan_session(masterplan, stage=stage, by=request.user, **form.cleaned_data)
        messages.success(request, f"Tanggal Bimtek {NUMERALS[stage]} disimpan.")
        return redirect("bimtek:sessions", slug)
    context = {
        "masterplan": masterplan,
        "form": form,
        "present": present,
        "name": f"Bimtek {NUMERALS[stage]}",
        "contents": STAGE_CONTENTS[stage],
    }
    return render(request, "bimtek/session.html", context)


def _cancelled(request, masterplan, present):
    if present:
        cancel_session(present, by=request.user)
        messages.success(request, f"Tanggal {present} dihapus dari jadwal.")
    return redirect("bimtek:sessions", masterplan.slug)


def _title(following):
    if following is None:
        return "Tanggal bimtek berikutnya belum ditetapkan."
    when = when_in_words(following)
    return f"{following} {when if when.startswith('sedang') else f'mulai {when}'}."


def _line(stage, planned):
    return {
        "stage": stage,
        "name": f"Bimtek {NUMERALS[stage]}",
        "contents": STAGE_CONTENTS[stage],
        "session": planned,
        "days": days_in_words(planned) if planned else "",
        "when": when_in_words(planned) if planned else "",
    }
