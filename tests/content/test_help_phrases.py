"""
What new managers type, and whether `/nudge help me with …` finds what a coach would want.

The lines of `tuning.txt` may be answered by changing phrases, words and weights; those of
`testing.txt` tell what that's worth.
"""

from pathlib import Path

import pytest

from bot.content.tracks.library import load_library
from tests.content.test_our_content import FOLDER

LINES = Path(__file__).parent / "help"

RECALL = 0.85
"""The least share of lines for which a wanted track is among the first three hits."""

WRONG = 0.05
"""The largest share of lines for which there are hits, and none of them is wanted."""


@pytest.fixture(scope="module")
def library():
    return load_library(FOLDER)


@pytest.fixture(scope="module")
def hits(library):
    return lambda line: [match.track.id for match in library.index.find(line)]


def lines(name):
    text = (LINES / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def wanted(name, library):
    """Each line with its tracks, as far as they are written."""
    ready = {track.id for track in library.tracks}
    for line in lines(name):
        typed, _, tracks = line.partition(" | ")
        if tracks := ready & {track.strip() for track in tracks.split(",")}:
            yield typed, tracks


@pytest.mark.parametrize("name", ["tuning", "testing", "trial"])
def test_what_a_coach_would_want_is_among_the_first_three(name, library, hits):
    asked = list(wanted(name, library))
    missed = [typed for typed, tracks in asked if not tracks & set(hits(typed))]

    assert len(missed) <= (1 - RECALL) * len(asked), missed


@pytest.mark.parametrize("name", ["tuning", "testing", "trial"])
def test_few_lines_find_only_what_nobody_wants(name, library, hits):
    asked = list(wanted(name, library))
    wrong = [typed for typed, tracks in asked if hits(typed) and not tracks & set(hits(typed))]

    assert len(wrong) <= WRONG * len(asked), wrong


def test_what_is_for_somebody_else_finds_nothing(hits):
    asked = lines("nothing")
    wrong = [(typed, hits(typed)) for typed in asked if hits(typed)]

    assert len(wrong) <= WRONG * len(asked), wrong


def test_there_are_two_hundred_lines_and_each_is_there_once():
    typed = [
        line.partition(" | ")[0].casefold()
        for name in ("tuning", "testing")
        for line in lines(name)
    ]

    assert len(set(typed)) == len(typed) >= 200
    assert len(set(lines("nothing"))) >= 30
