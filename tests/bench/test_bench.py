"""Every benchmark at a size where its figures mean nothing: none must rot; none asserts a time."""

import asyncio
from collections import Counter
from dataclasses import replace

import pytest

from tests.bench import apart, replicas
from tests.bench.__main__ import BENCHMARKS, KINDS
from tests.bench.apart import Apart, WorkFailed
from tests.bench.databases import Databases
from tests.bench.stage import Stage, share
from tests.bench.table import table
from tests.bench.workspace import NotExactlyOnce, Received

TINY = 0.001

RUSH = {
    "nudges_per_s",
    "cpu_ms_per_nudge",
    "bare_sdk_per_s",
    "ratio_to_bare_sdk",
    "ratio_to_job_per_member",
    "job_per_member_dropped_at_default_grace",
    "ratio_to_procrastinate",
}
MEASURED = [
    ("rush", "postgresql", RUSH),
    ("paced", "sqlite", {"ratio_to_ideal", "most_in_one_second"}),
    ("idle_tick", "postgresql", {"1000_ms", "1000000_ms", "ratio_1m_to_1k"}),
    ("answer", "sqlite", {"idle_ack_p99_ms", "idle_shown_p99_ms", "rush_ack_p99_ms"}),
    ("home", "postgresql", {"member_p99_ms", "coach_p99_ms"}),
    ("search", "sqlite", {"build_ms", "question_p50_ms", "question_p99_ms"}),
    ("memory", "sqlite", {"growth_mib", "rush_peak_mib", "job_per_member_peak_mib"}),
]
"""Both databases where they are what is measured, one of them elsewhere: processes take time."""


@pytest.fixture(autouse=True)
def impatience(monkeypatch):
    """Give up on a benchmark sooner than outside of tests, but not where a machine is busy."""
    monkeypatch.setattr(apart, "SILENT_SECONDS", 240)


@pytest.fixture
def stage(sqlite_template, postgresql_server, postgresql_template):
    found = Databases(sqlite_template.parent, postgresql_server, postgresql_template)
    return Stage(found, KINDS, TINY, fresh=False)


@pytest.mark.parametrize(("name", "kind", "keys"), MEASURED)
@pytest.mark.exhaustive
def test_each_benchmark_still_measures(name, kind, keys, stage):
    # Each run checks for itself that every message arrived exactly once.
    figures = BENCHMARKS[name](replace(stage, kinds=(kind,)))[kind]

    assert keys <= set(figures)
    assert all(figures[key] >= 0 for key in keys - {"growth_mib"})


@pytest.mark.exhaustive
def test_several_processes_share_a_rush(stage, monkeypatch):
    monkeypatch.setattr(replicas, "PROCESSES", (2,))

    figures = BENCHMARKS["replicas"](stage)

    assert set(figures) == {"2"}
    assert all("nudges_per_s" in figures[number] for number in figures)


def test_every_benchmark_is_tested():
    assert set(BENCHMARKS) == {*(name for name, _, _ in MEASURED), "replicas"}


@pytest.mark.parametrize("posts", [{1: 1}, {1: 2}, {1: 2, 2: 1}], ids=["lost", "swap", "twice"])
def test_a_run_that_loses_or_doubles_a_message_has_no_figures(posts):
    with pytest.raises(NotExactlyOnce):
        Received(posts=Counter(posts)).check(2)


def test_what_breaks_off_in_another_process_is_told_here():
    with Apart(break_off) as child, pytest.raises(WorkFailed, match="no way on"):
        child.hear()


def test_ninety_nine_of_a_hundred_do_not_exceed_the_share():
    assert share([float(n) for n in range(100, 0, -1)], 0.99) == 100
    assert share([float(n) for n in range(1, 201)], 0.5) == 101


def test_figures_of_both_databases_stand_beside_each_other():
    shown = table(
        "rush", {"sqlite": {"nudges_per_s": 2412.3}, "postgresql": {"nudges_per_s": 9.871}}
    )

    assert shown.split() == ["rush", "sqlite", "postgresql", "nudges_per_s", "2,412", "9.87"]


async def break_off(line):
    await asyncio.sleep(0)
    raise ValueError("no way on")
