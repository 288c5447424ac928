"""A process or the database that is killed at any step of a signing by ten: it ends all the same.

Each step is done by a process of its own (a fork) that kills itself at a named place, as a power
cut would; then she, or the worker, does the same again.
"""

import importlib
import os
import signal
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import DatabaseError, InterfaceError, connection

from commitments import preparing
from commitments.models import Signature, SignedDocument
from commitments.proposing import SignatoryPlace
from commitments.state import CommitmentStatus
from commitments.tasks import show_letter
from signing.certifying import certify_signing
from signing.files import file_of, head_of
from signing.models import (
    Analysis,
    FileRevision,
    Incident,
    PreparedSignature,
    SigningCertificate,
    SigningEvidence,
)
from signing.sealing import seal_commitment
from signing.sweeping import queue_owed
from tests.commitments.conftest import WORDS, work
from tests.commitments.making import kind
from tests.factories import OfficialFactory, UserFactory
from tests.identities.making import prove
from tests.signing.conftest import sign_in_browser

pytestmark = [pytest.mark.system, pytest.mark.django_db(transaction=True)]

NAMES = ["Ratna", "Agus", "Tri", "Nur", "Yuliana", "Sigit", "Endang", "Dwi", "Eko", "Anisa"]
ORDERS = [1, 2, 2, 2, 2, 2, 2, 2, 3, 3]
# Where somebody is killed while she signs, and how many signatures there are more afterwards.
AT_SIGNING = {
    "certified, not queued": ("signing.acts.queueing.borrow", 0),
    "prepared, not answered": ("signing.acts.queueing.renew", 0),
    "put into the file": ("signing.acts._put", 0),
    "signature written": ("commitments.signing.record_step", 0),
    "revision written": ("signing.keeping.add_revision", 0),
    "all written, not committed": ("signing.acts.keep_signature", 0),
    "committed, not answered": ("signing.acts._keep", 1),
}
AT_SEALING = {
    "one revision looked at": "signing.sealing._analyse",
    "all looked at": "signing.sealing.analyse",
    "sealed, not kept": "signing.sealing.add_revision",
    "sealed": "signing.sealing._seal",
    "time-stamped": "signing.sealing._stamp_time",
    "told, not committed": "signing.sealing.notices.notify_sealed",
    "finished, certificate not queued": "signing.sealing._finish",
}
AT_CERTIFYING = {
    "typeset": "signing.certifying.typeset_certificate",
    "written, not committed": "signing.certifying.record_step",
}


@pytest.fixture
def ten(frozen, region, lead, authority):
    """One, then seven side by side, then two; the letter is shown."""
    officials = []
    for name, order in zip(NAMES, ORDERS, strict=True):
        official = OfficialFactory(region=region, name=name, user=UserFactory(name=name))
        prove(official)
        officials.append(SignatoryPlace(official, order))
    commitment = preparing.prepare(frozen.editions.get(), **WORDS, officials=officials, by=lead)
    preparing.open_for_signing(commitment, by=lead)
    show_letter.call(commitment.pk)
    return list(commitment.signatories.select_related("user"))


@contextmanager
def after(place, deed):
    """Do something right after the function at this place has run."""
    module, name = place.rsplit(".", 1)
    module = importlib.import_module(module) if module.count(".") < 2 else _inner(module)
    whole = getattr(module, name)

    def then(*args, **kwargs):
        result = whole(*args, **kwargs)
        deed()
        return result

    setattr(module, name, then)
    try:
        yield
    finally:
        setattr(module, name, whole)


def _inner(path):
    module, name = path.rsplit(".", 1)
    return getattr(importlib.import_module(module), name)


def is_killed(step, place):
    """Do a step in a process that dies at a place; whether it came so far."""
    pid = os.fork()
    if pid == 0:
        kept = connection.connection  # the parent's: never to be closed here
        connection.connection = None
        try:
            with after(place, lambda: os.kill(os.getpid(), signal.SIGKILL)):
                step()
        finally:
            os._exit(1 if kept else 2)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def loses_database(step, place):
    """Do a step whose connection is ended by the server at a place; whether that was noticed."""
    connection.ensure_connection()
    backend, dsn = connection.connection.info.backend_pid, connection.get_connection_params()
    dsn = {
        name: dsn[name] for name in ("dbname", "user", "password", "host", "port") if name in dsn
    }

    def end():
        other = psycopg2.connect(**dsn)
        with other, other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
        other.close()

    try:
        with after(place, end):
            step()
    except (DatabaseError, InterfaceError):
        return True
    finally:
        connection.close()
    return False


def counted():
    """Signatures, what each added to the file, and the proof of each: always as many."""
    kept = [one.objects.count() for one in (Signature, FileRevision, SigningEvidence)]
    assert len(set(kept)) == 1
    return kept[0]


def test_ten_sign_though_somebody_is_killed_at_every_step(ten, sent):
    commitment = ten[0].commitment
    steps = [(is_killed, *one) for one in AT_SIGNING.values()]
    steps += [
        (loses_database, "signing.acts.keep_signature", 0),
        (loses_database, "signing.acts._put", 0),
    ]
    for number, place in enumerate(ten):
        before = counted()
        assert before == number
        if number < len(steps):
            dies, where, more = steps[number]
            assert dies(lambda place=place: sign_in_browser(place), where), where
            assert counted() == before + more, where
        if not Signature.objects.filter(signatory=place).exists():
            sign_in_browser(place)
    assert file_of(commitment).sha256 == head_of(commitment)
    assert not PreparedSignature.objects.exists()

    for where in AT_SEALING.values():
        assert is_killed(lambda: seal_commitment.call(commitment.pk), where), where
        if not SignedDocument.objects.exists():
            assert kind(commitment) == CommitmentStatus.COMPLETE
    for where in AT_CERTIFYING.values():
        assert is_killed(lambda: certify_signing.call(commitment.pk), where), where
        assert not SigningCertificate.objects.exists()

    queue_owed()  # what the scheduler does; the queue has forgotten everything
    work()
    assert kind(commitment) == CommitmentStatus.SEALED
    assert SigningCertificate.objects.count() == SignedDocument.objects.count() == 1
    kinds = list(FileRevision.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == ["signature"] * 10 + ["seal", "timestamp"]
    assert Analysis.objects.count() == len(kinds) - 2 or Analysis.objects.count() == len(kinds)
    assert not Incident.objects.exists()
    told = [letter["To"] for letter in sent() if "sudah lengkap" in letter["Subject"]]
    assert len(told) == len(set(told)) > 0
