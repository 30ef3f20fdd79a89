"""A day in two wordings: each member keeps theirs, and both are counted."""

from dataclasses import replace

import pytest

from bot.coaching.delivery import send_now
from bot.coaching.practice.wordings import compared
from bot.content.tracks.library import Library
from bot.domain.answers.reply import Outcome
from bot.domain.practice.wordings import Heard, wording_for
from bot.slack.reports.wordings_view import wordings_part
from bot.store.reports import wordings
from tests.slack.views.screen import WORDS

ALSO = "The same act, said in another way."


@pytest.fixture
def library(library):
    """Every day of the track has another wording."""
    track = library.track("first-steps")
    nudges = tuple(replace(nudge, also=ALSO) for nudge in track.nudges)
    return Library((), {track.id: replace(track, nudges=nudges)})


async def heard(scene, *nudges, members=None):
    async with scene.coaching.store.reading() as session:
        return await wordings.heard(session, scene.coach.id, nudges, members)


async def test_both_wordings_go_out_and_each_is_counted(started, library):
    people = [f"U{number:03d}" for number in range(24)]
    for slack_id in people:
        started.messenger.people[slack_id] = replace(
            started.messenger.people["UADA"], slack_id=slack_id
        )
    await started.assign(*people)
    await started.days(3, 4)
    await started.tap("first-steps.1", outcome=Outcome.DID)

    sent = [p.item.nudge for p in started.messenger.posted if p.name == "first-steps.1"]
    [first, second] = [sum((n.message == ALSO) is also for n in sent) for also in (False, True)]
    told = (await heard(started, "first-steps.1"))["first-steps.1"]
    assert min(first, second) > 4
    assert (told[1].sent, told[2].sent) == (first, second)
    assert told[1].answered + told[2].answered == 1
    assert await heard(started, "first-steps.1", members=[0]) == {}
    [day, *_] = await compared(started.coaching, started.coach, "first-steps")
    assert (day.day, day.first, day.second) == (1, told[1], told[2])
    said = wordings_part([day], WORDS)[0].to_dict()["text"]["text"]
    assert f"the first went to {first} and" in said
    assert said.endswith("Too few to tell: it takes 30 of each.")


async def test_a_card_is_redrawn_in_the_wording_that_was_sent(nudged, library):
    card = nudged.messenger.card("first-steps.1").item
    await nudged.tap("first-steps.1", outcome=Outcome.STUCK)

    [(_, redrawn)] = nudged.messenger.updated

    assert redrawn.nudge.message == card.nudge.message


async def test_the_wording_is_kept_with_the_delivery(nudged, library):
    [row] = [row for row in await nudged.ledger() if row.nudge == "first-steps.1"]

    nudge = library.nudge("first-steps.1")[1]
    assert row.wording == wording_for(nudge, row.member_id)
    assert (await heard(nudged, "first-steps.9")) == {}
    assert (await heard(nudged, "first-steps.1"))["first-steps.1"] == {row.wording: Heard(1)}


async def test_a_nudge_that_is_asked_for_has_a_wording_too(started, library):
    await send_now.pull(started.coaching, started.workspace, "UADA")

    [row] = [row for row in await started.ledger() if row.nudge == "first-steps.1"]
    nudge = library.nudge("first-steps.1")[1]
    assert row.wording == wording_for(nudge, row.member_id)
