"""From the tables to plain values, in as many queries for one row as for a thousand."""

from collections import defaultdict
from decimal import Decimal
from functools import cached_property

from analyses.models import READINESS_AREAS, ReadinessHead
from exports import analysis_blocks as analysis
from exports import program_blocks as planned
from exports.book_content import Dimension
from indonesian import angka, rupiah
from masterplans.models import Masterplan
from programs.models import Activity
from quickwins.models import Criterion, QuickWin, Standing
from regions.models import Membership, Official, Role

LETTERS = {Activity.PREPARE: "P", Activity.BUILD: "B", Activity.OPERATE: "O"}
PROFILE_TEXTS = ("background", "purpose", "benefits", "uniqueness", "partnership")
PROFILE_TEXTS += ("development_potential", "sustainability", "resources")


class Gathered:
    """What the database holds of one masterplan, read when a book first asks for it."""

    def __init__(self, masterplan: Masterplan):
        self.masterplan = masterplan

    @cached_property
    def dimensions(self) -> dict[int, Dimension]:
        """By primary key, in the order of the set."""
        return {
            dimension.pk: Dimension(dimension.order, dimension.key, dimension.name, dimension.aim)
            for dimension in self.masterplan.dimension_set.dimensions.order_by("order")
        }

    # ---------------------------------------------------------------------------- analyses

    @cached_property
    def issues(self):
        """Rows of issues by dimension key."""
        found = defaultdict(list)
        for issue in self.masterplan.issues.for_book().with_origins().select_related("agency"):
            row = analysis.IssueRow(issue.title, issue.description, issue.source, _names(issue))
            found[issue.dimension_id].append(row)
        return found

    @cached_property
    def swot(self):
        """By dimension key: a dict of S, W, O, T to coded entries ("S1", "S2" …)."""
        found = defaultdict(lambda: defaultdict(list))
        for entry in self.masterplan.swot_entries.for_book():
            rows = found[entry.dimension_id][entry.kind]
            rows.append((entry.pk, analysis.Coded(f"{entry.kind}{len(rows) + 1}", entry.text)))
        return found

    @cached_property
    def tows(self):
        """By dimension key: a dict of SO, WO, ST, WT to strategies with the codes they join."""
        codes = {
            key: coded.code
            for fields in self.swot.values()
            for rows in fields.values()
            for key, coded in rows
        }
        found = defaultdict(lambda: defaultdict(list))
        for strategy in self.masterplan.tows_strategies.for_book().prefetch_related("links"):
            joined = sorted(
                codes[link.entry_id] for link in strategy.links.all() if link.entry_id in codes
            )
            found[strategy.dimension_id][strategy.kind].append(
                analysis.Coded(", ".join(joined), strategy.text)
            )
        return found

    @cached_property
    def readiness(self) -> list[analysis.ReadinessHead]:
        """The heads that have items, in the order of the three areas."""
        items = defaultdict(list)
        rows = self.masterplan.readiness_items.for_book().with_origins()
        for item in rows.select_related("agency", "evidence_file"):
            proof = [item.evidence, item.evidence_url]
            proof += [item.evidence_file.name] if item.evidence_file else []
            evidence = "\n".join(part for part in proof if part)
            items[item.head].append(
                analysis.ReadinessItem(item.statement, item.score, evidence, _names(item))
            )
        return [
            analysis.ReadinessHead(area, ReadinessHead(head).label, tuple(items[head]))
            for area, heads in READINESS_AREAS.items()
            for head in heads
            if items[head]
        ]

    @cached_property
    def gaps(self):
        """Rows by dimension key."""
        found = defaultdict(list)
        for row in self.masterplan.gap_rows.for_book().select_related("subdimension"):
            found[row.subdimension.dimension_id].append(
                analysis.GapRow(
                    subdimension=row.subdimension.name,
                    now=row.now,
                    wanted=row.wanted,
                    level_now=row.level_now,
                    level_wanted=row.level_wanted,
                    gap=row.gap,
                    need=row.need,
                )
            )
        return found

    @cached_property
    def missions(self) -> tuple[str, ...]:
        return tuple(mission.text for mission in self.masterplan.missions.all())

    @cached_property
    def alignments(self) -> list[analysis.AlignmentGroup]:
        """By document; a mission that several dimensions answer is one row."""
        documents = {}
        for row in self.masterplan.alignments.all():
            rows = documents.setdefault(row.get_document_display(), {})
            goals, answered = rows.setdefault(row.mission, ([], set()))
            if row.goal and row.goal not in goals:
                goals.append(row.goal)
            answered.add(self.dimensions[row.dimension_id].number)
        return [
            analysis.AlignmentGroup(
                document,
                tuple(
                    analysis.AlignmentRow(mission, "\n".join(goals), frozenset(answered))
                    for mission, (goals, answered) in rows.items()
                ),
            )
            for document, rows in documents.items()
        ]

    @cached_property
    def aims(self):
        """Rows by dimension key."""
        found = defaultdict(list)
        rows = self.masterplan.aims.select_related("subdimension").prefetch_related("strategies")
        for aim in rows:
            strategies = tuple(strategy.text for strategy in aim.strategies.all())
            found[aim.subdimension.dimension_id].append(
                planned.AimRow(aim.subdimension.name, aim.text, strategies)
            )
        return found

    # ---------------------------------------------------------------------------- programs

    @cached_property
    def programs(self):
        """By dimension key: (sub-dimension, program row), numbered within the dimension."""
        found = defaultdict(list)
        for program in self._programs:
            dimension = program.subdimension.dimension_id
            number = f"{self.dimensions[dimension].number}.{len(found[dimension]) + 1}"
            found[dimension].append((program.subdimension.name, self._program(program, number)))
        return found

    @cached_property
    def _programs(self):
        programs = self.masterplan.programs.select_related(
            "agency", "subdimension", "aim", "quickwin"
        )
        return programs.prefetch_related(
            "supporters", "partners", "indicators__targets", "schedule", "budget"
        )

    def _program(self, program, number):
        served = program.beneficiaries
        if program.beneficiaries_count:
            served = f"{served} ({angka(program.beneficiaries_count)})".strip()
        quickwin = getattr(program, "quickwin", None)
        return planned.ProgramRow(
            number=number,
            name=program.name,
            agency=_name(program.agency),
            kind=program.get_kind_display(),
            is_new=program.is_new,
            expansion=program.expansion,
            description=program.description,
            problem=program.problem,
            output=program.output,
            outcome=program.outcome,
            beneficiaries=served,
            rpjmd_link=_in_rpjmd(program),
            aim=program.aim.text if program.aim else "",
            risks=program.risks,
            supporters=tuple(_name(agency) for agency in program.supporters.all()),
            partners=tuple(partner.name for partner in program.partners.all()),
            indicators=tuple(_indicator(row) for row in program.indicators.all()),
            years=tuple((row.year, LETTERS[row.activity]) for row in program.schedule.all()),
            budget=tuple(
                (line.year, line.get_source_display(), line.amount) for line in program.budget.all()
            ),
            is_quickwin=quickwin is not None and quickwin.standing == Standing.CHOSEN,
        )

    @cached_property
    def phases(self) -> tuple[planned.Phase, ...]:
        """The phases clipped to the years of the plan; the whole plan where none is set."""
        plan = self.masterplan
        phases = [
            planned.Phase(
                phase.name,
                max(phase.first_year, plan.first_year),
                min(phase.last_year, plan.last_year),
            )
            for phase in plan.phases.order_by("first_year")
            if phase.first_year <= plan.last_year and phase.last_year >= plan.first_year
        ]
        years = [year for phase in phases for year in range(phase.first_year, phase.last_year + 1)]
        if years != list(plan.years):  # gaps or overlaps would tear the head of the table
            return (planned.Phase("Tahun", plan.first_year, plan.last_year),)
        return tuple(phases)

    @cached_property
    def agencies(self) -> dict[int, str]:
        """The names of the agencies that answer for a program, by key."""
        return {program.agency_id: _name(program.agency) for program in self._programs}

    # -------------------------------------------------------------------------- quick wins

    @cached_property
    def quickwins(self):
        """All nominees, with what their rows and profiles need."""
        return list(
            QuickWin.objects.of(self.masterplan)
            .select_related("program__agency", "program__subdimension")
            .prefetch_related(
                "scores",
                "risks",
                "milestones",
                "program__supporters",
                "program__indicators__targets",
                "program__budget",
            )
            .order_by("program__subdimension__dimension__order", "pk")
        )

    @cached_property
    def chosen(self):
        return [quickwin for quickwin in self.quickwins if quickwin.standing == Standing.CHOSEN]

    def dimension_of(self, quickwin) -> Dimension:
        return self.dimensions[quickwin.program.subdimension.dimension_id]

    def nominee(self, quickwin) -> planned.NomineeRow:
        given = defaultdict(list)
        for score in quickwin.scores.all():
            given[score.criterion].append(Decimal(score.value))
        means = [_mean(given[criterion]) for criterion in Criterion]
        return planned.NomineeRow(
            name=quickwin.program.name,
            agency=_name(quickwin.program.agency),
            dimension=self.dimension_of(quickwin),
            means=tuple(means),
            mean=_mean(value for values in given.values() for value in values),
            standing=quickwin.get_standing_display(),
            is_chosen=quickwin.standing == Standing.CHOSEN,
        )

    def profile(self, quickwin) -> planned.QuickWinSheet:
        program = quickwin.program
        texts = [(_label(quickwin, name), getattr(quickwin, name)) for name in PROFILE_TEXTS]
        facts = [
            ("Penanggung jawab", quickwin.person_in_charge or _name(program.agency)),
            ("Perangkat Daerah pendukung", ", ".join(map(_name, program.supporters.all()))),
            ("Penerima manfaat", quickwin.beneficiaries or program.beneficiaries),
        ]
        missing = [
            _label(quickwin, name)
            for name in QuickWin.PROFILE_FIELDS
            if not getattr(quickwin, name).strip()
        ]
        missing += [] if quickwin.risks.all() else ["risiko"]
        missing += [] if quickwin.milestones.all() else ["tonggak bulanan"]
        lines = list(program.budget.all())
        year = min((line.year for line in lines), default=None)
        return planned.QuickWinSheet(
            dimension=self.dimension_of(quickwin),
            subdimension=program.subdimension.name,
            name=program.name,
            expansion=program.expansion,
            anchor=f"quick-win-{quickwin.pk}",
            texts=tuple((title.capitalize(), words) for title, words in texts if words.strip()),
            facts=tuple((title, words) for title, words in facts if words.strip()),
            budget=tuple(
                (line.get_source_display(), line.amount) for line in lines if line.year == year
            ),
            year=year,
            indicators=tuple(_indicator(row) for row in program.indicators.all()),
            risks=tuple(
                planned.RiskRow(risk.text, risk.likelihood, risk.impact, risk.mitigation)
                for risk in quickwin.risks.all()
            ),
            milestones=_milestones(quickwin.milestones.all()),
            missing=tuple(missing),
        )

    # -------------------------------------------------------------------------------- team

    @cached_property
    def team(self) -> list[planned.TeamGroup]:
        """Officials, coordinators, leads of the dimensions, experts; no staff lists, no numbers."""
        region = self.masterplan.region
        officials = Official.objects.filter(region=region).select_related("agency")
        groups = [("Pejabat", [(o.name, _office(o)) for o in officials])]
        members = defaultdict(list)
        for member in (
            Membership.objects.filter(region=region, role__in=[Role.LEAD, Role.FACILITATOR])
            .select_related("user", "agency")
            .order_by("user__name")
        ):
            members[member.role].append((member.user.name, _name(member.agency) or str(region)))
        groups.append(("Tim Pelaksana", members[Role.LEAD]))
        teams = self.masterplan.teams.select_related("lead").order_by("dimension__order")
        leads = [(t.lead.name, f"Pokja {self.dimensions[t.dimension_id].name}") for t in teams]
        groups.append(("Ketua pokja", leads))
        experts = [(name, "Pendamping penyusunan") for name, _ in members[Role.FACILITATOR]]
        groups.append(("Tenaga ahli", experts))
        return [planned.TeamGroup(name, tuple(people)) for name, people in groups if people]


def _name(agency) -> str:
    return str(agency) if agency else ""


def _names(finding) -> str:
    """Who named it: its own agency, and those whose rows were merged into it."""
    return ", ".join(map(_name, finding.agencies))


def _mean(values):
    values = list(values)
    return sum(values) / len(values) if values else None


def _label(thing, field):
    return thing._meta.get_field(field).verbose_name


def _office(official):
    where = official.institution
    return f"{official.full_position}, {where}" if where else official.full_position


def _indicator(row):
    return planned.IndicatorRow(
        name=row.name,
        unit=row.unit,
        baseline=row.baseline,
        baseline_year=row.baseline_year,
        targets=tuple((target.year, target.value) for target in row.targets.all()),
    )


def _milestones(rows):
    """The same words in several months are one bar."""
    months = {}
    for row in rows:
        months.setdefault(row.text, set()).add(row.month)
    return tuple(planned.MilestoneRow(text, frozenset(on)) for text, on in months.items())


def _in_rpjmd(program):
    """The program of the RPJMD or Renstra that it belongs to, and the figure that stands there."""
    amount = f"pagu {rupiah(program.rpjmd_amount)}" if program.rpjmd_amount else ""
    return ", ".join(filter(None, [program.rpjmd_link, amount]))
