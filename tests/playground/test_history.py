"""A demo in full swing: each story ends where a coach looks for it, and most urgent first."""

import pytest

from bot.coaching.follow_up import follow_up, roster
from bot.coaching.people import roles
from bot.playground.clock import SimulatedClock
from bot.playground.stack import run_stack
from bot.playground.stories.history import Past, make_history
from bot.playground.stories.stories import STORIES
from bot.playground.workspace.memory import recall

EXPECTED = [
    "asked",
    "stuck",
    "confidence",
    "promise",
    "deactivated",
    "unreachable",
    "parked",
    "poor-fit",
    "rough",
    "silent",
    "good-news",
]


pytestmark = pytest.mark.exhaustive


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Fourteen days: as many as the longest story needs."""
    folder = tmp_path_factory.mktemp("history")
    database, memory, told = folder / "demo.db", folder / "demo.workspace.json", []
    make_history(database, memory, Past(len(STORIES) + 2, 14), told.append)
    return database, recall(memory), told


async def test_the_queue_is_right_for_each_story(made):
    database, before, _ = made
    stories = {f"U5M{n:04d}": story.name for n, story in enumerate(STORIES)}
    clock = SimulatedClock(before.now)
    async with run_stack(f"sqlite:///{database}", clock, before=before) as both:
        coaching = both.baton.coaching
        camille = await roles.coach(coaching, both.baton.workspace, "U3CAM")
        board = await follow_up.board(coaching, camille)
        standing = {
            stories.get(line.member.slack_id, "well"): line.standing
            for line in (await roster.page(coaching, camille)).lines
        }

    assert [stories.get(row.slack_id, "well") for row in board.rows] == EXPECTED
    assert (standing["on-leave"], standing["paused"]) == ("on-leave", "paused")
    assert standing["well"] == "on-track"


def test_it_says_how_far_it_has_come(made):
    assert made[2] == [f"  Day {day} of 14" for day in range(1, 15)]
