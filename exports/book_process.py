"""The book of an edition is typeset by a process of its own: no text costs a worker too much.

The worker tells it the snapshot, answers for the pictures that it asks for, and hears how far it
is. The process knows no table. What a book may cost: `BOOK_SECONDS`, `BOOK_MEMORY_MB` (settings).
"""

import datetime as dt
import sys

import django
from django.conf import settings

from exports.books import build_book
from limits.child import OUT_OF_MEMORY, LimitedProcess, Limits, TooLargeError, TooLongError
from limits.messages import read_message, write_message
from typesetting.finishing import EnclosedFile
from typesetting.pictures import Images, PictureError
from typesetting.printed_book import PrintedBook, Progress

TO_BEGIN = 20  # seconds more, for reading the site in and for writing the file
TOO_LONG = {"too_long": True}
DATA, OF_EDITION = "masterplan.json", "Isi edisi ini sebagai data"


def typeset_apart(case: dict, *, images: Images, progress: Progress | None) -> PrintedBook:
    """Have a book typeset; `case` is what `build_book` takes, days as ISO writes them.

    Raises TooLongError, TooLargeError, and FailedError when the fault is ours.
    """
    from editions.canonical import canonical  # brings models along, which the process has not

    seconds = settings.BOOK_SECONDS
    limits = Limits(memory=settings.BOOK_MEMORY_MB * 2**20, seconds=seconds + TO_BEGIN)
    with LimitedProcess("exports.book_process", limits, is_loud=True) as child:
        # the process knows no model, so it is told the very text that is kept of an edition
        child.tell({"case": case, "seconds": seconds}, canonical(case["snapshot"])[0].encode())
        while True:
            told, content = child.hear()
            if "picture" in told:
                child.tell(*_answer(told["picture"], images))
            elif "done" in told and progress:
                progress(told["done"], told["total"], told["what"])
            elif told == TOO_LONG:
                raise TooLongError
            elif "title" in told:
                return PrintedBook(**told | {"remarks": tuple(told["remarks"])}, pdf=content)


def _answer(name, images):
    try:
        found = images(name)
    except PictureError as reason:
        return {"refused": str(reason)}, b""
    return ({"mime": found[1]}, found[0]) if found else ({}, b"")


def main() -> None:
    """What the process does: one book."""
    from exports.book_typesetting import (
        typeset,  # with WeasyPrint, which nobody else has to read in
    )

    django.setup()
    hears, tells = sys.stdin.buffer, sys.stdout.buffer
    told, content = read_message(hears)
    case, seconds = told["case"], told["seconds"]

    def images(name):
        write_message(tells, {"picture": name})
        answer, content = read_message(hears)
        if "refused" in answer:
            raise PictureError(answer["refused"])
        return (content, answer["mime"]) if answer else None

    def progress(done, total, what):
        write_message(tells, {"done": done, "total": total, "what": what})

    days = {name: case[name] and dt.date.fromisoformat(case[name]) for name in DAYS}
    try:
        book = build_book(**case | days)
        data = EnclosedFile(DATA, content, description=OF_EDITION)
        printed = typeset(book, images=images, progress=progress, seconds=seconds, enclosed=[data])
    except TooLongError:
        write_message(tells, TOO_LONG)
        return
    except TooLargeError:
        sys.exit(OUT_OF_MEMORY)
    about = {"title": printed.title, "pages": printed.pages, "remarks": printed.remarks}
    write_message(tells, about, printed.pdf)


DAYS = ("frozen_on", "printed_on")

if __name__ == "__main__":
    main()
