"""Whether the site is well, for the operator (`/sehat/`) and for a load balancer (`/sehat/siap/`).

Both are answered before sessions, sign-in and transactions, which need the database: when it is
down, this page is the one that must still say so.
"""

import logging
import shutil
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.db import DatabaseError, InterfaceError, connection, transaction
from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django_tasks_db.models import DBTaskResult

from commitments.tasks import overdue
from letters.delivery import letters_stuck
from seals.authority import problems

logger = logging.getLogger("simpul.health")
QUEUE_LIMIT = timedelta(minutes=10)
DISK_LIMIT = 500 * 1024 * 1024
WELL = "baik"


def database() -> str:
    """Empty when the database answers, else a sentence."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return "Basis data tidak menjawab."
    return ""


def queue() -> str:
    """Empty when no task waits longer than ten minutes."""
    try:
        oldest = (
            DBTaskResult.objects.ready()
            .order_by("enqueued_at")
            .values_list("enqueued_at", flat=True)
            .first()
        )
    except (DatabaseError, InterfaceError):
        return "Antrean tidak dapat diperiksa selama basis data tidak menjawab."
    if oldest and timezone.now() - oldest > QUEUE_LIMIT:
        minutes = int((timezone.now() - oldest).total_seconds() // 60)
        return f"Pekerjaan tertua menunggu {minutes} menit. Periksa pekerja latar."
    return ""


def disk() -> str:
    """Empty when at least 500 MB are free where files are kept."""
    try:
        free = shutil.disk_usage(settings.VAR_DIR).free
    except OSError:
        return "Folder berkas situs tidak dapat dibaca."
    return "" if free > DISK_LIMIT else f"Ruang simpan tinggal {free // 1024**2} MB."


def mail() -> str:
    """Empty when the mail server (or the folder of letters) can be reached and letters go out."""
    try:
        link = get_connection(fail_silently=False)
        link.open()
        link.close()
    except (OSError, ImproperlyConfigured):
        return "Server surel tidak dapat dihubungi. Surat menunggu di antrean."
    try:
        return letters_stuck()
    except (DatabaseError, InterfaceError):
        return "Surat tidak dapat diperiksa selama basis data tidak menjawab."


def certificate() -> str:
    """Empty when the seal's certificate is there and valid for a while. Makes nothing."""
    return " ".join(problems(settings.AUTHORITY_DIR))


def commitments() -> str:
    """Empty when no signed commitment waits for its seal, and none for its letter."""
    try:
        late = overdue()
    except (DatabaseError, InterfaceError):
        return "Komitmen tidak dapat diperiksa selama basis data tidak menjawab."
    if not late:
        return ""
    return f"{late} komitmen menunggu disusun atau disegel. Jalankan `manage.py seal_waiting`."


CHECKS = {
    "basis_data": ("Basis data", database),
    "antrean": ("Antrean pekerjaan", queue),
    "ruang_simpan": ("Ruang simpan", disk),
    "surel": ("Pengiriman surel", mail),
    "sertifikat": ("Sertifikat segel", certificate),
    "komitmen": ("Penyegelan komitmen", commitments),
}


@never_cache
@login_not_required
@transaction.non_atomic_requests
def health(request):
    """200 when all is well, 503 with a sentence per fault otherwise. Tells nothing private.

    A page for people (a browser asks for HTML); JSON for programs and with `?format=json`.
    """
    faults = {name: check() for name, (_, check) in CHECKS.items()}
    well = not any(faults.values())
    for name, fault in faults.items():
        if fault:
            logger.warning("health", extra={"check": name, "fault": fault})
    status = 200 if well else 503
    for_people = "text/html" in request.headers.get("Accept", "")
    if for_people and request.GET.get("format") != "json":
        rows = [(CHECKS[name][0], fault) for name, fault in faults.items()]
        page = {"rows": rows, "well": well, "now": timezone.now()}
        response = render(request, "operations/health.html", page, status=status)
    else:
        body = {"sehat": well, **{name: fault or WELL for name, fault in faults.items()}}
        response = JsonResponse(body, status=status)
    response._has_been_logged = True  # above, with the cause; Django would add a bare 503
    return response


@never_cache
@login_not_required
@transaction.non_atomic_requests
def ready(request):
    """200 when this machine can answer pages at all.

    A long queue or an old certificate is no reason for a load balancer to send nobody here.
    """
    fault = database()
    return JsonResponse({"siap": not fault}, status=503 if fault else 200)


def answer_early(get_response):
    """Middleware in front of all that needs the database: these two pages do without."""
    views = {reverse("health"): health, reverse("ready"): ready}

    def middleware(request):
        view = views.get(request.path_info)
        return view(request) if view else get_response(request)

    return middleware
