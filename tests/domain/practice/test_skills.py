"""Skills that were used, and the one to come back to."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.domain.answers.reply import Outcome
from bot.domain.practice.skills import NO_SKILLS, skills
from bot.domain.practice.track import Kind
from bot.domain.practice.track_path import path
from bot.domain.reports.month import Came
from tests.conftest import MONDAY_NINE
from tests.domain.conftest import TRACK, WELCOMED

ASKING, THANKING, OTHER, *_, LAST = TRACK.nudges
NUDGES = {
    nudge.id: nudge
    for nudge in (
        replace(ASKING, key="asking-why", review="What did you ask?"),
        replace(THANKING, key="thanks", review="Whom did you thank?"),
        replace(OTHER, key="asking-why"),
        replace(LAST, kind=Kind.REVIEW),
    )
}
BERLIN = ZoneInfo("Europe/Berlin")
WAY = path(replace(TRACK, nudges=tuple(NUDGES.values())), [WELCOMED])


def came(nudge, day, outcome=Outcome.DID):
    at = MONDAY_NINE.replace(day=day)
    return Came(nudge.id, at, outcome, at + timedelta(hours=1))


def seen(*history, today=date(2026, 3, 12)):
    return skills(NUDGES.get, history, WAY, BERLIN, today)


def test_only_what_was_done_is_a_skill_that_was_used():
    assert seen(came(ASKING, 3, Outcome.NOT_YET), came(LAST, 4)).used == ()


def test_the_latest_comes_first_with_how_often_and_when():
    used = seen(came(OTHER, 6), came(THANKING, 5), came(ASKING, 3)).used

    assert [(one.name, one.times, one.last.day) for one in used] == [
        ("Day 3", 2, 6),
        ("Day 2", 1, 5),
    ]


def test_what_was_used_longest_ago_comes_back_after_a_week_and_no_sooner():
    history = (came(ASKING, 3), came(THANKING, 5))

    assert seen(*history, today=date(2026, 3, 9)).cold is None
    assert seen(*history, today=date(2026, 3, 10)).cold.question == "What did you ask?"
    assert seen(*history, came(OTHER, 9)).cold.question == "Whom did you thank?"


def test_a_day_of_the_track_that_looks_back_is_known_while_it_is_to_come():
    assert seen().look_back == LAST.day
    assert NO_SKILLS.look_back is None


def test_a_nudge_that_is_no_longer_there_is_passed_over():
    gone = replace(ASKING, id="gone.1")

    assert seen(came(gone, 3)).used == ()
