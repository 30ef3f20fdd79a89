"""The page at the end of a track: what was done, in the member's words, and what is parked."""

import pytest

from bot.coaching.practice.track_summary import look_back
from bot.domain.answers.reply import Outcome
from bot.domain.errors import CoachingError
from bot.domain.practice.track_path import Step


@pytest.fixture
async def ended(nudged, reach):
    async def go():
        await nudged.tap("first-steps.1", outcome=Outcome.DID)
        await nudged.say("I listened.")
        await nudged.days(4)
        await nudged.tap("first-steps.2", outcome=Outcome.NOT_YET)
        await nudged.days(5, 6, 9, 10, 11)
        assert nudged.messenger.names()[-1] == "end"
        return nudged.messenger.posted[-1].item.delivery_id

    return await reach(nudged, go)


async def test_it_tells_what_was_done_and_said_in_the_order_of_the_track(nudged, ended):
    seen = await look_back(nudged.coaching, nudged.workspace, "UADA", ended)

    assert seen.track.id == "first-steps"
    assert [nudge.day for nudge in seen.path.of(Step.DID)] == [1]
    assert [nudge.day for nudge in seen.path.of(Step.PARKED)] == [2]
    assert seen.entries[0].answer.words == ("I listened.",)
    assert [entry.day for entry in seen.entries] == sorted(entry.day for entry in seen.entries)


async def test_nobody_else_looks_back_on_it(nudged, ended):
    await nudged.assign("UBEN")

    for slack_id in ("UBEN", "UNOBODY"):
        with pytest.raises(CoachingError, match="error-card-gone"):
            await look_back(nudged.coaching, nudged.workspace, slack_id, ended)
