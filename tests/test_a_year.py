"""A whole year: the cohort of 2023 from its first day to tahap 4, on the days of Garut.

Pra-bimtek 27 June, bimtek I 5-6 July, II 31 July-1 August, III 6-7 September (as in Sawahlunto),
IV 9 October (domain.md, section 3.1). Garut, Banjarnegara and the province of Jawa Barat go through
it, Ambon is not chosen. The clock of the code is moved; every morning the reminders are sent.
"""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from attendance.attending import AttendanceError, attend, headcount, registers_of
from bimtek.models import Meeting
from cohorts.terms import terms_for, terms_of
from letters.models import Letter
from masterplans.models import Decision, Stage, Status
from notes.actions import answer_note, resolve_note, write_note
from notes.models import NoteWeight
from notes.targets import SECTION, place_of
from progress.facts import FACTS, take_back_fact
from quickwins import selection
from quickwins.models import QuickWin
from regions.memberships import grant, revoke
from regions.models import Role
from reviews.approvals import Verdicts
from reviews.deciding import approve_with_notes, gathered, return_with_notes
from reviews.passages import PlanText
from stages.workflow import WorkflowError
from tests.cohorts.making import new_terms
from tests.commitments.making import frozen
from tests.markup import words_of
from tests.year.beginning import YEAR, begins, gets_its_documents, is_assessed, is_decided
from tests.year.cast import Cast
from tests.year.clock import Clock
from tests.year.steps import (
    approve_chapters,
    call_together,
    fill,
    judge,
    submit,
)

PREPARATION = date(YEAR, 6, 27)
FIRST = (date(YEAR, 7, 5), date(YEAR, 7, 6))
SECOND = (date(YEAR, 7, 31), date(YEAR, 8, 1))
THIRD = (date(YEAR, 9, 6), date(YEAR, 9, 7))
FOURTH = (date(YEAR, 10, 9), date(YEAR, 10, 9))
SITI = {"name": "Dra. Siti Aminah, M.Si.", "institution": "Dinas Kesehatan", "position": "Kabid"}


@pytest.fixture
def clock(monkeypatch):
    clock = Clock(date(YEAR, 1, 9))
    monkeypatch.setattr(timezone, "now", clock.now)
    return clock


@pytest.fixture
def reads(signed_in):
    """`reads(person, "/")` is all that she reads on a page, without its markup."""

    def read(person, path):
        response = signed_in(person).get(path, follow=True)
        assert response.status_code == 200
        return " ".join(words_of(response.content.decode()).split())

    return read


@pytest.mark.django_db
def test_the_cohort_of_2023_goes_from_its_opening_to_tahap_4(clock, reads):
    cast = Cast()
    cohort = is_assessed(cast, clock)
    is_decided(cast, cohort, clock, reads)
    gets_its_documents(cast, clock, reads)
    begins(cast, clock)
    _meets_for_the_first_time(cast, clock, reads)
    _tahap_1(cast, clock, reads)
    _tahap_2(cast, cohort, clock, reads)
    _tahap_3(cast, clock)
    _tahap_4(cast, clock)
    _the_end(cast, reads)
    _everybody_was_reminded_once(cast)


# --- June and July: pra-bimtek, bimtek I, tahap 1


def _meets_for_the_first_time(cast, clock, reads):
    clock.skip_to(date(YEAR, 6, 12))
    garut, own = cast.garut, [cast.garut.lead, cast.expert]
    call_together(garut, Meeting.PREPARATION, PREPARATION, PREPARATION, people=own)
    call_together(garut, Stage.ANALYSIS, *FIRST, people=own)
    entry = Letter.objects.filter(address=cast.expert.email).exclude(calendar="").last().calendar
    assert "DTSTART" in entry
    with pytest.raises(ValidationError, match=r"Ahli Pertama sudah di Bimtek I"):
        call_together(cast.banjarnegara, Stage.ANALYSIS, *FIRST, people=[cast.expert])
    call_together(
        cast.banjarnegara, Stage.ANALYSIS, date(YEAR, 7, 10), date(YEAR, 7, 11),
        people=[cast.expert],
    )  # fmt: skip
    call_together(
        cast.west, Stage.ANALYSIS, date(YEAR, 7, 12), date(YEAR, 7, 13),
        people=[cast.expert_of_west],
    )  # fmt: skip
    clock.go_to(PREPARATION, hour=16)
    page = reads(garut.lead, garut.plan.get_absolute_url())
    assert "Sembilan hal lagi, lalu tahap 1 dapat diserahkan." in page
    assert "Pra-bimtek mulai Selasa, 27 Juni 2023 (hari ini)" in page
    assert "Tidak ada yang menunggu tinjauan Anda." in reads(cast.expert, "/")
    _come_to_both_days(garut, FIRST, clock)


def _come_to_both_days(team, days, clock):
    """By the code on the wall on each of its days; the code of yesterday is refused."""
    registers = registers_of(team.plan.sessions.get(first_day=days[0]))
    for day, register in zip(days, registers, strict=True):
        clock.go_to(day)
        assert attend(register, **SITI).is_new
        assert attend(register, name="Asep", institution="Bappeda").is_new
    clock.go_to(days[-1].replace(day=days[-1].day + 1))
    with pytest.raises(AttendanceError, match="Kode ini berlaku pada"):
        attend(registers[-1], **SITI)
    assert headcount(registers[0].session) == 2


def _tahap_1(cast, clock, reads):
    """Garut: handed in, returned for a must, answered, handed in again, approved by chapters."""
    garut = cast.garut
    clock.go_to(date(YEAR, 7, 12))
    fill(garut, Stage.ANALYSIS)
    plan = submit(garut)

    clock.go_to(date(YEAR, 7, 14))
    page = reads(cast.expert, "/")
    assert "Kabupaten Garut menunggu tinjauan Anda." in page
    assert "hari ke-3 dari 7" in page
    assert "hari ke-3 dari 7" in reads(garut.lead, garut.plan.get_absolute_url())
    assert "hari ke-3 dari 7" in reads(cast.national, f"/kohort/{YEAR}/")
    section = plan.sections.filter(outline__stage=1).first()
    place = place_of(plan, SECTION, section.pk)
    note = write_note(
        plan, place, text="Sebut sumber datanya.", by=cast.expert, weight=NoteWeight.MUST
    )
    return_with_notes(garut.plan, weights={note: NoteWeight.MUST}, note="", by=cast.expert)

    clock.go_to(date(YEAR, 7, 18))  # three days after the return somebody was reminded
    page = reads(garut.lead, garut.plan.get_absolute_url())
    assert "Tahap 1 dikembalikan. Perbaiki satu hal, lalu serahkan lagi." in page
    assert "Dikembalikan oleh Dr. Tenaga Ahli Pertama, 14 Juli 2023 Wajib diperbaiki:" in page
    answer_note(note, text="BPS, 2022.", by=garut.lead)
    submit(garut)
    clock.go_to(date(YEAR, 7, 20))
    resolve_note(note, by=cast.expert)
    with pytest.raises(WorkflowError, match="bab belum disetujui"):
        approve_with_notes(garut.plan, weights={}, note="", by=cast.expert)
    assert approve_chapters(garut, by=cast.expert) == 1
    approve_with_notes(garut.plan, weights={}, note="", by=cast.expert)
    assert garut.plan.stage == Stage.PROGRAMS
    for team, expert in ((cast.banjarnegara, cast.expert), (cast.west, cast.expert_of_west)):
        _through(team, Stage.ANALYSIS, expert)


def _through(team, stage, expert):
    """The short way: filled, handed in, approved."""
    fill(team, stage)
    submit(team)
    approve_chapters(team, by=expert)
    approve_with_notes(team.plan, weights={}, note="", by=expert)


# --- August: bimtek II; the rules change, and the expert


def _tahap_2(cast, cohort, clock, reads):
    garut = cast.garut
    clock.go_to(date(YEAR, 7, 21))
    call_together(garut, Stage.PROGRAMS, *SECOND, people=[garut.lead, cast.expert])
    _come_to_both_days(garut, SECOND, clock)
    clock.go_to(date(YEAR, 8, 14))
    fill(garut, Stage.PROGRAMS)
    plan = submit(garut)
    _through(cast.banjarnegara, Stage.PROGRAMS, cast.expert)
    section = plan.sections.filter(outline__stage=2).first()
    note = write_note(plan, place_of(plan, SECTION, section.pk), text="Perjelas.", by=cast.expert)

    clock.go_to(date(YEAR, 8, 16))
    old = garut.region.memberships.get(user=cast.expert)
    grant(garut.region, user=cast.successor, role=Role.FACILITATOR, by=cast.national)
    revoke(old, by=cast.national)

    clock.go_to(date(YEAR, 8, 21))
    new_terms(cohort, by=cast.national, nominees_per_dimension=2)
    assert terms_of(garut.plan).number == 2
    assert [terms_for(garut.plan, stage).number for stage in (1, 2)] == [1, 1]

    clock.go_to(date(YEAR, 8, 28))
    page = reads(cast.successor, "/")
    assert "Tahap 2 menunggu tinjauan Anda." in page
    assert "terlambat 8 hari, batasnya Minggu, 20 Agustus 2023" in page
    assert "Isi tahap 1 tetap lengkap menurut aturan kohort 2023 versi 1." in page
    assert note in gathered(garut.plan)
    verdict = Verdicts(PlanText(garut.plan)).by_place[1, 1]
    assert verdict.approval.by == cast.expert
    approve_chapters(garut, by=cast.successor)
    approve_with_notes(garut.plan, weights={}, note="", by=cast.successor)

    fill(cast.west, Stage.PROGRAMS)
    with pytest.raises(WorkflowError, match="calon quick win"):
        submit(cast.west)
    _one_more_nominee_each(cast.west)
    submit(cast.west)
    approve_chapters(cast.west, by=cast.expert_of_west)
    approve_with_notes(cast.west.plan, weights={}, note="", by=cast.expert_of_west)
    assert terms_for(cast.west.plan, 2).number == 2


def _one_more_nominee_each(team):
    for dimension in team.plan.dimension_set.dimensions.all():
        programs = team.plan.programs.filter(subdimension__dimension=dimension)
        selection.nominate(programs.filter(quickwin=None).first(), by=team.lead)


# --- September: bimtek III, one quick win for each dimension


def _tahap_3(cast, clock):
    garut = cast.garut
    clock.go_to(date(YEAR, 8, 29))
    call_together(garut, Stage.ROADMAP, *THIRD, people=[garut.lead, cast.successor])
    _come_to_both_days(garut, THIRD, clock)
    clock.go_to(date(YEAR, 9, 18))
    _one_more_nominee_each(garut)
    for dimension in garut.plan.dimension_set.dimensions.all():
        first, second = (
            QuickWin.objects.of(garut.plan)
            .filter(program__subdimension__dimension=dimension)
            .order_by("pk")
        )
        for person, values in ((garut.lead, (3, 4)), (cast.successor, (2, 5))):
            for quickwin, value in zip((first, second), values, strict=True):
                judge(garut, quickwin, value, by=person)
        with pytest.raises(selection.ChoosingError, match="mendapat nilai lebih tinggi"):
            selection.choose(first, by=garut.lead)
        selection.choose(second, by=garut.lead)
        selection.drop(first, reason="Dampaknya lebih kecil.", by=garut.lead)
    clock.go_to(date(YEAR, 9, 22))
    fill(garut, Stage.ROADMAP)
    submit(garut)
    for quickwin in QuickWin.objects.of(cast.west.plan).order_by("program__subdimension")[::2]:
        selection.drop(quickwin, reason="Belum siap.", by=cast.west.lead)
    clock.go_to(date(YEAR, 9, 25))
    approve_chapters(garut, by=cast.successor)
    approve_with_notes(garut.plan, weights={}, note="", by=cast.successor)
    for team, expert in ((cast.banjarnegara, cast.expert), (cast.west, cast.expert_of_west)):
        _through(team, Stage.ROADMAP, expert)


# --- October: bimtek IV, tahap 4


def _tahap_4(cast, clock):
    """Banjarnegara is approved with an open point, and why stays to be read."""
    garut, other = cast.garut, cast.banjarnegara
    clock.go_to(date(YEAR, 9, 28))
    call_together(garut, Stage.COMMITMENT, *FOURTH, people=[garut.lead, cast.successor])
    _come_to_both_days(garut, FOURTH[:1], clock)
    clock.go_to(date(YEAR, 10, 12))
    for team in cast.chosen:
        fill(team, Stage.COMMITMENT)
    take_back_fact(other.plan, FACTS["site_was_visited"], by=other.lead)
    with pytest.raises(WorkflowError, match="Tulis alasannya: Kunjungan lapangan"):
        submit(other)
    submit(other, note="Jalan longsor.")
    submit(garut)
    submit(cast.west)

    clock.go_to(date(YEAR, 10, 16))
    for team, expert in zip(
        cast.chosen, (cast.successor, cast.expert, cast.expert_of_west), strict=True
    ):
        approve_chapters(team, by=expert)
        if team is other:
            with pytest.raises(WorkflowError, match="Kunjungan lapangan"):
                approve_with_notes(team.plan, weights={}, note="", by=expert)
        note = "Kunjungan menyusul." if team is other else ""
        approve_with_notes(team.plan, weights={}, note=note, by=expert)
        assert team.plan.status == Status.APPROVED
    left = Decision.objects.get(masterplan=other.plan, stage=4, verb="approved")
    assert (left.open_points, left.note) == (
        ["Kunjungan lapangan quick win belum dinyatakan sudah dilakukan."], "Kunjungan menyusul."
    )  # fmt: skip


def _the_end(cast, reads):
    """Garut is frozen; the officer sees where all stand, a coordinator her whole year."""
    garut, other = cast.garut, cast.banjarnegara
    frozen(garut.plan, garut.lead)
    assert garut.plan.status == Status.FROZEN
    page = reads(cast.national, f"/kohort/{YEAR}/")
    assert "Tahap 4, dibekukan, menunggu tanda tangan Kabupaten Garut" in page
    assert "Tahap 4, disetujui, menunggu dibekukan Kabupaten Banjarnegara" in page
    assert "terlalu lama" not in page.partition("Tenaga ahli 1, seri")[2]
    page = reads(garut.lead, f"{garut.plan.get_absolute_url()}lini-masa/")
    for line in (
        "Jawaban asesmen diserahkan 31 Januari 2023 20 Januari 2023 Tepat waktu",
        "Bimtek II 31 Juli–1 Agustus 2023 31 Juli–1 Agustus 2023 Sudah berlangsung",
        "Tahap 1 diserahkan kembali 31 Juli 2023 18 Juli 2023 Tepat waktu",
        "Masterplan dibekukan 16 Oktober 2023",
    ):
        assert line in page
    page = reads(other.lead, other.plan.get_absolute_url())
    assert "Masterplan disetujui. Bekukan edisi 1." in page
    assert "Kunjungan menyusul." in reads(
        other.lead, f"{other.plan.get_absolute_url()}riwayat-tahap/"
    )


def _everybody_was_reminded_once(cast):
    """Seven days and one day before each bimtek, three after the return, and never twice a day."""
    assert _told(cast.garut.lead) == [
        "20-06 Pra-bimtek 7 hari lagi", "26-06 Pra-bimtek besok",
        "28-06 Bimtek I 7 hari lagi", "04-07 Bimtek I besok",
        "17-07 Tahap 1 dikembalikan 14 Juli 2023 dan belum diserahkan lagi",
        "24-07 Bimtek II 7 hari lagi", "30-07 Bimtek II besok",
        "30-08 Bimtek III 7 hari lagi", "05-09 Bimtek III besok",
        "02-10 Bimtek IV 7 hari lagi", "08-10 Bimtek IV besok",
    ]  # fmt: skip
    assert _told(cast.garut.writer) == _told(cast.garut.lead)
    assert _told(cast.west.lead) == ["05-07 Bimtek I 7 hari lagi", "11-07 Bimtek I besok"]
    assert _told(cast.successor) == [
        "22-08 Tahap 2 menunggu tinjauan Anda sejak 14 Agustus 2023, sudah delapan hari"
    ]
    assert not _told(cast.expert)
    assert not _told(cast.ambon.lead)


def _told(person):
    """The days on which somebody was reminded, and of what."""
    letters = Letter.objects.filter(kind="reminders/mail/daily", person=person)
    return [
        f"{timezone.localtime(one.created_at):%d-%m}"
        f" {one.subject.partition(': ')[2].partition(' (')[0]}"
        for one in letters.order_by("created_at")
    ]
