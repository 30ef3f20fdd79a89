"""Whatever a member says is recorded once, where it belongs, in whatever order it arrives."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coaching.answers import reply
from bot.coaching.follow_up import follow_up, roster
from bot.coaching.follow_up.follow_up import member_page
from bot.coaching.privacy import sharing
from bot.domain.answers.reply import Outcome
from bot.domain.delivery.card import Card
from bot.domain.errors import CoachingError
from bot.store.answers import replies, reply_target
from bot.store.tables import DeliveryRow, ReplyRow
from tests.conftest import MONDAY_NINE

SECOND = timedelta(seconds=1)


async def answer(scene, nudge):
    delivery_id = scene.messenger.card(nudge).item.delivery_id
    async with scene.coaching.store.reading() as session:
        return await replies.answer(session, delivery_id)


async def words(scene, nudge="first-steps.1"):
    return (await answer(scene, nudge)).words


@pytest.fixture
async def asked_twice(nudged):
    """Ada has answered neither her first nudge nor her second."""
    await nudged.days(4)
    nudged.clock.now += SECOND
    return nudged


async def test_typed_words_answer_the_newest_nudge_that_waits(asked_twice):
    await asked_twice.say("They slow each other down")

    assert await words(asked_twice, "first-steps.2") == ("They slow each other down",)
    assert await words(asked_twice, "first-steps.1") == ()


async def test_a_late_answer_goes_to_the_nudge_that_still_waits(asked_twice):
    await asked_twice.tap("first-steps.2", outcome=Outcome.DID)
    asked_twice.clock.now += reply_target.GOING_ON + SECOND

    await asked_twice.say("Now about the first one")

    assert await words(asked_twice, "first-steps.1") == ("Now about the first one",)


async def test_a_second_line_belongs_to_the_first(asked_twice):
    await asked_twice.say("They slow each other down")
    asked_twice.clock.now += SECOND

    await asked_twice.say("And nobody says so")

    assert len(await words(asked_twice, "first-steps.2")) == 2
    assert await words(asked_twice, "first-steps.1") == ()


async def test_words_in_a_thread_answer_the_card_at_its_head(asked_twice):
    head = asked_twice.messenger.card("first-steps.1").place.ts

    await asked_twice.say("The number hides a queue", thread=head)

    assert await words(asked_twice, "first-steps.1") == ("The number hides a queue",)
    assert await words(asked_twice, "first-steps.2") == ()


async def test_an_answer_that_arrived_is_acknowledged_and_the_card_redrawn(nudged):
    ts = await nudged.say("A queue")

    card = nudged.messenger.card("first-steps.1")
    assert [place.ts for place in nudged.messenger.reacted] == [ts]
    place, item = nudged.messenger.updated[-1]
    assert place == card.place
    assert item.answer.words == ("A queue",)


async def test_the_same_message_twice_is_recorded_once(nudged):
    ts = await nudged.say("A queue")
    await nudged.say("A queue", ts=ts)
    await nudged.days(4)
    await nudged.say("A queue", ts=ts, at=MONDAY_NINE.replace(day=3, minute=1))

    assert await words(nudged) == ("A queue",)
    assert len(await nudged.rows(ReplyRow)) == 1


async def test_an_edit_takes_the_place_of_the_message_and_an_older_copy_does_not(nudged):
    ts, sent = await nudged.say("A qeue"), nudged.clock()
    await nudged.days(4)

    await nudged.say("A queue", ts=ts, at=sent + SECOND)
    await nudged.say("A qeue", ts=ts, at=sent)

    assert await words(nudged) == ("A queue",)
    assert await words(nudged, "first-steps.2") == ()


async def test_an_edit_that_overtakes_its_message(nudged):
    sent = nudged.clock()
    ts = f"{sent.timestamp():.6f}"

    await nudged.say("A queue", ts=ts, at=sent + SECOND)
    await nudged.say("A qeue", ts=ts, at=sent)

    assert await words(nudged) == ("A queue",)


async def test_a_deleted_message_is_gone_and_the_nudge_waits_again(nudged):
    ts = await nudged.say("A queue")

    await nudged.delete(ts, at=nudged.clock() + SECOND)

    assert await words(nudged) == ()
    assert [row.text for row in await nudged.rows(ReplyRow)] == [""]
    assert (await nudged.rows(DeliveryRow))[-1].answered_at is None


async def test_a_deletion_that_overtakes_its_message_and_a_late_edit(nudged):
    sent = nudged.clock()
    ts = f"{sent.timestamp():.6f}"

    await nudged.delete(ts, at=sent + 2 * SECOND)
    await nudged.say("A queue", ts=ts, at=sent)
    await nudged.say("A long queue", ts=ts, at=sent + SECOND)
    await nudged.say("A long queue", ts=ts, at=sent + 2 * SECOND)

    assert await words(nudged) == ()
    assert [row.text for row in await nudged.rows(ReplyRow)] == [""]


async def test_words_that_are_read_late_answer_what_was_there_when_they_were_written(nudged):
    ts, written = "1772528400.500000", MONDAY_NINE.replace(day=3) + SECOND
    await nudged.days(4)

    await nudged.say("A queue", ts=ts, at=written)

    assert await words(nudged) == ("A queue",)
    assert await words(nudged, "first-steps.2") == ()


async def test_an_old_line_that_is_edited_answers_nothing_that_came_after_it(nudged):
    await nudged.say("Hello there", ts="1772000000.000100", at=nudged.clock(), edited=True)

    assert await words(nudged) == ()
    assert await nudged.rows(ReplyRow) == []
    assert nudged.messenger.noted == []


async def test_an_answer_whose_words_are_taken_out_waits_for_others(nudged):
    ts = await nudged.say("A queue")
    emptied = nudged.message("", ts=ts, at=nudged.clock() + SECOND, edited=True)

    await reply.deleted(nudged.coaching, emptied)

    assert await words(nudged) == ()
    assert (await nudged.rows(DeliveryRow))[-1].answered_at is None

    await nudged.say("A short queue", ts=ts, at=nudged.clock() + 2 * SECOND, edited=True)
    assert await words(nudged) == ("A short queue",)


async def test_an_answer_is_taken_back_though_nobody_says_whose_it_was(nudged):
    ts = await nudged.say("A queue")
    gone = replace(nudged.message("", ts=ts, at=nudged.clock() + SECOND), slack_id="")

    await reply.deleted(nudged.coaching, gone)

    assert await words(nudged) == ()
    assert nudged.messenger.updated[-1][1].answer.words == ()


async def test_of_several_taps_the_last_counts_and_takes_nothing_else_away(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.STUCK)
    await nudged.tap("first-steps.1", confidence=4)
    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    given = await answer(nudged, "first-steps.1")
    assert (given.outcome, given.confidence) == (Outcome.DID, 4)
    assert len(await nudged.rows(ReplyRow)) == 1


async def test_a_form_says_everything_anew(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.DID, confidence=4, text="A queue")

    await nudged.tap("first-steps.1", outcome=Outcome.NOT_YET, whole=True)

    given = await answer(nudged, "first-steps.1")
    assert (given.outcome, given.confidence, given.words) == (Outcome.NOT_YET, None, ())


async def test_two_answers_in_one_second_are_two_and_in_order(nudged):
    """They are told apart by the fraction in their `ts`; their words may arrive out of order."""
    head = nudged.messenger.card("first-steps.1").place.ts
    later = nudged.clock() + timedelta(milliseconds=400)

    await nudged.say("and nobody asks.", thread=head, at=later)
    await nudged.say("There is a queue", thread=head)

    assert await words(nudged) == ("There is a queue", "and nobody asks.")


async def test_words_and_taps_are_one_answer(nudged):
    await nudged.say("A queue")
    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    given = await answer(nudged, "first-steps.1")
    assert (given.outcome, given.words) == (Outcome.DID, ("A queue",))


async def test_a_tap_that_is_taken_up_late_does_not_overrule_a_later_one(nudged):
    """A crash kept the first tap from being dealt with; the member had tapped again by then."""
    first = nudged.clock()
    await nudged.tap("first-steps.1", outcome=Outcome.DID, at=first + SECOND)
    await nudged.tap("first-steps.1", outcome=Outcome.STUCK, choice="One", at=first)

    given = await answer(nudged, "first-steps.1")
    assert (given.outcome, given.choice) == (Outcome.DID, "One")
    assert await nudged.follow_ups() == []


async def test_a_tap_that_is_taken_up_late_brings_nothing_back_that_was_withdrawn(nudged):
    first = nudged.clock()
    form = {"confidence": 4, "at": first + SECOND}
    await nudged.tap("first-steps.1", whole=True, **form)
    await nudged.tap("first-steps.1", whole=True, text="An older form", at=first)

    assert (await answer(nudged, "first-steps.1")).words == ()


async def test_an_answer_that_is_kept_stays_kept_when_an_earlier_tap_is_taken_up(nudged):
    await nudged.say("A queue")
    first = nudged.clock()
    delivery_id = nudged.messenger.card("first-steps.1").item.delivery_id
    who = (nudged.coaching, nudged.workspace, "UADA", delivery_id)

    await reply.keep_private(*who, private=True, at=first + SECOND)
    await reply.keep_private(*who, private=False, at=first)

    assert (await answer(nudged, "first-steps.1")).private


async def test_words_before_any_nudge_are_answered_kindly_and_kept_nowhere(started):
    await started.say("Hello")
    await started.say("Hello", who="UBOB")

    assert started.messenger.noted == [("UADA", "reply-no-nudge"), ("UBOB", "reply-no-nudge")]
    assert await started.rows(ReplyRow) == []


async def test_an_empty_message_is_no_answer(nudged):
    await nudged.say("  ")

    assert nudged.messenger.noted == [("UADA", "error-empty-reply")]
    assert await nudged.rows(ReplyRow) == []


async def test_nobody_answers_on_somebody_elses_card(nudged):
    await nudged.assign("UBOB")
    delivery_id = nudged.messenger.card("first-steps.1").item.delivery_id
    who = (nudged.coaching, nudged.workspace, "UBOB", delivery_id)

    for deed in (
        reply.tapped(*who, reply.Reply(outcome=Outcome.DID)),
        reply.keep_private(*who, private=True),
        reply.ask_coach(*who),
    ):
        with pytest.raises(CoachingError, match="error-card-gone"):
            await deed

    assert await nudged.rows(ReplyRow) == []


@pytest.fixture
async def stuck(nudged):
    """Ada is stuck on her first two nudges."""
    await nudged.tap("first-steps.1", outcome=Outcome.STUCK)
    await nudged.days(4)
    await nudged.tap("first-steps.2", outcome=Outcome.STUCK)
    return nudged


async def test_stuck_once_is_between_the_member_and_the_card(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.STUCK)
    await nudged.tap("first-steps.1", outcome=Outcome.STUCK)

    assert await nudged.follow_ups() == []


async def test_stuck_twice_puts_the_member_before_the_coach_and_did_it_settles_that(stuck):
    head = stuck.messenger.card("first-steps.2").place.ts
    await stuck.say("I do not know whom to ask", thread=head)
    [item] = await follow_up.queue(stuck.coaching, stuck.coach)
    assert (item.reason, item.name, item.count) == ("stuck", "Ada", 2)
    assert item.nudge == "Visit as a guest"
    assert item.words == ("I do not know whom to ask",)

    await stuck.tap("first-steps.2", outcome=Outcome.DID)
    assert await follow_up.queue(stuck.coaching, stuck.coach) == []
    assert await stuck.follow_ups() == [("stuck", "settled")]


async def test_a_pattern_that_was_dealt_with_begins_anew(stuck):
    [item] = await follow_up.queue(stuck.coaching, stuck.coach)
    await follow_up.close(stuck.coaching, stuck.coach, item.id, "not-needed")
    await stuck.days(5)
    await stuck.tap("first-steps.3", outcome=Outcome.STUCK)
    assert await stuck.follow_ups() == [("stuck", "not-needed")]

    await stuck.answered_days(6)
    await stuck.days(9)
    await stuck.tap("first-steps.5", outcome=Outcome.STUCK)
    assert await stuck.follow_ups() == [("stuck", "not-needed"), ("stuck", "")]


async def test_a_member_who_asks_for_the_coach_stands_at_the_head_of_the_list(stuck):
    delivery_id = stuck.messenger.card("first-steps.1").item.delivery_id

    mention, _ = await reply.ask_coach(stuck.coaching, stuck.workspace, "UADA", delivery_id)

    assert mention == "<@UMARA>"
    assert ("UMARA", "coach-asked") in stuck.messenger.noted
    queue = await follow_up.queue(stuck.coaching, stuck.coach)
    assert [item.reason for item in queue] == ["asked", "stuck"]


async def test_that_a_private_day_keeps_no_words_is_said_once_for_a_message(nudged):
    await nudged.answered_days(3, 4, 5)
    await nudged.days(6)

    ts = await nudged.say("My secret")
    await nudged.say("My secret, in better words", ts=ts, edited=True)

    assert nudged.messenger.noted.count(("UADA", "error-private-no-text")) == 1


async def test_the_thanks_take_turns_from_nudge_to_nudge(nudged):
    await nudged.answered_days(3, 4, 5)
    await nudged.answer_newest()

    shown = dict(nudged.messenger.updated)
    turns = [item.nth for item in shown.values() if isinstance(item, Card)]
    assert turns == list(range(len(turns)))
    assert len(turns) >= 3


async def test_a_private_day_keeps_no_words_and_opens_nothing(nudged):
    await nudged.answered_days(3, 4, 5)
    await nudged.days(6)
    private = "first-steps.4"

    await nudged.say("My secret")
    await nudged.tap(private, choice="One", outcome=Outcome.STUCK, text="My secret", plan="Hide")
    await nudged.tap(private, text="My secret", choice="None", whole=True)

    assert ("UADA", "error-private-no-text") in nudged.messenger.noted
    given = await answer(nudged, private)
    assert (given.choice, given.words, given.plan, given.private) == ("None", (), "", True)
    assert "stuck" not in dict(await nudged.follow_ups())
    assert "My secret" not in repr(await nudged.rows(ReplyRow))


async def test_an_answer_is_kept_and_shared_again_as_a_whole(nudged):
    await nudged.say("A queue")
    await nudged.tap("first-steps.1", outcome=Outcome.DID)
    delivery_id = nudged.messenger.card("first-steps.1").item.delivery_id
    who = (nudged.coaching, nudged.workspace, "UADA", delivery_id)

    await reply.keep_private(*who, private=True)
    await nudged.say("And it is mine", at=nudged.clock() + SECOND)
    assert (await answer(nudged, "first-steps.1")).private
    assert nudged.messenger.updated[-1][1].reader == ""

    await reply.keep_private(*who, private=False)
    await nudged.say("But not this", at=nudged.clock() + 2 * SECOND)
    given = await answer(nudged, "first-steps.1")
    assert (given.private, len(given.words)) == (False, 3)
    assert nudged.messenger.updated[-1][1].reader == "<@UMARA>"


@pytest.mark.parametrize("private", [True, False])
async def test_what_was_decided_for_an_answer_holds_for_the_rest_of_it(nudged, private):
    """Whatever the member's default is, which is the opposite here."""
    delivery_id = nudged.messenger.card("first-steps.1").item.delivery_id
    who = (nudged.coaching, nudged.workspace, "UADA")
    await sharing.share(*who, shares=private)
    await nudged.tap("first-steps.1", outcome=Outcome.STUCK)
    await reply.keep_private(*who, delivery_id, private=private)

    await nudged.tap("first-steps.1", outcome=Outcome.DID)

    assert (await answer(nudged, "first-steps.1")).private is private


async def test_who_shares_nothing_by_default_keeps_new_answers_and_not_old_ones(asked_twice):
    await asked_twice.tap("first-steps.1", outcome=Outcome.DID)
    await sharing.share(asked_twice.coaching, asked_twice.workspace, "UADA", shares=False)

    await asked_twice.say("They wait for me")

    assert (await answer(asked_twice, "first-steps.2")).private
    assert not (await answer(asked_twice, "first-steps.1")).private


SECRET = "Between me and myself"


async def test_a_coach_never_reads_what_is_kept_private(asked_twice):
    scene = asked_twice
    await scene.tap("first-steps.1", outcome=Outcome.STUCK)
    await scene.tap("first-steps.2", outcome=Outcome.STUCK, text=SECRET, plan=f"If {SECRET}")
    delivery_id = scene.messenger.card("first-steps.2").item.delivery_id
    await reply.ask_coach(scene.coaching, scene.workspace, "UADA", delivery_id)
    before = repr(await member_page(scene.coaching, scene.workspace, scene.coach, "UADA"))
    assert SECRET in before

    await reply.keep_private(scene.coaching, scene.workspace, "UADA", delivery_id, private=True)

    queue = await follow_up.queue(scene.coaching, scene.coach)
    page = await member_page(scene.coaching, scene.workspace, scene.coach, "UADA")
    people = await roster.page(scene.coaching, scene.coach)
    home = await follow_up.home(scene.coaching, scene.coach)
    assert SECRET not in repr((queue, page, people, home))
    assert [item.withheld for item in queue] == [True, True]
    assert [entry.read for entry in page.journal] == [False, True]


async def test_a_coach_never_reads_a_private_day(nudged):
    await nudged.answered_days(3, 4, 5)
    await nudged.days(6)
    before = await member_page(nudged.coaching, nudged.workspace, nudged.coach, "UADA")
    assert [entry.read for entry in before.journal if entry.private_day] == [False]
    await nudged.tap("first-steps.4", choice="Two or more", outcome=Outcome.DID)

    queue = await follow_up.queue(nudged.coaching, nudged.coach)
    page = await member_page(nudged.coaching, nudged.workspace, nudged.coach, "UADA")
    people = await roster.page(nudged.coaching, nudged.coach)

    answers = [entry.answer for entry in page.journal if entry.private_day]
    assert [(given.choice, given.outcome) for given in answers] == [("", None)]
    assert [entry.read for entry in page.journal if entry.private_day] == [False]
    assert all(entry.answer.choice == "" for entry in page.journal)
    assert "first-steps.4" not in repr((queue, people))


async def test_a_deleted_answer_is_nowhere_for_the_coach_either(nudged):
    await nudged.tap("first-steps.1", outcome=Outcome.STUCK)
    ts = await nudged.say(SECRET)

    await nudged.delete(ts, at=nudged.clock() + SECOND)

    home = await follow_up.home(nudged.coaching, nudged.coach)
    page = await member_page(nudged.coaching, nudged.workspace, nudged.coach, "UADA")
    assert SECRET not in repr((home, page))
