"""Two wordings of a day: who gets which, and what may be said of their figures."""

from dataclasses import replace

import pytest

from bot.domain.practice.track import Kind, Nudge, ReplyKind
from bot.domain.practice.wordings import Heard, Verdict, in_wording, verdict, wording_for

NUDGE = Nudge("t.1", 1, Kind.TRY, "Ask", "Ask one person.", "Whom?", ReplyKind.TEXT)
BOTH = replace(NUDGE, also="Go and ask somebody.")


def test_a_member_gets_the_same_wording_each_time_and_half_of_them_each():
    first = [wording_for(BOTH, member) for member in range(1000)]

    assert first == [wording_for(BOTH, member) for member in range(1000)]
    assert 450 < first.count(2) < 550


def test_another_day_splits_members_another_way():
    other = replace(BOTH, id="t.2")

    assert [wording_for(BOTH, m) for m in range(50)] != [wording_for(other, m) for m in range(50)]


def test_a_day_with_one_wording_has_only_that():
    assert {wording_for(NUDGE, member) for member in range(50)} == {1}
    assert in_wording(NUDGE, 2).message == "Ask one person."


def test_the_second_wording_is_read_in_place_of_the_first():
    assert in_wording(BOTH, 1).message == "Ask one person."
    assert in_wording(BOTH, 2).message == "Go and ask somebody."
    assert in_wording(BOTH, 2).ask == "Whom?"


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (Heard(29, 29), Heard(500, 0), Verdict.TOO_FEW),
        (Heard(), Heard(), Verdict.TOO_FEW),
        (Heard(30, 18), Heard(30, 15), Verdict.NO_TELLING),
        (Heard(30, 30), Heard(30, 30), Verdict.NO_TELLING),
        (Heard(30, 27), Heard(30, 12), Verdict.FIRST),
        (Heard(200, 90), Heard(200, 130), Verdict.SECOND),
    ],
)
def test_small_numbers_and_small_differences_say_nothing(first, second, said):
    assert verdict(first, second) is said
