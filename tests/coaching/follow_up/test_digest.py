"""The Monday digest: once, at the coach's hour where they are, and never a flood."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.coaching.answers import reply
from bot.coaching.follow_up import digest, notes
from bot.coaching.people import roles
from bot.domain.answers.reply import Outcome, Reply
from bot.domain.errors import DeliveryFailed
from bot.domain.follow_up.digest import Digest, monday_anywhere, monday_due
from bot.domain.people.people import Profile
from bot.store.database.engine import Store
from bot.store.tables import DigestRow
from tests.coaching.conftest import Killed, appointed

MONDAY_TEN = datetime(2026, 3, 9, 10, tzinfo=UTC)
FIVE_MINUTES = timedelta(minutes=5)


@pytest.fixture
async def busy(nudged):
    """It is the second Monday, ten in the morning; Ada did something on Tuesday."""
    await nudged.tap("first-steps.1", outcome=Outcome.DID, text="my own words")
    nudged.clock.now = MONDAY_TEN
    return nudged


async def run_periodic(scene, times=1):
    for _ in range(times):
        await digest.run_periodic(scene.coaching)
        scene.clock.now += FIVE_MINUTES


def digests(scene, who="UMARA"):
    return [p.item for p in scene.messenger.posted if p.to == who and isinstance(p.item, Digest)]


async def test_a_digest_comes_once(busy):
    await run_periodic(busy, 5)

    [told] = digests(busy)
    assert (told.moved, told.members) == (("UADA",), 1)
    assert (told.well.slack_id, told.well.nudge) == ("UADA", "What the number hides")


async def test_it_tells_what_is_due_and_who_waits(busy):
    card = busy.messenger.card("first-steps.1").item.delivery_id
    await reply.ask_coach(busy.coaching, busy.workspace, "UADA", card)
    friday = MONDAY_TEN.date() + timedelta(days=4)
    await notes.promise(busy.coaching, busy.coach, "UADA", friday, "the list", "1")

    await run_periodic(busy)

    [told] = digests(busy)
    assert [(one.slack_id, one.reason) for one in told.waiting] == [("UADA", "asked")]
    assert [(one.slack_id, one.by) for one in told.due] == [("UADA", friday)]


async def test_what_is_kept_and_private_days_are_not_told(busy):
    card = busy.messenger.card("first-steps.1").item.delivery_id
    await reply.keep_private(busy.coaching, busy.workspace, "UADA", card, private=True)

    await run_periodic(busy)

    [told] = digests(busy)
    assert (told.moved, told.well) == ((), None)


async def test_after_an_outage_there_is_no_flood(busy):
    busy.clock.now = datetime(2026, 3, 10, 9, tzinfo=UTC)
    await run_periodic(busy, 3)
    assert digests(busy) == []

    busy.clock.now = datetime(2026, 3, 30, 9, 30, tzinfo=UTC)
    await run_periodic(busy, 3)
    assert len(digests(busy)) == 1


async def test_one_that_waited_until_the_evening_is_missed(busy):
    busy.messenger.refuses["UMARA"] = DeliveryFailed("ratelimited", retry_after=1)
    await run_periodic(busy)
    assert digests(busy) == []

    busy.messenger.refuses.clear()
    busy.clock.now = MONDAY_TEN.replace(hour=23)
    await run_periodic(busy)

    assert digests(busy) == []
    assert [row.state for row in await busy.rows(DigestRow)] == ["missed"]


async def test_a_refused_one_comes_later_that_morning(busy):
    busy.messenger.refuses["UMARA"] = DeliveryFailed("ratelimited", retry_after=1)
    await run_periodic(busy)
    busy.messenger.refuses.clear()
    await run_periodic(busy)

    assert len(digests(busy)) == 1


async def test_one_whose_answer_was_lost_is_found_and_not_sent_again(busy):
    busy.messenger.loses_answers.add("UMARA")
    await run_periodic(busy, 4)

    assert len(digests(busy)) == 1
    assert [row.state for row in await busy.rows(DigestRow)] == ["sent"]


@pytest.mark.parametrize("moment", ["breaks", "breaks_after"])
async def test_a_crash_in_the_middle_loses_and_doubles_nothing(busy, moment):
    getattr(busy.messenger, moment).add("UMARA")
    with pytest.raises(Killed):
        await digest.run_periodic(busy.coaching)
    getattr(busy.messenger, moment).clear()
    busy.clock.now += FIVE_MINUTES

    await run_periodic(busy, 4)

    assert len(digests(busy)) == 1


async def test_no_call_to_slack_is_made_in_a_transaction(busy, monkeypatch):
    open_ones, posting = [], []
    writing, post = Store.writing, busy.messenger.post

    def watched(store):
        open_ones.append(writing(store))
        return open_ones[-1]

    async def watching(*args):
        posting.append(all(one.gen.ag_frame is None for one in open_ones))
        return await post(*args)

    monkeypatch.setattr(Store, "writing", watched)
    busy.messenger.post = watching
    await run_periodic(busy)

    assert posting == [True]


async def test_off_is_off_and_another_hour_is_another_hour(busy):
    await digest.set_hour(busy.coaching, busy.coach, None)
    await run_periodic(busy)
    assert digests(busy) == []

    await digest.set_hour(busy.coaching, busy.coach, time(11))
    await run_periodic(busy)
    assert digests(busy) == []
    busy.clock.now = MONDAY_TEN.replace(hour=11)
    await run_periodic(busy)
    assert len(digests(busy)) == 1


async def test_who_coaches_nobody_or_has_left_gets_none(busy):
    await appointed(busy.coaching, busy.workspace, Profile("UNOA", "Noa", "UTC"))
    busy.messenger.people["UROOT"] = Profile("UROOT", "Root", "UTC", is_admin=True)
    await run_periodic(busy, 2)

    assert digests(busy, "UNOA") == []
    assert (await roles.coach(busy.coaching, busy.workspace, "UNOA")).digest_at == time(9)


@pytest.mark.parametrize(
    ("now", "at", "zone", "due"),
    [
        ((2026, 3, 9, 9, 0), time(9), "UTC", True),
        ((2026, 3, 9, 8, 59), time(9), "UTC", False),
        ((2026, 3, 9, 18, 1), time(9), "UTC", False),
        ((2026, 3, 9, 20, 0), time(19), "UTC", True),
        ((2026, 3, 8, 23, 0), time(9), "Pacific/Auckland", True),
        ((2026, 3, 9, 9, 0), time(9), "America/New_York", False),
        ((2026, 3, 10, 9, 0), time(9), "UTC", False),
    ],
)
def test_monday_is_where_the_coach_is(now, at, zone, due):
    found = monday_due(at, ZoneInfo(zone), datetime(*now, tzinfo=UTC))

    assert (found is not None) == due


@given(
    st.sampled_from(sorted(available_timezones() - {"localtime"})),
    st.integers(0, 10 * 366 * 24 * 60).map(lambda m: MONDAY_TEN + timedelta(minutes=m)),
    st.times(),
)
@example("Pacific/Kiritimati", datetime(2026, 3, 8, 10, 30, tzinfo=UTC), time(0))
@example("Etc/GMT+12", datetime(2026, 3, 10, 11, 30, tzinfo=UTC), time(22))
def test_whoevers_monday_it_is_it_is_that_monday_somewhere(zone, now, at):
    assert monday_due(at, ZoneInfo(zone), now) in (None, monday_anywhere(now))


async def test_the_next_monday_brings_another(busy):
    await run_periodic(busy)
    busy.clock.now = MONDAY_TEN + 7 * timedelta(days=1)

    await run_periodic(busy, 2)

    assert len(digests(busy)) == 2


async def test_a_reply_without_an_outcome_is_no_deed(nudged):
    card = nudged.messenger.card("first-steps.1").item.delivery_id
    answer = Reply(outcome=Outcome.NOT_YET)
    await reply.tapped(nudged.coaching, nudged.workspace, "UADA", card, answer)
    nudged.clock.now = MONDAY_TEN

    told = await digest.digest(nudged.coaching, replace(nudged.coach))

    assert (told.moved, told.well) == ((), None)
