"""A month at a glance: the best of each day, days off, and a share that absence never lowers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.answers.reply import Outcome
from bot.domain.people.people import Member
from bot.domain.reports.month import Came, Mark, acted_on, month
from bot.domain.schedule.schedule import Cadence
from bot.domain.schedule.time_off import DaysOff, Leave

ADA = Member(1, 1, "UADA", "Ada", "", Cadence(ZoneInfo("Europe/Berlin")))
TODAY = date(2026, 3, 12)
AT = datetime(2026, 3, 12, 9, tzinfo=UTC)


def came(day: int, outcome: Outcome | None = None, *, answered: bool = False, of: int = 3) -> Came:
    """A nudge of that day, at nine."""
    given = AT if outcome or answered else None
    return Came(f"t.{day}", datetime(2026, of, day, 8, tzinfo=UTC), outcome, given)


def off(*days: int) -> Member:
    leave = tuple(Leave(date(2026, 3, day), date(2026, 3, day)) for day in days)
    return replace(ADA, cadence=replace(ADA.cadence, days_off=DaysOff(leave)))


def test_each_day_shows_what_became_of_it():
    seen = month(off(5, 7), TODAY, [came(2, Outcome.DID), came(3, Outcome.STUCK), came(4)])

    assert seen.marks == {2: Mark.DID, 3: Mark.ANSWERED, 4: Mark.OPEN, 5: Mark.OFF}
    assert (seen.first, seen.last) == (date(2026, 3, 1), date(2026, 3, 31))


def test_of_several_nudges_on_a_day_the_best_counts():
    asked_for = [came(2), came(2, Outcome.DID), came(2, answered=True)]

    assert month(ADA, TODAY, asked_for).marks == {2: Mark.DID}


def test_a_nudge_that_came_on_leave_shows_as_what_it_is():
    assert month(off(2), TODAY, [came(2, Outcome.DID)]).marks == {2: Mark.DID}


def test_the_month_is_the_one_on_the_members_own_calendar():
    late = Came("t.1", datetime(2026, 2, 28, 23, 30, tzinfo=UTC), None, None)

    assert month(ADA, TODAY, [late, came(27, of=2)]).marks == {1: Mark.OPEN}


def test_a_picture_is_told_from_another_by_all_it_shows():
    one = month(ADA, TODAY, [came(2)])

    assert one.print == month(ADA, TODAY, [came(2)]).print
    assert one.print != month(ADA, TODAY, [came(2, Outcome.DID)]).print
    assert one.print != month(ADA, TODAY.replace(day=13), [came(2)]).print


@pytest.mark.parametrize(
    ("lately", "counted"),
    [
        ([came(2, Outcome.DID), came(3, Outcome.STUCK), came(4)], (1, 3)),
        ([came(11, Outcome.DID), came(12)], (1, 1)),
        ([came(11, Outcome.DID), came(12, Outcome.DID)], (2, 2)),
        ([came(5), came(6, Outcome.DID)], (1, 1)),
        ([came(day, of=2) for day in range(2, 28)], (0, 10)),
        ([], (0, 0)),
    ],
    ids=["all count", "not today yet", "today, answered", "not on leave", "ten", "none"],
)
def test_the_share_counts_what_could_be_acted_on(lately, counted):
    assert acted_on(off(5), TODAY, lately, 10) == counted
