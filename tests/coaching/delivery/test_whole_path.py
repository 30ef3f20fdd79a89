"""The whole curriculum, from its first day to its last, for somebody who answers now and then."""

from datetime import timedelta
from itertools import cycle

import pytest

from bot.content import default_folder
from bot.content.tracks.library import DEFAULT_PATH, load_library
from bot.domain.answers.reply import Outcome
from bot.domain.delivery.card import Card, TrackEnd
from bot.domain.delivery.ledger import Form
from tests.conftest import MONDAY_NINE

WORKING_DAYS = 260
ANSWERS = (Outcome.DID, Outcome.NOT_YET, None, Outcome.DID, Outcome.STUCK, Outcome.NOT_FOR_ME)


@pytest.fixture
def database_url(sqlite_url):
    """A year of days is long; what both databases do is tested where it is done."""
    return sqlite_url


@pytest.fixture
def library():
    """The tracks that come with Baton."""
    return load_library(default_folder())


def monday_to_friday():
    days = (MONDAY_NINE + timedelta(days=n) for n in range(WORKING_DAYS * 7 // 5))
    return (day for day in days if day.weekday() < 5)


@pytest.mark.exhaustive
async def test_every_nudge_of_the_default_path_comes_once_and_in_its_order(scene, library):
    for track in DEFAULT_PATH:
        await scene.assign("UADA", track=track)
    answers = cycle(ANSWERS)

    for day in monday_to_friday():
        before = len(scene.messenger.posted)
        await scene.tick(day)
        for posted in scene.messenger.posted[before:]:
            if isinstance(posted.item, Card) and (outcome := next(answers)):
                scene.clock.now += timedelta(minutes=5)
                await scene.tap(posted.name, outcome=outcome)

    came = [posted.item for posted in scene.messenger.posted]
    full = [item.nudge.id for item in came if isinstance(item, Card) and item.form == Form.FULL]
    assert full == [nudge.id for track in DEFAULT_PATH for nudge in library.track(track).nudges]
    assert len(full) == 107
    assert sum(isinstance(item, TrackEnd) for item in came) == len(DEFAULT_PATH)
