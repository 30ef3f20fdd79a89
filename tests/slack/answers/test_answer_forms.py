from dataclasses import replace
from datetime import time

import pytest

from bot.domain.answers.reply import Answer, Outcome
from bot.slack.answers.answer_forms import (
    AnswerGiven,
    answer_form,
    plan_form,
    read_answer_form,
    read_kept,
    read_plan_form,
)
from bot.slack.schedule.settings_fields import Pause, Terms
from bot.slack.schedule.settings_form import TimeGiven, read_time_form, time_form
from tests.slack.views.screen import ADA, COUNT, PLAN, TALK, TUESDAY_TEN, WORDS, card, texts

TODAY = TUESDAY_TEN.date()


@pytest.fixture
def fields():
    """The input blocks of a form, by block id."""

    def found(view):
        return {b["block_id"]: b for b in view.to_dict()["blocks"] if b["type"] == "input"}

    return found


@pytest.fixture
def untouched():
    """What Slack sends back for a form that is saved as it was opened."""

    def state(view):
        inputs = [b for b in view.to_dict()["blocks"] if b["type"] == "input"]
        return {b["block_id"]: {b["element"]["action_id"]: _state(b["element"])} for b in inputs}

    return state


def _state(element):
    return {
        "value": element.get("initial_value"),
        "selected_option": element.get("initial_option"),
        "selected_options": element.get("initial_options", []),
        "selected_time": element.get("initial_time"),
        "selected_date": element.get("initial_date"),
    }


def test_the_answer_form_asks_what_the_nudge_asks(fields):
    text = answer_form(card(replace(TALK, confidence=True)), WORDS)
    choice = answer_form(card(COUNT), WORDS)

    assert list(fields(text)) == ["text", "outcome", "confidence", "keep"]
    assert list(fields(choice)) == ["choice", "text", "outcome", "keep"]
    assert "*What was their first question?*" in texts(text.to_dict())


def test_forms_know_their_card():
    answer, plan = answer_form(card(TALK), WORDS), plan_form(card(PLAN), WORDS)

    assert (answer.callback_id, answer.private_metadata) == ("answer.form", "7")
    assert (plan.callback_id, plan.private_metadata) == ("plan.form", "7")


def test_a_private_day_takes_no_text_and_need_not_ask_who_reads_it(fields, untouched):
    view = answer_form(card(replace(COUNT, private=True), reader=""), WORDS)

    assert list(fields(view)) == ["choice", "outcome"]
    assert read_answer_form(untouched(view)).private


@pytest.mark.parametrize(
    "given",
    [
        AnswerGiven(Outcome.STUCK, "In the form", 1, 4, private=True),
        AnswerGiven(None, "", None, None, private=False),
        AnswerGiven(Outcome.DID, "", 0, None, private=False),
    ],
)
def test_a_form_saved_as_it_was_opened_changes_nothing(untouched, given):
    nudge = replace(COUNT, confidence=True)
    answer = Answer(
        outcome=given.outcome,
        words=tuple(filter(None, ("Typed", given.text))),
        form_text=given.text,
        choice="" if given.choice is None else COUNT.choices[given.choice],
        confidence=given.confidence,
        private=given.private,
    )

    view = answer_form(card(nudge, answer), WORDS)

    assert read_answer_form(untouched(view)) == given


def test_who_keeps_all_answers_finds_the_box_ticked(untouched):
    view = answer_form(card(TALK, reader="", is_kept=True), WORDS)

    assert read_answer_form(untouched(view)).private


def test_typed_words_are_changed_where_they_were_typed(fields):
    typed = answer_form(card(TALK, Answer(words=("Typed",))), WORDS)
    written = answer_form(card(TALK, Answer(words=("Form",), form_text="Form")), WORDS)

    assert fields(typed)["text"]["hint"]["text"].startswith("What you typed as a message")
    assert "initial_value" not in fields(typed)["text"]["element"]
    assert fields(written)["text"]["hint"]["text"].startswith("Please leave out names")


def test_blank_space_is_no_answer():
    values = {"text": {"value": {"value": "  \n "}}, "keep": {"value": {"selected_options": []}}}

    assert read_answer_form(values) == AnswerGiven(None, "", None, None, private=False)


def test_the_fields_of_a_plan_read_as_its_sentence(fields):
    view = plan_form(card(PLAN), WORDS)

    assert [f["label"]["text"] for b, f in fields(view).items() if b.startswith("blank")] == [
        "If it is …",
        "… then we talk. Until then I wait, unless …",
    ]
    assert "If it is […], then we talk." in texts(view.to_dict())


@pytest.mark.parametrize(
    ("first", "second", "plan"),
    [
        ("noon", "she calls", "If it is noon, then we talk. Until then I wait, unless she calls."),
        (" noon, ", "a\nb.", "If it is noon, then we talk. Until then I wait, unless a b."),
    ],
)
def test_a_plan_is_filled_in(first, second, plan):
    values = {"blank.0": {"value": {"value": first}}, "blank.1": {"value": {"value": second}}}

    assert read_plan_form(PLAN.plan, values) == plan


@pytest.mark.parametrize(
    ("sentence", "plan"),
    [
        (PLAN.plan, "If it is noon (12.00), then we talk. Until then I wait, unless she calls."),
        ("If ___ (or so), then ___?", "If it is noon (or so), then do we talk?"),
    ],
)
def test_a_plan_can_be_opened_again_and_saved_unchanged(untouched, sentence, plan):
    view = plan_form(card(replace(PLAN, plan=sentence), Answer(plan=plan)), WORDS)

    assert read_plan_form(sentence, untouched(view)) == plan


def test_a_plan_of_a_sentence_that_has_changed_since_begins_empty(fields):
    view = plan_form(card(PLAN, Answer(plan="When it is noon, we talk.")), WORDS)

    assert "initial_value" not in fields(view)["blank.0"]["element"]


def test_a_plan_can_be_kept_too(untouched):
    shared = plan_form(card(PLAN), WORDS)
    kept = plan_form(card(PLAN, Answer(plan="x", private=True)), WORDS)

    assert not read_kept(untouched(shared))
    assert read_kept(untouched(kept))


@pytest.mark.parametrize("weekdays", [frozenset(range(5)), frozenset({6}), frozenset({0, 2, 5})])
def test_the_time_form_opens_with_what_holds(fields, untouched, weekdays):
    cadence = replace(ADA.cadence, at=time(8, 30), weekdays=weekdays)

    view = time_form(replace(ADA, cadence=cadence), TODAY, WORDS)

    terms = Terms(Pause.NONE, None, shares=True, keeps_words=False)
    given = TimeGiven(time(8, 30), weekdays, reminds=False, terms=terms)
    assert read_time_form(untouched(view), "") == given
    assert "Europe/Berlin" in fields(view)["at"]["hint"]["text"]


def test_the_week_begins_on_monday(fields):
    options = fields(time_form(ADA, TODAY, WORDS))["weekdays"]["element"]["options"]

    assert [(o["value"], o["text"]["text"]) for o in options[::6]] == [
        ("0", "Monday"),
        ("6", "Sunday"),
    ]
