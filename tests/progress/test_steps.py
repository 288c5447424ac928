"""Whose step it is once a plan is handed in: on the list, and at the head of who takes it."""

import pytest

from accounts.models import User
from commitments.models import Decline
from masterplans.models import Masterplan, Stage, Status
from progress.areas import Area
from progress.completeness import Completeness
from stages.freezing import request_freeze
from stages.models import Freezing, FreezingState
from tests.commitments.making import commitment_for, frozen, opened, put_signature
from tests.plans import bring_to

STEPPING = ("lead", "facilitator", "signatory", "dimension_lead", "writer", "viewer")


@pytest.fixture
def asked(people):
    """`asked(plan)`: the steps that are open, each with the sentence and who is asked for it."""

    def steps(plan):
        found = Completeness(Masterplan.objects.select_related("region__parent").get(pk=plan.pk))
        by_person = {
            who: found.for_user(User.objects.get(pk=people[who].pk), Area.STEPS) for who in STEPPING
        }
        return {
            item.kind: (item.sentence, [who for who in STEPPING if item in by_person[who]])
            for item in found.items
            if item.area == Area.STEPS
        }

    return steps


@pytest.fixture
def approved(masterplan, lead, facilitator):
    return bring_to(
        masterplan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator
    )


def test_a_plan_that_is_written_waits_for_no_step(masterplan, asked):
    assert asked(masterplan) == {}


def test_a_stage_in_review_waits_for_the_expert(masterplan, hand_in, asked):
    assert asked(hand_in()) == {"review": ("Tahap 1 menunggu tinjauan.", ["facilitator"])}


def test_an_approved_plan_waits_to_be_frozen_unless_a_worker_does_it(approved, lead, asked):
    assert asked(approved) == {"freeze": ("Edisi 1 belum dibekukan.", ["lead"])}
    request_freeze(approved, by=lead)
    assert asked(approved) == {}
    Freezing.objects.update(state=FreezingState.FAILED)
    assert asked(approved) == {"freeze": ("Edisi 1 gagal dibekukan.", ["lead"])}


def test_a_commitment_waits_for_the_coordinator_then_for_each_signatory(
    approved, people, lead, asked
):
    plan = frozen(approved, lead)
    assert asked(plan) == {"prepare": ("Komitmen edisi 1 belum disiapkan.", ["lead"])}
    commitment = commitment_for(plan)
    assert asked(plan) == {"open": ("Komitmen belum punya penandatangan.", ["lead"])}
    commitment.delete()
    commitment = commitment_for(plan, people["signatory"], people["viewer"])
    assert asked(plan) == {"open": ("Komitmen belum dibuka untuk ditandatangani.", ["lead"])}
    opened(commitment)
    first, second = commitment.signatories.order_by("order")
    for place, who in ((first, "signatory"), (second, "viewer")):
        sentence = f"Komitmen menunggu tanda tangan {place.name}".removesuffix(".") + "."
        assert asked(plan) == {"sign": (sentence, [who])}
        put_signature(place)
    assert asked(plan) == {}  # a worker seals it


def test_after_a_refusal_the_coordinator_decides(approved, people, lead, asked):
    plan = frozen(approved, lead)
    commitment = opened(commitment_for(plan, people["signatory"]))
    Decline.objects.create(signatory=commitment.signatories.get(), reason="Bukan wewenang saya.")

    sentence = f"Penandatanganan berhenti: {people['signatory'].name} tidak bersedia."
    assert asked(plan) == {"decide": (sentence, ["lead"])}


@pytest.mark.usefixtures("heads_alone")
def test_the_overview_gives_the_button_to_whom_the_list_asks(approved, people, lead, signed_in):
    def has_button(who):
        page = signed_in(people[who]).get(f"/masterplan/{approved.slug}/")
        return bool(page.context["ask"].do_label)

    def buttons():
        return [who for who in STEPPING if has_button(who)]

    assert buttons() == ["lead"]  # freezes
    plan = frozen(approved, lead)
    assert buttons() == ["lead"]  # prepares
    commitment = commitment_for(plan, people["signatory"])
    assert buttons() == ["lead"]  # opens
    opened(commitment)
    signatory = signed_in(people["signatory"]).get(f"/masterplan/{plan.slug}/")
    assert signatory.context["ask"].title == "Komitmen menunggu tanda tangan Anda."
