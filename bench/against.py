"""The same pages of an older commit, filled by its own filler and asked in turn with ours.

What is compared is time of a core, of the site's process and of PostgreSQL's for it: other
programs of the machine make both slower and change the share little.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench import places
from bench.measuring import PageFailed, Site, measure, site
from bench.report import MOST_QUERIES, Result, table
from operations.processes import say

COUNTRY = "small"
HALF, FIFTH = 0.5, 0.2
PRESENCE = "who else is there"
# How much of what they took at 66efbcf the pages may take where people look most.
SHARES = {
    "overview, 60 programs": HALF,
    "program board, 150 programs": HALF,
    "kertas kerja of a writer": HALF,
    "matrix of 30 agencies": HALF,
    "aims and strategies": HALF,
    "many programs in a table": HALF,
    "warnings, 150 programs": HALF,
    PRESENCE: FIFTH,
}
HEAD = ("page", "before", "now", "share", "queries before", "now")


@contextmanager
def sites(server_url: str, commit: str) -> Iterator[dict[str, Site]]:
    """The site of that commit and ours (`before`, `now`), of five regions each."""
    root = _checked_out(commit)
    older = f"{COUNTRY}_{root.name}"
    if not places.is_filled(server_url, older, _stamp(root)):
        say(f"filling {older}")
        places.fill(server_url, older, root, COUNTRY)
    with site(server_url, older, root) as before, site(server_url, COUNTRY) as now:
        yield {"before": before, "now": now}


def compare(both: dict[str, Site], pages: list[str], requests: int) -> tuple[str, list[Result]]:
    """The table of all pages before and now, and what is judged."""
    rows, results = [], []
    for page in [*pages, PRESENCE]:
        try:
            found = measure(both, _question(both, page), requests)
        except PageFailed as error:
            say(f"{page}: {error}")
            results.append(Result(f"{page}: does not open", 1, "", 0))
            continue
        before, now = (median(found[when].cpu) for when in ("before", "now"))
        share, queries = round(now / before, 2), len(found["now"].queries)
        judged = [
            Result(f"{page}: share of before", share, "", SHARES.get(page)),
            Result(f"{page}: queries", queries, "queries", MOST_QUERIES),
        ]
        results += judged
        counts = str(len(found["before"].queries)), str(queries)
        mark = "" if all(one.ok for one in judged) else "  <- missed"
        rows.append((page, f"{before:.1f} ms", f"{now:.1f} ms", f"{share:.2f}", *counts, mark))
    return table(rows, HEAD), results


def _question(both, page):
    """What is asked of either: a page by its name, or who else has a section open."""
    if page != PRESENCE:
        return page
    where = both["now"].ask("section editor", "where")
    plan, _, section = where["path"].strip("/").rpartition("/")
    at = f"bagian-{section}"
    data = {"presence": at, "place": at, "writes": "1"}  # older commits call it so
    return {"who": where["who"], "path": f"/{plan}/hadir/", "data": data}


def _checked_out(commit):
    """A folder with the project as it was; kept for the next time."""
    name = _said("git", "rev-parse", "--short=7", f"{commit}^{{commit}}")
    root = places.bench_dir() / "commits" / name
    if not (root / "manage.py").exists():
        subprocess.run(["git", "worktree", "prune"], cwd=places.ROOT, check=True)
        command = ["git", "worktree", "add", "--quiet", "--detach", str(root), name]
        subprocess.run(command, cwd=places.ROOT, check=True)
    return root


def _stamp(root: Path):
    """What that commit says of a database that it has filled."""
    return _said(sys.executable, "-c", "from bench.places import stamp; print(stamp())", root=root)


def _said(*command, root: Path = places.ROOT):
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()
