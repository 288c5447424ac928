"""The example regions: loaded whole, through the real gates, and never twice."""

import json
import re
from time import monotonic, time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.urls import reverse

from accounts.models import User
from analyses.models import GapRow, Issue, ReadinessItem, SwotEntry, TowsLink, TowsStrategy
from cohorts.models import Nomination
from example import FOLDER, REGIONS, TOTP_SECRET, logins, people, read
from example.loading import load
from letterheads.heads import letterhead_of
from mandates.standing import standing_of
from masterplans.models import Decision, Masterplan, Revision, Section, Stage, Status, Verb
from programs.models import BudgetLine, Indicator, Program, ScheduleYear, Target
from quickwins.models import QuickWin, Risk, Score, Standing
from regions.models import Agency, Membership, Official, Region, Role
from regions.rules import roles_of
from stages import gates
from tests.first_load import BUDGET, first_load, packed_page
from tests.shared import floor

COUNTED = [
    User, Agency, Official, Membership, Authenticator, Masterplan, Revision, Section,
    Issue, SwotEntry, TowsStrategy, TowsLink, ReadinessItem, GapRow, Program, ScheduleYear,
    Indicator, Target, BudgetLine, QuickWin, Score, Risk, Decision,
]  # fmt: skip


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


@pytest.fixture
def regions(reference_data):
    call_command("load_regions", verbosity=0)


@floor
def loaded(reference_data):
    """The example site: its masterplans by the code of their region."""
    call_command("load_regions", verbosity=0)
    load()
    return {plan.region.code: plan for plan in Masterplan.objects.select_related("region")}


# --- the data itself --------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_every_file_says_that_it_is_an_example(path):
    assert json.loads(path.read_text(encoding="utf-8"))["catatan"].startswith("Data contoh")


def test_nobody_has_an_address_that_could_be_real():
    addresses = [email for _, email, _ in logins()]
    assert all(address.endswith(".example") for address in addresses)
    assert len(set(addresses)) == len(addresses)


def test_every_region_has_a_kop_with_the_neutral_emblem(loaded):
    for plan in loaded.values():
        head = letterhead_of(plan.region)
        assert head.emblem.startswith("image:"), plan.region
        assert head.address, plan.region


def test_the_widest_tables_of_a_whole_plan_load_fast(loaded, client):
    """Packed, and with all that comes along for the first page."""
    user = User.objects.get(email="koordinator@banjarnegara.example")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    for page in ("portfolio:grid", "portfolio:roadmap"):
        html = client.get(reverse(page, args=[loaded["33.04"].slug])).text
        assert first_load(html) < BUDGET, page
        assert packed_page(html) < 20_000, page


def test_the_vision_can_be_said_in_one_breath():
    for name in ("banjarnegara", "jawa-barat"):
        assert 70 <= len(read(name)["masterplan"]["vision"]) <= 120


@pytest.mark.parametrize("name", [name for name in REGIONS if "programs" in read(name)])
def test_a_complete_program_has_a_target_for_each_of_its_years(name):
    for program in read(name)["programs"]:
        for indicator in program["indicators"]:
            assert set(indicator["targets"]) == set(program["schedule"]), program["name"]
        assert set(program["budget"]) <= set(program["schedule"]), program["name"]


def test_targets_go_the_way_that_the_indicator_says():
    for program in read("banjarnegara")["programs"]:
        for indicator in program["indicators"]:
            values = [indicator["baseline"], *indicator["targets"].values()]
            assert values == sorted(values, reverse=indicator["direction"] == "down"), indicator


# --- loading ----------------------------------------------------------------------------------


def test_the_stages_are_as_told(loaded):
    stages = {code: (plan.stage, plan.status) for code, plan in loaded.items()}
    assert stages == {
        "33.04": (Stage.ROADMAP, Status.WRITING),
        "81.71": (Stage.ANALYSIS, Status.WRITING),
        "32": (Stage.PROGRAMS, Status.WRITING),
    }


def test_a_stage_was_handed_in_and_approved_by_two_people(loaded):
    steps = Decision.objects.filter(masterplan=loaded["33.04"]).order_by("pk")
    assert [step.verb for step in steps] == [Verb.SUBMITTED, Verb.APPROVED] * 2
    assert {step.by.email for step in steps} == {
        "koordinator@banjarnegara.example",
        "ahli@simpul.example",
    }


def test_work_is_left_to_do_in_every_stage(loaded):
    assert all(gates.unmet(plan) for plan in loaded.values())


def test_what_was_approved_still_holds(loaded):
    lines = gates.checklist(loaded["33.04"])
    assert [line.is_met for line in lines[:2]] == [True, True]


def test_loading_twice_changes_nothing(loaded):
    before = counts()
    assert load() == []
    assert counts() == before


def test_what_people_changed_is_left_alone(loaded):
    Program.objects.filter(name="Banter").update(name="Banter Dua")
    Program.objects.get(name="Signage Serayu").delete()
    person = User.objects.get(email="koordinator@banjarnegara.example")
    person.set_password("sesuatu-yang-lain")
    person.save()
    before = counts()
    load()
    assert counts() == before
    assert not Program.objects.filter(name__in=["Banter", "Signage Serayu"]).exists()
    person.refresh_from_db()
    assert person.check_password("sesuatu-yang-lain")


def test_a_region_in_which_somebody_already_works_is_left_alone(regions):
    Agency.objects.create(region=Region.objects.get(code="81.71"), name="Dinas", short_name="Dinas")
    assert [region.code for region in load()] == ["33.04", "32", "33.07"]
    assert not Masterplan.objects.filter(region__code="81.71").exists()


def test_the_budget_is_the_sum_of_the_file(loaded):
    told = sum(
        amount
        for program in read("banjarnegara")["programs"]
        for sources in program["budget"].values()
        for amount in sources.values()
    )
    lines = BudgetLine.objects.filter(program__masterplan=loaded["33.04"])
    by_year = lines.values("year").annotate(total=Sum("amount"))
    assert lines.aggregate(total=Sum("amount"))["total"] == told
    assert sum(row["total"] for row in by_year) == told
    assert {row["year"] for row in by_year} == set(loaded["33.04"].years)


def test_every_subdimension_of_banjarnegara_has_two_programs(loaded):
    plan = loaded["33.04"]
    assert plan.programs.count() >= 42
    for dimension in plan.dimension_set.dimensions.all():
        for sub in dimension.subdimensions.all():
            assert plan.programs.filter(subdimension=sub).count() >= 2, sub


def test_the_quick_wins_are_the_seven_of_the_newspaper(loaded):
    chosen = QuickWin.objects.of(loaded["33.04"]).filter(standing=Standing.CHOSEN)
    assert {str(quickwin) for quickwin in chosen} == {
        "Banter",
        "Tikete Nyong",
        "Melati Harum Buat Gizka dan Rangga",
        "Integrated Farming",
        "Liontin Milan",
        "PAUD Holistik Integratif",
        "Solar Plastik",
    }


def test_a_strategy_joins_entries_of_its_own_letters(loaded):
    for strategy in TowsStrategy.objects.prefetch_related("entries"):
        kinds = {entry.kind for entry in strategy.entries.all()}
        assert kinds == set(strategy.kind), strategy


def test_a_text_keeps_all_its_words(loaded):
    """What the cleaner of rich text takes away would be missing in the book."""
    data = read("banjarnegara")
    for row in data["texts"]:
        for one in data["rewritten"]:  # what the region wrote on after it was read
            if one["section"] == row["section"]:
                row["html"] = row["html"].replace(one["old"], one["new"])
        section = Section.objects.get(masterplan=loaded["33.04"], outline__slug=row["section"])
        assert words(section.body) == words(row["html"]), row["section"]
        assert section.body.count("<table") == row["html"].count("<table")


def words(html):
    return re.sub(r"<[^>]+>", " ", html).split()


def test_wonosobo_has_a_coordinator_and_no_masterplan(loaded):
    wonosobo = Region.objects.get(code="33.07")
    assert wonosobo.agencies.count() == 3
    assert wonosobo.memberships.get().role == Role.LEAD
    assert not wonosobo.masterplans.exists()


# --- people -----------------------------------------------------------------------------------


def test_every_login_of_the_table_works(loaded, rf):
    for _, email, password in logins():
        assert authenticate(rf.post("/"), email=email, password=password).email == email


def test_ministry_and_signatories_have_the_published_code_and_nobody_else(loaded):
    holders = set(Authenticator.objects.values_list("user__email", flat=True))
    expected = {row["email"] for row in people() if row["role"] in ("national", "signatory")}
    assert holders == expected


def test_the_published_secret_gives_the_code_that_signs_in(loaded, cache_table):
    code = format_hotp_value(hotp_value(TOTP_SECRET, int(time() // 30)))
    for authenticator in Authenticator.objects.all():
        assert TOTP(authenticator).validate_code(code)


def test_the_expert_guides_three_regions_and_the_province_sees_its_own(loaded):
    expert = User.objects.get(email="ahli@simpul.example")
    assert set(Region.objects.visible_to(expert).values_list("code", flat=True)) == {
        "33.04",
        "81.71",
        "32",
    }
    officer = User.objects.get(email="provinsi@jatengprov.example")
    seen = Region.objects.visible_to(officer)
    assert seen.filter(code="33.07").exists()
    assert not seen.exclude(code__startswith="33").exists()
    assert roles_of(officer, Region.objects.get(code="33.04")) == {Role.PROVINCE_OFFICER}


def test_a_pj_bupati_signs_without_a_nip(loaded):
    bupati = Official.objects.get(region__code="33.04", is_head_of_region=True)
    assert bupati.full_position == "Pj. Bupati Banjarnegara"
    assert bupati.nip == ""
    assert bupati.user.email == "bupati@banjarnegara.example"


def test_no_example_is_loaded_into_a_real_site(regions, settings):
    settings.EXAMPLE_SITE = False
    with pytest.raises(CommandError):
        call_command("load_example")
    assert not User.objects.exists()


def test_loading_is_quick(regions):
    begun = monotonic()
    load()
    assert monotonic() - begun < 30


def test_the_documents_of_a_region_stand_as_decrees_name_them(loaded):
    region = Region.objects.get(code="33.04")
    council, team = (region.mandates.get(kind=kind) for kind in ("council", "team"))
    assert council.members.count() == 22
    assert [one.get_role_display() for one in team.members.all()][:3] == [
        "Ketua", "Sekretaris", "Ketua pokja",
    ]  # fmt: skip
    standing = standing_of(region)
    assert standing.agreement.number.startswith("50DCAI/HK0402/")
    assert list(standing.late) == ["team"]


def test_the_cohort_of_2023_has_its_regions_and_their_plans(loaded):
    chosen = Nomination.objects.filter(verdict="chosen")
    assert Nomination.objects.count() == 52
    assert {one.region.code for one in chosen} >= {"32", "34", "32.05", "33.04"}
    assert chosen.get(region__code="33.04").masterplan.region.name == "Banjarnegara"
    assert Nomination.objects.get(region__code="33.07").reason
