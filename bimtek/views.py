"""The calendar of the four bimtek."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render

from bimtek.days import odd_days
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
    if form.is_valid() and (planned := _planned(request, masterplan, stage, form)):
        said = [f"Tanggal {planned} disimpan.", *odd_days(planned)]
        messages.success(request, " ".join(said))
        return redirect("bimtek:sessions", slug)
    context = {
        "masterplan": masterplan,
        "form": form,
        "present": present,
        "name": f"Bimtek {NUMERALS[stage]}",
        "contents": STAGE_CONTENTS[stage],
    }
    return render(request, "bimtek/session.html", context)


def _planned(request, masterplan, stage, form):
    """The bimtek as it is set; None when the form says why it is not."""
    try:
        return plan_session(masterplan, stage=stage, by=request.user, **form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


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
        "odd": odd_days(planned) if planned and not planned.is_over else (),
    }
