"""Run a command, and fail where it fails or leaves a process running."""

# ruff: noqa: INP001  a script, of no package

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
GRACE_SECONDS = 10
"""A browser or a database server may need a moment once its tests are over."""


def main() -> int:
    """Give the command's exit status; 1 if it was well but for what it left."""
    # Whoever loses their parent becomes a child of this process, and is found by it.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    code = subprocess.call(sys.argv[1:])  # noqa: S603  the command it was told to run
    return code or (0 if _gone_after(GRACE_SECONDS) else 1)


def _gone_after(seconds: float) -> bool:
    """Wait for all to go by themselves; end those that do not, and what these leave in turn."""
    end = time.monotonic() + seconds
    while _anybody_there() and time.monotonic() < end:
        time.sleep(0.1)
    gone = not _anybody_there()
    while _anybody_there():
        for process in _children():
            command = Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")
            sys.stderr.write(f"Left running, and ended now: {process} {command}\n")
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
    return gone


def _anybody_there() -> bool:
    """Whether a child lives; those that are dead are buried."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def _children() -> list[int]:
    numbers = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [number for number in numbers if _parent(number) == os.getpid()]


def _parent(process: int) -> int | None:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return None
    # The name before it may hold blanks and brackets.
    return int(stat.rpartition(")")[2].split()[1])


if __name__ == "__main__":
    sys.exit(main())
