"""Prints the figures beside their limits, and writes them to a file for whoever compares runs."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.measuring import Figures

MOST_QUERIES, MOST_MS, MOST_RATIO = 25, 100, 1.3
HEAD = ("page", "median", "p95", "of 5 regions", "ratio", "queries", "of 5 regions")


@dataclass(frozen=True)
class Result:
    """One figure; without a limit it is only told."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def ok(self) -> bool:
        return self.limit is None or self.value <= self.limit

    def as_row(self) -> dict:
        """As it is written to the file."""
        return {**asdict(self), "ok": self.ok}


def results_of(
    page: str,
    nation: Figures,
    small: Figures,
    *,
    is_alike: bool,
    most_ms: int = MOST_MS,
    most_queries: int = MOST_QUERIES,
) -> list[Result]:
    """What is told of one page."""
    more = len(nation.queries) - len(small.queries)
    ratio = round(nation.median / small.median, 2)
    return [
        Result(f"{page}: median", round(nation.median, 1), "ms", most_ms),
        Result(f"{page}: 95th percentile", round(nation.p95, 1), "ms"),
        Result(f"{page}: queries", len(nation.queries), "queries", most_queries),
        Result(f"{page}: queries more than with 5 regions", more, "queries", 0),
        Result(f"{page}: national / small", ratio, "times", MOST_RATIO if is_alike else None),
    ]


def line(result: Result) -> str:
    """One figure that stands for itself, with its limit."""
    limit = "" if result.limit is None else f" (limit {result.limit})"
    return f"{result.name}: {result.value} {result.unit}{limit}{'' if result.ok else ' *'}"


def disturbance(figures: list[Figures]) -> Result:
    """How much of the time other programs had the cores; above some ten percent, measure again."""
    waits = sum(sum(one.waits) for one in figures)
    total = waits + sum(sum(one.times) for one in figures)
    share = round(100 * waits / total, 1) if total else 0
    return Result("all pages: time that other programs had the cores", share, "%")


def row_of(page: str, nation: Figures, small: Figures, results: list[Result]) -> tuple[str, ...]:
    """The line of the table; a star marks what misses its limit."""
    missed = [result.name.removeprefix(f"{page}: ") for result in results if not result.ok]
    row = (
        page,
        f"{nation.median:.1f} ms",
        f"{nation.p95:.1f}",
        f"{small.median:.1f} ms",
        f"{nation.median / small.median:.2f}",
        f"{len(nation.queries)}",
        f"{len(small.queries)}",
    )
    return (*row, "  <- " + ", ".join(missed) if missed else "")


def table(rows: list[tuple[str, ...]], head: tuple[str, ...] = HEAD) -> str:
    """The rows under their heads, figures to the right; what is missed behind them."""
    rows = [(*head, ""), *rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            word.rjust(width) if column else word.ljust(width)
            for column, (word, width) in enumerate(zip(row, widths, strict=False))
        )
        + row[-1]
        for row in rows
    )


def write(path: Path, results: list[Result]) -> None:
    """The file that every benchmark writes: a list of name, value, unit, limit, ok."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([result.as_row() for result in results], indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
