"""How long we waited for a core that other programs had: the kernel counts it for every process."""

from contextlib import suppress
from pathlib import Path


def waited(*processes: int | str) -> float:
    """Milliseconds that these processes of this machine were ready to run and could not, so far.

    Where the kernel does not count it (not Linux), nothing.
    """
    total = 0
    for process in processes:
        with suppress(OSError, IndexError):
            total += int(Path(f"/proc/{process}/schedstat").read_text().split()[1])
    return total / 1_000_000
