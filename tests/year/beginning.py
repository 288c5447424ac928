"""January to May: a cohort is opened, assessed and decided; its documents come; plans begin."""

from datetime import date

from cohorts.choosing import decide, nominate
from cohorts.opening import open_cohort
from cohorts.plans import begin_masterplan
from cohorts.terms import terms_of
from instruments.models import Assessment, AssessorScore
from instruments.opening import open_assessments
from instruments.results import result_of
from instruments.scoring import close_assessment
from mandates.models import MandateKind
from mandates.standing import standing_of
from regions.memberships import grant
from regions.models import Role
from tests import factories as make
from tests.plans import give_dimensions
from tests.year.steps import answer, appoint_all, decree, give_scores, outline_of_four_stages

YEAR = 2023


def is_assessed(cast, clock):
    """The cohort is opened with its rules; four regions answer, three from outside score blind."""
    instrument = make.open_instrument_with(year=YEAR, title=f"Asesmen {YEAR}")
    cohort = open_cohort(
        YEAR,
        by=cast.national,
        outline=outline_of_four_stages(),
        dimension_set=make.DimensionSetFactory(),
        instrument=instrument,
        figures={"months_until_decree": 2, "months_between_stages": 1, "review_days": 7},
    )
    for team in cast.nominated:
        nominate(cohort, team.region, by=cast.national)
    days = {"opens_on": date(YEAR, 1, 11), "closes_on": date(YEAR, 1, 31)}
    regions = [team.region for team in cast.nominated]
    open_assessments(instrument, regions, **days, by=cast.national)

    clock.skip_to(date(YEAR, 1, 20))
    for team in cast.nominated:
        answer(Assessment.objects.get(region=team.region), team)

    clock.skip_to(date(YEAR, 2, 1))
    for team, values in zip(
        cast.nominated, ((4, 3, 4), (3, 3, 2), (4, 4, 3), (1, 0, 1)), strict=True
    ):
        assessment = Assessment.objects.get(region=team.region)
        seats = appoint_all(assessment, cast.assessors, by=cast.national)
        for seat, value in zip(seats, values, strict=True):
            seen = AssessorScore.objects.visible_to(seat.user).filter(assessor__in=seats)
            assert not seen.exists()  # blind: nothing of those before her
            give_scores(seat, value)
            assert seen.count() == 3 * (seats.index(seat) + 1)
    return cohort


def is_decided(cast, cohort, clock, reads):
    """Three are chosen; the fourth is not, and reads why."""
    clock.skip_to(date(YEAR, 2, 13))
    for team in cast.nominated:
        assessment = close_assessment(Assessment.objects.get(region=team.region), by=cast.national)
        assert result_of(assessment).is_complete
        nomination = cohort.nominations.get(region=team.region)
        is_chosen = team is not cast.ambon
        reason = "Siap." if is_chosen else "Jaringan antar-Perangkat Daerah belum ada."
        decide(nomination, is_chosen=is_chosen, reason=reason, by=cast.national)
    page = reads(cast.ambon.lead, "/")
    told = "Kota Ambon tidak terpilih untuk kohort 2023. Jaringan antar-Perangkat Daerah belum ada."
    assert told in page
    assert "Mulai masterplan daerah ini." in reads(cast.garut.lead, "/")


def gets_its_documents(cast, clock, reads):
    """Nota Kesepakatan on 28 February; Banjarnegara's decrees come in May, seventeen days late."""
    clock.skip_to(date(YEAR, 2, 28))
    for team in cast.chosen:
        decree(team, MandateKind.AGREEMENT, date(YEAR, 2, 28))
    clock.skip_to(date(YEAR, 4, 20))
    for team in (cast.garut, cast.west):
        for kind in (MandateKind.COUNCIL, MandateKind.TEAM):
            decree(team, kind, date(YEAR, 4, 17))
    clock.skip_to(date(YEAR, 5, 2))
    assert not standing_of(cast.garut.region).late
    page = reads(cast.national, f"/kohort/{YEAR}/")
    assert "Semua sudah diputuskan. Empat daerah dinominasikan, 3 terpilih." in page
    assert "1, seri dengan satu lain Kabupaten Garut" in page
    assert page.count("terlambat, batasnya 28 April 2023") == 1
    assert "Tidak terpilih Kota Ambon Belum ada Belum ada Tidak terpilih Belum ada" in page
    clock.skip_to(date(YEAR, 5, 15))
    for kind in (MandateKind.COUNCIL, MandateKind.TEAM):
        decree(cast.banjarnegara, kind, date(YEAR, 5, 15))
    assert standing_of(cast.banjarnegara.region).late == {"council": 17, "team": 17}


def begins(cast, clock):
    """Each coordinator begins the plan of her region, under the rules of the cohort."""
    clock.skip_to(date(YEAR, 5, 22))
    for team in cast.chosen:
        team.masterplan = begin_masterplan(
            team.region, title=f"Masterplan {team.region}", first_year=2024, last_year=2033,
            by=team.lead,
        )  # fmt: skip
        give_dimensions(team.masterplan)
        assert terms_of(team.plan).words == "aturan kohort 2023 versi 1"
        expert = cast.expert_of_west if team is cast.west else cast.expert
        grant(team.region, user=expert, role=Role.FACILITATOR, by=cast.national)
