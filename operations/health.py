"""Whether the site is well: one question for each part, answered by a sentence or by nothing."""

import shutil
from datetime import timedelta
from pathlib import Path
from tempfile import gettempdir

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from authority.authorities import problems
from letters.delivery import letters_stuck
from signing.sweeping import overdue
from trails.stamping import last_problem

QUEUE_LIMIT = timedelta(minutes=10)
DISK_LIMIT = 500 * 1024 * 1024


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
    """Empty when at least 500 MB are free wherever files lie: uploads, on their way and kept."""
    on_their_way = settings.FILE_UPLOAD_TEMP_DIR or gettempdir()
    places = [settings.VAR_DIR, on_their_way, _standing(Path(settings.MEDIA_ROOT))]
    try:
        free = min(shutil.disk_usage(place).free for place in places)
    except OSError:
        return "Folder berkas situs tidak dapat dibaca."
    return "" if free > DISK_LIMIT else f"Ruang simpan tinggal {free // 1024**2} MB."


def _standing(place):
    """The folder itself, or the one in which it will be made."""
    return next(one for one in (place, *place.parents) if one.exists())


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


def trail() -> str:
    """Empty when the last look through the chains of events found nothing."""
    try:
        return last_problem()
    except (DatabaseError, InterfaceError):
        return "Jejak tidak dapat diperiksa selama basis data tidak menjawab."


CHECKS = {
    "basis_data": ("Basis data", database),
    "antrean": ("Antrean pekerjaan", queue),
    "ruang_simpan": ("Ruang simpan", disk),
    "surel": ("Pengiriman surel", mail),
    "sertifikat": ("Sertifikat segel", certificate),
    "jejak": ("Jejak komitmen", trail),
    "komitmen": ("Penyegelan komitmen", commitments),
}
