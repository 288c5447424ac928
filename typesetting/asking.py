"""What a process that typesets and the one that started it say to each other on the way: which
picture is needed, and how far it is. The last message, with what was made, is each process's own.
"""

import sys

from limits.child import LimitedProcess, TooLongError
from limits.messages import read_message, write_message
from typesetting.pictures import Images, PictureError
from typesetting.printed_book import Progress

TOO_LONG = {"too_long": True}


def asked_for(name: str) -> tuple[bytes, str] | None:
    """In the process: a picture of who asks for the work. Raises PictureError, when refused."""
    write_message(sys.stdout.buffer, {"picture": name})
    told, content = read_message(sys.stdin.buffer)
    if "refused" in told:
        raise PictureError(told["refused"])
    return (content, told["mime"]) if told else None


def tell_progress(done: int, total: int, what: str) -> None:
    """In the process: how far it is."""
    write_message(sys.stdout.buffer, {"done": done, "total": total, "what": what})


def tell_too_long() -> None:
    """In the process, as its last word: there is no time left."""
    write_message(sys.stdout.buffer, TOO_LONG)


def answer_about(name: str, images: Images | None) -> tuple[dict, bytes]:
    """What a process is told that asks for a picture."""
    try:
        found = images(name) if images else None
    except PictureError as reason:
        return {"refused": str(reason)}, b""
    return ({"mime": found[1]}, found[0]) if found else ({}, b"")


def last_word(
    child: LimitedProcess, *, images: Images, progress: Progress | None
) -> tuple[dict, bytes]:
    """What a process tells in the end; until then it is answered about pictures and heard out.

    Raises TooLongError when it says that there is no time left, and as `LimitedProcess.hear`.
    """
    while True:
        told, content = child.hear()
        if "picture" in told:
            child.tell(*answer_about(told["picture"], images))
        elif told == TOO_LONG:
            raise TooLongError
        elif "done" not in told:
            return told, content
        elif progress:
            progress(told["done"], told["total"], told["what"])
