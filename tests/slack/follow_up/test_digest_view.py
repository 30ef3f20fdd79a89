"""The digest as a message: short, whole, and with the way to turn it off."""

from datetime import date

import pytest

from bot.domain.follow_up.digest import Deed, Digest, Due, Waiting
from bot.domain.follow_up.follow_up import Reason
from bot.slack.follow_up.digest_view import digest_page
from tests.slack.views.screen import WORDS

EMPTY = Digest(1, (), 3, (), (), None)
FULL = Digest(
    row=1,
    moved=("UADA", "UBOB"),
    members=3,
    waiting=(Waiting("UADA", Reason.ASKED), Waiting("UCLEO", Reason.SILENT)),
    due=(Due("UBOB", date(2026, 3, 13)),),
    well=Deed("UBOB", "Leave the <how> to them"),
)


def test_it_says_who_moved_who_waits_what_is_due_and_what_went_well():
    said = digest_page(FULL, WORDS).text

    assert "2 of your 3 people" in said
    assert "<@UADA>: asked for you" in said
    assert "<@UBOB>: by Friday 13 March" in said
    assert "<@UBOB> did “Leave the &lt;how&gt; to them”" in said
    assert "[No more Mondays]" in said


def test_a_quiet_week_is_told_kindly():
    said = digest_page(EMPTY, WORDS, None).text

    assert "Nobody is waiting for you" in said
    assert "[Every Monday, please]" in said


@pytest.mark.parametrize("count", [8, 500])
def test_many_are_named_by_the_first_seven(count):
    people = tuple(f"U{n:04d}" for n in range(count))
    waiting = tuple(Waiting(person, Reason.SILENT) for person in people)

    page = digest_page(Digest(1, people, count, waiting, (), None), WORDS)

    assert f"and {count - 7} more" in page.text
    assert "U0007" not in page.text
    assert len(page.text) < 2000
