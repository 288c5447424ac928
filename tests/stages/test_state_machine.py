"""No sequence of steps, by anybody, through pages or raw SQL, leaves the drawing."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from commitments.models import Commitment
from editions.actions import keep_edition
from editions.models import Edition
from masterplans.models import Decision, Masterplan, Status
from regions.roles import ACTS_AS, Role
from stages import workflow
from stages.workflow import WorkflowError
from tests import plans
from tests.commitments.making import opened, place, put_signature
from tests.factories import IssueFactory

EVERYBODY = [*(role for role in Role if role not in ACTS_AS), "national", "stranger"]
OUTSIDE = {"stranger", "guest"}  # who know no page of the plan
RETURN, APPROVE = "baca/putusan/kembalikan", "baca/putusan/setujui"
# The whole drawing: step -> (who may, from which status, needs a reason)
PAGES = {
    "serahkan": ({"lead"}, {"writing"}, False),
    "tarik": ({"lead", "national"}, {"review"}, False),
    RETURN: ({"facilitator", "national"}, {"review"}, True),
    APPROVE: ({"facilitator", "national"}, {"review"}, True),  # no chapter was approved by itself
    "buka-kembali": ({"facilitator", "national"}, {"approved", "frozen"}, True),
}
FORWARD = {"writing": ("serahkan", "lead"), "review": (APPROVE, "facilitator")}
STATES = {(stage, status) for stage in (1, 2, 3, 4) for status in ("writing", "review")} | {
    (4, "approved"),
    (4, "frozen"),
    (4, "signed"),
}


class Steps(RuleBasedStateMachine):
    """A full masterplan, on which everybody tries everything, beside a model of what may be."""

    world = None  # (masterplan, people, signed_in), given by the test
    start = 0  # how many steps of the road lie behind when a walk begins
    visited: set[tuple] = set()

    def __init__(self):
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.plan, self.people, signed_in = self.world
        self.browsers = {who: signed_in(person) for who, person in self.people.items()}
        self.stage, self.status, self.edition = 1, "writing", 1
        self.ready, self.commitment = True, None

    def teardown(self):
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    @initialize()
    def some_of_the_road_lies_behind(self):
        """Eight steps through four stages, then frozen, a commitment, two signatures."""
        steps = self.start
        for _ in range(min(steps, 8)):
            self.press(*FORWARD[self.status], "Sudah dibaca.")
        if steps > 8:
            self.the_worker_freezes()
        if steps > 9:
            self.a_commitment_is_prepared()
        for _ in range(steps - 10):
            self.somebody_signs(signing=True)

    # --- steps through the pages

    @rule(
        page=st.sampled_from(sorted(PAGES)),
        who=st.sampled_from(EVERYBODY),
        note=st.sampled_from(["", "Perbaiki sumber data."]),
    )
    def somebody_presses_a_button(self, page, who, note):
        self.press(page, who, note)

    @precondition(lambda self: self.fitting())
    @rule(data=st.data())
    def one_who_may_takes_a_step_that_fits(self, data):
        """So that walks go far, not only round in refusals."""
        page = data.draw(st.sampled_from(self.fitting()))
        self.press(page, min(PAGES[page][0]), "Sudah dibaca.")

    def fitting(self):
        return [page for page in sorted(PAGES) if self.allows(page, "Sudah dibaca.")]

    def press(self, page, who, note):
        answer = self.browsers[who].post(f"/masterplan/{self.plan.slug}/{page}/", {"note": note})
        may = who in PAGES[page][0]
        assert answer.status_code == (404 if who in OUTSIDE else 403) or may
        if may and self.allows(page, note):
            self.move(page)
            assert answer.status_code == 302

    def allows(self, page, note):
        _, statuses, needs_reason = PAGES[page]
        if self.status not in statuses or (needs_reason and not note):
            return False
        if page == "serahkan":
            return self.ready
        return not (page == "buka-kembali" and self.status == "frozen" and self.commitment)

    def move(self, page):
        if page == "buka-kembali" and self.status == "frozen":
            self.edition += 1
        if page == APPROVE and self.stage < 4:
            self.stage, self.status = self.stage + 1, "writing"
        else:
            following = {"serahkan": "review", APPROVE: "approved"}
            self.status = following.get(page, "writing")

    # --- freezing and signing

    @rule()
    def the_worker_freezes(self):
        with transaction.atomic():
            edition = Edition.objects.filter(masterplan=self.plan, number=self.edition).first()
            edition = edition or keep_edition(
                self.plan, number=self.edition, content="{}", by=self.people["lead"]
            )
            done = self.try_step(workflow.mark_frozen, edition=edition)
            assert done == (self.status == "approved")
            if done:
                self.status = "frozen"
            else:
                transaction.set_rollback(True)

    @precondition(lambda self: self.status == "frozen" and not self.commitment)
    @rule()
    def a_commitment_is_prepared(self):
        edition = Edition.objects.get(masterplan=self.plan, number=self.edition)
        self.commitment = Commitment.objects.create(
            edition=edition,
            code=f"K-{edition.pk}-{edition.commitments.count()}"[:14],
            title="Komitmen",
            points=["Satu"],
            place="Banjarnegara",
            date=date(2024, 1, 2),
            created_by=self.people["lead"],
        )
        for order, who in enumerate(("signatory", "facilitator"), 1):
            place(self.commitment, self.people[who], order)
        opened(self.commitment)

    @precondition(lambda self: self.status == "frozen" and self.commitment)
    @rule()
    def the_commitment_is_cancelled(self):
        self.commitment.cancelled_at, self.commitment.cancel_reason = timezone.now(), "Keliru"
        self.commitment.save()
        self.commitment = None

    @rule(signing=st.booleans())
    def somebody_signs(self, signing):
        signatory = None
        if self.commitment and self.status == "frozen":
            signatory = self.commitment.signatories.filter(signature=None).first()
        if signing and signatory:
            put_signature(signatory)
        complete = self.commitment and not self.commitment.signatories.filter(signature=None)
        done = self.try_step(workflow.mark_signed)
        assert done == bool(complete and self.status == "frozen")
        if done:
            self.status = "signed"

    def try_step(self, step, **given):
        try:
            step(self.plan, by=self.people["lead"], **given)
        except WorkflowError:
            return False
        return True

    # --- around the pages

    @rule(stage=st.integers(1, 4), status=st.sampled_from(Status.values), more=st.integers(0, 2))
    def somebody_moves_it_with_raw_sql(self, stage, status, more):
        same = (stage, status, more) == (self.stage, self.status, 0)
        assert same == self.tries(
            "UPDATE masterplans_masterplan SET stage = %s, status = %s,"
            " edition_number = edition_number + %s WHERE id = %s",
            [stage, status, more, self.plan.pk],
        )

    @rule(
        verb=st.sampled_from(["submitted", "returned", "approved", "reopened", "frozen", "signed"]),
        stage=st.integers(1, 4),
        start=st.sampled_from(Status.values),
        end=st.sampled_from(Status.values),
    )
    def somebody_writes_a_decision_with_raw_sql(self, verb, stage, start, end):
        assert not self.tries(
            "INSERT INTO masterplans_decision (masterplan_id, verb, stage, from_status, to_stage,"
            " to_status, note, by_id, at) VALUES (%s, %s, %s, %s, %s, %s, 'alasan', %s, now());"
            " SET CONSTRAINTS ALL IMMEDIATE",
            [self.plan.pk, verb, stage, start, stage, end, self.people["lead"].pk],
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")

    @rule()
    def somebody_removes_the_decisions(self):
        sql = "DELETE FROM masterplans_decision WHERE masterplan_id = %s"
        assert self.tries(sql, [self.plan.pk]) == (not Decision.objects.exists())

    @rule()
    def somebody_adds_content(self):
        with transaction.atomic():
            try:
                with transaction.atomic():
                    IssueFactory(masterplan=self.plan)
            except DatabaseError:
                assert self.status != "writing"
            else:
                assert self.status == "writing"

    @precondition(lambda self: self.status == "writing")
    @rule(words=st.sampled_from(["", "melayani"]))
    def the_team_loses_or_finds_the_keywords(self, words):
        Masterplan.objects.filter(pk=self.plan.pk).update(vision_keywords=words)
        self.ready = bool(words)

    def tries(self, sql, parameters):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, parameters)
        except DatabaseError:
            return False
        return True

    # --- what always holds

    @invariant()
    def the_masterplan_is_where_the_model_says(self):
        plan = Masterplan.objects.get(pk=self.plan.pk)
        assert (plan.stage, plan.status) == (self.stage, self.status)
        assert plan.edition_number == self.edition
        assert (plan.stage, plan.status) in STATES
        self.visited.add((plan.stage, plan.status))

    @invariant()
    def the_chain_of_decisions_tells_the_state(self):
        at = (1, "writing")
        for decision in Decision.objects.filter(masterplan=self.plan).order_by("pk"):
            assert (decision.stage, decision.from_status) == at
            at = (decision.to_stage, decision.to_status)
        assert at == (self.stage, self.status)
        connection.check_constraints()


@pytest.mark.slow
def test_no_sequence_of_steps_leaves_the_drawing(masterplan, people, signed_in):
    for fill in plans.FILL.values():
        fill(masterplan)
    Steps.world = (masterplan, people, signed_in)

    for Steps.start in range(13):
        run_state_machine_as_test(
            Steps,
            settings=settings(
                max_examples=5,
                stateful_step_count=15,
                deadline=None,
                phases=[Phase.generate, Phase.shrink],
                derandomize=True,  # the same walk everywhere: a failure is found again
                suppress_health_check=list(HealthCheck),
            ),
        )

    assert Steps.visited == STATES, "the walks must have been everywhere"
