"""The queue's screen: the reason in plain words, what can be pressed, page after page."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.follow_up.follow_up import FollowUp, Queue, Reason
from bot.slack.follow_up.queue_view import queue_page
from tests.slack.views.screen import TALK, TUESDAY_TEN, WORDS, buttons, parts, texts

STUCK = FollowUp(
    5,
    1,
    "U1ADA",
    "Ada",
    Reason.STUCK,
    TUESDAY_TEN,
    date(2026, 3, 5),
    TALK.title,
    ("Both said no.",),
    count=2,
    team_id="T1",
)


def drawn(*rows, first=0, done="", **held_back):
    return queue_page(Queue(rows, **held_back), TUESDAY_TEN, WORDS, first, done).payload()


def words(*rows, **given):
    return texts(drawn(*rows, **given)["blocks"])


def test_a_row_says_who_why_about_what_in_whose_words_and_by_when():
    assert words(replace(STUCK, also=(Reason.PARKED, Reason.SILENT))).startswith(
        "*To follow up: one person*\n"
        "<@U1ADA> has been stuck twice.\n"
        "About: *Leave the how to them*\n"
        "> Both said no.\n"
        "Also: much left at “not yet” · quiet lately\n"
        "Reach out by Thursday 5 March."
    )


def test_everything_a_coach_may_do_about_it_is_a_press_away():
    payload = drawn(STUCK)

    assert list(buttons(payload["blocks"]).values()) == [
        "Reply",
        "We talked",
        "Not needed",
        "Note",
        "Promise",
        "Open DM",
        "Show",
    ]
    [snooze] = parts(payload["blocks"], "static_select")
    assert [option["value"] for option in snooze["options"]] == ["5:1", "5:3", "5:5"]
    [link] = [b for b in parts(payload["blocks"], "button") if "url" in b]
    assert link["url"] == "slack://user?team=T1&id=U1ADA"


def test_words_that_are_kept_are_not_in_the_queue():
    said = str(drawn(replace(STUCK, words=("Both said no.",), withheld=True)))

    assert "Both said no." not in said
    assert "What they wrote is kept to themselves." in said


def test_a_late_follow_up_reproaches_nobody():
    late = replace(STUCK, reach_by=date(2026, 3, 2))

    assert "Planned for Monday 2 March. Today still helps." in words(late)


@pytest.mark.parametrize(
    ("reason", "other", "said"),
    [
        (Reason.ASKED, {}, "<@U1ADA> asks you to get in touch."),
        (Reason.STUCK, {"count": 2}, "<@U1ADA> has been stuck twice."),
        (Reason.STUCK, {"count": 3}, "<@U1ADA> has been stuck 3 times."),
        (Reason.CONFIDENCE, {"detail": "A & B"}, "of <@U1ADA> is lower lately, on *A &amp; B*."),
        (Reason.PARKED, {"count": 3}, "<@U1ADA> has left 3 of the last nudges at *Not yet*"),
        (Reason.POOR_FIT, {"count": 3}, "“Not for me”, says <@U1ADA> of 3 of the last five"),
        (Reason.ROUGH, {"detail": "Trust"}, "twice given an answer on *Trust*"),
        (Reason.SILENT, {"count": 3}, "<@U1ADA> has not answered the last 3 nudges."),
        (Reason.SILENT, {"count": 3}, "neither paused nor on leave, and the messages arrived"),
        (Reason.UNREACHABLE, {"detail": "not_in_channel"}, "Slack says: not_in_channel"),
        (Reason.UNREACHABLE, {"detail": "user_disabled"}, "account of <@U1ADA> is closed"),
        (Reason.UNREACHABLE, {"away": "deactivated"}, "account of <@U1ADA> is closed"),
        (Reason.GOOD_NEWS, {"detail": "Trust"}, "<@U1ADA> has finished *Trust*."),
    ],
)
def test_each_reason_is_said_in_plain_words(reason, other, said):
    assert said in words(replace(STUCK, reason=reason, **other))


def test_an_empty_queue_is_good_news_and_says_who_is_held_back():
    assert words() == "Nobody is waiting for you."
    held_back = words(resting=1, snoozed=2)
    assert "One more person can wait: you were in touch in the last five" in held_back
    assert "2 people are snoozed." in held_back


def test_seven_are_shown_and_the_others_a_press_away():
    many = [replace(STUCK, id=n, member_id=n) for n in range(16)]

    first, last = drawn(*many), drawn(*many, first=14)

    assert "*To follow up: 16 people*" in texts(first["blocks"])
    assert "1 to 7 of 16" in texts(first["blocks"])
    assert buttons(first["blocks"])["queue.from"] == "Show the next"
    assert "15 to 16 of 16" in texts(last["blocks"])
    assert buttons(last["blocks"])["queue.from"] == "Back to the first"
    [more] = [b for b in parts(first["blocks"], "button") if b["action_id"] == "queue.from"]
    assert more["value"] == "7"


def test_what_has_just_been_done_stands_above_what_is_left():
    assert words(STUCK, done="Good.").startswith("Good.\n*To follow up")


def test_a_promise_is_done_moved_or_dropped():
    promised = replace(STUCK, reason=Reason.PROMISE, detail="Send <it>", nudge="", words=())
    payload = drawn(replace(promised, reach_by=date(2026, 3, 3)))

    assert "You have promised <@U1ADA>: Send &lt;it&gt;\nFor Tuesday 3 March." in payload["text"]
    assert list(buttons(payload["blocks"]).values())[:3] == ["Reply", "Done", "Drop it"]
    late = words(replace(promised, reach_by=date(2026, 3, 2)))
    assert "It was for Monday 2 March. Today still helps." in late


def test_nobody_writes_to_whoever_has_left():
    gone = replace(STUCK, reason=Reason.UNREACHABLE, away="deactivated")

    shown = list(buttons(drawn(gone)["blocks"]).values())

    assert shown == ["We talked", "Not needed", "Note", "Show"]
