"""What a process weighs."""

import resource
from dataclasses import dataclass
from pathlib import Path

STATUS = Path("/proc/self/status")

KIB, MIB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Weight:
    """Memory of this process, in MiB: now, and the most it ever was."""

    now: float
    peak: float


def evaluate() -> Weight:
    """Weigh this process; where the system does not say what it weighs now, its peak counts."""
    if not STATUS.exists():
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
        return Weight(peak, peak)
    lines = dict(line.split(":", 1) for line in STATUS.read_text().splitlines())
    return Weight(_mib(lines["VmRSS"]), _mib(lines["VmHWM"]))


def _mib(kib: str) -> float:
    return int(kib.split(maxsplit=1)[0]) / KIB
