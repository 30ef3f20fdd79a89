"""A typed line becomes what its member means by it, and a wrong guess costs one tap."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.coaching.answers import reply, said
from bot.coaching.check_ins import pause_offer
from bot.coaching.follow_up import conversation, follow_up
from bot.coaching.people import profile_sync
from bot.content.said.said import load_said
from bot.domain.answers.reply import Outcome
from bot.domain.errors import CoachingError
from bot.domain.people.people import Profile
from bot.store.tables import InboxRow, ReplyRow
from tests.coaching.privacy.test_safety import SAFETY
from tests.content.test_our_content import FOLDER as CONTENT

DISTRESS = "I want to kill myself"


@pytest.fixture(scope="module")
def words():
    return load_said(CONTENT)[0]


@pytest.fixture
async def listening(nudged, words):
    """Ada has her first nudge, and Baton knows what people say."""
    nudged.coaching = replace(nudged.coaching, said=words, safety=SAFETY)
    return nudged


@pytest.fixture
async def nothing_open(listening):
    """Ada answered her nudge an hour ago."""
    await listening.tap("first-steps.1", outcome=Outcome.DID)
    listening.clock.now += timedelta(hours=1)
    return listening


async def say(scene, text, **where):
    message = scene.message(text, **where)
    await said.typed(scene.coaching, message)
    return message


async def write(scene, text="How is it going?"):
    await conversation.write(scene.coaching, scene.coach, "UADA", text, "form 1")
    scene.clock.now += timedelta(minutes=1)


def offered(scene):
    """What Baton has answered Ada, by the keys of its sentences."""
    return [key for to, key, _ in scene.messenger.offered if to == "UADA"]


def facts(scene):
    return scene.messenger.offered[-1][2]


async def texts(scene):
    return [row.text for row in await scene.rows(ReplyRow) if row.text]


async def test_an_answer_is_ticked_and_nothing_else_is_said(listening):
    message = await say(listening, "Told Sam he owns the rota")

    assert await texts(listening) == ["Told Sam he owns the rota"]
    assert listening.messenger.reacted == [message.place]
    assert offered(listening) == []


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("pause please", "said-pause"),
        ("thank you!", "said-thanks"),
        ("hello", "said-greeting"),
        ("are you a bot?", "said-question"),
        ("ok", "said-fine"),
        ("can we do this later?", "said-later"),
    ],
)
async def test_a_wish_and_talk_get_a_sentence_and_no_tick_and_nothing_is_kept(
    listening, line, key
):
    await say(listening, line)

    assert offered(listening) == [key]
    assert await listening.rows(ReplyRow) == []
    assert listening.messenger.reacted == []


async def test_no_button_carries_words(listening):
    message = await say(listening, "pause please")

    assert facts(listening)["line"] == message.place.ts
    assert "pause please" not in str(facts(listening))
    assert all("pause please" not in row.body for row in await listening.rows(InboxRow))


async def test_it_was_my_answer_files_the_very_words(listening):
    message = await say(listening, "Later")
    title = await said.answer(listening.coaching, message)

    assert title
    assert await texts(listening) == ["Later"]
    assert listening.messenger.reacted == [message.place]


async def test_pressed_twice_it_is_filed_once_and_edits_and_deletion_follow(listening):
    message = await say(listening, "Later")
    await said.answer(listening.coaching, message)
    await said.answer(listening.coaching, message)
    assert await texts(listening) == ["Later"]

    at = listening.clock() + timedelta(minutes=1)
    await said.typed(listening.coaching, replace(message, text="pause", at=at, edited=True))
    assert await texts(listening) == ["pause"]

    await reply.deleted(listening.coaching, replace(message, at=at + timedelta(minutes=1)))
    assert await texts(listening) == []


async def test_a_line_goes_to_the_nudge_it_stood_below_however_late_its_button_is_pressed(
    listening,
):
    message = await say(listening, "Later")
    await listening.days(4)

    title = await said.answer(listening.coaching, message)

    first = listening.messenger.card("first-steps.1")
    assert title == first.item.nudge.title
    [row] = await listening.rows(ReplyRow)
    assert row.delivery_id == first.item.delivery_id


async def test_an_edit_of_a_wish_says_nothing_again_and_one_into_an_answer_counts(listening):
    message = await say(listening, "pause")
    edited = replace(message, text="pause please", edited=True)
    await said.typed(listening.coaching, edited)
    assert offered(listening) == ["said-pause"]

    await said.typed(listening.coaching, replace(edited, text="I paused before answering"))
    assert await texts(listening) == ["I paused before answering"]


async def test_distress_is_heard_before_anything_else(listening):
    await say(listening, f"pause please. {DISTRESS}")

    assert [key.startswith("safety-danger") for key in offered(listening)] == [True]
    [row] = await listening.rows(ReplyRow)
    assert row.withheld


async def test_distress_is_never_offered_to_the_journal_or_the_coach(nothing_open):
    await say(nothing_open, DISTRESS)

    assert [key.startswith("safety-danger") for key in offered(nothing_open)] == [True]


async def test_words_of_distress_filed_by_a_button_are_withheld(listening):
    message = await say(listening, "stop")

    title = await said.answer(listening.coaching, replace(message, text=DISTRESS))

    assert title == ""
    [row] = await listening.rows(ReplyRow)
    assert row.withheld


async def test_a_private_day_keeps_no_words_by_any_way(started, words):
    started.coaching = replace(started.coaching, said=words)
    await started.answered_days(3, 4, 5)
    await started.days(6)
    message = await say(started, "stop")
    assert facts(started)["nudge"] == ""

    assert await said.answer(started.coaching, message) == ""

    assert await texts(started) == []
    assert ("UADA", "error-private-no-text") in started.messenger.noted


async def test_an_answer_like_a_question_is_taken_and_its_way_out_offered(listening):
    message = await say(listening, "What would Lee say about it?")

    assert await texts(listening) == ["What would Lee say about it?"]
    assert listening.messenger.reacted == [message.place]
    assert offered(listening) == ["said-doubtful"]


async def test_i_wanted_something_else_takes_the_answer_back(listening):
    message = await say(listening, "What would Lee say about it?")

    await said.take_back(listening.coaching, message)
    await said.take_back(listening.coaching, message)

    assert await texts(listening) == []
    assert listening.messenger.reacted == []
    assert not listening.messenger.updated[-1][1].answer.given


async def test_that_was_for_my_coach_moves_an_answer_to_the_coach(listening):
    message = await say(listening, "What do you think?", at=listening.clock())
    await write(listening)

    coach, sent = await said.send_to_coach(listening.coaching, message)

    assert (coach.slack_id, sent) == ("UMARA", True)
    board = await follow_up.board(listening.coaching, listening.coach)
    assert [(row.reason, row.words) for row in board.rows] == [
        ("answered", ("What do you think?",))
    ]
    page = await follow_up.member_page(
        listening.coaching, listening.workspace, listening.coach, "UADA"
    )
    assert all(not entry.answer.words for entry in page.journal)


async def test_without_a_coachs_message_a_line_goes_with_the_nudges_answer_into_the_queue(
    nothing_open,
):
    message = await say(nothing_open, "Could you look at my rota?")

    _, sent = await said.send_to_coach(nothing_open.coaching, message)

    assert sent
    assert await texts(nothing_open) == ["Could you look at my rota?"]
    assert ("asked", "") in await nothing_open.follow_ups()
    assert ("UMARA", "coach-asked") in nothing_open.messenger.noted


async def test_with_an_answer_kept_to_oneself_the_coach_is_asked_and_gets_no_words(nothing_open):
    delivery = nothing_open.messenger.card("first-steps.1").item.delivery_id
    who = (nothing_open.coaching, nothing_open.workspace, "UADA")
    await reply.keep_private(*who, delivery, private=True)
    message = await say(nothing_open, "Sam cried today")

    _, sent = await said.send_to_coach(nothing_open.coaching, message)

    assert not sent
    assert await texts(nothing_open) == []
    assert ("asked", "") in await nothing_open.follow_ups()


async def test_without_a_coach_nothing_is_sent(nothing_open):
    left = Profile("UMARA", "Mara", "UTC", deactivated=True)
    await profile_sync.changed(nothing_open.coaching, nothing_open.workspace, left)
    message = await say(nothing_open, "Sam cried today")

    with pytest.raises(CoachingError, match="error-no-coach-now"):
        await said.send_to_coach(nothing_open.coaching, message)


async def test_when_nothing_is_open_a_line_is_offered_to_the_journal_and_the_coach(nothing_open):
    message = await say(nothing_open, "Sam ran the meeting")

    assert offered(nothing_open) == ["said-journal"]
    assert facts(nothing_open)["reader"] == "<@UMARA>"
    assert await texts(nothing_open) == []

    await said.answer(nothing_open.coaching, message)
    assert await texts(nothing_open) == ["Sam ran the meeting"]


async def test_a_line_just_after_an_answer_still_belongs_to_it(listening):
    await listening.tap("first-steps.1", outcome=Outcome.DID)
    listening.clock.now += timedelta(minutes=5)

    await say(listening, "Sam was surprised")

    assert await texts(listening) == ["Sam was surprised"]


async def test_a_line_in_a_cards_thread_is_an_answer_however_old_the_card_is(nothing_open):
    card = nothing_open.messenger.card("first-steps.1").place.ts

    await say(nothing_open, "Sam ran the meeting", thread=card)
    await say(nothing_open, "pause please", thread=card, ts="1772530000.000001")

    assert await texts(nothing_open) == ["Sam ran the meeting"]
    assert offered(nothing_open) == ["said-pause"]
    assert facts(nothing_open)["line"] == f"1772530000.000001:{card}"


async def test_below_a_coach_every_line_is_theirs_and_the_first_offers_the_open_nudge(listening):
    await write(listening)
    await say(listening, "thanks")
    await say(listening, "not today", ts=f"{listening.clock().timestamp() + 3:.6f}")

    board = await follow_up.board(listening.coaching, listening.coach)
    assert [row.words for row in board.rows] == [("thanks", "not today")]
    assert offered(listening)[-1:] == ["said-to-coach"]
    assert offered(listening).count("said-to-coach") == 1


async def test_what_went_to_the_coach_can_become_the_answer_it_was(listening):
    await write(listening)
    message = await say(listening, "Told Sam he owns the rota")

    title = await said.answer(listening.coaching, message)

    assert title == listening.messenger.card("first-steps.1").item.nudge.title
    assert await texts(listening) == ["Told Sam he owns the rota"]
    board = await follow_up.board(listening.coaching, listening.coach)
    assert board.rows == ()
    assert message.place in listening.messenger.reacted


async def test_below_a_coach_a_command_for_baton_is_not_sent_on(listening):
    await write(listening)
    await say(listening, "stop sending me nudges")

    assert offered(listening)[-1] == "said-stop"
    assert await texts(listening) == []


async def test_a_later_wish_without_an_open_nudge_offers_something_else(nothing_open):
    await say(nothing_open, "not now")

    assert offered(nothing_open) == ["said-later-nothing"]
    assert facts(nothing_open)["delivery"] == ""


async def test_whoever_is_not_coached_is_told_so(listening):
    await say(listening, "pause please", who="UBOB")

    assert listening.messenger.noted == [("UBOB", "reply-no-nudge")]


async def test_stop_for_good_ends_the_track_and_asks_nothing_more(listening):
    who = (listening.coaching, listening.workspace, "UADA")

    title = await pause_offer.stop_for_good(*who)

    assert title
    assert [row.state for row in await listening.enrolments()] == ["stopped"]
    assert ("UMARA", "coach-member-stopped") in listening.messenger.noted
    await listening.tick(listening.clock() + timedelta(days=20))
    assert listening.messenger.names() == ["welcome", "first-steps.1"]


async def test_asking_for_the_coach_needs_no_card(listening):
    who = (listening.coaching, listening.workspace, "UADA")

    assert await reply.ask_coach(*who) == ("<@UMARA>", True)

    assert await listening.follow_ups() == [("asked", "")]
