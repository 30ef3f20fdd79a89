"""The main job over the real wire: assign, welcome, nudge, answer, progress, follow up."""

from datetime import UTC, datetime

import pytest

from bot.playground.workspace.texts import texts_of
from bot.slack.commands import ids

TUESDAY_NINE_IN_BERLIN = datetime(2026, 3, 3, 8, tzinfo=UTC)
WEDNESDAY_NINE_IN_BERLIN = datetime(2026, 3, 4, 8, tzinfo=UTC)


def answers(hand, before):
    """What came to a person since *before*, their own lines left out."""
    return "\n".join(texts_of(m) for m in hand.messages()[before:] if m.get("bot"))


async def asks(hand, line):
    """Everything a slash command is answered with; a window is read and closed again."""
    before = len(hand.messages())
    await hand.command(line)
    said = answers(hand, before)
    if hand.modal():
        said = f"{said}\n{texts_of(hand.modal())}"
        await hand.close()
    return said


async def misses(hand, lines):
    """Lines that are answered without the words they should be answered with, and the answers."""
    told = {line: await asks(hand, line) for line in lines}
    return {line: said for line, said in told.items() if lines[line] not in said}


async def assigns(hand, line="/coach assign @ada delegation"):
    """A coach looks at the dry run and says yes; what comes of it."""
    await hand.command(line)
    await hand.press("Assign")
    return texts_of(hand.messages()[-1])


def cards(hand):
    """The nudges in a person's direct messages, oldest first."""
    return [m for m in hand.messages() if "· day" in texts_of(m)]


@pytest.fixture
async def nudged(both, camille):
    """Ada has the first nudge of the track on delegation before her."""
    await assigns(camille)
    await both.pass_until(TUESDAY_NINE_IN_BERLIN)


async def test_a_coach_assigns_and_the_member_is_welcomed(both, camille, ada):
    said = await assigns(camille)
    await both.work()

    assert "Hand work over well" in said
    assert "Tuesday 3 March, 09:00 (Europe/Berlin)" in said
    [welcome] = ada.messages()
    assert "<@U3CAM> has chosen a track for you" in texts_of(welcome)
    assert "your coach, reads your answers" in texts_of(welcome)


async def test_the_nudge_comes_at_the_members_own_hour_and_once(both, nudged, ada):
    await both.work()
    await both.work()

    [card] = cards(ada)
    assert "day 1 of 10" in texts_of(card)
    assert card["at"].startswith("2026-03-03T08:00")


async def test_nobody_is_written_to_at_night(both, camille, ben):
    await assigns(camille, "/coach assign @ben start-here")
    await both.work()

    assert ben.messages() == []

    await both.pass_until(datetime(2026, 3, 2, 14, tzinfo=UTC))
    assert "has chosen a track" in texts_of(ben.messages()[0])


async def test_a_tap_is_recorded_and_the_card_folds(nudged, ada):
    await ada.press("Did it")

    [card] = cards(ada)
    assert "You answered: Did it" in texts_of(card)
    assert "1 of 10 days answered" in texts_of(card)
    assert "Go through your diary" not in texts_of(card)


async def test_the_same_button_twice_is_one_answer(nudged, ada, camille):
    [card] = cards(ada)
    await ada.press("Stuck")
    await ada.press("Stuck", card["ts"]) if "Stuck" in _labels(cards(ada)[0]) else None
    await ada.press("Did it")

    assert "1 answered · 1 done" in await asks(camille, "/coach show @ada")


async def test_a_typed_answer_gets_a_tick_and_reaches_the_coach(nudged, ada, camille):
    ts = await ada.say("I gave Tomas the rota & left the how to him.")

    [line] = [m for m in ada.messages() if m["ts"] == ts]
    assert [r["name"] for r in line["reactions"]] == ["white_check_mark"]
    shown = await asks(camille, "/coach show @ada")
    assert "I gave Tomas the rota &amp; left the how to him." in shown


async def test_an_edited_message_updates_the_answer_and_a_deleted_one_removes_it(
    nudged, ada, camille
):
    ts = await ada.say("First words.")
    await ada.edit(ts, "Better words.")
    edited = await asks(camille, "/coach show @ada")
    await ada.delete(ts)
    deleted = await asks(camille, "/coach show @ada")

    assert "Better words." in edited
    assert "First words." not in edited
    assert "Better words." not in deleted
    assert "0 answered" in deleted


async def test_an_answer_in_the_thread_belongs_to_that_card(both, nudged, ada, camille):
    [first] = cards(ada)
    await both.pass_until(WEDNESDAY_NINE_IN_BERLIN)

    await ada.say("Late, and about the first one.", thread_ts=first["ts"])

    shown = await asks(camille, "/coach show @ada")
    assert "2 sent · 1 answered" in shown
    about_first = shown[shown.index("Work that could leave your hands") :]
    assert "Late, and about the first one." in about_first


async def test_a_late_tap_on_an_older_card_counts(both, nudged, ada):
    [first] = cards(ada)
    await both.pass_until(WEDNESDAY_NINE_IN_BERLIN)

    await ada.press("Did it", first["ts"])

    first, second = cards(ada)
    assert "You answered: Did it" in texts_of(first)
    assert "Not yet" in texts_of(second)


async def test_a_plan_is_made_in_a_form(both, nudged, ada, camille):
    await both.pass_until(datetime(2026, 3, 5, 8, tzinfo=UTC))
    await ada.press("Make my plan")
    blanks = [b["block_id"] for b in ada.modal()["blocks"] if b["type"] == "input"]
    blanks = [block_id for block_id in blanks if block_id.startswith(ids.BLANK_BLOCK)]

    await ada.submit({blanks[0]: "the <!here> meeting is over", blanks[1]: "4"})

    card = texts_of(cards(ada)[-1])
    assert "the &lt;!here&gt; meeting is over" in card
    assert "4" in card
    assert "<!here>" not in await asks(camille, "/coach show @ada")


async def test_words_can_be_written_in_a_form_and_kept_private(nudged, ada, camille):
    await ada.press("Did it")
    await ada.press("Change my answer")
    form = {ids.TEXT_BLOCK: "Between us.", ids.KEEP_BLOCK: ["keep"]}
    await ada.submit({k: v for k, v in form.items() if k in _block_ids(ada.modal())})

    shown = await asks(camille, "/coach show @ada")
    assert "Between us." not in shown
    assert "kept to themselves" in shown


async def test_stuck_twice_and_asking_for_the_coach_reach_the_queue(both, nudged, ada, camille):
    await ada.press("Stuck")
    await both.pass_until(WEDNESDAY_NINE_IN_BERLIN)
    await ada.press("Stuck", cards(ada)[-1]["ts"])
    await ada.press("Ask my coach")

    queue = await asks(camille, "/coach queue")
    assert queue.index("asks you to get in touch") < queue.index("Also: stuck")
    assert any("would like to talk with you" in texts_of(m) for m in camille.messages())


async def test_three_nudges_in_silence_reach_the_queue_and_an_answer_ends_it(
    both, nudged, ada, camille
):
    await both.pass_until(datetime(2026, 3, 6, 8, tzinfo=UTC))
    silent = await asks(camille, "/coach queue")
    await ada.say("Here I am.")

    assert "has not answered the last 3 nudges" in silent
    assert "Nobody is waiting for you" in await asks(camille, "/coach queue")


async def test_progress_and_home_follow_each_answer(nudged, ada):
    await ada.open_home()
    await ada.press("Did it", cards(ada)[0]["ts"])

    home = texts_of(ada.home())
    assert "1 of 10 days answered" in home
    assert "Next nudge: Wednesday 4 March, 09:00" in home
    assert "1 of 10 days answered" in await asks(ada, "/nudge progress")


async def test_a_pause_holds_everything_back_and_nothing_is_lost(both, nudged, ada):
    await ada.command("/nudge pause until 2026-03-10")
    await both.pass_until(datetime(2026, 3, 9, 20, tzinfo=UTC))
    during = len(cards(ada))
    await both.pass_until(datetime(2026, 3, 10, 8, tzinfo=UTC))

    assert during == 1
    assert "day 2 of 10" in texts_of(cards(ada)[-1])


async def test_now_brings_the_next_one_and_no_second_the_same_day(both, nudged, ada):
    await ada.press("Did it")
    await ada.command("/nudge now")
    await both.pass_until(datetime(2026, 3, 3, 22, tzinfo=UTC))

    assert len(cards(ada)) == 2


async def test_an_open_nudge_that_holds_up_the_next_is_one_press_away(nudged, ada):
    said = await asks(ada, "/nudge now")
    assert "still waiting for your answer" in said
    assert "Show it" in said

    await ada.press("Answer it")
    assert not await ada.submit({ids.OUTCOME_BLOCK: "Did it"})

    await ada.command("/nudge now")
    assert len(cards(ada)) == 2


async def test_another_hour_moves_the_next_nudge(both, nudged, ada):
    said = await asks(ada, "/nudge time 07:30")
    await both.pass_until(datetime(2026, 3, 4, 6, 30, tzinfo=UTC))

    assert "07:30" in said
    assert len(cards(ada)) == 2


async def test_a_member_who_moves_gets_nudges_on_their_new_clock(both, nudged, ada):
    await ada.change_profile(tz="America/New_York")
    await both.pass_until(datetime(2026, 3, 4, 13, 59, tzinfo=UTC))
    before = len(cards(ada))
    await both.pass_until(datetime(2026, 3, 4, 14, tzinfo=UTC))

    assert (before, len(cards(ada))) == (1, 2)


async def test_a_closed_account_is_left_in_peace(both, nudged, ada):
    await ada.change_profile(deleted=True)
    await both.pass_until(datetime(2026, 3, 6, 20, tzinfo=UTC))

    assert len(cards(ada)) == 1


async def test_undo_takes_an_assignment_back(both, camille, ada):
    await assigns(camille)
    before = len(camille.messages())
    await camille.press("Undo")
    await both.pass_until(datetime(2026, 3, 4, 20, tzinfo=UTC))

    assert "Taken back for one person" in answers(camille, before)
    assert ada.messages() == []


async def test_the_coach_sees_their_people_and_the_home_tab(nudged, ada, camille):
    await ada.press("Stuck")
    await ada.press("Ask my coach")
    await camille.open_home()

    assert "<@U1ADA>" in await asks(camille, "/coach roster")
    home = texts_of(camille.home())
    assert "<@U1ADA> asks you to get in touch" in home
    assert "People to reach out to" in home


async def test_asking_for_the_coach_twice_writes_to_them_once(nudged, ada, camille):
    await ada.press("Stuck")
    await ada.press("Ask my coach")
    before = camille.messages()

    await ada.press("Ask my coach")

    assert camille.messages() == before
    assert "already knows you'd like to talk" in texts_of(ada.messages()[-1])


async def test_closing_an_item_takes_it_off_the_queue(nudged, ada, camille):
    await ada.press("Stuck")
    await ada.press("Ask my coach")
    await camille.command("/coach queue")
    await camille.press("We talked")

    assert "Nobody is waiting for you" in await asks(camille, "/coach queue")


def _labels(message):
    return [
        e["text"]["text"]
        for b in message["blocks"]
        for e in b.get("elements", ())
        if e.get("type") == "button"
    ]


def _block_ids(view):
    return {block.get("block_id") for block in view["blocks"]}
