"""When Baton writes, by command and by pointing, with the way back beside each."""

from datetime import UTC, datetime

import pytest

from bot.playground.workspace.texts import texts_of
from tests.e2e.test_main_job import asks, cards, nudged  # noqa: F401  a fixture

WEDNESDAY = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def database_url(sqlite_url):
    """What is said does not hang on the database."""
    return sqlite_url


async def test_the_time_and_the_days_change_and_change_back(nudged, ada):  # noqa: F811
    said = await asks(ada, "/nudge time 8:30")
    assert "Nudges come Mon to Fri at 08:30. The next one: Wednesday 4 March, 08:30" in said
    assert "To have it as it was: `/nudge time 09:00`" in said

    said = await asks(ada, "/nudge days sun-thu")
    assert "Nudges come Sun to Thu at 08:30" in said
    assert "`/nudge days mon tue wed thu fri`" in said

    said = await asks(ada, "/nudge days mon tue wed thu fri")
    assert "Nudges come Mon to Fri" in said
    assert "as it was" not in await asks(ada, "/nudge days mon-fri")


async def test_leave_is_given_seen_by_the_coach_and_taken_back(
    both,
    nudged,  # noqa: F811
    ada,
    camille,
):
    said = await asks(ada, "/nudge leave 4 to 10 march")
    assert "On leave: Wednesday 4 March to Tuesday 10 March." in said
    assert "go on with day 2, “Who would gain from it?”: Wednesday 11 March, 09:00" in said
    assert "`/nudge leave off 2026-03-04..2026-03-10`" in said

    await both.pass_until(WEDNESDAY)
    assert len(cards(ada)) == 1
    assert "on leave until Tuesday 10 March" in await asks(camille, "/coach roster")
    assert "On leave until Tuesday 10 March." in texts_of(await ada.open_home())
    assert "Your leave: Wednesday 4 March to Tuesday 10 March" in await asks(ada, "/nudge leave")

    said = await asks(ada, "/nudge leave off 2026-03-05..2026-03-10")
    assert "Your leave: Wednesday 4 March." in said
    assert "The next one: Thursday 5 March, 09:00" in said
    assert "`/nudge leave 2026-03-05..2026-03-10`" in said


async def test_whose_holidays_count_is_chosen_by_name(nudged, ada):  # noqa: F811
    said = await asks(ada, "/nudge country Germany")
    assert "Nothing is sent on public holidays of Germany. The next one is Friday 3 April" in said
    assert "`/nudge country off`" in said

    assert "public holidays of Germany" in texts_of(await ada.open_home())
    assert "The next one is Friday 3 April" in await asks(ada, "/nudge country")
    assert "are ordinary days from now on" in await asks(ada, "/nudge country off")
    assert "No public holidays are kept free" in await asks(ada, "/nudge country")


async def test_all_of_it_can_be_pointed_at(nudged, ada):  # noqa: F811
    await ada.command("/nudge settings")

    wrong = await ada.submit(
        {"country": "DE", "part": "Bayer", "leave.first": "2026-03-05", "at": "07:30"}
    )
    assert wrong == {"part": "Germany has no part called “Bayer”. Did you mean `DE-BY`?"}
    assert await ada.submit({}) == wrong
    assert not await ada.submit(
        {"country": "DE", "part": "Bayern", "leave.first": "2026-03-05", "at": "07:30"}
    )

    told = texts_of(ada.modal())
    assert "public holidays of Germany (Bayern)" in told
    assert "Your leave: Thursday 5 March." in told
    assert "Nudges come Mon to Fri at 07:30. The next one: Wednesday 4 March, 07:30" in told
    assert "`/nudge time 09:00`, `/nudge country off`, `/nudge leave off 2026-03-05`" in told


async def test_the_form_shows_what_holds_and_changes_no_more_than_was_touched(
    nudged,  # noqa: F811
    ada,
):
    await asks(ada, "/nudge country DE-BY")
    await asks(ada, "/nudge leave 2026-03-05..2026-03-06")
    await ada.command("/nudge settings")

    assert not await ada.submit({"leave.last": "2026-03-09"})

    told = texts_of(ada.modal())
    assert "Your leave: Thursday 5 March to Monday 9 March." in told
    assert "public holidays" not in told


async def test_one_form_holds_the_pause_the_reader_and_the_words_too(nudged, ada):  # noqa: F811
    await ada.command("/nudge settings")

    assert "choose the day" in (await ada.submit({"pause": "date"}))["pause.until"]
    assert (
        "2 March"
        in (await ada.submit({"pause": "date", "pause.until": "2026-03-02"}))["pause.until"]
    )
    given = {"pause": "date", "pause.until": "2026-03-10", "reads": "me", "words": ["keep"]}
    assert not await ada.submit(given)

    told = texts_of(ada.modal())
    assert "only you see your answers" in told
    assert "Your words stay, until you say otherwise" in told
    assert "Paused. It starts again on Tuesday 10 March. Nudges come Mon to Fri at 09:00" in told
    assert "To have it as it was: `/nudge resume`" in told
    assert "Only you see your answers." in texts_of(await ada.open_home())

    await ada.command("/nudge settings")
    assert not await ada.submit({"pause": "none", "reads": "coach", "words": []})
    told = texts_of(ada.modal())
    assert "your coach reads your answers" in told
    assert "The next one: Wednesday 4 March, 09:00" in told
    assert "`/nudge pause until 2026-03-10`" in told


async def test_leave_the_wrong_way_round_is_told_in_the_form(nudged, ada):  # noqa: F811
    await ada.command("/nudge settings")

    wrong = await ada.submit({"leave.first": "2026-03-09", "leave.last": "2026-03-05"})

    assert "Monday 9 March comes after Thursday 5 March" in wrong["leave.last"]


async def test_a_pause_is_ended_and_can_be_had_again(nudged, ada):  # noqa: F811
    said = await asks(ada, "/nudge pause until 2026-03-10")
    assert "Paused. It starts again on Tuesday 10 March." in said
    assert (
        "you go on with day 2, “Who would gain from it?”. To go on sooner: `/nudge resume`" in said
    )

    said = await asks(ada, "/nudge resume")
    assert "It goes on with day 2, “Who would gain from it?”: Wednesday 4 March, 09:00" in said
    assert "To have it as it was: `/nudge pause until 2026-03-10`" in said


async def test_who_goes_on_while_on_leave_is_told_so(both, nudged, ada):  # noqa: F811
    await asks(ada, "/nudge leave 4 to 10 march")
    await both.pass_until(WEDNESDAY)

    said = await asks(ada, "/nudge resume")

    assert "It goes on with day 2" in said
    assert "Wednesday 11 March, 09:00" in said
    assert "You are on leave: Wednesday 4 March to Tuesday 10 March" in said


async def test_leave_that_is_over_does_not_keep_anybody_from_the_settings(both, nudged, ada):  # noqa: F811
    await asks(ada, "/nudge leave 3 march")
    await ada.command("/nudge settings")
    await both.pass_until(WEDNESDAY)

    assert not await ada.submit({"at": "08:30"})
    assert "Mon to Fri at 07:30" in await asks(ada, "/nudge time 7:30")
    assert "Mon to Thu" in await asks(ada, "/nudge days mon-thu")
    assert "public holidays of Germany" in await asks(ada, "/nudge country Germany")


async def test_the_reply_to_leave_weeks_ahead_names_the_nudge_before_it(nudged, ada):  # noqa: F811
    said = await asks(ada, "/nudge leave 16 to 20 march")

    assert "Your next nudge still comes before that: Wednesday 4 March, 09:00" in said
    assert "the first day for one is Monday 23 March" in said


async def test_a_pause_names_the_day_after_leave_and_holidays(nudged, ada):  # noqa: F811
    await asks(ada, "/nudge country Germany")
    await asks(ada, "/nudge leave 2 april")

    said = await asks(ada, "/nudge pause until 2 april")

    assert "It starts again on Tuesday 7 April" in said
    assert "It starts again on Tuesday 7 April" in texts_of(await ada.open_home())


async def test_a_reminder_switched_on_or_off_is_confirmed(nudged, ada):  # noqa: F811
    await ada.command("/nudge settings")
    assert not await ada.submit({"remind": ["on"]})
    assert "I'll remind you once that day" in texts_of(ada.modal())

    await ada.command("/nudge settings")
    assert not await ada.submit({"at": "08:30"})
    assert "remind you" not in texts_of(ada.modal())

    await ada.command("/nudge settings")
    assert not await ada.submit({"remind": []})
    assert "won't send you reminders" in texts_of(ada.modal())


async def test_a_change_is_undone_by_one_press(nudged, ada):  # noqa: F811
    await ada.command("/nudge time 8:30")
    await ada.press("Undo")
    assert "Mon to Fri at 09:00" in texts_of(ada.messages()[-1])

    await ada.command("/nudge leave 4 to 10 march")
    await ada.press("Undo")
    assert "You have no leave coming up" in texts_of(ada.messages()[-1])

    await ada.command("/nudge settings")
    assert not await ada.submit({"at": "07:30", "country": "DE"})
    await ada.press("Undo: country off")
    assert "ordinary days" in texts_of(ada.modal())
