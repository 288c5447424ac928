"""The timeline of a region: the real calendar of Garut in 2023 (domain §3.1), and delays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from bimtek.models import Session
from bimtek.sessions import plan_session
from cohorts.models import Cohort, Nomination, Selection
from cohorts.terms import Terms
from editions.models import Edition
from enactments.models import Enactment
from instruments.models import Assessment
from mandates.models import MandateKind
from mandates.standing import DatedDocument, MandateStanding
from masterplans.models import Decision, Masterplan, Stage, Status, Verb
from regions.models import Region
from stages import workflow
from stages.timeline import Timeline
from stages.timeline_steps import TimelineFacts, steps_of
from tests import factories as make
from tests.cohorts.making import cohort_with
from tests.markup import one_line

GARUT = [(0, (6, 27), (6, 27)), (1, (7, 5), (7, 6)), (2, (7, 31), (8, 1)), (4, (10, 9), (10, 9))]


def moment(month, day):
    return datetime(2023, month, day, 5, tzinfo=UTC)


def step(stage, verb, *day, note=""):
    return Decision(stage=stage, verb=verb, at=moment(*day), note=note)


def plan_at(stage, status=Status.WRITING):
    plan = Masterplan(slug="garut-2023", stage=stage, status=status)
    plan.read_terms = Terms(outline=1, outline_version="1", dimension_set=1,
                            dimension_set_version="1")  # fmt: skip
    return plan


def garut(today, *, plan=None, meetings=GARUT, documents=None, **known):
    """The timeline of Garut on a day, without a database."""
    sessions = [
        Session(masterplan=plan, stage=stage, first_day=date(2023, *first),
                last_day=date(2023, *last))
        for stage, first, last in (meetings if plan else [])
    ]  # fmt: skip
    today = date(2023, *today)
    facts = TimelineFacts(
        region=Region(code="32.05", name="Garut", level="regency"),
        standing=MandateStanding(documents or {}, today),
        today=today,
        masterplan=plan,
        sessions=sessions,
        **known,
    )
    return Timeline(list(steps_of(facts)), today)


def read(timeline):
    return [(line.step.what, line.step.planned_words, line.real_words, line.distance)
            for line in timeline.lines]  # fmt: skip


CHOSEN = Nomination(
    cohort=Cohort(year=2023), verdict=Selection.CHOSEN, reason="Siap.", decided_at=moment(2, 10)
)
DECREES = {
    MandateKind.AGREEMENT: DatedDocument("50 Tahun 2023", date(2023, 2, 28)),
    MandateKind.COUNCIL: DatedDocument("188/1 Tahun 2023", date(2023, 4, 27)),
    MandateKind.TEAM: DatedDocument("188/2 Tahun 2023", date(2023, 7, 10)),
}
FIRST_BACK_ONCE = [
    step(1, Verb.SUBMITTED, 7, 20),
    step(1, Verb.RETURNED, 7, 24, note="SWOT belum lengkap."),
    step(1, Verb.SUBMITTED, 7, 28),
    step(1, Verb.APPROVED, 8, 3),
]


def test_garut_reads_its_year_in_the_order_of_time_with_planned_and_real_days():
    timeline = garut(
        (8, 20), plan=plan_at(Stage.PROGRAMS), nomination=CHOSEN, documents=DECREES,
        decisions=FIRST_BACK_ONCE, attended={0, 1, 2},
    )  # fmt: skip

    assert read(timeline) == [
        ("Keputusan kohort 2023: terpilih", "", "10 Februari 2023", ""),
        ("Nota Kesepakatan", "", "28 Februari 2023", ""),
        ("SK Dewan", "28 April 2023", "27 April 2023", "tepat waktu"),
        ("Pra-bimtek", "27 Juni 2023", "27 Juni 2023", "sudah berlangsung"),
        ("Bimtek I", "5–6 Juli 2023", "5–6 Juli 2023", "sudah berlangsung"),
        ("SK Tim Pelaksana", "28 April 2023", "10 Juli 2023", "terlambat 73 hari"),
        ("Tahap 1 diserahkan", "31 Juli 2023", "20 Juli 2023", "tepat waktu"),
        ("Tahap 1 dikembalikan", "", "24 Juli 2023", ""),
        ("Tahap 1 diserahkan kembali", "31 Juli 2023", "28 Juli 2023", "tepat waktu"),
        ("Bimtek II", "31 Juli–1 Agustus 2023", "31 Juli–1 Agustus 2023", "sudah berlangsung"),
        ("Tahap 1 disetujui", "31 Juli 2023", "3 Agustus 2023", "terlambat 3 hari"),
        ("Tahap 2 diserahkan", "sekitar 28 Agustus 2023", "", "8 hari lagi"),
        ("Tahap 2 disetujui", "sekitar 28 Agustus 2023", "", "8 hari lagi"),
        ("Bimtek III", "sekitar 28 Agustus 2023", "", "8 hari lagi"),
        ("Tahap 3 diserahkan", "9 Oktober 2023", "", "50 hari lagi"),
        ("Tahap 3 disetujui", "9 Oktober 2023", "", "50 hari lagi"),
        ("Bimtek IV", "9 Oktober 2023", "", "50 hari lagi"),
        ("Tahap 4 diserahkan", "sekitar 6 November 2023", "", "78 hari lagi"),
        ("Tahap 4 disetujui", "sekitar 6 November 2023", "", "78 hari lagi"),
        ("Masterplan dibekukan", "", "", "tanggal belum ditetapkan"),
        ("Komitmen ditandatangani semua pihak", "", "", "tanggal belum ditetapkan"),
    ]


@pytest.mark.parametrize(
    ("today", "plan", "title", "why"),
    [
        ((6, 16), plan_at(1), "Berikutnya: Pra-bimtek, 27 Juni 2023, 11 hari lagi.", ""),
        ((7, 6), plan_at(1), "Berikutnya: Bimtek I, 5–6 Juli 2023, sedang berlangsung.", ""),
        ((7, 30), plan_at(1), "Berikutnya: Bimtek II, 31 Juli–1 Agustus 2023, besok.",
         "Sebelum itu: Tahap 1 diserahkan dan Tahap 1 disetujui."),
        ((8, 4), plan_at(1), "Berikutnya: Bimtek III, sekitar 28 Agustus 2023, 24 hari lagi.",
         "Terlambat: Tahap 1 diserahkan (4 hari) dan Tahap 1 disetujui (4 hari). Sebelum itu: "
         "Tahap 2 diserahkan dan Tahap 2 disetujui."),
    ],
)  # fmt: skip
def test_the_head_says_what_comes_next_what_is_late_and_what_is_due_before(today, plan, title, why):
    timeline = garut(today, plan=plan)
    assert timeline.title == title
    assert timeline.why == why
    assert [line.is_next for line in timeline.lines].count(True) == 1


def test_a_bimtek_that_was_moved_says_from_when_and_how_late_it_came():
    timeline = garut((8, 20), plan=plan_at(1))
    steps = {line.step.what: line for line in timeline.lines}
    held, ahead = steps["Bimtek II"], steps["Bimtek IV"]
    held.step.session.planned_first = date(2023, 7, 24)
    ahead.step.session.planned_first = date(2023, 9, 25)

    assert (held.step.planned_words, held.real_words) == ("24 Juli 2023", "31 Juli–1 Agustus 2023")
    assert held.distance == "terlambat 7 hari"
    assert held.is_late
    assert (ahead.step.planned_words, ahead.step.moved_from) == (
        "9 Oktober 2023", "semula 25 September 2023",
    )  # fmt: skip
    assert ahead.distance == "50 hari lagi, mundur 14 hari"
    assert not ahead.is_late


def test_a_decree_that_lacks_is_late_from_the_day_after_its_last_one():
    only = {MandateKind.AGREEMENT: DECREES[MandateKind.AGREEMENT]}
    for day, distance in ((28, "hari ini"), (30, "terlambat 2 hari")):
        lines = read(garut((4, day), documents=only))
        assert ("SK Dewan", "28 April 2023", "", distance) in lines
    assert "SK Tim Pelaksana (2 hari)" in garut((4, 30), documents=only).why


def test_a_returned_stage_is_handed_in_again_and_says_why_it_came_back():
    timeline = garut((7, 25), plan=plan_at(1), decisions=FIRST_BACK_ONCE[:2])
    words = [line.step.what for line in timeline.lines]
    assert words.index("Tahap 1 dikembalikan") < words.index("Tahap 1 diserahkan kembali")
    returned = next(line.step for line in timeline.lines if "dikembalikan" in line.step.what)
    assert returned.remark == "SWOT belum lengkap."


def test_a_plan_without_dates_says_so_and_a_region_without_a_plan_has_few_lines():
    undated = garut((3, 1), plan=plan_at(1), meetings=[])
    assert {line.distance for line in undated.lines} == {"tanggal belum ditetapkan"}
    assert undated.title == "Berikutnya: Pra-bimtek, tanggal belum ditetapkan."
    assert garut((3, 1)).title == "Belum ada yang tercatat untuk daerah ini."
    passed = Nomination(cohort=Cohort(year=2023), verdict=Selection.PASSED, reason="Belum siap.",
                        decided_at=moment(2, 10))  # fmt: skip
    assert read(garut((3, 1), nomination=passed)) == [
        ("Keputusan kohort 2023: tidak terpilih", "", "10 Februari 2023", "")
    ]


def test_an_assessment_is_opened_handed_in_and_scored_until_the_cohort_is_decided():
    region = Region(code="32.05", name="Garut", level="regency")
    asked = Assessment(pk=7, region=region, opens_on=date(2023, 1, 9), closes_on=date(2023, 1, 20),
                       handed_in_at=moment(1, 23))  # fmt: skip
    lines = [
        ("Asesmen dibuka", "", "9 Januari 2023", ""),
        ("Jawaban asesmen diserahkan", "20 Januari 2023", "23 Januari 2023", "terlambat 3 hari"),
        ("Asesmen selesai dinilai", "", "", "tanggal belum ditetapkan"),
    ]
    assert read(garut((2, 1), assessments=[asked])) == lines
    decided = garut((2, 20), assessments=[asked], nomination=CHOSEN)
    assert "Asesmen selesai dinilai" not in [line.step.what for line in decided.lines]
    asked.handed_in_at = None
    early = read(garut((1, 5), assessments=[asked]))
    assert early[0] == ("Asesmen dibuka", "9 Januari 2023", "", "4 hari lagi")


def test_bimtek_that_a_plan_went_past_without_a_date_are_no_open_line():
    words = [line.step.what for line in garut((8, 20), plan=plan_at(3), meetings=[]).lines]
    assert [word for word in words if "imtek" in word] == ["Bimtek III", "Bimtek IV"]


SIGNED = [
    step(4, Verb.SUBMITTED, 10, 9),
    step(4, Verb.APPROVED, 10, 9),
    step(4, Verb.FROZEN, 10, 10),
    step(4, Verb.SIGNED, 10, 12),
]


def test_a_signed_plan_waits_for_the_regulation_that_enacts_it():
    timeline = garut((11, 1), plan=plan_at(4, Status.SIGNED), decisions=SIGNED)
    assert [step.what for step in timeline.ahead] == ["Masterplan ditetapkan dengan peraturan"]


def test_a_signed_and_enacted_plan_has_nothing_ahead():
    plan = plan_at(4, Status.SIGNED)
    plan.region = Region(code="32.05", name="Garut", level="regency")
    edition = Edition(masterplan=plan, number=plan.edition_number)
    enacted = Enactment(
        edition=edition, form="regulation", number="45 Tahun 2023", date=date(2023, 10, 20)
    )
    timeline = garut((11, 1), plan=plan, decisions=SIGNED, enactments=[enacted])
    assert timeline.ahead == []
    assert timeline.title == (
        "Semua langkah sudah dilalui: Edisi 1 ditetapkan dengan Peraturan Bupati Garut,"
        " 20 Oktober 2023."
    )


def test_the_page_gathers_everything_and_every_line_leads_to_its_place(
    ready, people, lead, facilitator, signed_in, queries_of
):
    cohort_with(ready, by=people["national"])
    make.MandateFactory(region=ready.region)
    instrument = make.AssessmentFactory(region=ready.region).instrument
    first = date.today() + timedelta(days=16)  # noqa: DTZ011
    plan_session(ready, stage=2, first_day=first, last_day=first, by=lead)
    workflow.submit_stage(ready, by=lead)
    workflow.return_stage(ready, by=facilitator, note="SWOT belum lengkap.")
    browser = signed_in(lead)
    pages = [
        reverse("stages:timeline", args=[ready.slug]),
        reverse("timeline:region", args=[ready.region.code]),
    ]
    for page in pages:
        html = one_line(browser.get(page).content.decode())
        assert "Berikutnya: Bimtek II, " in html
        assert "16 hari lagi." in html
        assert "Tahap 1 diserahkan kembali</a>" in html
        assert "SWOT belum lengkap." in html
        assert "Keputusan kohort 2023: terpilih</a>" in html
        assert ("Asesmen dibuka</a>" in html) == (instrument.year == 2023)
        assert f'href="/daerah/{ready.region.code}/dasar/">SK Dewan' in html
        assert f'href="/masterplan/{ready.slug}/jadwal/2/' in html
        assert queries_of(browser, page) <= 25
    overview = browser.get(f"/masterplan/{ready.slug}/").content.decode()
    assert pages[0] in overview
