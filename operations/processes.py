"""How the processes of one machine hang together: locks, and children that die with their parent.

Used by `postgres.py` and `supervise.py`. Kernel locks are chosen over files with process numbers
because the kernel takes them back from a killed process; a file would have to be believed.
"""

import ctypes
import fcntl
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(with_signal: signal.Signals) -> Callable[[], None]:
    """A `preexec_fn`: the child gets `with_signal` when the process that started it is gone.

    Runs after subprocess has changed the user, because changing the user clears the wish. Where
    the kernel has no such thing (macOS) the child is found and stopped at the next start instead.
    """
    parent = os.getpid()

    def before_exec() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)
            if os.getppid() != parent:  # it died before the wish was registered
                os._exit(1)

    return before_exec


class FileLock:
    """A kernel lock on a file, shared or exclusive, gone with the last process that has it open."""

    def __init__(self, path: Path) -> None:
        """Open the file, making it if needed, without locking it."""
        self.path = path
        self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)

    def share(self) -> None:
        """Join the other holders; waits while somebody has it alone."""
        fcntl.flock(self.descriptor, fcntl.LOCK_SH)

    def take(self) -> bool:
        """Have it alone, or say that it is not possible now. Never waits."""
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def write(self, text: str) -> None:
        """Leave a word for those who find it locked."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, text.encode(), 0)

    def read(self) -> str:
        """The word of the one who holds it alone."""
        return os.pread(self.descriptor, 4096, 0).decode()

    def close(self) -> None:
        """Give it back, unless a child that inherited it still has it open."""
        os.close(self.descriptor)


def say(text: str) -> None:
    """One line to the person at the terminal; the output proper belongs to the command run."""
    sys.stderr.write(f"simpul: {text}\n")
    sys.stderr.flush()


def started_at(pid: int) -> str:
    """When a process began, in the kernel's own count; empty if there is none (or a zombie).

    With it a process number that was written down can be recognised after it was reused.
    """
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]


def open_log(path: Path, limit: int = 10_000_000) -> int:
    """A descriptor that appends to a log; a log of more than `limit` bytes is put aside as `.1`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > limit:
        path.replace(path.with_name(path.name + ".1"))
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
