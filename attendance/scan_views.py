"""What a telephone shows that has scanned the code on the wall: three boxes and one tap."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from attendance.attending import AttendanceError, attend, check_open, find_register
from attendance.forms import ComeForm, RegisterCodeForm
from attendance.models import Attendee
from attendance.offices import office_of
from bimtek.spoken import hours_in_words
from seals.codes import read_code

COOKIE = "simpul_hadir"  # which attendance this telephone has recorded
TWO_DAYS = 2 * 24 * 3600


@require_safe
@login_not_required
def type_code(request):
    """For who cannot scan: the code stands below the squares, too."""
    form = RegisterCodeForm(request.GET if "kode" in request.GET else None)
    if form.is_valid():
        return redirect("hadir:scan", form.cleaned_data["kode"])
    return render(request, "attendance/type_code.html", {"form": form})


@never_cache
@login_not_required
@transaction.non_atomic_requests  # the verb is atomic; nobody in the hall waits for another
def scan(request, code):
    try:
        register = find_register(read_code(code))
        known = _known(request, register)
        if known is None:
            check_open(register)
    except AttendanceError as refusal:
        return render(request, "attendance/refused.html", {"refusal": refusal}, status=404)
    if request.method == "POST":
        return _come(request, register)
    if known and "lagi" not in request.GET:
        return _done(request, register, known)
    return _form_page(request, register, ComeForm(initial={"form_key": uuid.uuid4()}))


def _come(request, register):
    form = ComeForm(_own(request, register) or request.POST)
    if not form.is_valid():
        return _form_page(request, register, form, status=422)
    given = form.cleaned_data | {"form_key": str(form.cleaned_data["form_key"])}
    person = request.user if "saya" in request.POST and request.user.is_authenticated else None
    try:
        attended = attend(register, person=person, **given)
    except AttendanceError as refusal:
        form.add_error(None, str(refusal))
        return _form_page(request, register, form, status=422)
    return _done(request, register, attended.attendee, was_there=not attended.is_new)


def _own(request, register):
    """What a member who has signed in says by one tap."""
    if "saya" not in request.POST or not request.user.is_authenticated:
        return None
    key = {"form_key": request.POST.get("form_key", "")}
    return office_of(request.user, register.region) | key


def _form_page(request, register, form, status=200):
    session = register.session
    context = {
        "register": register,
        "session": session,
        "hours": hours_in_words(session),
        "form": form,
        "agencies": session.region.agencies.filter(is_active=True),
        "me": office_of(request.user, session.region) if request.user.is_authenticated else None,
    }
    return render(request, "attendance/come.html", context, status=status)


def _done(request, register, attendee, *, was_there=False):
    context = {
        "register": register,
        "session": register.session,
        "attendee": attendee,
        "zone": register.region.time_zone,
        "was_there": was_there,
    }
    response = render(request, "attendance/done.html", context)
    response.set_signed_cookie(
        COOKIE, f"{register.pk}.{attendee.pk}", max_age=TWO_DAYS, httponly=True, samesite="Lax",
        secure=request.is_secure(), path="/hadir/",
    )  # fmt: skip
    return response


def _known(request, register):
    """Whom this telephone has written down on this day already."""
    key, _, pk = request.get_signed_cookie(COOKIE, default="").partition(".")
    if key != str(register.pk):
        return None
    return Attendee.objects.filter(register=register, pk=pk).first()
