"""Asks both countries for the same page in turn: whatever else the machine does hits both."""

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.places import COUNTRIES, ROOT, bench_dir, environment
from operations.processes import open_log

WARM_UP = 5


@dataclass(frozen=True)
class Figures:
    """What one page costs in one country, in milliseconds and queries."""

    times: list[float]
    waits: list[float]  # for cores that other programs had; not in `times`
    queries: list[str]
    bytes: int
    cpu: list[float] = field(default_factory=list)  # of a core, ours and PostgreSQL's for us

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.times, n=20, method="inclusive")[-1]


class PageFailed(Exception):  # noqa: N818 - the word of the report
    """The page did not open. The message says how it answered."""


class Site:
    """A country's site that answers one request at a time."""

    def __init__(self, process: subprocess.Popen) -> None:
        self.process = process
        self._hear()

    def ask(self, page: str | dict, verb: str = "time") -> dict:
        """Open a page (its name), or send something (who, path, data).

        Raises PageFailed when it is answered by anything but the page.
        """
        question = page if isinstance(page, dict) else {"page": page}
        self.process.stdin.write(json.dumps(question | {"verb": verb}) + "\n")
        self.process.stdin.flush()
        answer = self._hear()
        if answer["status"] != 200:
            raise PageFailed(answer.get("error") or f"status {answer['status']}")
        return answer

    def _hear(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"The site has stopped; see {bench_dir() / 'log'}.")
        return json.loads(line)


@contextmanager
def sites(server_url: str) -> Iterator[dict[str, Site]]:
    """The site of each country, running until the block ends."""
    with ExitStack() as stack:
        yield {country: stack.enter_context(site(server_url, country)) for country in COUNTRIES}


@contextmanager
def site(server_url: str, country: str, root: Path = ROOT) -> Iterator[Site]:
    """The site of one country, of the project as it stands in `root`, until the block ends."""
    process = subprocess.Popen(
        # By its path and not by its name: in an older project it is still this one that asks.
        [sys.executable, "-P", ROOT / "bench" / "serving.py"],
        cwd=root,
        env=environment(server_url, country, root),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=open_log(bench_dir() / "log" / f"{country}.log"),
        text=True,
    )
    try:
        yield Site(process)
    finally:
        process.stdin.close()
        process.wait(30)


def measure(both: dict[str, Site], page: str | dict, requests: int) -> dict[str, Figures]:
    """The figures of one page of every site, measured in turn. Raises PageFailed."""
    for _ in range(WARM_UP):
        for site in both.values():
            site.ask(page)
    queries = {country: site.ask(page, "count")["queries"] for country, site in both.items()}
    answers = {country: [] for country in both}
    for _ in range(requests):
        for country, site in both.items():
            answers[country].append(site.ask(page))
    return {
        country: Figures(
            times=[one["ms"] for one in found],
            waits=[one["waited"] for one in found],
            cpu=[one["cpu"] for one in found],
            queries=queries[country],
            bytes=found[-1]["bytes"],
        )
        for country, found in answers.items()
    }
