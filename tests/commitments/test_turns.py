"""Whose turn it is: the same number side by side, the usual order, until the last day."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from commitments import signing
from commitments.locking import SigningError
from commitments.models import Signatory, Signature
from commitments.proposing import add_from_decrees, usual_places
from commitments.state import CommitmentStatus, state_of
from mandates.models import Mandate, MandateMember
from regions.models import Official
from tests.commitments.making import commitment_for, kind, opened, put_signature, sign
from tests.factories import AgencyFactory, OfficialFactory, UserFactory


@pytest.fixture
def running(frozen, people):
    """The head of region alone, then two heads of agencies side by side, then a witness."""
    draft = commitment_for(frozen, people["signatory"], *UserFactory.create_batch(3))
    for place, order in zip(draft.signatories.all(), (1, 2, 2, 3), strict=True):
        Signatory.objects.filter(pk=place.pk).update(order=order)
    return opened(draft)


def waiting(commitment):
    return [person.order for person in state_of(commitment).waiting]


def test_one_absent_head_does_not_stop_those_of_the_same_number(running):
    head, absent, present, witness = running.signatories.select_related("user")
    assert waiting(running) == [1]
    with pytest.raises(SigningError, match=r"Belum giliran Anda; .* ditunggu lebih dahulu"):
        sign(present)
    sign(head)
    assert waiting(running) == [2, 2]
    assert list(Signatory.objects.waiting_for(absent.user)) == [absent]
    sign(present)

    assert state_of(running).waiting == [absent]
    with pytest.raises(SigningError, match="Belum giliran Anda"):
        sign(witness)
    assert not Signatory.objects.waiting_for(witness.user)
    sign(absent)
    sign(witness)
    assert kind(running) == CommitmentStatus.COMPLETE


def test_each_of_a_number_is_told_once(running, monkeypatch):
    told = []
    monkeypatch.setattr("commitments.notices.notify_turn", lambda one: told.append(one.order))
    head, first, second, _ = running.signatories.select_related("user")
    sign(head)
    assert told == [2, 2]
    sign(second)
    assert told == [2, 2]
    sign(first)
    assert told == [2, 2, 3]


def test_the_database_knows_parallel_turns(running):
    head, first, second, witness = running.signatories.all()
    put_signature(head)
    put_signature(second)
    with pytest.raises(IntegrityError, match="Belum giliran"), transaction.atomic():
        put_signature(witness)
    put_signature(first)
    put_signature(witness)


def test_after_the_last_day_nobody_signs_until_it_is_put_off(frozen, people, lead, authority):
    draft = commitment_for(frozen, people["signatory"], people["facilitator"])
    draft.deadline = timezone.now() - timedelta(hours=1)
    draft.save()
    running = opened(draft)
    head = running.signatories.first()

    assert kind(running) == CommitmentStatus.EXPIRED
    with pytest.raises(SigningError, match="Batas waktu penandatanganan sudah lewat"):
        sign(head)
    with pytest.raises(IntegrityError, match="Batas waktu"), transaction.atomic():
        put_signature(head)
    assert not Signatory.objects.waiting_for(head.user)

    with pytest.raises(SigningError, match="hanya dapat diperpanjang"):
        signing.extend(running, deadline=timezone.now(), by=lead)
    signing.extend(running, deadline=timezone.now() + timedelta(days=3), by=lead)
    sign(head)
    assert Signature.objects.count() == 1


def test_a_deadline_is_never_made_shorter_not_by_raw_sql_either(running, lead, authority):
    with pytest.raises(SigningError, match="dokumennya tidak dapat disegel"):
        signing.extend(running, deadline=timezone.now() + timedelta(days=9000), by=lead)
    signing.extend(running, deadline=timezone.now() + timedelta(days=3), by=lead)
    with (
        pytest.raises(IntegrityError, match="sudah dibuka"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE commitments_commitment SET deadline = now() + interval '1 hour'")


def test_the_usual_order_is_that_of_the_field():
    dinkes = AgencyFactory.build(pk=1)
    said = [
        ("Rektor", "Universitas Jenderal Soedirman", None),
        ("Kepala Dinas Kesehatan", "", dinkes),
        ("Camat Wanadadi", "", AgencyFactory.build(pk=2)),
        ("Bupati Banjarnegara", "", None),
        ("Direktur LAIP", "Kementerian Kominfo", None),
        ("Kepala Dinas Kominfo", "", AgencyFactory.build(pk=3)),
        ("Sekretaris Daerah", "", None),
        ("Ketua", "Kadin Banjarnegara", None),
        ("Wakil Bupati Banjarnegara", "", None),
        ("Ketua DPRD", "", None),
        ("Ketua", "Relawan TIK", None),
    ]
    officials = [
        Official(
            pk=at,
            position=position,
            institution=institution,
            agency=agency,
            is_head_of_region=position.startswith("Bupati"),
        )
        for at, (position, institution, agency) in enumerate(said)
    ]
    places = usual_places(officials)

    assert [(one.order, one.official.position, one.role, one.capacity) for one in places] == [
        (1, "Bupati Banjarnegara", "signatory", "head"),
        (2, "Wakil Bupati Banjarnegara", "signatory", "head"),
        (3, "Ketua DPRD", "signatory", ""),
        (4, "Sekretaris Daerah", "signatory", "agency"),
        (5, "Kepala Dinas Kesehatan", "signatory", "agency"),
        (5, "Kepala Dinas Kominfo", "signatory", "agency"),
        (6, "Camat Wanadadi", "signatory", "agency"),
        (7, "Rektor", "signatory", "academic"),
        (8, "Ketua", "signatory", "business"),
        (9, "Ketua", "signatory", "community"),
        (10, "Direktur LAIP", "witness", "ministry"),
    ]


def test_whom_a_decree_names_is_proposed_once(region, lead):
    OfficialFactory(region=region, name="Drs. H. Suryanto, M.Si.")
    decree = Mandate.objects.create(
        region=region, kind="team", number="1", date="2023-05-01", about="Tim", recorded_by=lead
    )
    for order, name in enumerate(["Suryanto", "Dr. Siti Aminah, M.Kes.", ""]):
        MandateMember.objects.create(
            mandate=decree, order=order, name=name, position=f"Kepala {order}"
        )

    assert [one.name for one in add_from_decrees(region, by=lead)] == ["Dr. Siti Aminah, M.Kes."]
    assert not add_from_decrees(region, by=lead)
