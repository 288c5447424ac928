"""The one list of what is missing from a masterplan, and the answers of every scope to it.

Gates, the overview, the sentence at the head of a page, Kertas Kerja, the matrix, reminders and
the page of a pokja ask here. What one program, quick win or section lacks is said in the
`completeness.py` of its room, and read from there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from masterplans.models import Masterplan, Stage, Status
from programs.completeness import items_in_words
from progress import catalogue
from progress.areas import AREA_OF, Area
from progress.checklists import CHECKLISTS
from progress.counts import Counts
from progress.hints import Hint, hints_of
from progress.items import AskedOf, OpenItem
from progress.requirements import Requirement, place
from progress.returned import returned_stage
from progress.scopes import Scope
from progress.tasks import DONE, PART, AgencyCounts, TaskCell, cell_of
from regions.models import Agency, Role
from regions.rules import agencies_of, dimension_of, roles_of

Source = Callable[["Completeness"], Iterable[OpenItem]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """What a room above knows to be open. Called once, from its `AppConfig.ready`."""
    _sources.append(source)


@dataclass(frozen=True)
class AgencyProgress:
    """What is asked of one agency, task by task.

    `takes_part`: somebody writes for it, it was given a dimension, or it has written something.
    """

    agency: Agency
    cells: list[TaskCell]
    takes_part: bool

    @cached_property
    def asked(self) -> list[TaskCell]:
        """What is asked of it in the present tahap, done or not."""
        return [cell for cell in self.cells if cell.is_asked]

    @cached_property
    def open(self) -> list[TaskCell]:
        return [cell for cell in self.cells if cell.is_open]

    @property
    def finished(self) -> list[TaskCell]:
        """What is done, of earlier tahap as well."""
        return [cell for cell in self.cells if cell.state == DONE]

    @property
    def done(self) -> int:
        return len(self.asked) - len(self.open)

    @property
    def share(self) -> float:
        """How much is filled, from 0 to 1; what is begun counts for half."""
        begun = sum(cell.state == PART for cell in self.open)
        return (self.done + begun / 2) / len(self.asked) if self.asked else 1


class Completeness:
    """What is there and what lacks, of one masterplan, at the moment of asking."""

    def __init__(self, masterplan: Masterplan, counts: Counts | None = None):
        self.masterplan = masterplan
        self.counts = counts or Counts(masterplan)
        self._lines: dict[tuple, Requirement] = {}

    # --- the region as a whole

    def requirements(self, stage: Stage) -> list[Requirement]:
        """What is asked of the region in one tahap, met and open."""
        return [self._line(stage, ask) for ask in CHECKLISTS[stage]]

    def _line(self, stage, ask):
        """One requirement, asked once: a page of one area asks for no more than its own."""
        if (stage, ask) not in self._lines:
            line = replace(ask(self.counts.under(stage)), kind=ask.__name__, stage=stage)
            self._lines[stage, ask] = line
        return self._lines[stage, ask]

    @cached_property
    def open_requirements(self) -> list[Requirement]:
        """What is asked of the region by the present tahap, and is open.

        What was unusual in an earlier tahap was handed in with its reason, and approved.
        """
        return self._open_lines()

    def _open_lines(self, area=None):
        present = self.masterplan.stage
        lines = [
            self._line(stage, ask)
            for stage in Stage
            if stage <= present
            for ask in CHECKLISTS[stage]
            if area is None or AREA_OF[ask.__name__] == area
        ]
        return [
            one for one in lines if one.is_blocking or (one.stage == present and not one.is_met)
        ]

    # --- the agencies

    @cached_property
    def agencies(self) -> list[AgencyProgress]:
        """Every agency of the region with its tasks, in the order of the SOTK."""
        rows, programs, quickwins = defaultdict(list), defaultdict(list), defaultdict(list)
        for row in self.counts.analyses.rows:
            rows[row.agency].append(row)
        for program in self.counts.programs:
            programs[program.agency].append(program)
        for quickwin in self.counts.quickwins:
            quickwins[quickwin.agency].append(quickwin)
        active = {*rows, *programs, *self.counts.sections_given, *self.counts.parts_said}
        found = []
        for agency in self.counts.agencies:
            key = agency.pk
            own = AgencyCounts(self.counts, agency, rows[key], programs[key], quickwins[key])
            cells = [cell_of(task, own) for task in catalogue.TASKS]
            takes_part = agency.is_writing or key in active
            found.append(AgencyProgress(agency, cells, takes_part))
        return found

    # --- the list

    @cached_property
    def items(self) -> list[OpenItem]:
        """Everything that is missing by the present tahap, in the order of the work.

        Of a plan that is frozen or signed nothing is missing any more; only steps are open.
        """
        if self.is_over:
            return self.steps
        found = [item for line in self.open_requirements for item in _items_of(line)]
        found += self._unfinished_programs()
        found += [item for agency in self.agencies for item in self._of_agency(agency)]
        return [*found, *returned_stage(self.counts), *self._added]

    @property
    def is_over(self) -> bool:
        """Whether the content is fixed for good: what was asked of it is asked no longer."""
        return self.masterplan.status in (Status.FROZEN, Status.SIGNED)

    @cached_property
    def _added(self) -> list[OpenItem]:
        """What rooms above know."""
        return [item for source in _sources for item in source(self)]

    @property
    def steps(self) -> list[OpenItem]:
        """Whose step it is, once the plan is not being written."""
        return [item for item in self._added if item.area == Area.STEPS]

    @cached_property
    def hints(self) -> list[Hint]:
        """What the guide does not ask and a good plan says all the same; none is in `items`."""
        return list(hints_of(self.counts))

    def for_dimension(self, dimension: int) -> list[OpenItem]:
        """What is missing from one dimension, whoever is asked."""
        return [item for item in self.items if item.dimension == dimension]

    def for_user(self, user, area: Area | None = None) -> list[OpenItem]:
        """What is asked of one person; of one area, and of the whole plan, if it is given."""
        scope = self._scope(user)
        items = self.items if area is None else self._items_in(area, scope)
        return [item for item in items if scope.has(item)]

    def _items_in(self, area, scope):
        """The part of `items` that a page about one area needs, counted for it alone."""
        if self.is_over:
            return [item for item in self.steps if item.area == area]
        found = [item for line in self._open_lines(area) for item in _items_of(line)]
        found += self._unfinished_programs() if area == Area.PROGRAMS else ()
        if scope.agencies:
            found += [item for agency in self.agencies for item in self._of_agency(agency)]
        found += [*returned_stage(self.counts), *self._added]
        return [item for item in found if item.area in (None, area)]

    def steps_for(self, user) -> list[OpenItem]:
        """The steps that one person is asked for now; nothing else is counted for it."""
        scope = self._scope(user)
        return [item for item in self.steps if scope.has(item)]

    def _scope(self, user):
        region = self.masterplan.region
        roles = roles_of(user, region)
        leads = self.dimensions_led_by(user) if Role.DIMENSION_LEAD in roles else []
        return Scope(user.pk, roles, agencies_of(user, region), leads)

    def dimensions_led_by(self, user) -> list[int]:
        """The keys of the dimensions whose pokja somebody leads, or is a member of."""
        teams = self.counts.once(_teams)
        led = [dimension for dimension, lead in teams if lead == user.pk]
        if code := dimension_of(user, self.masterplan.region, Role.POKJA_MEMBER):
            dimensions = self.masterplan.dimension_set.dimensions.filter(code=code)
            led += [key for key in dimensions.values_list("pk", flat=True) if key not in led]
        return led

    # --- how the items are made

    def _unfinished_programs(self):
        """In tahap 2 a program may still lack something; in tahap 3 a requirement says so."""
        if self.masterplan.stage != Stage.PROGRAMS:
            return
        for program in self.counts.programs:
            if program.missing:
                yield OpenItem(
                    kind="programs_are_complete",
                    stage=Stage.PROGRAMS,
                    sentence=f"Program {program} kurang {items_in_words(program.missing)}.",
                    asked_of=AskedOf.REGION,
                    dimension=program.dimension,
                    program=program.pk,
                    agencies=frozenset([program.agency]),
                    url=place(self.masterplan, "programs:detail", program.pk),
                    area=Area.PROGRAMS,
                )

    def _of_agency(self, progress):
        for cell in progress.open if progress.takes_part else ():
            yield OpenItem(
                kind=cell.key,
                stage=self.masterplan.stage,
                sentence=cell.sentence or f"{cell.task.title}: {cell.count}.",
                asked_of=AskedOf.AGENCY,
                agencies=frozenset([progress.agency.pk]),
                url=cell.url,
                area=AREA_OF.get(cell.key),
            )


def open_items(masterplan: Masterplan) -> list[OpenItem]:
    """Everything that is missing from a masterplan now."""
    return Completeness(masterplan).items


def _items_of(line):
    """One item for each subject of an open requirement; for one without, the line itself."""
    common = {
        "kind": line.kind,
        "stage": line.stage,
        "asked_of": AskedOf.REGION,
        "blocks": line.is_blocking,
        "url": line.url,
        "area": AREA_OF[line.kind],
    }
    if not line.subjects:
        yield OpenItem(sentence=line.text, **common)
    for subject in line.subjects:
        yield OpenItem(
            sentence=line.about(subject),
            dimension=subject.dimension,
            program=subject.program,
            agencies=frozenset(filter(None, [subject.agency])),
            **common,
        )


def _teams(counts):
    return list(counts.masterplan.teams.values_list("dimension", "lead"))
