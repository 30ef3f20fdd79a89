"""Nothing a member says is lost between Slack's word and ours."""

from datetime import timedelta

import pytest

from bot.coaching import inbox

LETTER = ("Ev1", "event_callback", '{"text": "A queue"}')


@pytest.fixture
async def kept(scene):
    """An event that came in and was never finished."""
    await inbox.keep(scene.coaching, scene.workspace, *LETTER)
    return scene


async def test_an_event_is_kept_once_and_a_copy_is_dealt_with_until_it_is_done(kept):
    again = await inbox.keep(kept.coaching, kept.workspace, *LETTER)
    await inbox.done(kept.coaching, "Ev1")
    after = await inbox.keep(kept.coaching, kept.workspace, *LETTER)

    assert (again, after) == (True, False)
    assert len(await kept.letters()) == 1


async def test_a_finished_event_leaves_none_of_the_members_words(kept):
    await inbox.done(kept.coaching, "Ev1")

    [letter] = await kept.letters()
    assert (letter.body, letter.done_at, letter.error) == ("", kept.clock(), "")


async def test_what_a_crash_left_behind_is_taken_up_oldest_first(kept):
    kept.clock.now += timedelta(seconds=1)
    await inbox.keep(kept.coaching, kept.workspace, "Ev2", "event_callback", "{}")
    await inbox.keep(kept.coaching, kept.workspace, "Ev3", "event_callback", "{}")
    await inbox.done(kept.coaching, "Ev2")

    letters = await inbox.left_behind(kept.coaching, at_start=True)

    assert [letter.key for letter in letters] == ["Ev1", "Ev3"]
    assert letters[0].body == LETTER[2]


async def test_what_may_still_be_in_the_works_is_left_alone(kept):
    kept.clock.now += inbox.GRACE - timedelta(seconds=1)
    assert await inbox.left_behind(kept.coaching) == []

    kept.clock.now += timedelta(seconds=1)
    assert [letter.key for letter in await inbox.left_behind(kept.coaching)] == ["Ev1"]


async def test_an_event_that_fails_again_and_again_is_given_up_aloud(kept, caplog):
    tries = range(inbox.TRIES)

    taken_up = [len(await inbox.left_behind(kept.coaching, at_start=True)) for _ in tries]

    assert taken_up == [1, 1, 1, 0]
    [letter] = await kept.letters()
    assert (letter.body, letter.error) == (LETTER[2], "given up")
    assert "given up" in caplog.text
    assert "A queue" not in caplog.text
    caplog.clear()
