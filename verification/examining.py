"""Opening the files of strangers: one at a time for the whole site, never while a page waits.

A page compares hashes (verification/verdicts.py), which costs milliseconds whatever was sent. What
has a seal and no known hash must be opened, and a file that was made to do harm costs its reader
all that it is given. So it waits here for a worker (operations/scheduler.py), which has it read by
a process of its own with limits (seals/verification.py). Decision 0030.
"""

import ipaddress
import logging

from django.db import connection, transaction
from django.utils import timezone

from authority.authorities import AuthorityError, load_authority
from seals.verdict import Verdict, to_json
from seals.verification import TOO_LONG, verify_pdf
from verification.models import KEPT, Examination

logger = logging.getLogger("simpul.worker")

MOST_OF_ONE = 3  # files of one network that may wait
MOST = 12  # and of all
ATTEMPTS = 2  # a file that takes its worker with it must not do so for ever
IN_LINE = "SELECT pg_advisory_xact_lock(hashtext('simpul-examinations'))"

ENOUGH_OF_YOU = (
    "Tiga berkas dari jaringan Anda masih menunggu diperiksa. Tunggu sampai salah satunya selesai,"
    " lalu unggah berkas ini lagi."
)
ENOUGH = (
    "Banyak berkas sedang menunggu diperiksa. Unggah lagi beberapa menit lagi. Dokumen asli tidak"
    " perlu menunggu: dokumen itu dikenali seketika."
)


class TooManyWaitingError(Exception):
    """The file is not taken in now. The message is meant for the visitor."""


@transaction.atomic
def ask(data: bytes, sha256: str, *, address: str, begins_with: str = "") -> Examination:
    """Have a file examined; an answer that was given for the same bytes is given again.

    `begins_with` is the hash of the known file that these bytes begin with, if there is one.
    Raises TooManyWaitingError when this network, or everybody together, has enough waiting.
    """
    with connection.cursor() as cursor:
        cursor.execute(IN_LINE)  # two at once must not both be the last that has room
    known = Examination.objects.defer("content").filter(sha256=sha256).first()
    if known:
        return known
    network, waiting = network_of(address), Examination.objects.waiting()
    if waiting.filter(asked_from=network).count() >= MOST_OF_ONE:
        raise TooManyWaitingError(ENOUGH_OF_YOU)
    if waiting.count() >= MOST:
        raise TooManyWaitingError(ENOUGH)
    return Examination.objects.create(
        sha256=sha256, content=data, asked_from=network, begins_with=begins_with
    )


def network_of(address: str) -> str:
    """Who is one: an address, or with IPv6 the 64 bits that a house is given."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if read.version == 4:
        return str(read)
    return str(ipaddress.ip_network((read, 64), strict=False))


def examine_next() -> int:
    """Examine the file whose turn it is; how many that were. Call it from one worker at a time."""
    one = Examination.objects.in_turn().first()
    if one is None:
        return 0
    Examination.objects.filter(pk=one.pk).update(begun_at=timezone.now(), attempts=one.attempts + 1)
    gave_up = one.attempts >= ATTEMPTS
    found = Verdict(signed=True, problems=(TOO_LONG,)) if gave_up else _verdict(bytes(one.content))
    Examination.objects.filter(pk=one.pk).update(
        verdict=to_json(found), content=None, asked_from="", finished_at=timezone.now()
    )
    return 1


def forget_old() -> int:
    """Remove answers that are a day old; how many."""
    old = Examination.objects.filter(finished_at__lt=timezone.now() - KEPT)
    return old.delete()[0]


def _verdict(data) -> Verdict:
    try:
        return verify_pdf(data, authority=load_authority())
    except AuthorityError:  # a site without an authority has sealed nothing yet
        return Verdict()
