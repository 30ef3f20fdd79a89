"""
What new managers type, and whether `/nudge help me with …` finds what a coach would want.

The lines of `tuning.txt` may be answered by changing phrases, words and weights; those of
`testing.txt` tell what that's worth. Those of `held-out.txt` don't reach the goals yet: they may
not do worse than when they were first counted.
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

HELD_RECALL, HELD_WRONG, HELD_OFFERED = 0.75, 0.17, 0.20
"""The same shares for `held-out.txt`, and of its lines for somebody else that find anything."""


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


def test_lines_that_nothing_was_changed_for_are_answered_as_well_as_before(library, hits):
    asked = list(wanted("held-out", library))
    found = [(typed, tracks & set(hits(typed))) for typed, tracks in asked]
    wrong = [typed for typed, fitting in found if hits(typed) and not fitting]
    others = [
        line.removesuffix(" | none") for line in lines("held-out") if line.endswith("| none")
    ]
    offered = [typed for typed in others if hits(typed)]

    assert (len(asked), len(others)) == (60, 20)
    assert sum(bool(fitting) for _, fitting in found) >= HELD_RECALL * len(asked)
    assert len(wrong) <= HELD_WRONG * len(asked), wrong
    assert len(offered) <= HELD_OFFERED * len(others), offered


def test_there_are_two_hundred_lines_and_each_is_there_once():
    typed = [
        line.partition(" | ")[0].casefold()
        for name in ("tuning", "testing", "held-out")
        for line in lines(name)
    ]

    assert len(set(typed)) == len(typed) >= 200
    assert len(set(lines("nothing"))) >= 30
