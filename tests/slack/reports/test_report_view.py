"""A report is honest where its numbers are small, and its picture says what its text says."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.domain.practice.wordings import Compared, Heard
from bot.domain.reports.report import Counts, Group, Report, Totals
from bot.slack.reports.report_picture import report_picture
from bot.slack.reports.report_view import report_page
from bot.slack.reports.wordings_view import wordings_part
from tests.slack.views.screen import WORDS

NUDGE = Counts("d.1", 1, "Hand over", sent=12, answered=10, kept=0, did=6, stuck=1, not_for_me=2)


def of(people, *nudges):
    totals = Totals(started=people, active=people, acted=people // 2, acts=3 * people, helped=1)
    return Report("", totals, (Group("delegation", "Hand work over well", nudges or (NUDGE,)),))


@pytest.mark.parametrize(
    ("people", "rates", "averages"),
    [
        (1, False, False),
        (4, False, False),
        (5, True, False),
        (9, True, False),
        (10, True, True),
        (30, True, True),
    ],
)
def test_small_numbers_get_no_rates_and_no_averages(people, rates, averages):
    said = report_page(of(people), WORDS).text

    assert ("%" in said) == rates
    assert ("on average" in said) == averages


def test_every_count_is_told():
    said = report_page(of(12), WORDS).text

    assert "sent 12 · answered 10 · did it 6 · stuck 1 · not for me 2" in said


@pytest.mark.parametrize(
    ("change", "poor_fit", "hard"),
    [
        ({"not_for_me": 3}, True, False),
        ({"not_for_me": 2}, False, False),
        ({"answered": 4, "not_for_me": 4, "did": 0, "stuck": 0}, False, False),
        ({"answered": 5, "not_for_me": 2, "did": 0, "stuck": 0}, True, False),
        ({"answered": 10, "kept": 6, "not_for_me": 3}, False, False),
        ({"stuck": 2}, False, True),
        ({"answered": 9, "stuck": 9, "did": 0, "not_for_me": 0}, False, False),
    ],
)
def test_authors_are_told_what_stands_out(change, poor_fit, hard):
    nudge = replace(NUDGE, **change)

    assert (nudge.poor_fit, nudge.hard) == (poor_fit, hard)
    assert (nudge in of(12, nudge).for_authors) == (poor_fit or hard)
    assert ("Worth telling its author" in report_page(of(12, nudge), WORDS).text) == (
        poor_fit or hard
    )


def test_with_nobody_there_is_nothing_to_count():
    assert "nothing to count" in report_page(Report("", Totals(), ()), WORDS).text


def test_the_picture_has_a_row_for_each_nudge_and_no_more_than_it_can_hold():
    few, many = (report_picture(of(12, *[NUDGE] * n), WORDS) for n in (1, 500))

    assert Image.open(BytesIO(few)).size < Image.open(BytesIO(many)).size
    assert Image.open(BytesIO(many)).size[1] < 3000
    assert len(many) < 200_000


def test_a_report_of_fourteen_tracks_fits_into_a_message():
    report = of(500)
    groups = tuple(replace(report.groups[0], nudges=(NUDGE,) * 20) for _ in range(14))

    shown = report_page(replace(report, groups=groups), WORDS)

    assert len(shown.blocks) <= 50
    assert " more." in str([block.to_dict() for block in shown.blocks])


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (Heard(29, 29), Heard(31, 2), "Too few to tell: it takes 30 of each."),
        (Heard(), Heard(), "Too few to tell: it takes 30 of each."),
        (Heard(30, 18), Heard(30, 15), "The difference is no larger than chance makes it."),
        (Heard(40, 36), Heard(40, 12), "The first is answered more often, by more than chance."),
        (Heard(40, 12), Heard(40, 36), "The second is answered more often, by more than chance."),
    ],
)
def test_both_wordings_of_a_day_are_told_with_their_counts(first, second, said):
    day = Compared("Hand work over well", 4, "Leave the <how>", first, second)

    [part] = wordings_part([day, replace(day, day=5)], WORDS)

    title, line, other = part.text.text.splitlines()
    assert title == "*Days in two wordings*"
    assert line == (
        "Hand work over well, day 4 (Leave the &lt;how&gt;): "
        f"the first went to {first.sent} and {first.answered} answered; "
        f"the second went to {second.sent} and {second.answered} answered. {said}"
    )
    assert "day 5" in other


def test_where_no_day_has_two_wordings_nothing_is_said_of_them():
    assert wordings_part([], WORDS) == []
