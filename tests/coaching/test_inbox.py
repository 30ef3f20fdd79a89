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

    assert (again, after) == (kept.clock(), None)
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


async def test_what_somebody_says_is_in_their_hands_is_left_alone_for_as_long_again(kept):
    kept.clock.now += inbox.GRACE
    await inbox.hold(kept.coaching, {"Ev1"})
    kept.clock.now += inbox.GRACE - timedelta(seconds=1)
    assert await inbox.left_behind(kept.coaching) == []

    kept.clock.now += timedelta(seconds=1)
    assert [letter.key for letter in await inbox.left_behind(kept.coaching)] == ["Ev1"]


async def test_an_event_that_fails_again_and_again_is_given_up_aloud(kept, caplog):
    open_until = [len(await kept_after_a_failure(kept)) for _ in range(inbox.FAILURES)]

    assert open_until == [1, 1, 1, 0]
    [letter] = await kept.letters()
    assert (letter.body, letter.error) == (LETTER[2], "given up")
    assert "given up" in caplog.text
    assert "A queue" not in caplog.text
    caplog.clear()


async def test_a_host_that_is_killed_again_and_again_loses_nothing_that_was_said(kept):
    for _ in range(inbox.DEATHS - 1):
        assert await inbox.take(kept.coaching, await left_long_ago(kept))

    assert (await left_long_ago(kept)).body == LETTER[2]


async def test_an_event_that_ends_every_process_is_given_up_at_last(kept, caplog):
    for _ in range(inbox.DEATHS - 1):
        await inbox.take(kept.coaching, await left_long_ago(kept))

    assert not await inbox.take(kept.coaching, await left_long_ago(kept))

    [letter] = await kept.letters()
    assert (letter.body, letter.error) == (LETTER[2], "never came to an end")
    assert "A queue" not in caplog.text
    caplog.clear()


async def test_an_event_that_may_end_processes_is_not_the_first_thing_after_a_start(kept):
    for _ in range(inbox.SUSPECT - 1):
        await inbox.take(kept.coaching, await left_long_ago(kept))

    kept.clock.now += inbox.LATE - timedelta(seconds=1)
    assert await inbox.left_behind(kept.coaching, at_start=True) == []

    kept.clock.now += timedelta(seconds=1)
    assert len(await inbox.left_behind(kept.coaching, at_start=True)) == 1


async def test_of_two_processes_one_takes_up_what_was_left_behind(kept):
    letter = await left_long_ago(kept)

    taken = [await inbox.take(kept.coaching, letter), await inbox.take(kept.coaching, letter)]

    assert taken == [True, False]
    assert await inbox.left_behind(kept.coaching) == []


async def test_what_was_finished_meanwhile_is_not_taken_up(kept):
    letter = await left_long_ago(kept)
    await inbox.done(kept.coaching, "Ev1")

    assert not await inbox.take(kept.coaching, letter)


async def kept_after_a_failure(kept):
    await inbox.failed(kept.coaching, "Ev1")
    return await inbox.left_behind(kept.coaching, at_start=True)


async def left_long_ago(kept):
    """The event, when even a suspect is taken up again."""
    kept.clock.now += inbox.LATE
    [letter] = await inbox.left_behind(kept.coaching)
    return letter
