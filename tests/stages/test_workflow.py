"""The steps of a masterplan: what each does, what it refuses, and what the database holds."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from audit.models import Event
from commitments.models import Commitment
from editions.actions import keep_edition
from masterplans.models import Decision, Masterplan, Stage, Status, Verb
from regions.models import Role
from stages import workflow
from stages.workflow import WorkflowError
from tests.commitments import making
from tests.commitments.making import commitment_for, opened, put_signature
from tests.factories import AgencyFactory, IssueFactory, MasterplanFactory, MembershipFactory
from tests.plans import bring_to, fill_analysis


def state(masterplan):
    fresh = Masterplan.objects.get(pk=masterplan.pk)
    return fresh.stage, fresh.status


@pytest.fixture
def in_review(masterplan, lead, facilitator):
    return bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)


@pytest.fixture
def frozen(approved, lead):
    return making.frozen(approved, lead)


# --- handing in -------------------------------------------------------------------------------


def test_an_empty_stage_cannot_be_handed_in_and_the_team_reads_why(masterplan, lead):
    with pytest.raises(WorkflowError, match="Kata kunci visi belum ditulis"):
        workflow.submit_stage(masterplan, by=lead)

    assert state(masterplan) == (Stage.ANALYSIS, Status.WRITING)
    assert not Decision.objects.exists()


def test_a_filled_stage_is_handed_in_for_review(masterplan, lead):
    fill_analysis(masterplan)

    handed_in = workflow.submit_stage(masterplan, by=lead)

    assert state(handed_in) == (Stage.ANALYSIS, Status.REVIEW)
    decision = Decision.objects.get()
    assert (decision.verb, decision.by, decision.stage) == (Verb.SUBMITTED, lead, Stage.ANALYSIS)
    assert [event.verb for event in Event.objects.about(masterplan)] == ["stage.submitted"]
    assert handed_in.stage_since == Masterplan.objects.get(pk=masterplan.pk).stage_since


def test_an_unusual_stage_is_handed_in_only_with_a_reason(masterplan, lead):
    fill_analysis(masterplan)
    idle = AgencyFactory(region=masterplan.region, short_name="Dishub")
    MembershipFactory(region=masterplan.region, role=Role.WRITER, agency=idle)

    with pytest.raises(WorkflowError, match="Tulis alasannya: Dishub belum mengisi isu atau SWOT"):
        workflow.submit_stage(masterplan, by=lead)
    handed_in = workflow.submit_stage(masterplan, by=lead, note=" Dishub baru dibentuk. ")

    assert handed_in.status == Status.REVIEW
    assert Decision.objects.get().note == "Dishub baru dibentuk."


def test_a_stage_that_was_handed_in_cannot_be_handed_in_again(in_review, lead):
    with pytest.raises(WorkflowError, match="sedang ditinjau"):
        workflow.submit_stage(in_review, by=lead)

    assert Decision.objects.count() == 1


def test_what_was_handed_in_can_be_taken_back(in_review, lead):
    workflow.withdraw_stage(in_review, by=lead)

    assert state(in_review) == (Stage.ANALYSIS, Status.WRITING)
    IssueFactory(masterplan=in_review)
    assert [d.verb for d in Decision.objects.all()] == [Verb.WITHDRAWN, Verb.SUBMITTED]


# --- deciding ---------------------------------------------------------------------------------


def test_a_stage_is_returned_with_the_reason(in_review, facilitator):
    workflow.return_stage(in_review, by=facilitator, note="Sumber data isu belum disebut.")

    assert state(in_review) == (Stage.ANALYSIS, Status.WRITING)
    assert Decision.objects.first().note == "Sumber data isu belum disebut."


def test_a_stage_is_never_returned_without_a_reason(in_review, facilitator):
    with pytest.raises(WorkflowError, match="Tulis alasannya"):
        workflow.return_stage(in_review, by=facilitator, note="  ")

    assert state(in_review) == (Stage.ANALYSIS, Status.REVIEW)


def test_approving_a_stage_opens_the_next_one(in_review, facilitator):
    workflow.advance_stage(in_review, by=facilitator)

    assert state(in_review) == (Stage.PROGRAMS, Status.WRITING)
    assert [d.verb for d in Decision.objects.all()] == [Verb.APPROVED, Verb.SUBMITTED]
    events = [event.verb for event in Event.objects.about(in_review)]
    assert events == ["stage.approved", "stage.submitted"]


def test_a_stage_that_nobody_handed_in_cannot_be_approved(masterplan, facilitator):
    with pytest.raises(WorkflowError, match="sedang ditulis"):
        workflow.advance_stage(masterplan, by=facilitator)


def test_a_later_stage_asks_for_the_earlier_ones_again(masterplan, lead, facilitator):
    bring_to(masterplan, Stage.PROGRAMS, lead=lead, facilitator=facilitator)
    masterplan.swot_entries.filter(kind="S").delete()

    with pytest.raises(WorkflowError, match="Isi tahap 1 tidak lengkap lagi"):
        workflow.submit_stage(masterplan, by=lead)


# --- the last stage ---------------------------------------------------------------------------


def test_approving_the_last_stage_makes_the_plan_ready_to_be_frozen(approved):
    assert state(approved) == (Stage.COMMITMENT, Status.APPROVED)


def test_an_approved_plan_is_opened_again_with_a_reason(approved, facilitator):
    workflow.reopen_stage(approved, by=facilitator, note="Anggaran 2025 keliru.")

    assert state(approved) == (Stage.COMMITMENT, Status.WRITING)
    assert Masterplan.objects.get(pk=approved.pk).edition_number == 1


def test_no_plan_is_opened_again_without_a_reason(approved, facilitator):
    with pytest.raises(WorkflowError, match="Tulis alasannya"):
        workflow.reopen_stage(approved, by=facilitator, note="")


def test_only_the_edition_of_this_plan_freezes_it(approved, lead):
    other = MasterplanFactory(region=approved.region, first_year=2034, last_year=2043)
    edition = keep_edition(other, content="{}", by=lead)

    with pytest.raises(WorkflowError, match="bukan edisi masterplan ini"):
        workflow.mark_frozen(approved, edition=edition, by=lead)


def test_a_frozen_plan_is_not_opened_while_its_commitment_lives(frozen, facilitator):
    commitment_for(frozen, facilitator)

    with pytest.raises(WorkflowError, match="Komitmen edisi ini masih berjalan"):
        workflow.reopen_stage(frozen, by=facilitator, note="Nama program berubah.")

    assert state(frozen) == (Stage.COMMITMENT, Status.FROZEN)


def test_a_frozen_plan_is_opened_as_the_next_edition(frozen, facilitator, lead):
    commitment = commitment_for(frozen, facilitator)
    Commitment.objects.filter(pk=commitment.pk).update(
        cancelled_at=commitment.created_at, cancel_reason="Salah nama"
    )

    reopened = workflow.reopen_stage(frozen, by=facilitator, note="Nama program berubah.")

    assert state(reopened) == (Stage.COMMITMENT, Status.WRITING)
    assert reopened.edition_number == 2
    assert list(reopened.editions.values_list("number", flat=True)) == [1]


def test_a_plan_is_signed_only_when_everybody_has_signed(frozen, people):
    commitment = opened(commitment_for(frozen, people["signatory"], people["facilitator"]))
    put_signature(commitment.signatories.first())

    with pytest.raises(WorkflowError, match="Masih ada 1 orang"):
        workflow.mark_signed(frozen, by=people["signatory"])

    put_signature(commitment.signatories.last())
    signed = workflow.mark_signed(frozen, by=people["facilitator"])
    assert state(signed) == (Stage.COMMITMENT, Status.SIGNED)
    assert Decision.objects.first().by == people["facilitator"]


def test_a_plan_without_a_commitment_is_not_signed(frozen, lead):
    with pytest.raises(WorkflowError, match="Belum ada komitmen"):
        workflow.mark_signed(frozen, by=lead)


# --- what the database holds, whoever writes --------------------------------------------------


def run(sql, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


@pytest.mark.parametrize(
    "change",
    ["status = 'review'", "stage = 2", "edition_number = 2", "stage = 4, status = 'signed'"],
)
def test_raw_sql_cannot_move_a_masterplan(masterplan, change):
    with pytest.raises(IntegrityError, match="hanya berpindah dengan keputusan"):
        run(f"UPDATE masterplans_masterplan SET {change} WHERE id = %s", masterplan.pk)  # noqa: S608

    assert state(masterplan) == (Stage.ANALYSIS, Status.WRITING)


def test_the_orm_cannot_move_a_masterplan_without_a_decision(masterplan):
    masterplan.status = Status.REVIEW

    with pytest.raises(IntegrityError), transaction.atomic():
        masterplan.save()


def test_an_old_decision_does_not_move_a_masterplan_twice(in_review, lead):
    workflow.withdraw_stage(in_review, by=lead)

    with pytest.raises(IntegrityError, match="hanya berpindah dengan keputusan"):
        run("UPDATE masterplans_masterplan SET status = 'review' WHERE id = %s", in_review.pk)


@pytest.mark.django_db(transaction=True)
def test_a_decision_of_another_transaction_does_not_move_a_masterplan(masterplan, lead):
    insert = (
        "INSERT INTO masterplans_decision (masterplan_id, verb, stage, from_status, to_stage,"
        " to_status, note, open_points, by_id, at) VALUES (%s, 'submitted', 1, 'writing', 1,"
        " 'review', '', '[]', %s, now())"
    )
    with pytest.raises(IntegrityError, match="tidak diikuti"):
        run(insert, masterplan.pk, lead.pk)
    assert not Decision.objects.exists()

    with pytest.raises(IntegrityError, match="hanya berpindah dengan keputusan"):
        run("UPDATE masterplans_masterplan SET status = 'review' WHERE id = %s", masterplan.pk)


@pytest.mark.parametrize(
    ("verb", "stage", "start", "to_stage", "end"),
    [
        ("submitted", 1, "writing", 2, "review"),
        ("submitted", 1, "review", 1, "writing"),
        ("approved", 1, "review", 3, "writing"),
        ("approved", 4, "review", 4, "frozen"),
        ("approved", 2, "review", 2, "approved"),
        ("returned", 4, "signed", 4, "writing"),
        ("frozen", 3, "approved", 3, "frozen"),
        ("signed", 4, "approved", 4, "signed"),
    ],
)
def test_a_decision_outside_the_drawing_cannot_be_written(
    masterplan, lead, verb, stage, start, to_stage, end
):
    with pytest.raises(IntegrityError, match="drawing"), transaction.atomic():
        Decision.objects.create(
            masterplan=masterplan,
            verb=verb,
            stage=stage,
            from_status=start,
            to_stage=to_stage,
            to_status=end,
            note="alasan",
            by=lead,
        )


def test_decisions_are_neither_changed_nor_removed(in_review):
    decision = Decision.objects.get()

    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(note="lain")
    with pytest.raises(DatabaseError), transaction.atomic():
        decision.delete()

    assert Decision.objects.get().note == ""


def test_a_masterplan_is_not_born_in_another_state(region, lead):
    with pytest.raises(IntegrityError, match="dimulai pada tahap 1"), transaction.atomic():
        MasterplanFactory(region=region, created_by=lead, stage=3)


def test_content_of_a_stage_in_review_cannot_be_changed(in_review):
    with pytest.raises(IntegrityError, match="tidak sedang ditulis"), transaction.atomic():
        IssueFactory(masterplan=in_review)
