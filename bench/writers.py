"""Sixty writers of one region type at once: the time of a save, errors, and writes that were lost.

The site is gunicorn with two workers, as production starts it. Every writer has a section and a
session of her own and saves twice a second in bursts, as static/js/autosave.js does on the evening
before a bimtek; afterwards every section is read back from the database and compared.
"""

import http.client
import json
import random
import statistics
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.places import ROOT, bench_dir, environment
from bench.report import Result
from smartcity.processes import open_log

PORT = 8765
WORKERS = 2
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
                self.text += SENTENCE.format(rng.randint(1, 40), rng.randint(2015, 2025))
                self.saves()
                time.sleep(max(0.0, due - time.monotonic()))
            time.sleep(rng.uniform(*PAUSE))

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
            status, answer = self._post(body)
        except (OSError, ValueError) as error:
            self.faults.append(str(error))
            return
        self.times.append((time.perf_counter() - begun) * 1000)
        if status == 200 and answer.get("state") == "saved":
            self.base = answer["base"]
        else:
            self.faults.append(f"{status} {answer}")

    def _post(self, body):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
        headers = {
            "Host": "simpul.example",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": self.cookie,
            "Referer": "https://simpul.example/",
            "X-Forwarded-Proto": "https",
            "X-Simpul-Save": self.person,
        }
        connection.request("POST", self.path, body, headers)
        response = connection.getresponse()
        answer = response.status, json.loads(response.read())
        connection.close()
        return answer


def results(server_url: str, seconds: float = SECONDS, country: str = "national") -> list[Result]:
    """Let the writers type; the figures of `make bench`, each with its limit."""
    env = environment(server_url, country)
    writers = [Writer(number=n, **one) for n, one in enumerate(_helper(env, "seat"))]
    with _gunicorn(env):
        end = time.monotonic() + seconds
        threads = [threading.Thread(target=one.types_until, args=[end]) for one in writers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    wanted = {one.path: f"<p>{one.text.strip()}</p>" for one in writers}
    lost = _helper(env, "compare", wanted)
    return _told(writers, lost, seconds)


def _told(writers, lost, seconds):
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


def _helper(env, *question):
    """What bench/seats.py answers from a process with the country's settings."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.seats"],
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
def _gunicorn(env):
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "smartcity.wsgi", "--workers", str(WORKERS),
         "--threads", "4", "--bind", f"127.0.0.1:{PORT}", "--log-level", "warning"],
        cwd=ROOT,
        env=env | {"PORT": str(PORT)},
        stdout=open_log(bench_dir() / "log" / "writers.log"),
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        _wait_for_it(process)
        yield
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
                "/akun/masuk/",
                headers={"Host": "simpul.example", "X-Forwarded-Proto": "https"},
            )
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The site of the writers did not start; see {bench_dir() / 'log'}.")
