"""A book is written as a Word file by a process of its own, with limits, as its PDF is.

The worker tells it the snapshot, answers for the pictures that it asks for, and hears how far it
is. The process knows no table.
"""

import sys
from dataclasses import dataclass

import django
from django.conf import settings

from exports.books import build_book, read_case
from limits.child import LimitedProcess, Limits, TooLongError
from limits.messages import read_message, write_message
from limits.times import TimeLimits
from typesetting.asking import asked_for, last_word, tell_progress, tell_too_long
from typesetting.pictures import Images
from typesetting.printed_book import Progress

TO_BEGIN = 20  # seconds more, for reading the site in and for writing the file


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
        told, content = last_word(child, images=images, progress=progress)
    return WordBook(content, tuple(told["remarks"]))


def main() -> None:
    """What the process does: one book."""
    from wordfiles.book import write_book  # with WeasyPrint, which nobody else has to read in

    django.setup()
    told, _ = read_message(sys.stdin.buffer)
    limits = TimeLimits(told["seconds"])
    case = read_case(told["case"])
    try:
        written = write_book(
            build_book(**case),
            day=case["frozen_on"] or case["printed_on"],
            images=asked_for,
            progress=tell_progress,
            limits=limits,
        )
    except TooLongError:
        tell_too_long()
        return
    write_message(sys.stdout.buffer, {"remarks": written.remarks}, written.docx)


if __name__ == "__main__":
    main()
