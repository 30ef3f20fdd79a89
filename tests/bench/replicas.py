"""`replicas`: the rush again, shared by several processes on one PostgreSQL."""

from tests.bench.rush import NUDGES, run_baton
from tests.bench.stage import Figures, Stage

PROCESSES = (1, 2, 4)


def replicas(stage: Stage) -> Figures:
    """Nudges a second, by the number of processes."""
    return {str(number): _rate(stage, number) for number in PROCESSES}


def _rate(stage: Stage, processes: int) -> Figures:
    count = stage.count(NUDGES)
    cost, received = run_baton(stage, "postgresql", count, processes=processes)
    return {
        "nudges_per_s": count / cost.seconds,
        "cpu_ms_per_nudge": cost.cpu / count * 1000,
        "at_once": received.most_at_once,
    }
