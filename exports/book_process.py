"""The book of an edition is typeset by a process of its own: no text costs a worker too much.

The worker tells it the snapshot, answers for the pictures that it asks for, and hears how far it
is. The process knows no table. What a book may cost: `BOOK_SECONDS`, `BOOK_MEMORY_MB` (settings).
"""

import sys

import django
from django.conf import settings

from exports.books import build_book, read_case
from limits.child import OUT_OF_MEMORY, LimitedProcess, Limits, TooLargeError, TooLongError
from limits.messages import read_message, write_message
from typesetting.asking import asked_for, last_word, tell_progress, tell_too_long
from typesetting.finishing import EnclosedFile
from typesetting.pictures import Images
from typesetting.printed_book import PrintedBook, Progress

TO_BEGIN = 20  # seconds more, for reading the site in and for writing the file
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
        told, content = last_word(child, images=images, progress=progress)
    return PrintedBook(**told | {"remarks": tuple(told["remarks"])}, pdf=content)


def main() -> None:
    """What the process does: one book."""
    from exports.book_typesetting import (
        typeset,  # with WeasyPrint, which nobody else has to read in
    )

    django.setup()
    told, content = read_message(sys.stdin.buffer)
    try:
        book = build_book(**read_case(told["case"]))
        data = EnclosedFile(DATA, content, description=OF_EDITION)
        printed = typeset(
            book,
            images=asked_for,
            progress=tell_progress,
            seconds=told["seconds"],
            enclosed=[data],
        )
    except TooLongError:
        tell_too_long()
        return
    except TooLargeError:
        sys.exit(OUT_OF_MEMORY)
    about = {"title": printed.title, "pages": printed.pages, "remarks": printed.remarks}
    write_message(sys.stdout.buffer, about, printed.pdf)


if __name__ == "__main__":
    main()
