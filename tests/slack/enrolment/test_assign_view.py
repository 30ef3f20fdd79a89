"""The dry run as a coach reads it, and the line they typed as Baton reads it."""

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.enrolment.orders import DayOff, DryRun, Foreseen, Wanted
from bot.domain.errors import CoachingError
from bot.domain.follow_up.coach_pages import NotAssigned
from bot.domain.people.people import group_mention, mention
from bot.domain.schedule.schedule import Cadence
from bot.slack.commands.parse import read_line
from bot.slack.enrolment.assign_order import assign_order
from bot.slack.enrolment.assign_view import dry_run
from tests.slack.views.screen import ADA, TRACK, TUESDAY_TEN, WORDS, buttons

TUESDAY = date(2026, 3, 3)
FRIDAY = date(2026, 3, 6)
BEN = replace(ADA, slack_id="U2BEN")
CLEO = replace(ADA, slack_id="U3CLEO", cadence=Cadence(ZoneInfo("America/New_York")))
LAST = date(2026, 4, 9)


def said(*foreseen, refused=(), note="", order_id=7):
    run = DryRun(TRACK, Wanted(TRACK.id, note=note), foreseen, refused, order_id)
    return dry_run(run, (("dry-group-empty", {"group": group_mention("S9")}),), WORDS)


def test_a_dry_run_says_who_gets_what_when_and_asks_once():
    off = (DayOff(date(2026, 4, 3), "Good Friday"), *[DayOff(date(2026, 4, 7), "")] * 2)
    both = [Foreseen(who, TUESDAY_TEN, LAST, off) for who in (ADA, BEN)]

    drawn = said(*both, Foreseen(CLEO, None, behind="Start & go"), note="Hello <all>")

    assert drawn.text.splitlines() == [
        "*Hand work over well* · 3 days · for 3 people",
        (
            "• <@U1ADA>, <@U2BEN>: first nudge on Tuesday 3 March, 10:00 (Europe/Berlin), the "
            "last on Thursday 9 April if each is answered as it comes. A public holiday lies in "
            "between: Good Friday. 2 days of leave lie in between."
        ),
        "• <@U3CLEO>: on “Start &amp; go” with you now, so this waits until it ends.",
        "• Nobody is in <!subteam^S9>.",
        "They read your note in their welcome:",
        "> Hello &lt;all&gt;",
        "This is a dry run: nothing has happened yet.",
        "[Assign] [Leave it]",
    ]


def test_who_is_left_out_for_the_same_reason_shares_a_line():
    refused = tuple(
        NotAssigned(who, "refused-guest", {"person": mention(who)}) for who in ("U8", "U9")
    )

    drawn = said(refused=refused, order_id=None)

    assert "• <@U8>, <@U9>: left out. That is a guest of the workspace." in drawn.text
    assert "So there is nothing to assign." in drawn.text
    assert buttons(drawn.payload()["blocks"]) == {}


@pytest.mark.parametrize(
    ("line", "words", "start", "at"),
    [
        ("<@U1> delegation", "delegation", None, None),
        ("delegation <@U1>", "delegation", None, None),
        ("<@U1|ada> to the delegation track from friday", "delegation", FRIDAY, None),
        ("from friday <@U1> delegation", "delegation", FRIDAY, None),
        ("<@U1> delegation friday", "delegation", FRIDAY, None),
        ("<@U1> delegation starting 6 March 2026 at 8:30 am", "delegation", FRIDAY, time(8, 30)),
        ("<@U1|ada>, *delegation*, “from friday”", "delegation", FRIDAY, None),
        ("<@U1>: delegation\u00a0starting\n６ March", "delegation", FRIDAY, None),
        ("at 17h <@U1> Hand work over well", "Hand work over well", None, time(17)),
        ("<@U1> friday", "friday", None, None),
    ],
)
def test_people_track_day_and_hour_are_read_in_any_order(line, words, start, at):
    order = assign_order(read_line(line, WORDS), TUESDAY)

    assert (order.people, order.words, order.start, order.at) == (("U1",), words, start, at)


def test_who_is_named_twice_counts_once():
    line = "<@U1> <@U1> <!subteam^S1|@leads> <!subteam^S1> delegation"
    order = assign_order(read_line(line, WORDS), TUESDAY)

    assert (order.people, order.groups) == (("U1",), ("S1",))


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("<@U1> @ben delegation", "error-name-not-picked"),
        ("<@U1> delegation from 3/4", "error-date-either"),
        ("<@U1> delegation 3/4", "error-date-either"),
        ("<@U1> delegation from soon", "error-date-unclear"),
        ("<@U1> delegation from", "error-date-unclear"),
        ("<@U1> delegation at noonish", "error-time-unclear"),
    ],
)
def test_what_is_unclear_is_asked_back(line, key):
    with pytest.raises(CoachingError, match=key):
        assign_order(read_line(line, WORDS), TUESDAY)
