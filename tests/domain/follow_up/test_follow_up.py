"""How soon a coach should be in touch, and with whom first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.follow_up.follow_up import (
    WITHIN,
    FollowUp,
    Queue,
    Reason,
    arrange,
    lately,
    reach_by,
)

TODAY = date(2026, 3, 5)
NEVER = {Reason.ASKED, Reason.ANSWERED, Reason.PROMISE}


@pytest.mark.parametrize(
    ("reason", "opened", "by"),
    [
        (Reason.ASKED, "2026-03-02", "2026-03-03"),
        (Reason.STUCK, "2026-03-02", "2026-03-04"),
        (Reason.SILENT, "2026-03-02", "2026-03-05"),
        (Reason.ASKED, "2026-03-06", "2026-03-09"),
        (Reason.STUCK, "2026-03-05", "2026-03-09"),
        (Reason.SILENT, "2026-03-06", "2026-03-11"),
        (Reason.ASKED, "2026-03-07", "2026-03-09"),
        (Reason.UNREACHABLE, "2026-03-08", "2026-03-10"),
    ],
    ids=[
        "Monday",
        "two days from Monday",
        "three days from Monday",
        "Friday to Monday",
        "Thursday over the weekend",
        "Friday over the weekend",
        "opened on a Saturday",
        "opened on a Sunday",
    ],
)
def test_weekends_do_not_count(reason, opened, by):
    assert reach_by(reason, date.fromisoformat(opened)) == date.fromisoformat(by)


def test_the_order_is_by_need_and_good_news_comes_last():
    by_urgency = sorted(Reason, key=lambda reason: reason.urgency)

    assert " ".join(by_urgency) == (
        "asked answered stuck confidence promise unreachable parked poor-fit rough silent "
        "good-news"
    )
    assert set(WITHIN) == set(Reason)


def item(member=1, reason=Reason.STUCK, day=2, **other):
    opened = datetime(2026, 3, day, 9, tzinfo=UTC)
    by = reach_by(reason, opened.date())
    return FollowUp(member * 10 + reason.urgency, member, "U", "N", reason, opened, by, **other)


def rows(*items, contacted=()):
    return arrange(items, contacted, TODAY).rows


def test_the_most_urgent_comes_first_and_then_what_is_due_sooner():
    late, urgent, soon = item(1, day=3), item(2, Reason.ASKED, 4), item(3, day=2)

    assert [row.member_id for row in rows(late, urgent, soon)] == [2, 3, 1]


def test_of_two_alike_the_one_to_be_reached_sooner_comes_first_however_long_both_have_waited():
    older, sooner = item(1, day=2), replace(item(2, day=3), reach_by=date(2026, 3, 3))

    assert [row.member_id for row in rows(older, sooner)] == [2, 1]


def test_a_first_page_has_no_more_than_a_message_can_hold():
    queue = arrange([item(n, Reason.ASKED) for n in range(1, 40)], (), TODAY)

    assert (len(queue.page(0)), queue.after(0)) == (15, 15)


def test_a_member_has_one_row_with_their_other_reasons_beside_it():
    [row] = rows(item(reason=Reason.PARKED), item(reason=Reason.ASKED), item())

    assert (row.reason, row.also) == (Reason.ASKED, (Reason.STUCK, Reason.PARKED))


@pytest.mark.parametrize("reason", [r for r in Reason if r not in NEVER])
def test_whom_the_coach_has_just_met_rests(reason):
    queue = arrange([item(1, reason), item(2)], {1}, TODAY)

    assert [row.member_id for row in queue.rows] == [2]
    assert (queue.resting, queue.snoozed) == (1, 0)


@pytest.mark.parametrize("reason", sorted(NEVER))
def test_who_asks_and_what_was_promised_is_never_held_back(reason):
    assert len(rows(item(reason=reason), contacted={1})) == 1


def test_a_contact_rests_for_five_working_days():
    friday = date(2026, 3, 6)
    days = [friday + timedelta(days=n) for n in range(9)]

    assert [day.day for day in days if lately({1: friday}, day)] == [6, 7, 8, 9, 10, 11, 12]


def test_what_is_snoozed_comes_back_on_its_day():
    sleeping = [item(snoozed_until=TODAY + timedelta(days=1))]

    assert arrange(sleeping, (), TODAY) == Queue((), 0, 1)
    assert len(arrange(sleeping, (), TODAY + timedelta(days=1)).rows) == 1


@pytest.mark.parametrize("away", ["paused", "on-leave", "unreachable", "deactivated"])
def test_silence_of_those_whom_nothing_reaches_is_no_silence(away):
    assert rows(item(reason=Reason.SILENT, away=away)) == ()
    assert len(rows(item(reason=Reason.STUCK, away=away))) == 1


def test_a_page_has_seven_and_leads_to_the_next():
    queue = arrange([item(n) for n in range(1, 17)], (), TODAY)

    firsts = [0, 7, 14]
    assert [len(queue.page(first)) for first in firsts] == [7, 7, 2]
    assert [queue.after(first) for first in firsts] == [7, 14, 0]


def test_the_first_page_has_room_for_everybody_who_asks():
    asking = [item(n, Reason.ASKED) for n in range(1, 10)]
    queue = arrange([*asking, item(20)], (), TODAY)

    assert len(queue.page(0)) == 9
    assert queue.after(0) == 9
