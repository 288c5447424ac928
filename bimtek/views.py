"""The calendar of a masterplan, the days of one session, what it came to, its files."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from bimtek.days import clashes, odd_days, proposed_day
from bimtek.files import keep_file, remove_file
from bimtek.forms import ResultsForm, SessionFileForm, SessionForm
from bimtek.merging import CLASH, token_of
from bimtek.models import Meeting, Paper, Session, SessionFile
from bimtek.papers import ask_for_paper, kind_of
from bimtek.sessions import (
    DOUBTED,
    PLANNED,
    RESULTS,
    cancel_session,
    next_of,
    plan_session,
    write_results,
)
from bimtek.spoken import days_in_words, hours_in_words, moved_in_words, when_in_words
from masterplans.models import STAGE_CONTENTS, Masterplan, Stage
from regions.access import get_for
from revisions.tokens import Token
from uploads.file_views import file_response

BEFORE_ALL = "Persiapan di daerah, seminggu sebelum bimtek I; boleh tidak diadakan"


@require_safe
def sessions(request, slug):
    masterplan = get_for(request.user, "bimtek.view_session", Masterplan.objects, slug=slug)
    planned = {session.stage: session for session in masterplan.sessions.all()}
    following = next_of(list(planned.values()))
    may_plan = request.user.has_perm("bimtek.plan_session", masterplan)
    context = {
        "masterplan": masterplan,
        "title": _title(following),
        "why": f"{days_in_words(following)}." if following else "",
        "lines": [_line(meeting, planned.get(meeting)) for meeting in Meeting],
        "may_plan": may_plan,
    }
    return render(request, "bimtek/sessions.html", context)


def session(request, slug, stage):
    masterplan = get_for(request.user, "bimtek.plan_session", Masterplan.objects, slug=slug)
    if stage not in Meeting.values:
        raise Http404
    others = list(masterplan.sessions.all())
    present = next((one for one in others if one.stage == stage), None)
    if request.method == "POST" and "hapus" in request.POST:
        return _cancelled(request, masterplan, present)
    token = token_of(present, PLANNED)
    form = _session_form(request, masterplan, stage, present, others, token)
    if form.is_valid() and (planned := _planned(request, masterplan, stage, form)):
        messages.success(request, f"Tanggal {planned} disimpan.{_told(planned)}")
        return redirect("bimtek:sessions", slug)
    context = {
        "masterplan": masterplan,
        "form": form,
        "present": present,
        "token": token,
        "name": Meeting(stage).label,
        "contents": _contents(stage),
    }
    return render(request, "bimtek/session.html", context, status=422 if form.errors else 200)


def results(request, slug, stage):
    present = _session(request, "bimtek.plan_session", slug, stage)
    initial = {"token": token_of(present, RESULTS)}
    form = ResultsForm(request.POST or None, instance=present, initial=initial)
    if request.method == "POST" and form.is_valid() and _written(request, present, form):
        messages.success(request, f"Hasil {present} disimpan.")
        return redirect(present.get_absolute_url())
    context = {"masterplan": present.masterplan, "session": present, "form": form}
    return render(request, "bimtek/results.html", context, status=422 if form.errors else 200)


def add_file(request, slug, stage):
    present = _session(request, "bimtek.plan_session", slug, stage)
    form = SessionFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        keep_file(
            present, kind=given["kind"], upload=given["file"], checked=given["checked"],
            title=given["title"], by=request.user,
        )  # fmt: skip
        messages.success(request, "Berkas disimpan.")
        return redirect(present.get_absolute_url())
    context = {"masterplan": present.masterplan, "session": present, "form": form}
    return render(request, "bimtek/add_file.html", context, status=422 if form.errors else 200)


@require_safe
def file(request, slug, stage, pk):
    return file_response(_file(request, "bimtek.view_session", slug, stage, pk))


@require_POST
def drop_file(request, slug, stage, pk):
    found = _file(request, "bimtek.plan_session", slug, stage, pk)
    remove_file(found, by=request.user)
    messages.success(request, f"Berkas “{found}” dihapus.")
    return redirect(found.session.get_absolute_url())


def paper(request, slug, stage, kind):
    """POST asks for an official document, GET gives the one that was typeset last."""
    if (asked := kind_of(kind)) is None:
        raise Http404
    found = _session(request, asked.permission, slug, stage)
    if request.method == "POST":
        ask_for_paper(found, kind, by=request.user)
        messages.success(request, f"{asked.title} sedang disusun; sebentar lagi siap.")
        return redirect(found.get_absolute_url())
    kept = Paper.objects.filter(session=found, kind=kind).exclude(made_at=None).first()
    if kept is None:
        raise Http404("Dokumen ini belum disusun.")
    response = HttpResponse(bytes(kept.pdf), content_type="application/pdf")
    name = f"{kind}-{found.stage}-{slug}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _session(request, permission, slug, stage):
    found = Session.objects
    return get_for(request.user, permission, found, masterplan__slug=slug, stage=stage)


def _file(request, permission, slug, stage, pk):
    of_session = {"session__masterplan__slug": slug, "session__stage": stage, "pk": pk}
    return get_for(request.user, permission, SessionFile.objects, **of_session)


def _written(request, present, form):
    """Whether the results are stored; else the form says what somebody else wrote meanwhile."""
    try:
        write_results(present, by=request.user, **form.given)
    except ValidationError as refusal:
        _show_clash(form, present, RESULTS, refusal)
        return False
    return True


def _show_clash(form, session, names, refusal):
    form.add_error(None, refusal)
    form.take_token(token_of(Session.objects.get(pk=session.pk), names))


def _session_form(request, masterplan, stage, present, others, token):
    data = request.POST if request.method == "POST" else None
    proposed = None if present else proposed_day(masterplan, stage, others)
    instance = present or Session(masterplan=masterplan, stage=stage)
    initial = {"token": token} | ({"first_day": proposed} if proposed else {})
    return SessionForm(data, instance=instance, initial=initial)


def _planned(request, masterplan, stage, form):
    """The session as it is set; None when the form says why it is not."""
    try:
        return plan_session(masterplan, stage=stage, by=request.user, **form.given)
    except ValidationError as refusal:
        codes = {one.code for one in _errors_of(refusal)}
        if DOUBTED in codes:
            form.ask_back()
            form.add_error("is_meant", [*refusal.messages, SURE])
        elif CLASH in codes:
            _show_clash(form, form.instance, PLANNED, refusal)
        else:
            form.add_error(None, refusal)
        return None


def _errors_of(refusal):
    by_box = getattr(refusal, "error_dict", {"": getattr(refusal, "error_list", [])})
    return [error for errors in by_box.values() for error in errors]


SURE = "Ganti tanggalnya, atau centang bila memang demikian."


def _told(planned):
    count = planned.invitees.filter(told__isnull=False).count()
    return " Yang diundang sudah disurati." if count and not planned.is_over else ""


def _cancelled(request, masterplan, present):
    if present:
        try:
            seen = Token.read(request.POST.get("token"))
            cancel_session(present, by=request.user, seen=seen)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"Tanggal {present} dihapus dari jadwal.")
    return redirect("bimtek:sessions", masterplan.slug)


def _title(following):
    if following is None:
        return "Tanggal bimtek berikutnya belum ditetapkan."
    when = when_in_words(following)
    return f"{following} {when if when.startswith('sedang') else f'mulai {when}'}."


def _contents(stage):
    return STAGE_CONTENTS[Stage(stage)] if stage in Stage.values else BEFORE_ALL


def _line(meeting, planned):
    return {
        "stage": meeting.value,
        "name": meeting.label,
        "contents": _contents(meeting.value),
        "session": planned,
        "days": days_in_words(planned) if planned else "",
        "hours": hours_in_words(planned) if planned else "",
        "when": when_in_words(planned) if planned else "",
        "moved": moved_in_words(planned) if planned else "",
        "odd": [*odd_days(planned), *clashes(planned)] if planned and not planned.is_over else (),
    }
