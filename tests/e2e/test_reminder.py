"""The one reminder, over the real wire."""

from datetime import UTC, datetime

from bot.playground.workspace.texts import texts_of
from bot.slack.commands import ids
from tests.e2e.test_main_job import assigns


def berlin(day, hour):
    return datetime(2026, 3, day, hour - 1, tzinfo=UTC)


def reminders(hand):
    return [m for m in hand.messages() if "is further up" in texts_of(m)]


async def test_it_is_switched_on_in_the_settings_comes_once_and_folds(both, camille, ada):
    await assigns(camille)
    await both.work()
    await ada.command("/nudge settings")
    await ada.submit({ids.REMIND_BLOCK: ["on"]})

    await both.pass_until(berlin(3, 12))
    assert reminders(ada) == []
    await both.pass_until(berlin(3, 22))
    [reminder] = reminders(ada)
    assert reminder["at"].startswith("2026-03-03T12:00")
    await ada.press("Not yet", reminder["ts"])

    assert reminders(ada) == []
    assert "your answer is in" in "\n".join(texts_of(m) for m in ada.messages())


async def test_it_is_off_unless_it_is_switched_on(both, camille, ada):
    await assigns(camille)

    await both.pass_until(berlin(4, 22))

    assert reminders(ada) == []
