"""Five hundred telephones of one hall scan the code on the wall: nobody lost, nobody twice.

They come four times as fast as the issue asks (500 in two minutes), all from one address, to a site
as production starts it. Each opens the page and sends its three boxes; every other one is tapped
twice at once. Afterwards the register is read back from the database.
"""

import http.client
import random
import re
import statistics
import sys
import time
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from bench.places import environment
from bench.report import Result
from bench.writers import PORT, WORKERS, ask_seats, gunicorn, together

PHONES, SECONDS = 500, 30
MOST_MS = 500
TAGS = re.compile(r"<(?:head|script|style)\b.*?</(?:head|script|style)>|<[^>]*>", re.DOTALL)
FIELD = re.compile(r'name="(csrfmiddlewaretoken|form_key)" value="([^"]+)"')


@dataclass
class Telephone:
    """One person with it: what she waited for each of her taps, in milliseconds."""

    number: int
    path: str
    run: str  # tells these people from those of an earlier run
    times: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def comes(self, begun: float) -> None:
        """Scan the code at some moment, fill in, tap (once or twice)."""
        due = begun + random.Random(self.number).uniform(0, SECONDS)
        time.sleep(max(0.0, due - time.monotonic()))
        try:
            page, cookie = self._asks("GET")
            boxes = dict(FIELD.findall(page)) | {
                "name": f"Peserta {self.number} {self.run}",
                "institution": f"Perangkat Daerah {self.number % 30}",
                "position": "Staf",
            }
            taps = [partial(self._taps, urlencode(boxes), cookie)] * (1 + self.number % 2)
            together(taps)
        except OSError as error:
            self.faults.append(str(error))

    def _taps(self, body, cookie):
        begun = time.perf_counter()
        try:
            answer, _ = self._asks("POST", body, cookie)
        except OSError as error:
            self.faults.append(str(error))
            return
        self.times.append((time.perf_counter() - begun) * 1000)
        if "tercatat" not in answer:
            self.faults.append(" ".join(TAGS.sub(" ", answer).split())[-600:])

    def _asks(self, method, body="", cookie=""):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        headers = {
            "Host": "simpul.example",
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookie,
            "Origin": "https://simpul.example",
            "Referer": "https://simpul.example/",
            "X-Forwarded-Proto": "https",
        }
        connection.request(method, self.path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        cookies = response.headers.get_all("Set-Cookie") or []
        connection.close()
        return text, "; ".join(one.split(";")[0] for one in cookies)


def results(server_url: str, country: str = "national") -> list[Result]:
    """Let them come; the figures of `make bench`, each with its limit."""
    env = environment(server_url, country)
    path, run = ask_seats(env, "open_register"), f"dari {time.time():.0f}"
    phones = [Telephone(number, path, run) for number in range(PHONES)]
    with gunicorn(env, WORKERS):
        together([partial(one.comes, time.monotonic()) for one in phones])
    came = ask_seats(env, "came", path, run)
    return _results(phones, came)


def _results(phones, came):
    times = [ms for one in phones for ms in one.times]
    faults = [fault for one in phones for fault in one.faults]
    for fault in faults[:3]:
        sys.stderr.write(f"hall: {fault}\n")
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    name = f"{len(phones)} telephones in {SECONDS} s"
    return [
        Result(f"{name}: median of a tap", round(statistics.median(times), 1), "ms"),
        Result(f"{name}: 95th percentile of a tap", round(p95, 1), "ms", MOST_MS),
        Result(f"{name}: errors", len(faults), "taps", 0),
        Result(f"{name}: lost", len(phones) - len(set(came)), "people", 0),
        Result(f"{name}: twice in the register", len(came) - len(set(came)), "people", 0),
    ]
