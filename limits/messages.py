"""What a process and the one that started it say to each other: a line of JSON, then bytes."""

import json
from typing import BinaryIO


def write_message(stream: BinaryIO, told: dict, content: bytes = b"") -> None:
    """Write one message, at once."""
    stream.write(json.dumps(told | {"size": len(content)}).encode() + b"\n")
    stream.write(content)
    stream.flush()


def read_message(stream: BinaryIO) -> tuple[dict, bytes]:
    """The next message. EOFError when the other side ended, ValueError for what is none."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    told = json.loads(line)
    size = told.pop("size")
    content = stream.read(size)
    if len(content) != size:
        raise EOFError
    return told, content
