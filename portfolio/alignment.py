"""From the missions of the regional plans to the programs: what serves what, and what does not.

The line is mission, goal, dimension, aim, program (domain: keselarasan RPJMD with the dimensions).
"""

from dataclasses import dataclass, field

from masterplans.models import Masterplan, RegionalPlan
from programs.models import Program
from strategy.models import Aim, Alignment

ORDER = [RegionalPlan.RPJMD, RegionalPlan.RPJPD, RegionalPlan.RTRW]


@dataclass
class AimLine:
    """An aim and the programs that serve it."""

    aim: Aim
    programs: list[Program] = field(default_factory=list)


@dataclass
class AlignmentLine:
    """One row of the alignment with the aims that serve it. `is_first`: says its mission."""

    alignment: Alignment
    aims: list[AimLine]
    is_first: bool

    @property
    def named(self) -> list[Program]:
        """The programs that the row itself names."""
        return [one.program for one in self.alignment.named.all()]


@dataclass
class AlignmentMatrix:
    """The lines by document, and what has no partner."""

    documents: list[tuple[str, list[AlignmentLine]]]
    missions: int
    reached: int
    missions_without_aim: list[Alignment]
    aims_without_mission: list[Aim]
    aims_without_program: list[Aim]
    programs_without_aim: list[Program]

    @property
    def open_count(self) -> int:
        return sum(
            map(
                len,
                (
                    self.missions_without_aim,
                    self.aims_without_mission,
                    self.aims_without_program,
                    self.programs_without_aim,
                ),
            )
        )


def matrix_of(masterplan: Masterplan) -> AlignmentMatrix:
    """The whole matrix, in five queries however much there is."""
    alignments = list(
        masterplan.alignments.select_related("dimension").prefetch_related("named__program")
    )
    aims = {aim.pk: AimLine(aim) for aim in masterplan.aims.select_related("subdimension")}
    programs = list(
        masterplan.programs.select_related("agency").order_by(
            "subdimension__dimension__order", "subdimension__order", "pk"
        )
    )
    for program in programs:
        if program.aim_id in aims:
            aims[program.aim_id].programs.append(program)
    served = {}
    for line in aims.values():
        served.setdefault(line.aim.alignment_id, []).append(line)
    missions = _missions(alignments, served)
    return AlignmentMatrix(
        documents=_documents(alignments, served),
        missions=len(missions),
        reached=sum(any(line.programs for line in lines) for _, lines in missions.values()),
        missions_without_aim=[first for first, lines in missions.values() if not lines],
        aims_without_mission=[line.aim for line in served.get(None, [])],
        aims_without_program=[line.aim for line in aims.values() if not line.programs],
        programs_without_aim=[program for program in programs if program.aim_id not in aims],
    )


def _missions(alignments, served):
    """Each mission once, with its first row and the aims of all its rows."""
    found = {}
    for row in alignments:
        _, lines = found.setdefault((row.document, row.mission), (row, []))
        lines += served.get(row.pk, [])
    return found


def _documents(alignments, served):
    found = []
    for document in ORDER:
        lines, last = [], None
        for row in sorted(_of(alignments, document), key=_mission_order(alignments)):
            lines.append(AlignmentLine(row, served.get(row.pk, []), row.mission != last))
            last = row.mission
        if lines:
            found.append((document.label, lines))
    return found


def _of(alignments, document):
    return [row for row in alignments if row.document == document]


def _mission_order(alignments):
    """The rows of one mission stand together, where its first one was written."""
    first = {}
    for row in alignments:
        key = (row.document, row.mission)
        first[key] = min(first.get(key, row.pk), row.pk)
    return lambda row: (first[row.document, row.mission], row.dimension.order, row.pk)
