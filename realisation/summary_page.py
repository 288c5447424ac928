"""The page that a head of region understands in a minute: what its pictures show."""

from dataclasses import dataclass

from indonesian import MoneyUnit, angka, money_unit, rupiah
from masterplans.models import Masterplan
from pictures import Drawing, Pair, Series, paired_bars
from pictures.bars import Bar, stacked_bars
from programs.models import Source
from realisation.actions import reportable_years
from realisation.figures import YearSummary, money_over_years, newest_edition, summary_of
from realisation.models import RunState

STATES = (
    (RunState.DONE, Series("done", "Selesai")),
    (RunState.RUNNING, Series("a", "Berjalan")),
    (RunState.DELAYED, Series("review", "Tertunda")),
    (RunState.NOT_STARTED, Series("none", "Belum mulai")),
    (RunState.CANCELLED, Series("g", "Dibatalkan")),
    ("", Series("outside", "Belum dilaporkan")),
)


@dataclass(frozen=True)
class SummaryPage:
    """A year of a plan in pictures, each with its table."""

    masterplan: Masterplan
    year: int
    years: list[int]
    closed: set[int]
    summary: YearSummary
    unit: MoneyUnit
    states: Drawing
    by_year: Drawing
    by_source: Drawing
    by_dimension: Drawing

    @property
    def title(self) -> str:
        """The sentence at the head."""
        found = self.summary
        if not found.lines:
            return f"Belum ada program yang berjalan pada {self.year}."
        if not found.by_state.keys() - {""}:
            return f"Realisasi {self.year} belum dilaporkan."
        words = f"{angka(found.running)} dari {angka(len(found.lines))} program berjalan"
        late = f", {angka(len(found.late))} terlambat" if found.late else ""
        return f"Tahun {self.year}: {words}{late}."


def chosen_year(masterplan: Masterplan, asked: str | None) -> int | None:
    """The year that was asked for, else the newest that may be reported; None before the first."""
    years = reportable_years(masterplan)
    if asked and asked.isascii() and asked.isdecimal() and int(asked) in years:
        return int(asked)
    return years[-1] if years else None


def summary_page(masterplan: Masterplan, year: int) -> SummaryPage | None:
    """The page of a year; None for a plan that was never frozen."""
    edition = newest_edition(masterplan)
    if edition is None:
        return None
    found = summary_of(masterplan, year)
    money = money_over_years(masterplan, edition)
    unit = money_unit(max([*money.planned.values(), *money.realised.values(), 0]))

    def pairs(caption, head, rows):
        return paired_bars(f"{caption}, dalam {unit.name}", head, rows, unit.write, rupiah)

    names = {one.code: one.local_name or one.name for one in _dimensions(masterplan)}
    sources, dimensions = found.money_by("source"), found.money_by("dimension")
    years = [
        Pair(str(one), money.planned.get(one, 0), money.realised.get(one, 0)) for one in money.years
    ]
    by_source = [Pair(one.label, *sources[one]) for one in Source if one in sources]
    by_dimension = [
        Pair(name, *dimensions[code]) for code, name in names.items() if code in dimensions
    ]
    return SummaryPage(
        masterplan=masterplan,
        year=year,
        years=reportable_years(masterplan),
        closed=set(masterplan.closed_years.values_list("year", flat=True)),
        summary=found,
        unit=unit,
        states=_states(found),
        by_year=pairs("Uang per tahun", "Tahun", years),
        by_source=pairs(f"Uang {year} menurut sumber", "Sumber", by_source),
        by_dimension=pairs(f"Uang {year} menurut dimensi", "Dimensi", by_dimension),
    )


def _dimensions(masterplan):
    return masterplan.dimension_set.dimensions.order_by("order")


def _states(found):
    series = [one for state, one in STATES if found.by_state.get(state)]
    counts = [found.by_state[state] for state, _ in STATES if found.by_state.get(state)]
    bars = [Bar(str(found.year), counts)] if counts else []
    return stacked_bars(f"Keadaan program {found.year}", "Tahun", series, bars)
