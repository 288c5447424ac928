"""What the guide does not ask is hinted at below the gate: it holds up nothing, denies nothing."""

import pytest
from django.urls import reverse

from masterplans.models import Stage, Status
from programs.models import AlignedProgram, ParticipatingRegion
from progress.completeness import Completeness
from progress.hints import HINTS
from regions.models import Level
from stages import gates
from tests.factories import (
    AlignmentFactory,
    MandateFactory,
    MandateMemberFactory,
    ProgramFactory,
    RegionFactory,
)
from tests.markup import one_line

pytestmark = pytest.mark.django_db


def at(plan, stage=Stage.PROGRAMS, status=Status.WRITING):
    """The plan as it would be read in this tahap."""
    fresh = type(plan).objects.select_related("region").get(pk=plan.pk)
    fresh.stage, fresh.status = stage, status
    return fresh


def kinds(plan, *state):
    return [hint.kind for hint in Completeness(at(plan, *state)).hints]


@pytest.fixture
def plan(masterplan, agency):
    """A province's plan in tahap 2 that has a gap for every hint."""
    region = masterplan.region
    region.level, region.parent = Level.PROVINCE, None
    region.save()
    ProgramFactory(masterplan=masterplan, agency=agency, name="Sapawarga", is_new=False)
    AlignmentFactory(masterplan=masterplan)
    masterplan.ict_staff.create(position="Programmer", education="s1", count=3, agency=agency)
    MandateFactory(region=region, kind="team")
    return masterplan


FILLED = {
    "decrees_name_members": lambda plan: MandateMemberFactory(mandate=plan.region.mandates.get()),
    "ict_staff_have_posts": lambda plan: plan.ict_staff.update(post="prakom"),
    "alignments_name_programs": lambda plan: AlignedProgram.objects.create(
        alignment=plan.alignments.get(), program=plan.programs.get()
    ),
    "existing_programs_say_their_past": lambda plan: plan.programs.update(
        since_year=2019, achievement="46 desa"
    ),
    "programs_name_participants": lambda plan: ParticipatingRegion.objects.create(
        program=plan.programs.get(), region=RegionFactory(parent=plan.region)
    ),
}


def test_each_hint_is_said_until_it_is_filled_and_none_of_them_is_on_the_gate(plan):
    said = [ask.__name__ for _, ask, _ in HINTS]
    assert kinds(plan) == said
    assert set(said) == set(FILLED)
    on_the_gate = {line.kind for line in gates.checklist(at(plan))}
    assert not on_the_gate & set(said)
    listed = {item.kind for item in Completeness(at(plan)).items}
    assert not listed & set(said)

    for kind, fill in FILLED.items():
        fill(plan)
        said.remove(kind)
        assert kinds(plan) == said


def test_a_hint_waits_for_its_tahap_and_ends_with_the_writing(plan):
    assert kinds(plan, Stage.ANALYSIS) == ["decrees_name_members", "ict_staff_have_posts"]
    assert kinds(plan, Stage.COMMITMENT, Status.FROZEN) == []


def test_a_kabupaten_is_asked_for_no_kabupaten(masterplan, agency):
    ProgramFactory(masterplan=masterplan, agency=agency)
    assert "programs_name_participants" not in kinds(masterplan)


def test_the_overview_says_them_with_their_places(plan, lead, signed_in):
    html = one_line(signed_in(lead).get(plan.get_absolute_url()).content.decode())
    assert "Sebaiknya juga diisi" in html
    assert "SK Tim Pelaksana belum mencatat anggotanya." in html
    assert "Baris SDM TIK “Programmer” belum menyebut jabatan fungsionalnya." in html
    assert reverse("mandates:overview", args=[plan.region.code]) in html
