"""A masterplan led through every state, and what the heads of its pages claim."""

import re
from contextlib import contextmanager
from html import unescape
from pathlib import Path

from django.db import transaction

from masterplans.models import Masterplan, Section, Stage
from notes.actions import write_note
from notes.targets import PROGRAM, SECTION, place_of
from progress.models import NothingToEnter
from quickwins.models import QuickWin
from regions.models import Role
from stages import workflow
from stages.freezing import request_freeze
from tests import factories as make
from tests.assignments.worksheets import fill_first_stage
from tests.commitments.making import commitment_for, frozen, opened, put_signature
from tests.plans import FILL, give_dimensions

HEADS_ALONE = Path(__file__).parent / "heads_alone"  # frames of pages, without anything else
WORDS = re.compile(r"\b(lengkap|siap)\b", re.I)
ALL_THERE = re.compile(r"^Setiap [^;]*\b(sudah|berisi|punya)\b[^;]*$")
NOT = re.compile(r"\b(belum|tidak|kurang)\b", re.I)
FRACTION = re.compile(r"([\d.]+) dari ([\d.]+)")
HEAD = re.compile(r'<h1 id="minta">(.*?)</h1>', re.S)
WHY = re.compile(r'<p class="sp-ask__why">(.*?)</p>', re.S)
FAR = re.compile(r'<p class="sp-far__label">(.*?)</p>', re.S)


def head_of(html):
    """The sentences at the head of a page: what is asked, why, and how far one is."""
    return [
        " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())
        for pattern in (HEAD, WHY, FAR)
        for text in pattern.findall(html)
    ]


def claims(sentence):
    """Whether a sentence says that something is complete or ready: "3 dari 4 lengkap" does not."""
    counted = FRACTION.search(sentence)
    if ALL_THERE.search(sentence):
        return True
    if not WORDS.search(sentence) or NOT.search(sentence):
        return False
    return not counted or counted[1] == counted[2]


@contextmanager
def undone():
    """What is done within is undone afterwards."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


class Walk:
    """The walk of one plan; `states()` stops at every state, with its name and what it is like."""

    def __init__(self, masterplan, people, agency):
        self.plan, self.people, self.agency = masterplan, people, agency
        self.lead, self.expert = people["lead"], people["facilitator"]

    def fresh(self):
        return Masterplan.objects.select_related("region__parent").get(pk=self.plan.pk)

    def states(self):
        """Each state as (name, whether all roles open their pages in it)."""
        dimensions = give_dimensions(self.plan)
        self.plan.teams.create(dimension=dimensions[1], lead=self.people["dimension_lead"])
        for stage in Stage:
            yield f"{stage}: begun", False
            FILL[stage](self.plan)
            self._fill_agency(stage, dimensions)
            yield from self._writing(stage)
            self.plan = workflow.submit_stage(self.fresh(), by=self.lead)
            yield from self._in_review(stage)
            self.plan = workflow.advance_stage(self.fresh(), by=self.expert)
        yield from self._approved()

    def filled(self):
        """Each stage in turn, with everything that it asks for."""
        dimensions = give_dimensions(self.plan)
        self.plan.teams.create(dimension=dimensions[1], lead=self.people["dimension_lead"])
        for stage in Stage:
            FILL[stage](self.plan)
            self._fill_agency(stage, dimensions)
            yield stage
            self.plan = workflow.submit_stage(self.fresh(), by=self.lead)
            self.plan = workflow.advance_stage(self.fresh(), by=self.expert)

    def _fill_agency(self, stage, dimensions):
        """The agencies, the writer's among them, have done all that they are asked for."""
        for agency in self.plan.region.agencies.all():
            if stage == Stage.ANALYSIS:
                own = dimensions[:1] if agency == self.agency else dimensions
                fill_first_stage(self.plan, agency, *own)
            if stage == Stage.PROGRAMS and not agency.programs.exists():
                NothingToEnter.objects.create(
                    masterplan=self.plan, agency=agency, task="program", by=self.lead
                )

    def _writing(self, stage):
        yield f"{stage}: filled", True
        with undone():
            self._note()
            yield f"{stage}: filled, a note waits", False
        with undone():
            self._quick_entry()
            yield f"{stage}: filled, a late quick entry", True
        with undone():
            self._idle_writer()
            yield f"{stage}: filled, an agency that wrote nothing", False
        with undone():
            Section.objects.filter(masterplan=self.plan, outline__stage=stage).update(body="")
            yield f"{stage}: a section lost its words", False
        with undone():
            self.plan.swot_entries.filter(dimension__code="branding", kind="T").delete()
            yield f"{stage}: the SWOT of a dimension lost a side", False
        with undone():
            self._optional_section(stage)
            yield f"{stage}: a section that may stay empty was given to an agency", False
        if stage >= Stage.ROADMAP:
            with undone():
                QuickWin.objects.of(self.plan).update(uniqueness="")
                yield f"{stage}: profiles lack something", False
            with undone():
                self.plan.programs.last().budget.all().delete()
                yield f"{stage}: a program lost its budget", False
            with undone():
                QuickWin.objects.of(self.plan).filter(
                    program__subdimension__dimension__code="branding"
                ).update(standing="nominated")
                yield f"{stage}: a dimension chose no quick win", False
            with undone():
                self._quick_entry(is_nominated=True)
                yield f"{stage}: a second nominee has no profile", False

    def _in_review(self, stage):
        yield f"{stage}: in review", True
        with undone():
            self._note()
            yield f"{stage}: in review, a note waits", False
        with undone():
            workflow.withdraw_stage(self.fresh(), by=self.lead)
            yield f"{stage}: withdrawn", False
        with undone():
            workflow.return_stage(self.fresh(), by=self.expert, note="Sebutkan sumbernya.")
            yield f"{stage}: returned", True
            with undone():
                self._note()
                yield f"{stage}: returned, a note waits", False
            with undone():
                self._quick_entry()
                yield f"{stage}: returned, a late quick entry", False

    def _approved(self):
        yield "approved", True
        with undone():
            workflow.reopen_stage(self.fresh(), by=self.expert, note="Anggaran berubah.")
            yield "reopened", True
        with undone():
            request_freeze(self.fresh(), by=self.lead)
            yield "being frozen", False
        self.plan = frozen(self.fresh(), self.lead)
        yield "frozen", True
        commitment = commitment_for(self.plan, self.people["signatory"])
        yield "frozen, commitment drafted", False
        opened(commitment)
        yield "frozen, being signed", False
        put_signature(commitment.signatories.get())
        self.plan = workflow.mark_signed(self.fresh(), by=self.expert)
        yield "signed", True

    # --- what happens on the way

    def _note(self):
        """An expert asks about a program of the pokja's dimension, or about a section."""
        program = self.plan.programs.filter(subdimension__dimension__code="branding").first()
        kind, row = (PROGRAM, program) if program else (SECTION, self.plan.sections.first())
        place = place_of(self.plan, kind, row.pk)
        write_note(self.plan, place, text="Dari mana angka ini?", by=self.expert)

    def _quick_entry(self, *, is_nominated=False):
        """A program of the writer's agency with a name and a sentence; nominated, a whole one."""
        dimension = self.plan.dimension_set.dimensions.get(code="branding")
        sub = dimension.subdimensions.first()
        if is_nominated:
            program = make.complete_program(self.plan, sub, agency=self.agency, name="Calon")
            make.QuickWinFactory(program=program, nominated_by=self.lead)
            return
        make.ProgramFactory(
            masterplan=self.plan,
            agency=self.agency,
            subdimension=sub,
            name="Susulan",
            description="Satu kalimat.",
        )

    def _optional_section(self, stage):
        chapter = make.OutlineChapterFactory(book__outline=self.plan.outline)
        outline = make.OutlineSectionFactory(chapter=chapter, stage=stage, required=False)
        make.SectionFactory(masterplan=self.plan, outline=outline).agencies.add(self.agency)

    def _idle_writer(self):
        idle = make.AgencyFactory(region=self.plan.region, name="Dinas Diam", short_name="Didi")
        make.MembershipFactory(region=self.plan.region, role=Role.WRITER, agency=idle)
