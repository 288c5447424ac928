"""`python -m limits.forking MODULE BYTES SECONDS`: a module that stays ready, run in copies.

The module is read in and made ready once (`prepare`). For each message that comes a copy of the
process answers it (`answer`), with so many bytes more than it was born with and so many seconds of
CPU, and ends. A copy that dies takes this process along: how it ended says why.
"""

import importlib
import os
import resource
import select
import signal
import sys
import traceback

from limits.child import OUT_OF_MEMORY


def main() -> None:
    """Get the module ready, then answer until nobody is there who asks."""
    module, memory, seconds = importlib.import_module(sys.argv[1]), *map(int, sys.argv[2:4])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it says when it ends
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    module.prepare()
    asked = select.poll()
    asked.register(0, select.POLLIN)
    while any(events & select.POLLIN for _, events in asked.poll()):
        if not (copy := os.fork()):
            _answer(module, memory, seconds)
        _, status = os.waitpid(copy, 0)
        if status:
            _end_as(os.waitstatus_to_exitcode(status))


def _answer(module, memory, seconds):
    """What the copy does: one message. It never comes back."""
    allowed = _addresses() + memory
    resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    code = 1
    try:
        module.answer()
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    except (EOFError, BrokenPipeError):  # who asked is gone
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _addresses():
    """The bytes of addresses that this process has by now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _end_as(code):
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    sys.exit(code)


if __name__ == "__main__":
    main()
