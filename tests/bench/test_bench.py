"""The benchmark on a tiny country: it fills what it says, opens every page, and tells the truth."""

import json

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from bench import against, report
from bench.filling.country import (
    FROZEN,
    LARGE,
    ORDINARY,
    PROVINCE,
    REVIEWED,
    Country,
    all_rows,
    five_regions,
    nation,
)
from bench.filling.people import address
from bench.filling.whole import fill
from bench.measuring import Figures
from bench.pages import EXPERT, PAGES
from bench.places import address as database_address
from bench.serving import HOST, Browser
from commitments.models import Signatory
from masterplans.models import Decision, Masterplan, Section, Status
from programs.completeness import missing
from programs.models import BudgetLine, Program, Target
from regions.models import Region

CODES = {PROVINCE, REVIEWED, FROZEN, ORDINARY, LARGE}


@pytest.fixture
def country(db):
    rows = [row for row in all_rows() if row["code"] in CODES]
    return Country(rows, programs=3, programs_of_the_large=5, writers=2, events=4)


@pytest.fixture
def filled(country):
    fill(country)


@pytest.mark.usefixtures("filled")
class TestFilling:
    def test_every_region_has_a_masterplan_with_its_programs(self):
        counts = {plan.region.code: plan.programs.count() for plan in Masterplan.objects.all()}
        assert counts == {code: 5 if code == LARGE else 3 for code in CODES}

    def test_programs_have_a_target_and_money_for_every_year_of_the_plan(self):
        finished = [p for p in Program.objects.with_rows() if not missing(p)]
        assert len(finished) > 10
        for program in finished:
            years = list(program.masterplan.years)
            targets = Target.objects.filter(indicator=program.indicators.first())
            assert list(targets.values_list("year", flat=True)) == years
            assert {line.year for line in BudgetLine.objects.filter(program=program)} == set(years)

    def test_an_expert_guides_six_regions_at_most(self):
        held = User.objects.get(email=EXPERT).memberships.values_list("region__code", flat=True)
        assert set(held) == CODES

    def test_sections_are_written_up_to_the_stage(self):
        sections = Section.objects.filter(masterplan__region__code=ORDINARY)
        assert sections.to_write().exclude(body="").exists()
        assert not sections.exclude(body="").filter(outline__stage__gt=3).exists()
        written = sections.exclude(body="")[0]
        assert written.revisions.first().body == written.body

    def test_the_second_signatory_of_the_frozen_plan_is_waited_for(self):
        user = User.objects.get(email=address("signatory", FROZEN, 2))
        assert Signatory.objects.waiting_for(user).count() == 1

    def test_the_chain_of_decisions_leads_to_where_the_masterplan_stands(self):
        for plan in Masterplan.objects.all():
            stage, status = 1, Status.WRITING
            for step in Decision.objects.filter(masterplan=plan).order_by("pk"):
                assert (step.stage, step.from_status) == (stage, status)
                stage, status = step.to_stage, step.to_status
            assert (plan.stage, plan.status) == (stage, status)

    def test_the_guards_are_on_again(self):
        closed = Program.objects.filter(masterplan__region__code=REVIEWED)
        with pytest.raises(IntegrityError), transaction.atomic():
            closed.update(name="diubah")

    def test_the_next_row_gets_a_key_of_its_own(self):
        plan = Masterplan.objects.get(region__code=ORDINARY)
        assert plan.missions.create(order=9, text="Misi baru").pk is not None


def test_an_interrupted_filling_leaves_nothing(country, monkeypatch):
    def broken(*_args):
        raise RuntimeError

    monkeypatch.setattr("bench.filling.whole.history.trail", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        fill(country)
    assert not Masterplan.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled = 'D'")
        assert cursor.fetchone() == (0,)


def test_the_nation_has_all_regions_and_the_small_country_five_below_their_province():
    assert len(nation().rows) == 552
    assert nation().provinces[0] == "11"
    assert len(nation().provinces) == 38
    assert len(five_regions().rows) == 6
    assert {row["code"] for row in five_regions().rows} >= CODES
    assert nation().standing_of(ORDINARY) == five_regions().standing_of(ORDINARY)


@pytest.mark.usefixtures("filled", "cache_table")
def test_every_measured_page_opens_with_at_most_its_queries(settings):
    settings.ALLOWED_HOSTS = [HOST]
    found = {}
    for page in PAGES:
        browser = Browser(page.who, page.address())
        assert browser.time()["status"] == 200, page.name
        answer = browser.count()
        assert answer["status"] == 200
        found[page.name] = len(answer["queries"])
    assert min(found.values()) > 3
    most = {page.name: page.most_queries for page in PAGES}
    assert {name: count for name, count in found.items() if count > most[name]} == {}
    assert Region.objects.count() == len(CODES)


def test_a_page_that_grows_with_the_nation_misses_its_limits(tmp_path):
    nation = Figures(times=[140.0, 120.0, 130.0], waits=[], queries=["SELECT 1"] * 30, bytes=9)
    small = Figures(times=[50.0, 60.0, 55.0], waits=[], queries=["SELECT 1"] * 8, bytes=9)
    results = report.results_of("board", nation, small, is_alike=True)
    missed = {result.name: result.value for result in results if not result.ok}
    assert missed == {
        "board: median": 130.0,
        "board: queries": 30,
        "board: queries more than with 5 regions": 22,
        "board: national / small": 2.36,
    }
    row = report.row_of("board", nation, small, results)
    assert "<- median, queries" in report.table([row])
    report.write(tmp_path / "bench.json", results)
    rows = json.loads((tmp_path / "bench.json").read_text())
    assert all(set(row) == {"name", "value", "unit", "limit", "ok"} for row in rows)
    assert [row["ok"] for row in rows] == [False, True, False, False, False]


def test_a_list_that_shows_more_in_the_nation_is_not_held_to_the_ratio():
    nation = Figures(times=[60.0, 60.0], waits=[], queries=["SELECT 1"] * 8, bytes=9)
    small = Figures(times=[20.0, 20.0], waits=[], queries=["SELECT 1"] * 8, bytes=9)
    assert all(r.ok for r in report.results_of("list", nation, small, is_alike=False))


def test_what_other_programs_cost_is_told_and_not_counted():
    figures = Figures(times=[30.0, 30.0], waits=[15.0, 5.0], queries=[], bytes=9)
    assert report.disturbance([figures]).value == 25.0
    assert figures.median == 30.0


def test_the_benchmark_never_uses_the_database_of_the_site():
    url = database_address("postgres://me:secret@db.example:5433/simpul?sslmode=require", "small")
    assert url == "postgres://me:secret@db.example:5433/simpul_bench_small?sslmode=require"


class Told:
    """A site whose every page takes as long as it is told."""

    def __init__(self, cpu):
        self.cpu = cpu

    def ask(self, page, verb="time"):
        name = page if isinstance(page, str) else against.PRESENCE
        return {
            "time": {"ms": 1.0, "waited": 0.0, "cpu": self.cpu.get(name), "bytes": 9},
            "count": {"queries": ["SELECT 1"] * 3},
            "where": {"who": "a@bench.example", "path": "/masterplan/sleman/isi/12/"},
        }[verb]


def test_pages_where_people_look_most_may_take_half_of_what_they_took():
    pages = ["aims and strategies", "program board, 150 programs", "program"]
    before = Told(dict.fromkeys([*pages, against.PRESENCE], 10.0))
    now = Told(dict(zip([*pages, against.PRESENCE], [5.0, 5.1, 9.0, 2.0], strict=True)))

    text, results = against.compare({"before": before, "now": now}, pages, requests=3)

    missed = [result.name for result in results if not result.ok]
    assert missed == ["program board, 150 programs: share of before"]
    assert "<- missed" in text.splitlines()[2]
    assert {r.value for r in results if r.name.startswith(against.PRESENCE)} == {0.2, 3}
