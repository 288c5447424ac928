"""A module that stays ready in a process of its own, so that a short work need not wait for it."""

import os
import signal
import subprocess
import time
from contextlib import suppress

from limits.child import ROOT, LimitedProcess, Limits


class WarmProcess(LimitedProcess):
    """One message at a time is answered, each within the limits (`limits.forking`).

    `memory` is what an answer may take beyond what the module has when it is ready. Ended by `end`,
    or with the process that started it.
    """

    def __init__(self, module: str, limits: Limits, *, is_loud: bool = False) -> None:
        super().__init__(module, limits, is_loud=is_loud)
        self._command[2] = "limits.forking"
        self.limits = limits
        self.until = 0.0  # by the clock, the end of the answer that is awaited
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            self._command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=self._stderr, process_group=0
        )

    def __enter__(self) -> "WarmProcess":
        return self

    def __exit__(self, *error) -> None:
        self.end()

    def fileno(self) -> int:
        """Where its next message comes, to wait for several."""
        return self._process.stdout.fileno()

    def begin(self, told: dict, content: bytes = b"", *, seconds: float | None = None) -> None:
        """Give it something to answer, within at most so many seconds by the clock."""
        self.until = time.monotonic() + (seconds or self.limits.seconds * 2)
        self.tell(told, content)

    def break_off(self) -> None:
        """Kill it; who hears it is told TooLongError."""
        self._took_too_long = True
        self._kill()

    def end(self) -> None:
        """Let it go, whatever it is doing."""
        self._kill()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(BrokenPipeError):
                stream.close()
        self._process.wait()

    def _kill(self):
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
