"""A hundred people at work, from the first answer of a site that was just started.

Each does something every five seconds: opens one of the pages where people look most, and every
third time saves what she typed into her section; beside it her page asks every five seconds who
else is there. Half of them are in a plan of 60 programs, half in one of 150.
"""

import os
import random
import statistics
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from bench.places import environment
from bench.report import Result
from bench.writers import Writer, gunicorn, lost_of, seated, together

PEOPLE, WORKERS = 100, 4
EVERY, SECONDS, START = 5.0, 40, 10
MOST_MS = 250


@dataclass
class Person:
    """One of them: what she did and when, in milliseconds since she asked."""

    writer: Writer
    deeds: list[tuple[float, float]] = field(default_factory=list)  # second of its begin, ms
    asked: list[float] = field(default_factory=list)

    def works(self, begun: float, end: float) -> None:
        """Do something every five seconds until the clock shows `end`."""
        rng = random.Random(self.writer.number)
        due, turn = begun + rng.uniform(0, EVERY), self.writer.number
        while due < end:
            time.sleep(max(0.0, due - time.monotonic()))
            self._does(turn, rng, time.monotonic() - begun)
            self._asks_who_is_there()
            due, turn = due + EVERY, turn + 1

    def _does(self, turn, rng, second):
        writer, before = self.writer, len(self.writer.faults)
        started = time.perf_counter()
        if turn % 3 == 0:
            writer.types(rng)
            writer.saves()
        else:
            self._sends("GET", writer.pages[turn % len(writer.pages)])
        if len(writer.faults) == before:
            self.deeds.append((second, (time.perf_counter() - started) * 1000))

    def _asks_who_is_there(self):
        plan, _, section = self.writer.path.strip("/").rpartition("/")
        started = time.perf_counter()
        if self._sends("POST", f"/{plan}/hadir/", urlencode({"presence": f"bagian-{section}"})):
            self.asked.append((time.perf_counter() - started) * 1000)

    def _sends(self, method, path, body=""):
        try:
            status, _ = self.writer.asks(method, path, body)
        except OSError as error:
            status = str(error)
        if status != 200:
            self.writer.faults.append(f"{path}: {status}")
        return status == 200


def results(server_url: str, seconds: float = SECONDS, country: str = "national") -> list[Result]:
    """Let them work; the figures of `make bench`, each with its limit."""
    env = environment(server_url, country)
    people = [Person(writer) for writer in seated(env, PEOPLE, ["ORDINARY", "LARGE"])]
    load = os.getloadavg()[0]
    with gunicorn(env, WORKERS) as first_answer:
        begun = time.monotonic()
        together([partial(one.works, begun, begun + seconds) for one in people])
    lost = lost_of(env, [one.writer for one in people])
    return _results(people, lost, seconds, first_answer, load)


def _results(people, lost, seconds, first_answer, load):
    deeds = [deed for one in people for deed in one.deeds]
    faults = [fault for one in people for fault in one.writer.faults]
    for fault in faults[:3]:
        sys.stderr.write(f"crowd: {fault[:300]}\n")
    name = f"{len(people)} people on {WORKERS} workers"
    first = [ms for second, ms in deeds if second < START]
    times = [ms for _, ms in deeds]
    asked = [ms for one in people for ms in one.asked]
    return [
        Result(f"{name}: load of the machine before they came", round(load, 1), ""),
        Result(f"{name}: first answer after the start", round(first_answer, 1), "s"),
        Result(f"{name}: deeds", round(len(times) / seconds, 1), "a second"),
        Result(f"{name}: median of a deed", _median(times), "ms"),
        Result(f"{name}: 95th percentile of a deed", _p95(times), "ms", MOST_MS),
        Result(f"{name}: median in the first {START} seconds", _median(first), "ms", MOST_MS),
        Result(f"{name}: 95th percentile of who is there", _p95(asked), "ms"),
        Result(f"{name}: errors", len(faults), "deeds", 0),
        Result(f"{name}: lost writes, read back", len(lost), "sections", 0),
    ]


def _median(times):
    return round(statistics.median(times), 1)


def _p95(times):
    return round(statistics.quantiles(times, n=20, method="inclusive")[-1], 1)
