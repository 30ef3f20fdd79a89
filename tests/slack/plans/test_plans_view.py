"""What a member sees of a plan: when it is asked about, the question, and what came of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.domain.answers.reply import Answer
from bot.domain.delivery.card import PlanQuestion
from bot.domain.errors import CoachingError
from bot.domain.people.member_pages import JournalEntry, OpenPlan, PlansPage
from bot.domain.plans.plan import Came, Closed, Day, Plan, When
from bot.slack.answers.answer_forms import plan_form
from bot.slack.commands import ids
from bot.slack.delivery.card import nudge_card
from bot.slack.plans.plan_time_fields import field_of, read_moment
from bot.slack.plans.plans_view import dropped, plan_question_card, plans_page, story
from bot.slack.practice.progress import journal_entry
from tests.slack.views.screen import ADA, PLAN, WORDS, buttons, card, texts

AT = datetime(2026, 3, 3, 14, tzinfo=UTC)
NIGHT = datetime(2026, 3, 7, 20, tzinfo=UTC)
MONDAY = datetime(2026, 3, 9, 8, tzinfo=UTC)
"""Fifteen in Berlin; nine in the evening on Saturday; nine on Monday."""

SAID = "If it is noon, then we talk. Until then I wait, unless she calls."
DUE = Plan(5, 7, SAID, "", AT, AT)
MOVED = replace(DUE, wanted_at=NIGHT, asks_at=MONDAY)
ASKED = replace(DUE, occasion_id=9)


def occasion(plan=ASKED, reader="<@U3CAM>", *, is_kept=False):
    zone = "Europe/Berlin"
    shown = PlanQuestion(9, 7, "Hand work over", "A date", plan, reader, zone, is_kept=is_kept)
    return plan_question_card(shown, WORDS)


def test_what_came_of_a_plan_stays_when_its_words_are_erased_by_their_age():
    old = replace(ASKED, text="", came=Came.NOT_UP)

    assert story(Answer(plans=(old,)), WORDS) == "What came of it: It did not come up"


def test_of_a_plan_that_has_lost_its_words_nobody_is_told_that_they_dropped_it():
    over = replace(ASKED, text="", closed=Closed.DROPPED)

    assert "You dropped this plan." in occasion(replace(over, text=SAID)).text
    assert "You dropped this plan." in on_card(replace(over, text=SAID))
    assert "This plan is done with." in occasion(over).text
    assert "You dropped this plan." not in occasion(over).text + on_card(over)


def on_card(plan):
    shown = card(PLAN, Answer(plan=SAID, plans=(plan,)), zone="Europe/Berlin")
    return nudge_card(shown, WORDS).text


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (DUE, "Baton asks you about it once: Tuesday 3 March, 15:00."),
        (replace(DUE, after="<!here>"), "once, after &lt;!here&gt;: Tuesday 3 March, 15:00."),
        (MOVED, "Saturday 7 March, 21:00 is outside your hours"),
        (MOVED, "once you're back: Monday 9 March, 09:00."),
        (replace(DUE, wanted_at=None, asks_at=None), "No particular time"),
        (replace(DUE, asks_at=None), "Its moment came while you were away"),
        (ASKED, "Baton has asked about it"),
        (replace(ASKED, came=Came.NOT_UP), "What came of it: It did not come up"),
        (replace(DUE, closed=Closed.DROPPED), "You dropped this plan."),
    ],
)
def test_the_card_says_when_a_plan_is_asked_about_and_what_came_of_it(plan, said):
    assert said in on_card(plan)


def test_the_question_has_the_plan_and_four_answers_of_one_tap():
    asked = occasion(replace(ASKED, after="the call"))

    drawn = asked.payload()
    assert "you planned this for after the call." in asked.text
    assert SAID in asked.text
    assert buttons(drawn["blocks"]) == {
        f"{ids.PLAN_CAME}.did": "Did it",
        f"{ids.PLAN_CAME}.not-up": "It did not come up",
        f"{ids.PLAN_CAME}.differently": "Did it differently",
        f"{ids.PLAN_CAME}.still": "Still to do",
    }
    assert "your coach, reads your answer" in asked.text


def test_a_question_that_was_moved_says_from_when():
    moved = occasion(replace(MOVED, occasion_id=9)).text
    assert "You chose Saturday 7 March, 21:00" in moved
    assert "outside your hours" not in moved
    assert "You chose" not in occasion().text


@pytest.mark.parametrize(
    ("came", "closed", "anew"),
    [
        (Came.DID, Closed.ANSWERED, False),
        (Came.DIFFERENTLY, Closed.ANSWERED, False),
        (Came.NOT_UP, None, True),
        (Came.STILL, None, True),
    ],
)
def test_an_answered_question_offers_another_moment_where_there_is_need_of_one(came, closed, anew):
    shown = occasion(replace(ASKED, came=came, closed=closed))

    pressable = buttons(shown.payload()["blocks"])
    assert (ids.PLAN in pressable) is anew
    assert "Change this answer" in shown.text
    assert "What came of it?" not in shown.text


def test_nobody_but_the_member_reads_what_is_kept():
    assert "Only you see your answer." in occasion(reader="", is_kept=True).text
    assert "you have no coach who could" in occasion(reader="").text


def test_the_list_says_when_each_is_asked_about_and_what_can_be_done():
    page = PlansPage(ADA, (OpenPlan(DUE, "A <date>"), OpenPlan(ASKED, "")))

    drawn = plans_page(page, WORDS)

    assert "*A &lt;date&gt;*" in drawn.text
    assert "Tuesday 3 March, 15:00" in drawn.text
    first, second = [b.to_dict() for b in drawn.blocks if b.type == "actions"]
    assert list(buttons(first)) == ["plan.came.did", "plan.ask-now", "answer.plan", "plan.drop"]
    assert list(buttons(second)) == ["plan.came.did", "answer.plan", "plan.drop"]


def test_without_open_plans_the_list_says_so():
    assert "You have no open plans." in plans_page(PlansPage(ADA, ()), WORDS).text


def test_what_was_dropped_can_be_brought_back():
    shown = dropped(DUE, WORDS)

    assert buttons(shown.payload()["blocks"]) == {ids.PLAN_BRING_BACK: "Undo"}
    assert SAID in shown.text


def test_the_journal_tells_each_plan_once_with_what_came_of_it():
    first = replace(ASKED, text="If it rains, I will wait.", came=Came.NOT_UP)
    second = replace(ASKED, came=Came.DID)
    entry = JournalEntry("A date", 3, AT, Answer(plan=SAID, plans=(first, second)))

    said = texts([b.to_dict() for b in journal_entry(entry, ADA.cadence.zone, WORDS, own=True)])

    assert "If it rains, I will wait.\nWhat came of it: It did not come up" in said
    assert said.count(SAID) == 1


@pytest.mark.parametrize(
    ("values", "when"),
    [
        ({}, When()),
        ({"when": {"selected_option": {"value": "today"}}}, When(Day.TODAY)),
        ({"when-date": {"selected_date": "2026-03-07"}}, When(Day.DATE, on=date(2026, 3, 7))),
        (
            {
                "when": {"selected_option": {"value": "tomorrow"}},
                "when-at": {"selected_time": "15:00"},
                "when-after": {"value": "  the\nTuesday meeting "},
            },
            When(Day.TOMORROW, time(15), after="the Tuesday meeting"),
        ),
        ({"when": {"selected_option": None}, "when-after": {"value": None}}, When()),
    ],
)
def test_a_moment_is_read_from_the_form(values, when):
    assert read_moment({block: {"value": entered} for block, entered in values.items()}) == when


def test_the_form_opens_with_the_moment_that_was_chosen():
    answer = Answer(plan=SAID, plans=(replace(DUE, after="the call"),))

    drawn = plan_form(card(PLAN, answer, zone="Europe/Berlin"), WORDS).to_dict()

    fields = {b["block_id"]: b["element"] for b in drawn["blocks"] if b["type"] == "input"}
    assert fields["when"]["initial_option"]["value"] == "date"
    assert fields["when-date"]["initial_date"] == "2026-03-03"
    assert fields["when-at"]["initial_time"] == "15:00"
    assert fields["when-after"]["initial_value"] == "the call"


def test_a_plan_that_was_asked_about_gets_a_new_moment():
    drawn = plan_form(card(PLAN, Answer(plan=SAID, plans=(ASKED,))), WORDS).to_dict()

    fields = {b["block_id"]: b["element"] for b in drawn["blocks"] if b["type"] == "input"}
    assert "initial_option" not in fields["when"]


@pytest.mark.parametrize(
    ("when", "key", "block"),
    [
        (When(Day.TODAY, time(9)), "error-plan-past", "when-at"),
        (When(Day.DATE, on=date(2026, 3, 1)), "error-plan-past", "when-date"),
        (When(Day.DATE), "error-plan-no-date", "when-date"),
        (When(Day.DATE, on=date(2028, 3, 1)), "error-plan-too-far", "when-date"),
        (When(Day.TODAY), "error-plan-day-over", "when"),
        (When(at=time(9)), "error-plan-no-day", "when"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_it_is_about(when, key, block):
    assert field_of(when, CoachingError(key)) == block
