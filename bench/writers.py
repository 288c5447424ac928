"""Sixty writers of one region type at once: the time of a save, errors, and writes that were lost.

The site is gunicorn with two workers, as production starts it. Every writer has a section and a
session of her own and saves twice a second in bursts, as static/js/autosave.js does on the evening
before a bimtek; afterwards every section is read back from the database and compared.

`crowd` uses the same writers and the same site for people who look around as well.
"""

import http.client
import json
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from bench.places import ROOT, bench_dir, environment
from bench.report import Result
from operations.processes import open_log

PORT = 8765
WORKERS, SEATS = 2, 60
BURST, EVERY, PAUSE = 6, 0.5, (3.0, 9.0)  # saves in a burst, seconds between them, seconds after
SECONDS = 40
MOST_MS = 300
SENTENCE = "Jarak rata-rata ke puskesmas terdekat {} kilometer menurut data tahun {}. "


@dataclass
class Writer:
    """One person at her section. `text` is what she has typed so far."""

    person: str
    cookie: str
    token: str
    path: str
    base: str
    number: int
    pages: list[str] = field(default_factory=list)
    text: str = ""
    times: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def types_until(self, end: float) -> None:
        """Save in bursts until the clock shows `end`."""
        rng = random.Random(self.number)
        time.sleep(rng.uniform(0, PAUSE[1]))
        while time.monotonic() < end:
            for _ in range(BURST):
                due = time.monotonic() + EVERY
                self.types(rng)
                self.saves()
                time.sleep(max(0.0, due - time.monotonic()))
            time.sleep(rng.uniform(*PAUSE))

    def types(self, rng: random.Random) -> None:
        """One sentence more, not sent yet."""
        self.text += SENTENCE.format(rng.randint(1, 40), rng.randint(2015, 2025))

    def saves(self) -> None:
        """Send the whole text once, as the page does."""
        body = urlencode(
            {
                "body": f"<p>{self.text.strip()}</p>",
                "token": self.base,
                "csrfmiddlewaretoken": self.token,
            }
        )
        begun = time.perf_counter()
        try:
            status, text = self.asks("POST", self.path, body)
            answer = json.loads(text)
        except (OSError, ValueError) as error:
            self.faults.append(str(error))
            return
        self.times.append((time.perf_counter() - begun) * 1000)
        if status == 200 and answer.get("state") == "saved":
            self.base = answer["base"]
        else:
            self.faults.append(f"{status} {answer}")

    def asks(self, method: str, path: str, body: str = "") -> tuple[int, bytes]:
        """Send a request as her browser does; status and text of the answer. Raises OSError."""
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
        headers = {
            "Host": "simpul.example",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": self.cookie,
            "Origin": "https://simpul.example",
            "Referer": "https://simpul.example/",
            "X-Forwarded-Proto": "https",
            **({"X-Simpul-Save": self.person} if method == "POST" else {}),
        }
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        answer = response.status, response.read()
        connection.close()
        return answer


def results(server_url: str, seconds: float = SECONDS, country: str = "national") -> list[Result]:
    """Let the writers type; the figures of `make bench`, each with its limit."""
    env = environment(server_url, country)
    writers = seated(env, SEATS, ["ORDINARY"])
    with gunicorn(env, WORKERS):
        end = time.monotonic() + seconds
        together([partial(one.types_until, end) for one in writers])
    return _results(writers, lost_of(env, writers), seconds)


def seated(env: dict, people: int, plans: list[str]) -> list[Writer]:
    """As many writers in these plans (`seats.seat`), each at a section of her own."""
    seats = ask_seats(env, "seat", people, plans)
    return [Writer(number=number, **one) for number, one in enumerate(seats)]


def together(deeds: list[Callable[[], None]]) -> None:
    """Let all of them do theirs at the same time, and wait for the last."""
    threads = [threading.Thread(target=deed) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def lost_of(env: dict, writers: list[Writer]) -> list[str]:
    """The sections that do not hold what was typed last."""
    wanted = {one.path: f"<p>{one.text.strip()}</p>" for one in writers if one.text}
    return ask_seats(env, "compare", wanted)


def _results(writers, lost, seconds):
    times = [ms for one in writers for ms in one.times]
    faults = [fault for one in writers for fault in one.faults]
    for fault in faults[:3]:
        sys.stderr.write(f"writers: {fault[:300]}\n")
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    name = f"{len(writers)} writers at once"
    return [
        Result(f"{name}: saves", round(len(times) / seconds, 1), "a second"),
        Result(f"{name}: median of a save", round(statistics.median(times), 1), "ms"),
        Result(f"{name}: 95th percentile of a save", round(p95, 1), "ms", MOST_MS),
        Result(f"{name}: errors", len(faults), "saves", 0),
        Result(f"{name}: lost writes, read back", len(lost), "sections", 0),
    ]


def ask_seats(env: dict, *question, module: str = "bench.seats"):
    """What bench/seats.py (or another) answers from a process with the country's settings."""
    done = subprocess.run(
        [sys.executable, "-m", module],
        cwd=ROOT,
        env=env,
        input=json.dumps(question),
        stdout=subprocess.PIPE,
        stderr=open_log(bench_dir() / "log" / "seats.log"),
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@contextmanager
def gunicorn(env: dict, workers: int) -> Iterator[float]:
    """The site as production starts it, from its first answer on; how many seconds that took."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "smartcity.wsgi", "--workers", str(workers),
         "--threads", "4", "--bind", f"127.0.0.1:{PORT}", "--log-level", "warning"],
        cwd=ROOT,
        env=env | {"PORT": str(PORT)},
        stdout=open_log(bench_dir() / "log" / "writers.log"),
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        _wait_for_it(process)
        yield time.monotonic() - begun
    finally:
        process.terminate()
        process.wait(30)


def _wait_for_it(process):
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request(
                "GET",
                "/sehat/siap/",
                headers={"Host": "simpul.example", "X-Forwarded-Proto": "https"},
            )
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The site of the writers did not start; see {bench_dir() / 'log'}.")
