"""`make bench`: fill what is not filled yet, measure the main pages, say which limits are missed.

Ends with status 1 when a limit is missed. Options: --requests N (30), --fresh (fill again),
--page WORD (only pages with this word in their name), --queries (print what each page asks),
--against COMMIT (compare with an older state of the project, and nothing else).
"""

import argparse
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity.settings")

import django

from bench import (
    against,
    books,
    ceremony,
    crowd,
    hall,
    places,
    report,
    signatures,
    workbooks,
    writers,
)
from bench.measuring import PageFailed, measure, sites
from operations.postgres import var_dir
from operations.processes import say


def main() -> int:
    """Measure; the exit status says whether every limit is kept."""
    options = _options()
    with places.server() as server_url:
        for country in [against.COUNTRY] if options.against else places.COUNTRIES:
            if options.fresh or not places.is_filled(server_url, country):
                say(f"filling {country}")
                places.fill(server_url, country)
        if options.against:
            return _compare(server_url, options)
        with sites(server_url) as both:
            return _report(both, options, [] if options.page else _together(server_url))


def _compare(server_url, options):
    """The same pages before and now, in turn."""
    names = [page.name for page in _pages(options.page)]
    with against.sites(server_url, options.against) as both:
        text, results = against.compare(both, names, options.requests)
    missed = [result for result in results if not result.ok]
    _print("", text, "", *(f"Missed: {report.line(result)}" for result in missed))
    if not options.page:
        report.write(var_dir() / "bench-against.json", results)
    return 1 if missed else 0


def _together(server_url):
    """What is measured of many people and large files; not with --page."""
    say("60 writers at once")
    found = writers.results(server_url)
    say("100 people, from the start of the site")
    found += crowd.results(server_url)
    say("500 telephones of one hall")
    found += hall.results(server_url)
    say("60 telephones sign one file")
    found += ceremony.results(server_url)
    say("5,000 programs as XLSX")
    found += workbooks.results(server_url)
    say("a book of 150 programs")
    found += books.results(server_url)
    say("40 signatures on one commitment")
    return found + signatures.results(server_url)


def _report(both, options, more):
    rows, results, failed, measured = [], [], [], []
    for page in _pages(options.page):
        try:
            found = measure(both, page.name, options.requests)
        except PageFailed as error:
            failed.append(f"{page.name}: {error}")
            continue
        figures = [found[country] for country in places.COUNTRIES]
        measured += figures
        limits = {"most_ms": page.most_ms, "most_queries": page.most_queries}
        told = report.results_of(page.name, *figures, is_alike=page.is_alike, **limits)
        rows.append(report.row_of(page.name, *figures, told))
        results += told
        if options.queries:
            _print("", page.name, *(f"  {sql}" for sql in figures[0].queries))
    results += more
    results.append(disturbance := report.disturbance(measured))
    missed = [result for result in results if not result.ok]
    _print("", report.table(rows), "", *(report.line(result) for result in more), "")
    _print(*(f"Missed: {r.name} is {r.value} {r.unit}, limit {r.limit}." for r in missed))
    _print(*(f"Failed: {line}" for line in failed))
    _print(f"Other programs had the cores for {disturbance.value} % of the time (left out above).")
    if not options.page:
        report.write(var_dir() / "bench.json", results)
        _print(f"{len(results)} figures in {var_dir() / 'bench.json'}.")
    return 1 if missed or failed else 0


def _pages(word):
    django.setup()  # pages are named by models and addresses; this process asks no database
    from bench.pages import PAGES

    return [page for page in PAGES if word in page.name]


def _options():
    parser = argparse.ArgumentParser(prog="make bench", description=main.__doc__)
    parser.add_argument("--requests", type=int, default=30)
    parser.add_argument("--page", default="")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--queries", action="store_true")
    parser.add_argument("--against", default="", metavar="COMMIT")
    return parser.parse_args()


def _print(*lines):
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
