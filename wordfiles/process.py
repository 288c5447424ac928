"""A book is written as a Word file by a process of its own, with limits, as its PDF is.

The worker tells it the snapshot, answers for the pictures that it asks for, and hears how far it
is. The process knows no table.
"""

import datetime as dt
import sys
from dataclasses import dataclass

import django
from django.conf import settings

from exports.books import build_book
from limits.child import LimitedProcess, Limits, TooLongError
from limits.messages import read_message, write_message
from limits.times import TimeLimits
from typesetting.pictures import Images, PictureError
from typesetting.printed_book import Progress

TO_BEGIN = 20  # seconds more, for reading the site in and for writing the file
TOO_LONG = {"too_long": True}
DAYS = ("frozen_on", "printed_on")


@dataclass(frozen=True)
class WordBook:
    """The finished file, and what could not be written as it was entered."""

    docx: bytes
    remarks: tuple[str, ...]


def write_apart(case: dict, *, images: Images, progress: Progress | None = None) -> WordBook:
    """Have a book written; `case` is what `build_book` takes, days as ISO writes them.

    Raises TooLongError, TooLargeError, and FailedError when the fault is ours.
    """
    seconds = settings.BOOK_SECONDS
    limits = Limits(memory=settings.BOOK_MEMORY_MB * 2**20, seconds=seconds + TO_BEGIN)
    with LimitedProcess("wordfiles.process", limits, is_loud=True) as child:
        child.tell({"case": case, "seconds": seconds})
        while True:
            told, content = child.hear()
            if "picture" in told:
                child.tell(*_answer(told["picture"], images))
            elif "done" in told and progress:
                progress(told["done"], told["total"], told["what"])
            elif told == TOO_LONG:
                raise TooLongError
            elif "remarks" in told:
                return WordBook(content, tuple(told["remarks"]))


def _answer(name, images):
    try:
        found = images(name)
    except PictureError as reason:
        return {"refused": str(reason)}, b""
    return ({"mime": found[1]}, found[0]) if found else ({}, b"")


def main() -> None:
    """What the process does: one book."""
    from wordfiles.book import write_book  # with WeasyPrint, which nobody else has to read in

    django.setup()
    told, _ = read_message(sys.stdin.buffer)
    limits = TimeLimits(told["seconds"])
    days = {name: told["case"][name] and dt.date.fromisoformat(told["case"][name]) for name in DAYS}
    try:
        written = write_book(
            build_book(**told["case"] | days),
            day=days["frozen_on"] or days["printed_on"],
            images=_ask_for_picture,
            progress=_tell_progress,
            limits=limits,
        )
    except TooLongError:
        write_message(sys.stdout.buffer, TOO_LONG)
        return
    write_message(sys.stdout.buffer, {"remarks": written.remarks}, written.docx)


def _ask_for_picture(name):
    write_message(sys.stdout.buffer, {"picture": name})
    answer, content = read_message(sys.stdin.buffer)
    if "refused" in answer:
        raise PictureError(answer["refused"])
    return (content, answer["mime"]) if answer else None


def _tell_progress(done, total, what):
    write_message(sys.stdout.buffer, {"done": done, "total": total, "what": what})


if __name__ == "__main__":
    main()
