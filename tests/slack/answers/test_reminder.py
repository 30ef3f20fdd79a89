from dataclasses import replace

import pytest

from bot.domain.delivery.card import Reminder
from bot.slack.answers.reminder import read_reminder, reminder_card
from bot.slack.schedule.settings_form import time_form
from tests.slack.views.screen import ADA, TUESDAY_TEN, WORDS, buttons


def test_a_reminder_is_a_line_with_the_four_taps_and_the_way_to_turn_it_off():
    shown = reminder_card(Reminder(9, "Leave <the how>", answered=False), WORDS)

    assert "*Leave &lt;the how&gt;*" in shown.text
    assert "`/nudge settings` turns it off" in shown.text
    pressable = buttons(shown.payload()["blocks"])
    assert list(pressable.values()) == ["Did it", "Not yet", "Not for me", "Stuck"]
    assert "'value': '9'" in str(shown.payload())


def test_once_answered_it_is_a_line_alone():
    shown = reminder_card(Reminder(9, "Leave the how", answered=True), WORDS)

    assert shown.text == "Leave the how: your answer is in."


@pytest.mark.parametrize("on", [False, True])
def test_the_switch_is_off_unless_it_was_put_on_and_saves_what_it_shows(on):
    view = time_form(replace(ADA, reminds=on), TUESDAY_TEN.date(), WORDS).to_dict()

    [block] = [b for b in view["blocks"] if b.get("block_id") == "remind"]
    shown = block["element"].get("initial_options", [])
    assert bool(shown) is on
    assert read_reminder({"remind": {"value": {"selected_options": shown}}}) is on


def test_a_form_from_before_there_was_a_switch_leaves_it_as_it_is():
    assert read_reminder({}) is None
