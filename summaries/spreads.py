"""From the data of a book to the spreads and cards of the executive summary."""

from indonesian import angka, many, rupiah_short
from summaries.blocks import (
    BigFigure,
    DimensionSpread,
    ExpectedChange,
    PhaseStart,
    QuickWinCard,
    QuickWinCards,
    SpreadProgram,
    SpreadQuickWin,
)

LINES = 8  # programs that have a line of their own on a spread
NAMES = 4  # programs that a milestone names
ISSUES = 4


def dimension_spread(data, code: str, *, number: str, anchor: str) -> DimensionSpread:
    """Two pages of one dimension out of the data of a book (exports.book_data.BookData)."""
    programs = [program for _, program in data.programs[code]]
    # the quick wins, then what costs most; where nothing costs, as they are numbered
    first = sorted(programs, key=lambda program: (not program.is_quickwin, -program.total))
    shown = set(map(id, first[:LINES]))
    return DimensionSpread(
        dimension=data.dimensions[code],
        number=number,
        anchor=anchor,
        figures=tuple(_figures(data, code, programs)),
        changes=tuple(
            ExpectedChange(row.subdimension, row.now, row.wanted) for row in data.gaps[code]
        ),
        programs=tuple(_line(program) for program in programs if id(program) in shown),
        issues=tuple(issue.title for issue in data.issues[code][:ISSUES]),
        others=tuple(program.name for program in programs if id(program) not in shown),
        quickwins=tuple(_quickwin(program) for program in programs if program.is_quickwin),
        milestones=tuple(_milestones(data.phases, programs)),
    )


def quickwin_cards(data) -> QuickWinCards:
    """The chosen quick wins, a card each, in the order of the dimensions."""
    cards = (_card(data.profile(one), data.chosen_row(one)) for one in data.chosen)
    return QuickWinCards(
        tuple(sorted(cards, key=lambda card: card.dimension.number)), data.unusual_choices
    )


def _figures(data, code, programs):
    agencies = len({program.agency for program in programs})
    if programs:
        words = f"program oleh {angka(agencies)} {data.agencies}, {data.period}"
        yield BigFigure(angka(len(programs)), words)
    if total := sum(program.total for program in programs):
        yield BigFigure(rupiah_short(total), "indikasi anggaran dari semua sumber")
    rows = data.gaps[code]
    if rows:
        now, wanted = (
            sum(getattr(row, f"level_{when}") for row in rows) / len(rows)
            for when in ("now", "wanted")
        )
        words = f"tingkat rata-rata {angka(len(rows))} subdimensi, dari 4: sekarang dan harapan"
        yield BigFigure(f"{angka(now, 1)} → {angka(wanted, 1)}", words)


def _line(program):
    return SpreadProgram(
        program.name,
        program.period,
        program.outcome or program.expansion or program.output,
        program.agency,
        program.is_quickwin,
    )


def _quickwin(program):
    figures = [
        BigFigure(f"{angka(row.baseline)} → {angka(row.targets[-1][1])}", _measured(row))
        for row in program.indicators
        if row.baseline is not None and row.targets
    ]
    words = program.description or program.expansion
    return SpreadQuickWin(program.name, words, tuple(figures[:2]))


def _measured(row):
    unit = f", {row.unit}" if row.unit else ""
    return f"{row.name}{unit}, {row.targets[-1][0]}"


def begins(program) -> int | None:
    """The year in which a program is first of use: when it operates, else when it is done; a
    quick win in its first year, because that is what it was chosen for."""
    if program.is_quickwin and program.years:
        return program.years[0][0]
    operates = [year for year, letter in program.years if letter == "O"]
    return min(operates) if operates else max((year for year, _ in program.years), default=None)


def _milestones(phases, programs):
    """By phase, what begins to be of use in it."""
    for phase in phases:
        years = range(phase.first_year, phase.last_year + 1)
        names = [program.name for program in programs if begins(program) in years]
        if len(names) > NAMES:
            rest = len(names) - NAMES + 1
            names = [*names[: NAMES - 1], f"{angka(rest)} program lain"]
        if names:
            first, last = phase.first_year, phase.last_year
            span = str(first) if first == last else f"{first}–{last}"
            yield PhaseStart(phase.name, span, tuple(names))


def _card(sheet, row):
    facts = [fact for fact in sheet.facts if fact[0] == "Penerima manfaat"]
    if sheet.total:
        facts.append((f"Anggaran {sheet.year}", rupiah_short(sheet.total)))
    facts += [("Indikator", one.in_words) for one in sheet.indicators[:1]]
    months = frozenset(month for one in sheet.milestones for month in one.months)
    return QuickWinCard(
        sheet.dimension, sheet.name, sheet.expansion, row.reason, row.agency, months, tuple(facts)
    )


def spoken(card: QuickWinCard) -> str:
    """What the ring of a card shows, for who does not see it."""
    if not card.months:
        return f"{card.name}: belum ada tonggak"
    return f"{card.name}: {many(len(card.months), 'bulan')} kerja dari dua belas"
