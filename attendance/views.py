"""The page of one session, and its registers as the secretariat keeps them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from attendance.attending import (
    AttendanceError,
    add_by_hand,
    close_registers,
    headcount,
    kept_registers,
    registers_of,
    reopen_registers,
    strike,
)
from attendance.closing import closing_in_words
from attendance.forms import PeopleForm, RegisterReasonForm
from attendance.models import Attendee
from bimtek.agenda import shown_agenda
from bimtek.days import clashes, odd_days
from bimtek.models import FileKind, Session
from bimtek.papers import is_under_way, papers_of
from bimtek.spoken import days_in_words, hours_in_words, moved_in_words, when_in_words
from indonesian import angka, hari_tanggal, many
from pictures.codes import qr_code
from regions.access import get_for


@require_safe
def detail(request, slug, stage):
    session = _session(request, "attendance.view_register", slug, stage)
    may_plan = request.user.has_perm("bimtek.plan_session", session)
    files = list(session.files.select_related("uploaded_by"))
    invitees = list(session.invitees.select_related("agency"))
    context = {
        "session": session,
        "masterplan": session.masterplan,
        "when": when_in_words(session),
        "facts": _facts(session, headcount(session)),
        "agenda": shown_agenda(session.agenda),
        "results": [line for line in session.results.splitlines() if line.strip()],
        "invitees": invitees,
        "told": sum(one.told is not None for one in invitees),
        "materials": [one for one in files if one.kind == FileKind.MATERIAL],
        "photos": [one for one in files if one.kind == FileKind.PHOTO],
        "papers": _papers(request.user, session),
        "odd": [] if session.is_over else [*odd_days(session), *clashes(session)],
        "may_plan": may_plan,
    }
    return render(request, "attendance/detail.html", context)


def registers(request, slug, stage):
    session = _session(request, "attendance.view_register", slug, stage)
    may_keep = request.user.has_perm("attendance.keep_register", session)
    if may_keep:
        registers_of(session)
    found = kept_registers(session)
    form = None
    if may_keep:
        form = PeopleForm(request.POST or None, registers=session.registers.filter(
            pk__in=[one.pk for one in found]), day_in_words=hari_tanggal)  # fmt: skip
        if request.method == "POST" and form.is_valid() and _added(request, form):
            return redirect("attendance:registers", slug, stage)
    elif request.method == "POST":
        _session(request, "attendance.keep_register", slug, stage)
    context = {
        "session": session,
        "masterplan": session.masterplan,
        "days": [(one, list(one.attendees.all())) for one in found],
        "count": headcount(session),
        "is_closed": bool(found) and all(one.closed_at for one in found),
        "closing": closing_in_words(session, found),
        "form": form,
        "may_keep": may_keep,
    }
    bad = form is not None and form.errors
    return render(request, "attendance/registers.html", context, status=422 if bad else 200)


@require_safe
def code(request, slug, stage):
    """The codes of all days, to be shown on the wall."""
    session = _session(request, "attendance.keep_register", slug, stage)
    context = {
        "session": session,
        "masterplan": session.masterplan,
        "codes": [
            (one, qr_code(request.build_absolute_uri(one.get_absolute_url())))
            for one in registers_of(session)
        ],
        "address": request.build_absolute_uri(reverse("hadir:type_code")),
    }
    return render(request, "attendance/code.html", context)


@require_POST
def close(request, slug, stage):
    session = _session(request, "attendance.keep_register", slug, stage)
    registers_of(session)
    close_registers(session, by=request.user)
    messages.success(request, "Daftar hadir ditutup. Isinya tidak berubah lagi.")
    return redirect("attendance:registers", slug, stage)


def reopen(request, slug, stage):
    session = _session(request, "attendance.keep_register", slug, stage)
    title = "Buka kembali daftar hadir."
    return _with_reason(
        request, session, title, lambda reason: reopen_registers(
            session, reason=reason, by=request.user), "Daftar hadir dibuka kembali.",
    )  # fmt: skip


def strike_out(request, slug, stage, pk):
    where = {"register__session__masterplan__slug": slug, "register__session__stage": stage}
    found = get_for(request.user, "attendance.keep_register", Attendee.objects, pk=pk, **where)
    title = f"Coret {found.name} dari daftar hadir."
    return _with_reason(
        request, found.register.session, title,
        lambda reason: strike(found, reason=reason, by=request.user), f"{found.name} dicoret.",
    )  # fmt: skip


def _with_reason(request, session, title, do, told):
    """A step that asks why."""
    form = RegisterReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data["reason"])
        except AttendanceError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, told)
            return redirect("attendance:registers", session.masterplan.slug, session.stage)
    context = {"session": session, "masterplan": session.masterplan, "title": title, "form": form}
    return render(request, "attendance/reason.html", context, status=422 if form.errors else 200)


def _added(request, form):
    given = form.cleaned_data
    try:
        count = add_by_hand(given["register"], people=given["people"], by=request.user)
    except AttendanceError as refusal:
        form.add_error(None, str(refusal))
        return False
    known = len(given["people"]) - count
    also = f" {many(known, 'orang')} sudah tercatat sebelumnya." if known else ""
    messages.success(request, f"{many(count, 'orang')} dicatat hadir.{also}")
    return True


def _session(request, permission, slug, stage):
    return get_for(request.user, permission, Session.objects, masterplan__slug=slug, stage=stage)


def _facts(session, came):
    expected = f"{angka(session.expected)} orang" if session.expected else ""
    facts = [
        ("Hari", days_in_words(session)),
        ("Semula", _first_plan(session)),
        ("Waktu", hours_in_words(session)),
        ("Tempat", session.place),
        ("Cara", session.get_mode_display()),
        ("Tautan rapat", session.meeting_url),
        ("Dibuka oleh", session.opener),
        ("Perkiraan peserta", expected),
        ("Yang hadir", f"{angka(came)} orang" if came else ""),
    ]
    return [(term, value) for term, value in facts if value]


def _first_plan(session):
    """The day that was planned first, where the session was moved."""
    moved = moved_in_words(session)
    return f"{hari_tanggal(session.planned_first)} ({moved})" if moved else ""


def _papers(user, session):
    return [
        {"kind": kind, "paper": paper, "is_under_way": paper and is_under_way(paper)}
        for kind, paper in papers_of(session)
        if user.has_perm(kind.permission, session)
    ]
