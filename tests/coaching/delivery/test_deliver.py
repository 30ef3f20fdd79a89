"""What is due goes out once, whatever happens on the way."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coaching.delivery import deliver, planner
from bot.coaching.delivery.post import Post
from bot.coaching.enrolment import undo
from bot.coaching.privacy import sharing
from bot.coaching.schedule import settings
from bot.domain.delivery.ledger import Patience, State
from bot.domain.errors import DeliveryFailed
from bot.domain.people.people import Profile
from bot.store.delivery import ledger, unconfirmed
from bot.store.delivery.ledger import Mark
from bot.store.delivery.unconfirmed import Search
from bot.store.tables import DeliveryRow, MemberRow
from tests.coaching.conftest import TUESDAY_NINE, Killed
from tests.conftest import MONDAY_NINE

SECOND = timedelta(seconds=1)
GONE = DeliveryFailed("user_not_found", permanent=True, member_gone=True)
QUIET = timedelta(seconds=80)
"""T + S: after this long nobody is at work on a post any more."""


def second_process(scene):
    return replace(scene.coaching, owner="second")


async def claim(coaching):
    taken, _ = await deliver.claim(coaching, 100, ())
    return await deliver.parcels(coaching, taken)


async def send_due(coaching):
    """Send what is owed, without planning anything."""
    async with deliver.Rush(coaching) as rush:
        await rush.fill()


async def test_each_nudge_goes_out_once_and_on_its_own_day(started):
    await started.days(3)
    for hours in (1, 8, 14, 23):
        await started.tick(TUESDAY_NINE + timedelta(hours=hours))
    assert started.messenger.names() == ["welcome", "first-steps.1"]

    await started.days(4)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_two_processes_that_tick_at_once_send_once(scene):
    await scene.assign("UADA", "UBOB")
    await scene.days(2)
    scene.clock.now = TUESDAY_NINE

    await asyncio.gather(deliver.tick(scene.coaching), deliver.tick(second_process(scene)))
    await asyncio.gather(deliver.tick(scene.coaching), deliver.tick(second_process(scene)))

    assert scene.messenger.names("UADA") == ["welcome", "first-steps.1"]
    assert scene.messenger.names("UBOB") == ["welcome", "first-steps.1"]


async def test_many_at_once_are_all_sent_and_all_marked(scene):
    people = {f"U{n}": replace(scene.messenger.people["UADA"], slack_id=f"U{n}") for n in range(9)}
    scene.messenger.people.update(people)

    await scene.assign(*people)
    await scene.days(2, 3)

    assert await scene.deliveries() == [("welcome", "sent")] * 9 + [("first-steps.1", "sent")] * 9


async def test_the_members_channel_is_known_after_the_first_post(started):
    [ada] = await started.rows(MemberRow)

    assert ada.channel == "DADA"


async def test_a_refusal_that_may_pass_is_tried_again_after_a_wait(started):
    started.messenger.refuses["UADA"] = DeliveryFailed("msg_timeout")
    await started.days(3)
    started.messenger.refuses.clear()

    await started.tick(TUESDAY_NINE + timedelta(seconds=14))
    assert started.messenger.names() == ["welcome"]

    await started.tick(TUESDAY_NINE + timedelta(seconds=15))
    assert started.messenger.names() == ["welcome", "first-steps.1"]
    assert await started.attempts() == [("sent", ""), ("refused", "msg_timeout"), ("sent", "")]


async def test_the_wait_that_slack_asks_for_is_kept(started):
    started.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=300)
    await started.days(3)
    started.messenger.refuses.clear()

    await started.tick(TUESDAY_NINE + timedelta(seconds=299))
    assert started.messenger.names() == ["welcome"]

    await started.tick(TUESDAY_NINE + timedelta(seconds=300))
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_what_was_refused_together_is_tried_again_one_by_one(scene):
    """Else a workspace that had enough for a moment would get the same rush again."""
    scene.coaching = replace(scene.coaching, patience=Patience())
    await scene.assign("UADA", "UBOB")
    await scene.days(2)
    busy = DeliveryFailed("ratelimited", retry_after=300)
    scene.messenger.refuses = {"UADA": busy, "UBOB": busy}
    await scene.days(3)

    later = [row.not_before for row in await scene.rows(DeliveryRow) if row.state == "due"]

    assert len(set(later)) == 2
    assert min(later) >= TUESDAY_NINE + timedelta(seconds=300)


async def test_a_busy_workspace_uses_up_no_tries(started):
    started.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=1)
    await started.days(3)
    for seconds in range(1, 10):
        await started.tick(TUESDAY_NINE + timedelta(seconds=seconds))
    started.messenger.refuses.clear()

    await started.tick(TUESDAY_NINE + timedelta(seconds=10))

    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_one_refusal_does_not_hold_up_the_rest(scene):
    await scene.assign("UADA", "UBOB")
    await scene.days(2)
    scene.messenger.refuses["UADA"] = DeliveryFailed("msg_timeout")

    await scene.days(3)

    assert scene.messenger.names("UBOB") == ["welcome", "first-steps.1"]


async def test_after_six_refusals_the_coach_is_told(started):
    started.messenger.refuses["UADA"] = DeliveryFailed("msg_timeout")

    for minutes in range(12):
        await started.tick(TUESDAY_NINE + timedelta(minutes=minutes))

    assert started.messenger.tried.count("UADA") == 1 + 6
    assert await started.follow_ups() == [("unreachable", "")]
    assert (await started.attempts())[-1] == ("refused", "msg_timeout")


async def test_the_next_day_after_six_refusals_is_tried_and_settles_it(started):
    started.messenger.refuses["UADA"] = DeliveryFailed("msg_timeout")
    for minutes in range(12):
        await started.tick(TUESDAY_NINE + timedelta(minutes=minutes))
    started.messenger.refuses.clear()

    await started.days(4)

    [ada] = await started.rows(MemberRow)
    assert ada.unreachable == ""
    assert await started.follow_ups() == [("unreachable", "settled")]
    await started.days(5)
    assert len(started.messenger.names()) == 3


async def test_a_member_who_is_gone_is_left_alone_and_put_before_the_coach(started):
    started.messenger.refuses["UADA"] = GONE

    await started.days(3, 4, 5)

    [ada] = await started.rows(MemberRow)
    assert ada.unreachable == "user_not_found"
    assert started.messenger.tried.count("UADA") == 1 + 1
    assert await started.deliveries() == [("welcome", "sent"), ("first-steps.1", "due")]
    assert await started.follow_ups() == [("unreachable", "")]


async def test_a_nudge_that_slack_will_not_have_stops_nobody(started):
    """A fault of ours, which the next nudge may not share."""
    started.messenger.refuses["UADA"] = DeliveryFailed("invalid_blocks", permanent=True)
    await started.days(3)
    started.messenger.refuses.clear()

    await started.days(4)

    assert started.messenger.names() == ["welcome", "first-steps.2"]
    assert await started.follow_ups() == [("unreachable", "settled")]


async def test_a_member_of_whom_slack_tells_news_is_tried_again(started):
    started.messenger.refuses["UADA"] = GONE
    await started.days(3)
    started.messenger.refuses.clear()

    await started.move_to("UTC")
    await started.days(4)

    assert len(started.messenger.names()) == 2


async def test_a_member_who_speaks_up_is_tried_again(started):
    started.messenger.refuses["UADA"] = GONE
    await started.days(3)
    started.messenger.refuses.clear()

    await sharing.share(started.coaching, started.workspace, "UADA", shares=True)
    await started.days(4)

    assert len(started.messenger.names()) == 2


async def test_a_refusal_of_the_whole_workspace_stops_the_workspace(scene):
    await scene.assign("UADA", "UBOB")
    await scene.days(2)
    gone = DeliveryFailed("token_revoked", permanent=True, whole_workspace=True)
    scene.messenger.refuses = {"UADA": gone, "UBOB": gone}

    await scene.days(3)
    tried = list(scene.messenger.tried)
    scene.messenger.refuses.clear()
    await scene.days(4, 5)

    assert scene.messenger.tried == tried
    assert await scene.follow_ups() == []


async def test_a_post_without_an_answer_is_not_repeated_but_looked_for(started):
    started.messenger.loses_answers.add("UADA")
    await started.days(3)

    await started.tick(TUESDAY_NINE + QUIET - SECOND)
    assert (await started.deliveries())[-1] == ("first-steps.1", "sending")
    assert started.messenger.looked_for == []

    await started.tick(TUESDAY_NINE + QUIET)
    assert (await started.deliveries())[-1] == ("first-steps.1", "sent")
    assert started.messenger.names() == ["welcome", "first-steps.1"]
    assert await started.attempts() == [
        ("sent", ""),
        ("unknown", "no answer"),
        ("found", ""),
    ]


async def test_a_post_that_was_looked_for_twice_in_vain_goes_out_again(started):
    started.messenger.hangs.add("UADA")
    await started.days(3)
    started.messenger.hangs.clear()

    await started.tick(TUESDAY_NINE + QUIET)
    assert started.messenger.tried.count("UADA") == 2

    await started.tick(TUESDAY_NINE + QUIET + timedelta(seconds=60))
    await started.tick()
    assert started.messenger.names() == ["welcome", "first-steps.1"]
    assert len(started.messenger.looked_for) == 2


async def test_a_post_in_doubt_does_not_wait_for_the_end_of_a_rush(started, monkeypatch):
    monkeypatch.setattr(deliver, "AT_ONCE", 1)
    started.messenger.people["UDAN"] = Profile("UDAN", "Dan", "UTC")
    started.messenger.loses_answers.add("UADA")
    await started.days(3)
    started.clock.now = TUESDAY_NINE + QUIET
    await started.assign("UBOB", "UDAN")

    await started.tick()

    results = [result for result, _ in await started.attempts()]
    assert sorted(results[-3:]) == ["found", "sent", "sent"]
    assert results[-1] == "sent"


async def test_a_second_post_without_an_answer_is_looked_for_twice_too(started):
    started.messenger.hangs.add("UADA")
    await started.days(3)
    again = TUESDAY_NINE + QUIET + timedelta(seconds=60)
    await started.tick(TUESDAY_NINE + QUIET)
    await started.tick(again)
    await started.tick(again + SECOND)

    await started.tick(again + SECOND + QUIET)
    await started.tick(again + 2 * SECOND + QUIET)

    assert started.messenger.tried.count("UADA") == 1 + 2
    assert len(started.messenger.looked_for) == 3


async def test_a_look_that_is_refused_settles_nothing_and_is_made_later(started):
    started.messenger.loses_answers.add("UADA")
    await started.days(3)
    started.messenger.will_not_look = DeliveryFailed("ratelimited")
    await started.tick(TUESDAY_NINE + QUIET)
    started.messenger.will_not_look = None

    await started.tick(TUESDAY_NINE + QUIET + SECOND)
    assert (await started.deliveries())[-1] == ("first-steps.1", "sending")

    await started.tick(TUESDAY_NINE + 2 * QUIET)
    assert (await started.deliveries())[-1] == ("first-steps.1", "sent")
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_a_post_that_always_fails_in_a_way_nobody_foresaw_is_given_up(
    started, monkeypatch, caplog
):
    async def stumble(*given):
        raise ValueError("nobody foresaw this")

    monkeypatch.setattr(type(started.messenger), "post", stumble)
    started.coaching = replace(
        started.coaching, patience=replace(started.coaching.patience, tries=2, looks=1)
    )
    for n in range(4):
        await started.tick(TUESDAY_NINE + n * (QUIET + SECOND))

    assert ("first-steps.1", "failed") in await started.deliveries()
    assert "unforeseen" in caplog.text
    caplog.clear()


async def test_a_post_that_cannot_be_looked_for_is_given_up_aloud(started, caplog):
    started.messenger.loses_answers.add("UADA")
    await started.days(3)
    started.messenger.will_not_look = DeliveryFailed("missing_scope")

    await started.tick(TUESDAY_NINE + started.coaching.patience.give_up)

    assert ("first-steps.1", "unknown") in await started.deliveries()
    assert ("unreachable", "") in await started.follow_ups()
    assert "nobody knows whether it arrived" in caplog.text
    caplog.clear()


@pytest.mark.parametrize("switch", ["breaks", "breaks_after"])
async def test_a_process_that_dies_in_the_middle_of_a_post(started, switch):
    """Before the message arrived, or after; the intent was written in either case."""
    getattr(started.messenger, switch).add("UADA")
    started.clock.now = TUESDAY_NINE
    with pytest.raises(Killed):
        await deliver.tick(started.coaching)
    getattr(started.messenger, switch).clear()

    started.coaching = second_process(started)
    for minutes in range(1, 6):
        await started.tick(TUESDAY_NINE + timedelta(minutes=minutes))

    assert started.messenger.names() == ["welcome", "first-steps.1"]
    assert (await started.deliveries())[-1] == ("first-steps.1", "sent")


async def test_a_claim_whose_lease_ran_out_is_taken_by_others(started):
    """The first process froze between the claim and the intent."""
    started.clock.now = TUESDAY_NINE
    await planner.owe_batch(started.coaching)
    [frozen] = await claim(started.coaching)

    other = second_process(started)
    await deliver.tick(other)
    assert started.messenger.names() == ["welcome"]
    started.clock.now += timedelta(seconds=60)
    await deliver.tick(other)
    assert started.messenger.names() == ["welcome", "first-steps.1"]

    await Post(started.coaching)(frozen)
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_a_claim_that_others_hold_by_now_is_theirs_to_send(started):
    started.clock.now = TUESDAY_NINE
    await planner.owe_batch(started.coaching)
    [frozen] = await claim(started.coaching)
    started.clock.now += timedelta(seconds=60)
    await deliver.release(started.coaching)
    [taken] = await claim(second_process(started))

    await Post(started.coaching)(frozen)
    assert started.messenger.names() == ["welcome"]

    await Post(second_process(started))(taken)
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_a_process_that_slept_through_its_lease_sends_nothing(started):
    started.clock.now = TUESDAY_NINE
    await planner.owe_batch(started.coaching)
    [frozen] = await claim(started.coaching)

    started.clock.now += timedelta(seconds=60)
    await Post(started.coaching)(frozen)

    assert started.messenger.names() == ["welcome"]


async def test_a_late_word_changes_nothing_about_what_others_took_over(started):
    """The first process comes back to say *refused* while the second one is posting."""
    started.messenger.hangs.add("UADA")
    await started.days(3)
    [frozen] = [row for row in await started.rows(DeliveryRow) if row.state == "sending"]
    async with started.coaching.store.writing() as session:
        wanted = Search("second", QUIET, each=1, rest=SECOND)
        [taken] = await unconfirmed.take(session, wanted, TUESDAY_NINE + QUIET)

    async with started.coaching.store.writing() as session:
        late = Mark(taken, State.DUE, "refused", TUESDAY_NINE + QUIET)
        await ledger.mark(session, "first", [late])

    assert frozen.id == taken.id
    assert (await started.deliveries())[-1] == ("first-steps.1", "sending")


async def test_a_nudge_whose_hours_closed_moves_on_and_says_so(started):
    started.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=9 * 3600)
    await started.days(3)
    started.messenger.refuses.clear()

    started.clock.now = TUESDAY_NINE + timedelta(hours=10)
    await send_due(started.coaching)
    await started.tick()
    assert started.messenger.names() == ["welcome"]
    assert (await started.attempts())[-1] == ("moved", "hours-closed")

    await started.days(4)
    await started.tick()
    assert started.messenger.names() == ["welcome", "first-steps.1"]
    await started.days(5)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_after_a_long_outage_one_nudge_comes_and_the_rest_move_on(started):
    """Baton was away from Monday afternoon to the Thursday of the week after."""
    await started.tick(MONDAY_NINE.replace(day=12, hour=11))
    assert started.messenger.names() == ["welcome", "first-steps.1"]
    assert ("moved", "moved-on") in await started.attempts()

    await started.days(13)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]


async def test_a_start_in_the_night_after_an_outage_waits_for_the_morning(started):
    await started.tick(MONDAY_NINE.replace(day=12, hour=3))
    assert started.messenger.names() == ["welcome"]
    assert ("moved", "hours-closed") in await started.attempts()

    await started.days(12)
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_a_nudge_that_its_author_retired_is_skipped_with_the_reason(
    started, content, without_nudge
):
    started.clock.now = TUESDAY_NINE
    await planner.owe_batch(started.coaching)
    started.coaching = replace(started.coaching, library=without_nudge("first-steps", 1))

    await started.tick()

    assert started.messenger.names() == ["welcome"]
    assert (await started.deliveries())[-1] == ("first-steps.1", "skipped")
    assert (await started.attempts())[-1] == ("skipped", "retired")


async def test_without_its_file_a_track_waits_and_says_so(started, without_track):
    whole = started.coaching.library
    started.coaching = replace(started.coaching, library=without_track("first-steps"))
    await started.days(3)
    assert started.messenger.names() == ["welcome"]
    assert (await started.attempts())[-1] == ("moved", "track-missing")

    started.coaching = replace(started.coaching, library=whole)
    await started.days(4)
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_a_track_ends_with_a_word_and_the_queued_one_begins_the_day_after(started):
    await started.assign("UADA", track="listening")
    await started.answered_days(3, 4, 5, 6, 7, 8, 9)
    nudges = [f"first-steps.{day}" for day in range(1, 6)]
    assert started.messenger.names() == ["welcome", *nudges]

    await started.days(10)
    assert started.messenger.names() == ["welcome", *nudges, "end"]
    assert started.messenger.posted[-1].item.following == "Listening"
    assert [row.state for row in await started.enrolments()] == ["finished", "active"]

    await started.days(11)
    assert started.messenger.names() == ["welcome", *nudges, "end", "listening.1"]


async def test_a_finished_track_is_silent_for_good(started):
    await started.answered_days(*range(3, 28))

    assert started.messenger.names()[-1] == "end"
    assert started.messenger.posted[-1].item.following == ""
    assert len(started.messenger.names()) == 1 + 5 + 1


async def test_what_comes_back_after_an_undo_is_not_sent(started):
    """The post was under way when the coach took the assignment back."""
    started.messenger.hangs.add("UADA")
    await started.days(3)
    started.messenger.hangs.clear()

    await undo.undo(started.coaching, started.workspace, started.coach.slack_id, 1)
    for minutes in range(1, 6):
        await started.tick(TUESDAY_NINE + timedelta(minutes=minutes))

    assert started.messenger.names() == ["welcome"]
    assert (await started.deliveries())[-1] == ("first-steps.1", "skipped")


async def test_what_comes_back_during_a_pause_waits_for_its_end(started):
    started.messenger.hangs.add("UADA")
    await started.days(3)
    started.messenger.hangs.clear()

    await settings.pause(started.coaching, started.workspace, "UADA", None)
    for minutes in range(1, 6):
        await started.tick(TUESDAY_NINE + timedelta(minutes=minutes))
    assert started.messenger.names() == ["welcome"]

    await settings.resume(started.coaching, started.workspace, "UADA")
    await started.days(4)
    await started.tick()
    assert started.messenger.names() == ["welcome", "first-steps.1"]


async def test_a_nudge_that_was_moved_on_takes_the_day_however_it_went_out(started):
    """At nine sharp somebody else's `/nudge now` sends it, before the tick has planned the day."""
    started.messenger.refuses["UADA"] = DeliveryFailed("ratelimited", retry_after=9 * 3600)
    await started.days(3)
    started.messenger.refuses.clear()
    await started.tick(TUESDAY_NINE + timedelta(hours=10))

    started.clock.now = TUESDAY_NINE + timedelta(days=1)
    await send_due(started.coaching)
    await started.tick(started.clock.now + SECOND)

    assert started.messenger.names() == ["welcome", "first-steps.1"]
    await started.days(5)
    assert started.messenger.names() == ["welcome", "first-steps.1", "first-steps.2"]
