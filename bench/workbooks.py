"""Five thousand programs as XLSX: how long an import and an export take, and how much memory.

Each step runs in a process of its own, as in a worker, so that its memory is its own: five
thousand new programs are previewed and applied, taken home, sent back as they are, sent back with
every row changed, and applied. The database is thrown away afterwards.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from bench.places import ROOT, bench_dir, database, environment
from bench.report import Result
from bench.serving import cores

PLACE = "sheets"
ROWS = 5000
MOST_SECONDS, MOST_MB = 15, 300
STEPS = {
    "new-preview": ("import of 5,000 new programs, preview", MOST_SECONDS),
    "new-apply": ("import of 5,000 new programs, apply", None),
    "export": ("export of 5,000 programs", None),
    "same-preview": ("import of 5,000 unchanged programs, preview", MOST_SECONDS),
    "changed-preview": ("import of 5,000 changed programs, preview", MOST_SECONDS),
    "changed-apply": ("import of 5,000 changed programs, apply", None),
}


def results(server_url: str) -> list[Result]:
    """Time and memory of each step."""
    found = []
    with database(server_url, PLACE):
        _run(server_url, "prepare")
        for step, (name, limit) in STEPS.items():
            told = _run(server_url, step)
            found += [
                Result(f"{name}: time", told["seconds"], "s", limit),
                Result(f"{name}: memory", told["mb"], "MB", MOST_MB),
            ]
    return found


def _run(server_url, step):
    done = subprocess.run(
        [sys.executable, "-m", "bench.workbooks", step],
        cwd=ROOT,
        env=environment(server_url, PLACE),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1]) if step != "prepare" else None


# ------------------------------------------------------------ what follows runs in the processes


def prepare() -> None:
    """A region with a few programs, and the workbook with many new ones."""
    from django.core.management import call_command

    from bench.filling.country import ORDINARY, PROVINCE, Country, all_rows
    from bench.filling.whole import fill

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    rows = [row for row in all_rows() if row["code"] in {ORDINARY, PROVINCE}]
    fill(Country(rows, programs=3, programs_of_the_large=3, writers=2, events=4))
    _file("new").write_bytes(_new_programs())


def measured(step: str) -> dict:
    """Do one step; its seconds, without those that other programs had the cores, and the most
    memory that the process has had."""
    from bench.serving import backend

    kind, _, deed = step.rpartition("-")
    work = _export if step == "export" else {"preview": _preview, "apply": _apply}[deed]
    processes = ("self", *backend())
    held, begun = cores(*processes)[1], time.perf_counter()
    work(kind)
    seconds = time.perf_counter() - begun - (cores(*processes)[1] - held) / 1000
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if step == "export":
        _file("changed").write_bytes(_all_changed())
    return {"seconds": round(seconds, 1), "mb": round(mb)}


def _export(kind):
    from sheets.workbook import written

    _file("same").write_bytes(written(_book()))


def _preview(kind):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from sheets import importing
    from sheets.models import ImportState

    book = _book()
    upload = SimpleUploadedFile("program.xlsx", _file(kind).read_bytes())
    imported = importing.receive(book.masterplan, "program", upload=upload, by=book.user)
    importing.read_import.call(imported.pk)
    imported.refresh_from_db()
    counted = imported.same + imported.rows.exclude(state="refused").count()
    if imported.state != ImportState.READY or counted < ROWS:
        raise RuntimeError(f"{imported.state}: {imported.message} {counted}")


def _apply(kind):
    from sheets import importing
    from sheets.models import Import, ImportState

    imported = Import.objects.filter(state=ImportState.READY).latest("pk")
    importing.request_apply(imported, by=imported.uploaded_by)
    importing.apply_import.call(imported.pk)
    imported.refresh_from_db()
    if imported.state != ImportState.APPLIED:
        raise RuntimeError(f"{imported.state}: {imported.message}")


def _book():
    from accounts.models import User
    from bench.filling.country import ORDINARY
    from bench.filling.people import address
    from masterplans.models import Masterplan
    from regions.models import Role
    from sheets.registry import book_of

    plan = Masterplan.objects.select_related("region__parent").get(region__code=ORDINARY)
    return book_of(plan, "program", User.objects.get(email=address(Role.LEAD, ORDINARY)))


def _new_programs():
    """A workbook as departments fill it: texts, ten years, two sources, an indicator each."""
    import io

    from openpyxl import Workbook

    book, out = _book(), Workbook()
    out.remove(out.active)
    texts = "Layanan dibuka di setiap kecamatan agar warga tidak perlu ke kota. " * 3
    for sheet in book.sheets:
        page = out.create_sheet(sheet.title)
        page.append(sheet.heads)
        for number in range(1, ROWS + 1):
            for line in range(2 if sheet.title == "Anggaran" else 1):
                page.append(_line(sheet, number, line, texts))
    stream = io.BytesIO()
    out.save(stream)
    return stream.getvalue()


def _line(sheet, number, line, text):
    """One line; every program has a name of its own."""
    cells = ["", "", f"Program {number}"] if sheet.is_part else ["", ""]
    for column in sheet.columns:
        options = getattr(column, "list", None)
        if column.name == "name" and not sheet.is_part:
            cells.append(f"Program {number}")
        elif column.name == "partners":
            cells.append("Akademisi: Universitas A\nMedia: Radio B")
        elif options:
            cells.append(options[(number + line) % len(options)])
        elif column.format == "@":
            cells.append(text[: column.longest or 400][:200])
        else:
            cells.append(2020 if column.name == "baseline_year" else number * 1000 + line)
    return cells


def _all_changed():
    """The exported workbook with one cell changed in every program."""
    import io

    from openpyxl import load_workbook

    book = load_workbook(_file("same"))
    page = book["Program"]
    place = next(cell.column for cell in page[1] if cell.value == "Keluaran")
    for row in range(2, page.max_row + 1):
        page.cell(row=row, column=place).value = f"Keluaran baru {row}"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _file(kind) -> Path:
    folder = bench_dir() / "workbooks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{kind}.xlsx"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartcity.settings")
    import django

    django.setup()
    if sys.argv[1] == "prepare":
        prepare()
    else:
        sys.stdout.write(json.dumps(measured(sys.argv[1])) + "\n")
