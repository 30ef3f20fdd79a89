"""The journal, page by page: found again, and put right by its member alone."""

import pytest

from bot.coaching.answers import journal
from bot.coaching.answers.journal import PAGE, Wanted
from bot.domain.answers.reply import Outcome
from bot.domain.errors import CoachingError
from bot.store.tables import ReplyRow


@pytest.fixture
def who(scene):
    return (scene.coaching, scene.workspace, "UADA")


@pytest.fixture
def take_back(nudged, who):
    async def undo(nudge="first-steps.1"):
        card = nudged.messenger.card(nudge).item
        await journal.take_back(who, card.delivery_id, nudged.clock())

    return undo


async def answer(scene, who, nudge="first-steps.1"):
    delivery_id = scene.messenger.card(nudge).item.delivery_id
    return (await journal.entry(who, delivery_id)).answer


async def titles(who, **wanted):
    return [entry.nudge for entry in (await journal.page(who, Wanted(**wanted))).entries]


async def test_the_newest_comes_first_and_nothing_is_left_out(started, who):
    await started.assign(track="listening")
    for day in range(3, 24):
        await started.days(day)
        await started.say("Done.")

    page = await journal.page(who, Wanted())

    assert (len(page.entries), page.first, page.total > PAGE) == (PAGE, 0, True)
    assert page.tracks == (
        ("listening", "Listening"),
        ("first-steps", "First steps"),
    )
    rest = await journal.page(who, Wanted(first=PAGE))
    shown = [entry.delivery_id for entry in (*page.entries, *rest.entries)]
    assert shown == sorted(shown, reverse=True)
    assert len(shown) == page.total


async def test_a_page_beyond_the_last_is_the_last(started, who):
    await started.days(3, 4)

    page = await journal.page(who, Wanted(first=600))

    assert (page.first, page.total, len(page.entries)) == (0, 2, 2)


async def test_words_are_found_in_what_was_asked_and_answered(nudged, who):
    await nudged.say("I gave Tomas the rota.")
    await nudged.days(4)

    assert await titles(who, words="TOMAS") == ["What the number hides"]
    assert await titles(who, words="guest") == ["Visit as a guest"]
    assert await titles(who, words="nowhere") == []


async def test_a_track_is_looked_at_by_itself(nudged, who):
    assert await titles(who, track="first-steps") == ["What the number hides"]
    assert await titles(who, track="listening") == []


async def test_an_answer_is_taken_back_with_all_its_parts(nudged, who, take_back):
    await nudged.tap("first-steps.1", outcome=Outcome.DID, confidence=4)
    await nudged.say("I listened.")

    await take_back()

    assert not (await answer(nudged, who)).given
    assert not any(row.text or row.outcome for row in await nudged.rows(ReplyRow))
    _, card = nudged.messenger.updated[-1]
    assert not card.answer.given


async def test_after_that_it_can_be_answered_anew(nudged, who, take_back):
    await nudged.tap("first-steps.1", outcome=Outcome.STUCK)
    await take_back()

    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    assert (await answer(nudged, who)).outcome is Outcome.DID


async def test_being_stuck_goes_with_the_answer(nudged, take_back):
    await nudged.tap("first-steps.1", outcome=Outcome.STUCK)

    await take_back()

    assert [row for row in await nudged.follow_ups() if row == ("stuck", "")] == []


async def test_what_was_kept_stays_kept(nudged, who, take_back):
    await nudged.tap("first-steps.1", outcome=Outcome.DID, private=True)
    await take_back()

    await nudged.say("Only for me.")

    assert (await answer(nudged, who)).private


async def test_nobody_takes_back_what_is_not_theirs(nudged, who):
    with pytest.raises(CoachingError, match="error-card-gone"):
        await journal.take_back(who, 999, nudged.clock())
    with pytest.raises(CoachingError, match="error-card-gone"):
        await journal.entry(who, 999)


async def test_whoever_is_not_coached_has_no_journal(scene):
    with pytest.raises(CoachingError, match="error-no-track"):
        await journal.page((scene.coaching, scene.workspace, "UBEN"), Wanted())
