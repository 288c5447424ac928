"""How long a click on “Susun Buku 2” takes, beside WeasyPrint and Chromium with the same HTML.

Banjarnegara of the example, grown to 150 programs, in a database of its own. All in one run, one
after the other, on the same machine: compare only within one run, on a quiet machine. A click is
`request_book` and what the worker does for it; the worker is there and its presses are ready.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from bench.places import ROOT, database, environment
from bench.report import Result

PLACE, CODE, NUMBER, PROGRAMS = "books", "33.04", 2, 150
AS_EXAMPLE = {"SIMPUL_PRODUCTION": "", "SIMPUL_EXAMPLE": "1"}


def results(server_url: str) -> list[Result]:
    """What the clicks took, as parts of what the others took for the whole book."""
    with database(server_url, PLACE):
        told = _told(server_url)
    whole, chromium = told["whole"], told.get("chromium")
    found = [
        Result("book: pages", told["pages"], "pages"),
        Result("book: WeasyPrint, whole", whole, "s"),
        Result("book: WeasyPrint, whole: memory", told["whole_mb"], "MB"),
        Result("book: cold, two presses", told["cold"], "s"),
        Result("book: cold / WeasyPrint", round(told["cold"] / whole, 2), "times", 0.55),
        Result("book: nothing changed", told["same"], "s", 0.2),
        Result("book: memory of the worker", told["worker_mb"], "MB", 700),
        Result("book: memory of a press", told["press_mb"], "MB", 700),
    ]
    for what, name in (("text", "text of a program edited"), ("name", "a program renamed")):
        seconds = told[what]
        found.append(Result(f"book: {name}", seconds, "s"))
        found.append(Result(f"book: {name} / WeasyPrint", round(seconds / whole, 2), "times", 0.1))
        if chromium:
            ratio = round(seconds / chromium, 2)
            found.append(Result(f"book: {name} / Chromium", ratio, "times", 0.25))
    if chromium:
        found.append(Result("book: Chromium, the same HTML", chromium, "s"))
    return found


def _told(server_url):
    done = subprocess.run(
        [sys.executable, "-m", "bench.books"],
        cwd=ROOT,
        env=environment(server_url, PLACE) | AS_EXAMPLE,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


# -------------------------------------------------------------- what follows runs in the process


def measured() -> dict:
    """Everything, in order."""
    from pieces.models import Piece
    from pieces.workshop import presses

    plan, by = _grown()
    presses().warm_up()
    _click(plan, by)
    Piece.objects.all().delete()
    told = {}
    told["cold"], job = _click(plan, by)
    told["pages"] = job.pages
    told["same"], _ = _click(plan, by)
    program = plan.programs.order_by("pk")[3]
    told["text"], _ = _after(plan, by, program, description=f"{program.description} Ditambah.")
    told["name"], _ = _after(plan, by, program, name="Satu Data Baru")
    told["worker_mb"] = _most_mb(resource.RUSAGE_SELF)
    presses().end()
    told["press_mb"] = _most_mb(resource.RUSAGE_CHILDREN)
    html = _whole(plan)
    told["whole"], told["whole_mb"] = _by_weasyprint(html)
    if seconds := _by_chromium(html):
        told["chromium"] = seconds
    return told


def _grown():
    """The plan of the example with its programs copied, and its coordinator."""
    from django.core.management import call_command

    from masterplans.models import Masterplan
    from portfolio.copying import copy_program
    from regions.models import Membership, Role

    with open(os.devnull, "w") as nowhere:
        call_command("prepare", stdout=nowhere, stderr=nowhere)
    plan = Masterplan.objects.select_related("region__parent").get(region__code=CODE)
    by = Membership.objects.filter(region=plan.region, role=Role.LEAD).first().user
    first = list(plan.programs.select_related("agency").order_by("pk"))
    for number in range(PROGRAMS - len(first)):
        one, round_ = first[number % len(first)], number // len(first) + 2
        copy_program(one, name=f"{one.name} {round_}", agency=one.agency, by=by, key=uuid4())
    return plan, by


def _click(plan, by):
    """Seconds from the click to the file, and the job that has it."""
    from exports.models import PrintState
    from exports.printing import request_book, run_print_job

    begun = time.perf_counter()
    job = request_book(plan, NUMBER, by=by)
    if job.state != PrintState.DONE:
        run_print_job.call(job.pk)
    seconds = time.perf_counter() - begun
    job.refresh_from_db()
    if job.state != PrintState.DONE:
        raise RuntimeError(job.message)
    return round(seconds, 2), job


def _after(plan, by, program, **changed):
    type(program).objects.filter(pk=program.pk).update(**changed)
    return _click(plan, by)


def _whole(plan):
    """The HTML of the whole book as one document."""
    from django.utils import timezone

    from editions.snapshot import snapshot
    from exports.book_pieces import cut, print_body, print_page
    from exports.books import build_book

    book = build_book(snapshot(plan), NUMBER, printed_on=timezone.localdate())
    pieces = [piece for chapter in book.chapters for piece in cut(chapter)]
    return print_page(book, "".join(print_body(piece) for piece in pieces))


def _by_weasyprint(html):
    """Seconds and memory of the whole at once, in a copy of this process that is warm."""
    from typesetting.pdf import prepare, render_piece

    prepare()
    tells, hears = os.pipe()
    if not (copy := os.fork()):
        begun = time.perf_counter()
        render_piece(html)
        told = [round(time.perf_counter() - begun, 2), _most_mb(resource.RUSAGE_SELF)]
        os.write(hears, json.dumps(told).encode())
        os._exit(0)
    os.waitpid(copy, 0)
    return json.loads(os.read(tells, 1000))


def _by_chromium(html):
    """Seconds of a headless Chromium that prints the same HTML; None where there is none."""
    if not (program := shutil.which("chromium")):
        return None
    style = ROOT / "static" / "print" / "book.css"
    linked = html.replace("</title>", f'</title><link rel="stylesheet" href="file://{style}">', 1)
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = Path(folder) / "buku.html", Path(folder) / "buku.pdf"
        page.write_text(linked, encoding="utf-8")
        command = [program, "--headless", "--no-sandbox", "--disable-gpu"]
        command += [f"--user-data-dir={folder}/profile", "--allow-file-access-from-files"]
        begun = time.perf_counter()
        subprocess.run(
            [*command, f"--print-to-pdf={pdf}", f"file://{page}"],
            capture_output=True,
            check=True,
        )
        return round(time.perf_counter() - begun, 2) if pdf.exists() else None


def _most_mb(whose):
    return round(resource.getrusage(whose).ru_maxrss / 1024)


def main() -> None:
    """Measure, and tell it as the last line."""
    import django

    django.setup()
    sys.stdout.write("\n" + json.dumps(measured()) + "\n")


if __name__ == "__main__":
    main()
