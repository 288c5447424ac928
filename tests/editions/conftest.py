"""A plan with at least one row of everything, and the books that print all of it."""

from datetime import date

import pytest

from attendance.attending import add_by_hand, close_registers, registers_of
from attendance.people_list import read_people
from bimtek.sessions import plan_session
from exports.generators import GENERATORS
from masterplans.creation import create_masterplan
from masterplans.models import Attachment, SectionKind, Stage
from programs.models import AlignedProgram, ParticipatingRegion, Partner, Support
from quickwins.criteria import keep_criteria
from quickwins.models import QuickWin, Score
from tests import factories as make
from tests.plans import bring_to, give_dimensions
from tests.shared import floor


@floor
def full(masterplan, people):
    """A plan with at least one row of everything."""
    lead = people["lead"]
    plan = bring_to(masterplan, Stage.COMMITMENT, lead=lead, facilitator=people["facilitator"])
    program = plan.programs.first()
    Partner.objects.create(program=program, helix="media", name="Radio Suara")
    for _ in range(2):
        Support.objects.create(program=program, agency=make.AgencyFactory(region=plan.region))
    keep_criteria(plan)
    chosen = QuickWin.objects.of(plan).first()
    chosen.innovation_kind, chosen.innovation_status = "method", "running"
    chosen.starts_on, chosen.link = date(2024, 2, 1), "https://contoh.example/banter"
    chosen.save()
    chosen.risks.update(handling="reduce", owner="Dinkominfo")
    chosen.milestones.update(percent=20)
    Score.objects.create(
        quickwin=QuickWin.objects.of(plan).first(), criterion="leverage", value=3, by=lead
    )
    plan.tows_strategies.first().entries.add(plan.swot_entries.first())
    agency = program.agency
    plan.regulations.create(form="perda", number="4", year=2021, about="SPBE", agency=agency)
    plan.applications.create(name="SIPP", function="Pelayanan", agency=agency)
    plan.ict_staff.create(
        position="Programmer", post="prakom", education="s1", count=3, agency=agency
    )
    plan.ict_spending.create(year=2023, item="Bandwidth", amount=500_000_000, agency=agency)
    plan.keyword_rows.create(word="melayani", agency=agency)
    plan.teams.create(dimension=give_dimensions(plan)[0], lead=people["dimension_lead"])
    unwritten, _unassigned = (
        make.SectionFactory(
            masterplan=plan,
            outline=make.OutlineSectionFactory(
                chapter__book__outline=plan.outline, usual_writer="Bagian Hukum"
            ),
        )
        for _ in range(2)
    )
    for _ in range(2):
        unwritten.agencies.add(make.AgencyFactory(region=plan.region))
    make.OfficialFactory(
        region=plan.region,
        agency=make.AgencyFactory(region=plan.region),
        acting="plt",
        institution="Pemerintah Kabupaten",
        in_team=True,
    )
    for kind in ("agreement", "council", "team"):
        mandate = make.MandateFactory(
            region=plan.region, kind=kind, name="SK.pdf", sha256=f"{len(kind):x}" * 64
        )
        for side in ("ministry", "region"):
            mandate.signers.create(
                side=side, name="Ir. Sari, M.T.", position="Bupati", stand_in_name="Drs. Ali",
                stand_in_position="Asisten",
            )  # fmt: skip
        if kind != "agreement":
            dimension = give_dimensions(plan)[0].code
            make.MandateMemberFactory(
                mandate=mandate, role="pokja", dimension=dimension, agency=agency
            )
            make.MandateMemberFactory(mandate=mandate, institution="Universitas")
    code = give_dimensions(plan)[0].code
    make.MembershipFactory(region=plan.region, role="pokja_member", dimension=code)
    make.MembershipFactory(region=plan.region, role="facilitator", dimension=code)
    _picture, file = (
        Attachment.objects.create(
            masterplan=plan, file=f"{name}.png", name=name, mime="image/png", size=1,
            sha256=digit * 64, uploaded_by=lead,
        )
        for name, digit in (("Peta", "0"), ("Bukti", "1"))
    )  # fmt: skip
    plan.readiness_items.update(
        agency=agency, dimension=program.subdimension.dimension, evidence_file=file
    )
    plan.gap_rows.update(agency=agency)
    plan.aims.update(alignment=plan.alignments.first())
    program.aim = plan.aims.first()
    program.rpjmd_amount = 750_000_000
    AlignedProgram.objects.create(alignment=plan.alignments.first(), program=program)
    ParticipatingRegion.objects.create(program=program, region=plan.region, villages="Cikajang")
    program.since_year, program.achievement = 2019, "Terpasang di 46 desa."
    program.save()
    for role in ("lead", "lead", "deputy", "deputy", "facilitator"):
        make.MembershipFactory(
            region=plan.region, role=role, agency=make.AgencyFactory(region=plan.region)
        )
    hold_a_bimtek(plan, lead)
    plan.phases.update(last_year=2028)
    make.PhaseFactory(masterplan=plan, order=2, name="Lanjutan", first_year=2029)
    QuickWin.objects.filter(pk=QuickWin.objects.of(plan).first().pk).update(benefits="")
    return plan


def hold_a_bimtek(plan, lead):
    """Bimtek I of two days: one of the two who came was there on both. Nobody comes any more."""
    details = {"place": "Hotel Harmoni", "opener": "Sekretaris Daerah", "expected": 80}
    session = plan_session(
        plan, stage=1, first_day=date(2023, 7, 5), last_day=date(2023, 7, 6), **details, by=lead
    )
    people = read_people("Dr. Rina; Dinas Kominfo; Kepala Bidang\nAsep; Kecamatan Cikajang; Camat")
    for register, here in zip(registers_of(session), (people, people[:1]), strict=True):
        add_by_hand(register, people=here, by=lead)
    close_registers(session, by=lead)
    return session


@pytest.fixture
def outline(masterplan):
    """Two books: one shows every kind of generated section in full, one is the short one."""
    brief = {"summary_programs", "dimension_spreads"}
    for number, generators in ((2, set(GENERATORS) - brief), (3, brief | {"quickwins"})):
        chapter = make.OutlineChapterFactory(
            book__outline=masterplan.outline, book__number=number, number=number
        )
        for generator in sorted(generators):
            make.OutlineSectionFactory(
                chapter=chapter, kind=SectionKind.GENERATED, generator=generator
            )
        if number == 2:
            make.OutlineSectionFactory(chapter=chapter, slug="lampiran-penyusunan")


@pytest.fixture
def empty(reference_data, region, lead):
    """A plan of the real outline, just begun."""
    return create_masterplan(
        region, title="Masterplan Smart City", first_year=2024, last_year=2033, by=lead
    )
