"""How soon a coach should be in touch, and with whom first."""

from datetime import date

import pytest

from bot.domain.follow_up import WITHIN, Reason, reach_by


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


def test_every_reason_has_its_time_and_the_most_urgent_the_shortest():
    by_urgency = sorted(Reason, key=lambda reason: reason.urgency)

    assert by_urgency[0] is Reason.ASKED
    assert [WITHIN[reason] for reason in by_urgency] == sorted(WITHIN.values())
