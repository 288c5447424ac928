"""What the profile of a quick win lacks: of one with its rows, or of all of a plan in one query."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from dimensions.models import Dimension
from masterplans.models import Masterplan
from masterplans.prepared_queries import PreparedQuery
from programs.models import WRITTEN
from quickwins.models import Milestone, QuickWin, Risk, Standing
from quickwins.profile_parts import parts_without

# The parts of a profile, each with its word in a sentence.
PARTS = {
    name: str(QuickWin._meta.get_field(name).verbose_name) for name in QuickWin.PROFILE_FIELDS
} | {"risks": "risiko", "milestones": "tonggak"}


@dataclass(frozen=True, eq=False)
class QuickWinState:
    """A nominee as far as it is asked what it lacks; `missing` are words of `PARTS`."""

    pk: int
    name: str
    program: int
    agency: int
    dimension: int
    standing: str
    reason: str
    missing: tuple[str, ...]

    def __str__(self):
        return self.name

    @property
    def is_chosen(self) -> bool:
        return self.standing == Standing.CHOSEN

    @property
    def is_wanted(self) -> bool:
        """Whether a profile is asked of its agency: of every nominee that was not dropped."""
        return self.standing != Standing.DROPPED


def without_nominee(
    dimensions: Iterable[Dimension], quickwins: Iterable[QuickWinState], least: int = 1
) -> list[Dimension]:
    """The dimensions of which fewer than `least` programs were nominated."""
    found = Counter(quickwin.dimension for quickwin in quickwins)
    return [dimension for dimension in dimensions if found[dimension.pk] < least]


def without_choice(
    dimensions: Iterable[Dimension], quickwins: Iterable[QuickWinState]
) -> list[Dimension]:
    """The dimensions that chose no quick win."""
    return without_nominee(dimensions, [one for one in quickwins if one.is_chosen])


def lacking(quickwins: Iterable[QuickWinState]) -> list[QuickWinState]:
    """The chosen ones whose profile is asked of the region, and is not complete."""
    return [quickwin for quickwin in quickwins if quickwin.is_chosen and quickwin.missing]


def owed_by(agencies: set[int], quickwins: Iterable[QuickWinState]) -> list[QuickWinState]:
    """Those whose profile is asked of these Perangkat Daerah, and is not complete."""
    return [one for one in quickwins if one.is_wanted and one.missing and one.agency in agencies]


def missing_parts(quickwin: QuickWin) -> tuple[str, ...]:
    """The parts that one lacks. Reads its fields and `risks`, `milestones` (best prefetched)."""
    texts = {name: getattr(quickwin, name) for name in QuickWin.PROFILE_FIELDS}
    return parts_without(
        texts, {"risks": quickwin.risks.all(), "milestones": quickwin.milestones.all()}
    )


def state_of(quickwin: QuickWin) -> QuickWinState:
    """One nominee as it was read, with its program."""
    program = quickwin.program
    return QuickWinState(
        *(quickwin.pk, program.name, program.pk, program.agency_id),
        *(program.subdimension.dimension_id, quickwin.standing, quickwin.reason),
        missing_parts(quickwin),
    )


def in_words(parts: Iterable[str]) -> list[str]:
    """Their names: "latar belakang", "risiko"."""
    return [PARTS[part] for part in parts]


def missing(quickwin: QuickWin) -> list[str]:
    """What the profile still lacks, as sentences."""
    return in_sentences(missing_parts(quickwin))


def in_sentences(parts: Iterable[str]) -> list[str]:
    """The parts that a profile lacks, as sentences."""
    empty = [PARTS[part] for part in parts if part in QuickWin.PROFILE_FIELDS]
    sentences = [f"Belum ditulis: {', '.join(empty)}."] if empty else []
    if "risks" in parts:
        sentences.append("Belum ada risiko dengan penanganannya.")
    if "milestones" in parts:
        sentences.append("Belum ada tonggak per bulan.")
    return sentences


def _flag(condition):
    return ExpressionWrapper(condition, output_field=BooleanField())


def _quickwins(**which):
    flags = {
        f"has_{name}": _flag(Q(**{f"{name}__regex": WRITTEN})) for name in QuickWin.PROFILE_FIELDS
    }
    own = {"quickwin": OuterRef("pk")}
    return (
        QuickWin.objects.filter(**which)
        .annotate(
            has_risks=Exists(Risk.objects.filter(**own)),
            has_milestones=Exists(Milestone.objects.filter(**own)),
            **flags,
        )
        .values_list(
            *("program__masterplan", "pk", "program__name", "program", "program__agency"),
            *("program__subdimension__dimension", "standing", "reason"),
            *(f"has_{part}" for part in PARTS),
        )
    )


_read = PreparedQuery(lambda masterplan: _quickwins(program__masterplan=masterplan))
FIELDS = 7


def quickwin_states(masterplan: Masterplan) -> list[QuickWinState]:
    """Every nominee of a plan, with what its profile lacks. One query."""
    return [_state(row) for _, *row in _read(masterplan)]


def quickwin_states_of(plans: Iterable[Masterplan]) -> dict[int, list[QuickWinState]]:
    """The same of many masterplans, by their keys: one query for any number."""
    found = {plan.pk: [] for plan in plans}
    for key, *row in _quickwins(program__masterplan__in=list(found)):
        found[key].append(_state(row))
    return found


def _state(row):
    return QuickWinState(*row[:FIELDS], _missing(row[FIELDS:]))


def _missing(flags):
    return tuple(part for part, is_there in zip(PARTS, flags, strict=True) if not is_there)
