"""`search`: finding days for the questions of the tests, and building the index once per load."""

import time
from pathlib import Path
from statistics import median, quantiles

from bot.content import default_folder
from bot.content.search.index import Index
from bot.content.tracks.library import FIRST, help_words, load_library
from tests.bench.stage import Figures, Stage

LINES = Path(__file__).parents[1] / "content" / "help"


def search(stage: Stage) -> Figures:
    """Return milliseconds to build the index, and to answer a question."""
    tracks, lists = load_library(default_folder()).tracks, help_words(default_folder() / FIRST)
    began = time.perf_counter()
    index = Index(tracks, lists)
    built = time.perf_counter() - began
    taken = [_timed(index, line) for line in _lines()]
    figures = {
        "questions": len(taken),
        "build_ms": 1000 * built,
        "question_p50_ms": 1000 * median(taken),
        "question_p99_ms": 1000 * quantiles(taken, n=100)[98],
    }
    return {"sqlite": figures}


def _lines() -> list[str]:
    files = sorted(LINES.glob("*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [line.partition(" | ")[0] for line in lines if not line.startswith("#")]


def _timed(index: Index, line: str) -> float:
    began = time.perf_counter()
    index.find(line)
    return time.perf_counter() - began
