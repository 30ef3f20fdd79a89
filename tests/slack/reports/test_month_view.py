"""The way and the month, as they are drawn: nothing by a shape or a colour alone."""

from datetime import date

import pytest

from bot.domain.people.member_pages import Glance
from bot.domain.plans.plan import Plan
from bot.domain.practice.skills import Skill, Skills
from bot.domain.practice.track_path import NO_PATH, Path, Step
from bot.domain.reports.month import Mark, Month
from bot.slack.reports.month_view import (
    month_blocks,
    path_blocks,
    plan_blocks,
    reads_now,
    runs,
    skill_blocks,
)
from tests.slack.views.screen import ADA, COUNT, PLAN, TALK, TODAY, TUESDAY_TEN, WORDS, texts

MARKS = {2: Mark.DID, 3: Mark.DID, 4: Mark.DID, 5: Mark.ANSWERED, 6: Mark.OPEN, 31: Mark.OFF}
MARCH = Month(date(2026, 3, 12), MARKS)


def drawn(blocks):
    return [block.to_dict() for block in blocks]


def test_the_way_names_each_sort_of_day():
    steps = ((TALK, Step.DID), (COUNT, Step.PARKED), (PLAN, Step.TO_COME))

    said = texts(drawn(path_blocks(Path(steps, ("listening",)), WORDS)))

    assert "Did it: 1" in said
    assert "Parked, for when it suits: 2 “Work that could leave”" in said
    assert "To come: 3" in said
    assert "Answered" not in said


def test_skills_say_when_they_were_used_and_which_one_to_come_back_to():
    asking = Skill("asking why", date(2026, 3, 3), 2, "What did you ask?")
    thanking = Skill("thanks", date(2026, 3, 9), 1, "")

    said = texts(drawn(skill_blocks(Skills((thanking, asking), asking, 10), WORDS)))

    assert "• thanks: last used Monday 9 March" in said
    assert "• asking why: used 2 times, last Tuesday 3 March" in said
    assert "from memory: asking why. What did you ask?" in said
    assert "The track looks back on day 10." in said


def test_before_the_first_skill_nothing_is_said_of_skills():
    assert skill_blocks(Skills(look_back=10), WORDS) == []


def test_without_a_track_there_is_no_way():
    assert path_blocks(NO_PATH, WORDS) == []


def test_the_month_says_in_words_all_that_its_picture_shows():
    head, picture, twin = drawn(month_blocks(Glance(MARCH, picture="F0MONTH"), WORDS))

    assert head["text"]["text"] == "March 2026"
    assert picture["slack_file"] == {"id": "F0MONTH"}
    assert picture["alt_text"].startswith("March 2026. 3 days with something done.")
    assert [line.split(", ", 1) for line in twin["elements"][0]["text"].splitlines()] == [
        ["● full: did it", "2 to 4"],
        ["○ ring: answered", "5"],
        ["◌ broken ring: came", "and waits, 6"],
        ["/ struck out: leave or holiday", "31"],
        ["▢ framed: today", "12"],
    ]


def test_until_there_is_a_picture_the_words_stand_alone():
    kinds = [block["type"] for block in drawn(month_blocks(Glance(MARCH), WORDS))]

    assert kinds == ["header", "context"]
    assert month_blocks(Glance(Month(date(2026, 3, 1), {})), WORDS) == []


@pytest.mark.parametrize(
    ("readable", "kept", "said"),
    [
        (0, 0, ""),
        (2, 0, "Of your answers so far, <@U3CAM> can read 2."),
        (1, 3, "Of your answers so far, <@U3CAM> can read one. 3 are yours alone."),
        (0, 1, "Of your answers so far, <@U3CAM> can read none. One is yours alone."),
    ],
)
def test_what_the_coach_can_read_is_counted(readable, kept, said):
    assert reads_now(TODAY, Glance(MARCH, readable=readable, kept=kept), WORDS) == said


@pytest.mark.parametrize(
    ("days", "said"), [([], ""), ([1, 2], "1, 2"), ([1, 3, 4, 5, 9], "1, 3 to 5, 9")]
)
def test_days_in_a_row_are_a_run(days, said):
    assert runs(days, WORDS) == said


def test_the_next_plans_are_told_with_when_they_are_asked_about():
    planned = Plan(1, 7, "If it rains, I walk.", "", TUESDAY_TEN, TUESDAY_TEN)

    blocks = drawn(plan_blocks(Glance(MARCH, plans=(planned,) * 7), ADA, WORDS))

    said = texts(blocks)
    assert said.count("> If it rains, I walk.") == 5
    assert "Tuesday 3 March, 10:00" in said
    assert "… and 2 more." in said
    assert plan_blocks(Glance(MARCH), ADA, WORDS) == []
