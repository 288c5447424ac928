"""A Python module as a process of its own, and how it ended."""

import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from limits.messages import read_message, write_message

ROOT = Path(__file__).resolve().parent.parent
OUT_OF_MEMORY = 86  # how a child ends that was refused memory and noticed it
# A library that is refused memory ends its process in one of these ways; so does the kernel.
TOO_LITTLE_MEMORY = {
    OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGTRAP, -signal.SIGSEGV, -signal.SIGBUS,
    -signal.SIGKILL,
}  # fmt: skip


class ChildError(Exception):
    """The process did not do its work."""


class TooLongError(ChildError):
    """The work was broken off."""


class TooLargeError(ChildError):
    """The work needed more memory than it has."""


class FailedError(ChildError):
    """The process ended with `code`, for a reason that its module knows."""

    def __init__(self, code: int) -> None:
        super().__init__(f"ended with {code}")
        self.code = code


@dataclass(frozen=True)
class Limits:
    """How much a child may take: bytes of addresses, seconds of CPU; twice these by the clock."""

    memory: int
    seconds: int


def ask(
    module: str, told: dict, content: bytes = b"", *, limits: Limits, is_loud: bool = False
) -> tuple[dict, bytes]:
    """Run a module, give it one message, and get the one that it answers.

    Raises TooLongError, TooLargeError, FailedError.
    """
    with LimitedProcess(module, limits, is_loud=is_loud) as child:
        child.tell(told, content)
        return child.hear()


class LimitedProcess:
    """A conversation with a module. When the block ends, the process ends.

    What it writes to standard error is thrown away unless it `is_loud`: a stranger's file makes
    its readers say a lot.
    """

    def __init__(self, module: str, limits: Limits, *, is_loud: bool = False) -> None:
        self._command = [sys.executable, "-m", "limits", module]
        self._command += [str(limits.memory), str(limits.seconds)]
        self._stderr = None if is_loud else subprocess.DEVNULL
        self._timer = threading.Timer(limits.seconds * 2, self._break_off)
        self._took_too_long = False

    def __enter__(self) -> "LimitedProcess":
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=self._stderr
        )
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(self, *error) -> None:
        self._timer.cancel()
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):  # it ended before it had read all
                stream.close()
        self._process.wait()

    def tell(self, told: dict, content: bytes = b"") -> None:
        """Write one message to it."""
        try:
            write_message(self._process.stdin, told, content)
        except BrokenPipeError as error:
            raise self._how_it_ended() from error

    def hear(self) -> tuple[dict, bytes]:
        """Its next message. Raises TooLongError, TooLargeError, FailedError when it has ended."""
        try:
            return read_message(self._process.stdout)
        except EOFError as error:
            raise self._how_it_ended() from error

    def _break_off(self):
        self._took_too_long = True
        self._process.kill()

    def _how_it_ended(self):
        code = self._process.wait()
        if self._took_too_long or code == -signal.SIGXCPU:
            return TooLongError()
        return TooLargeError() if code in TOO_LITTLE_MEMORY else FailedError(code)
