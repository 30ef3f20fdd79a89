"""How a member stands, in one word."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.answers.reply import Outcome
from bot.domain.delivery.ledger import State
from bot.domain.follow_up.standing import standing
from bot.domain.people.people import Member
from bot.domain.schedule.schedule import Cadence
from bot.domain.schedule.time_off import DaysOff, Leave
from tests.conftest import MONDAY_NINE
from tests.domain.conftest import WELCOMED, past

TODAY = MONDAY_NINE.date()
ADA = Member(1, 1, "UADA", "Ada", "DADA", Cadence(ZoneInfo("UTC")))
ON_LEAVE = replace(ADA.cadence, days_off=DaysOff((Leave(TODAY, TODAY),)))
SILENT = [past(1), past(2), past(3)]
EVERYTHING = {"deactivated": True, "unreachable": "user_disabled", "paused_at": MONDAY_NINE}


@pytest.mark.parametrize(
    ("facts", "state", "history", "word"),
    [
        ({}, "active", [], "starting"),
        ({}, "active", [WELCOMED], "starting"),
        ({}, "active", [WELCOMED, past(1, state=State.DUE)], "starting"),
        ({}, "active", [past(1)], "on-track"),
        ({}, "active", SILENT[:2], "on-track"),
        ({}, "active", SILENT, "silent"),
        ({}, "active", [*SILENT, past(4, Outcome.NOT_YET)], "on-track"),
        ({}, "queued", [], "queued"),
        ({}, "finished", SILENT, "finished"),
        ({"paused_at": MONDAY_NINE}, "active", SILENT, "paused"),
        ({"unreachable": "user_disabled"}, "active", SILENT, "unreachable"),
        ({"deactivated": True}, "active", SILENT, "deactivated"),
        ({"paused_at": MONDAY_NINE, "paused_until": TODAY}, "active", SILENT, "silent"),
        ({"cadence": ON_LEAVE}, "active", SILENT, "on-leave"),
        ({"cadence": ON_LEAVE, "paused_at": MONDAY_NINE}, "active", SILENT, "paused"),
        (EVERYTHING, "active", SILENT, "deactivated"),
        (EVERYTHING | {"deactivated": False}, "active", SILENT, "unreachable"),
    ],
)
def test_one_word_says_how_a_member_stands(facts, state, history, word):
    assert standing(replace(ADA, **facts), state, history, TODAY) == word


def test_what_came_on_leave_is_no_silence():
    """Three nudges came on Tuesday to Thursday; of the leave Baton was told afterwards."""
    wednesday = Leave(TODAY + timedelta(days=2), TODAY + timedelta(days=2))
    told = replace(ADA, cadence=replace(ADA.cadence, days_off=DaysOff((wednesday,))))

    assert standing(ADA, "active", SILENT, TODAY + timedelta(days=7)) == "silent"
    assert standing(told, "active", SILENT, TODAY + timedelta(days=7)) == "on-track"
