"""What workers owe is queued again; what does not go on by itself is told to an officer."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from bsre.models import BsreAttempt
from commitments import signing as rows
from commitments.state import CommitmentStatus
from signing import owed
from signing.incidents import write_incident
from signing.models import Analysis, FileRevision
from signing.stuck import stuck_now
from signing.sweeping import overdue, sweep
from tests.commitments.making import STROKE, kind, put_signature
from trails.models import TrailInspection


def test_a_signature_that_is_not_in_the_file_is_refused_at_commit(commitment, places):
    rows.sign(places[0], by=places[0].user, method="drawn", drawing=STROKE)
    with pytest.raises(IntegrityError, match="tidak berada di dalam berkas"), transaction.atomic():
        connection.check_constraints()
    transaction.set_rollback(True)


def test_what_is_late_is_queued_again_and_what_is_not_is_left(
    commitment, places, monkeypatch, national, signed_in
):
    for place in places:
        put_signature(place)
    officer, page = signed_in(national), reverse("stuck:page")
    assert (sweep(), overdue()) == (0, 0)
    assert "Tidak ada penandatanganan yang tertahan." in officer.get(page).content.decode()

    monkeypatch.setattr(owed, "PATIENCE", timedelta(0))
    assert overdue() == 1
    assert "Satu komitmen tertahan. Antrekan lagi." in officer.get(page).content.decode()
    assert sweep() == 1
    assert (
        "Satu komitmen diantrekan lagi."
        in officer.post(reverse("stuck:queue_again"), follow=True).content.decode()
    )
    assert kind(commitment) == CommitmentStatus.COMPLETE


def test_the_page_says_first_what_somebody_must_look_at(commitment, places, people, signed_in):
    put_signature(places[0])
    revision = FileRevision.objects.get()
    Analysis.objects.create(revision=revision, found=["Ada isi lain."])
    write_incident(commitment, places[1], found=["Bukan kuncinya."], head="0" * 64, pdf=b"x")
    BsreAttempt.objects.create(reference="7K2M/12", host="esign", sent_sha256="0" * 64)
    BsreAttempt.objects.update(started_at=timezone.now() - timedelta(hours=1))
    TrailInspection.objects.create(faults=["Peristiwa 3 diubah."])

    found = stuck_now()
    assert [len(found.broken), len(found.late), len(found.incidents)] == [3, 0, 1]
    said = signed_in(people["national"]).get(reverse("stuck:page")).content.decode()
    for words in ("Tiga hal tidak beres sendiri.", "Ada isi lain.", "Bukan kuncinya.",
                  "7K2M/12", "Peristiwa 3 diubah."):  # fmt: skip
        assert words in said
    assert signed_in(people["lead"]).get(reverse("stuck:page")).status_code == 404
