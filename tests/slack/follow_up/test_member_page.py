"""One member's page: the way so far, what is between the two, and what is not shown."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.follow_up.coach_pages import Contact, MemberPage, RosterLine
from bot.domain.follow_up.notes import Note, Promise
from bot.domain.plans.plan import Plan
from bot.domain.practice.coach_view import Mark, Trend
from bot.slack.follow_up.coach_pages import member_page
from tests.slack.views.screen import (
    ADA,
    PROGRESS,
    TODAY,
    TRACK,
    TUESDAY_TEN,
    WORDS,
    buttons,
    texts,
)

LINE = RosterLine(ADA, TRACK.title, PROGRESS, "on-track", TUESDAY_TEN, TUESDAY_TEN)
PAGE = MemberPage(
    LINE,
    TODAY,
    (),
    (),
    (),
    path=(Mark.DID, Mark.KEPT, Mark.DID, Mark.OPEN, Mark.COMING),
    trend=Trend.DOWN,
    notes=(Note(1, "Asked <for> the rota", TUESDAY_TEN),),
    promises=(
        Promise(2, "Send the template", date(2026, 3, 6), TUESDAY_TEN),
        Promise(3, "Call", date(2026, 3, 2), TUESDAY_TEN, kept_at=TUESDAY_TEN),
    ),
    contacts=(
        Contact("answered", TUESDAY_TEN, ("Noon is fine",)),
        Contact("wrote", TUESDAY_TEN, ("Happy to talk",)),
        Contact("talked", TUESDAY_TEN),
    ),
    team_id="T1",
)


def said(page=PAGE, done=""):
    return texts(member_page(page, TUESDAY_TEN, WORDS, done).payload()["blocks"])


def test_the_track_is_a_path_and_its_marks_are_explained():
    marks = "✓ ▪ ✓ ○ ▫"
    legend = "✓ 2 done · ▪ 1 answered, theirs alone · ○ 1 without an answer · ▫ 1 to come"

    assert f"{marks}\n{legend}" in said()


def test_what_is_between_the_two_stands_there():
    words = said()

    assert "*What you have promised*\n• Friday 6 March: Send the template" in words
    assert "• Done, for Monday 2 March: Call" in words
    assert "*Your notes*\n" in words
    assert "Tuesday 3 March: Asked &lt;for&gt; the rota\nNotes go by themselves" in words
    assert "• Tuesday 3 March: they answered\n> Noon is fine" in words
    assert "• Tuesday 3 March: you wrote\n> Happy to talk\n• Tuesday 3 March: you talked" in words


@pytest.mark.parametrize(
    ("plan", "said_of_it"),
    [
        (Plan(1, 1, "If <noon>, I rest"), "For no particular time."),
        (
            Plan(1, 1, "If <noon>, I rest", asks_at=TUESDAY_TEN),
            "asks about it on Tuesday 3 March, 10:00, their time.",
        ),
        (Plan(1, 1, "If <noon>, I rest", asks_at=TUESDAY_TEN, occasion_id=2), "no answer yet."),
    ],
)
def test_a_plan_that_is_shared_stands_there_with_its_moment(plan, said_of_it):
    words = said(replace(PAGE, plans=(plan,)))

    assert "> If &lt;noon&gt;, I rest\n" in words
    assert said_of_it in words


def test_what_the_coach_may_not_read_is_named():
    words = said()

    assert "Confidence, as far as they share it: lower lately." in words
    assert "Not for you to read: the ratings themselves, private days" in words


def test_from_here_a_coach_can_write_note_promise_and_go_there():
    drawn = member_page(PAGE, TUESDAY_TEN, WORDS).payload()

    assert list(buttons(drawn["blocks"]).values()) == [
        "Reply",
        "Note",
        "Promise",
        "Open DM",
        "Delete",
    ]


def test_a_page_with_nothing_on_it_yet_is_short():
    words = said(replace(PAGE, path=(), notes=(), promises=(), contacts=()), done="Noted.")

    assert words.startswith("Noted.\n")
    assert "*Your notes*" not in words
