"""`python -m limits MODULE BYTES SECONDS`: runs a module within limits that it cannot lift."""

import resource
import runpy
import signal
import sys

from limits.child import OUT_OF_MEMORY


def main() -> None:
    """Set the limits, then become the module."""
    module, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it says when it ends
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # A second more until it is killed: how it ended says why.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.argv = [module]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
