"""Whether the site is well: for the operator and for a load balancer (`/sehat/`)."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django_tasks_db.models import DBTaskResult

from seals.authority import ensure_authority

QUEUE_LIMIT = timedelta(minutes=10)
DISK_LIMIT = 500 * 1024 * 1024


def database() -> str:
    """Empty when the database answers, else a sentence."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "Basis data tidak menjawab."
    return ""


def queue() -> str:
    """Empty when no task waits longer than ten minutes."""
    oldest = (
        DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True)
    ).first()
    if oldest and timezone.now() - oldest > QUEUE_LIMIT:
        minutes = int((timezone.now() - oldest).total_seconds() // 60)
        return f"Pekerjaan tertua menunggu {minutes} menit. Periksa pekerja latar."
    return ""


def disk() -> str:
    """Empty when at least 500 MB are free where files are kept."""
    free = shutil.disk_usage(settings.VAR_DIR).free
    return "" if free > DISK_LIMIT else f"Ruang simpan tinggal {free // 1024**2} MB."


def mail() -> str:
    """Empty when the mail server (or the folder of letters) can be reached."""
    try:
        link = get_connection(fail_silently=False)
        link.open()
        link.close()
    except OSError:
        return "Server surel tidak dapat dihubungi."
    return ""


def certificate() -> str:
    """Empty when the seal's certificate is there and valid for a while."""
    return " ".join(ensure_authority(settings.AUTHORITY_DIR).problems())


CHECKS = {
    "basis_data": database,
    "antrean": queue,
    "ruang_simpan": disk,
    "surel": mail,
    "sertifikat": certificate,
}


@never_cache
@login_not_required
def health(request):
    """200 when all is well, 503 with a sentence per fault otherwise. Tells nothing private."""
    faults = {name: check() for name, check in CHECKS.items()}
    well = not any(faults.values())
    body = {"sehat": well, **{name: fault or "baik" for name, fault in faults.items()}}
    return JsonResponse(body, status=200 if well else 503)
