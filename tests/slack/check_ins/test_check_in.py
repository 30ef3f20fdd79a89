import pytest

from bot.domain.check_ins.check_in import Choice
from bot.domain.delivery.card import CheckIn
from bot.slack.check_ins.check_in import check_in_card
from tests.slack.views.screen import TUESDAY_TEN, WORDS, buttons


def drawn(choice=None, *, answered=True, following=TUESDAY_TEN):
    track, zone = "Hand <work> over", "Europe/Berlin"
    return check_in_card(CheckIn(9, track, "<@U3CAM>", answered, choice, following, zone), WORDS)


def test_it_asks_without_reproach_and_takes_one_tap():
    shown = drawn(answered=False)

    assert "*Hand &lt;work&gt; over*" in shown.text
    assert buttons(shown.payload()["blocks"]) == {
        "check-in.carry-on": "Carry on",
        "check-in.pause-week": "Pause a week",
        "check-in.change-time": "Change the time",
        "check-in.other-track": "Another track",
    }


def test_the_last_word_offers_the_same_taps_and_announces_nothing_more():
    asked = CheckIn(
        *(9, "Hand over", "<@U3CAM>"),
        answered=False,
        choice=None,
        following=None,
        zone="UTC",
        is_last=True,
    )

    shown = check_in_card(asked, WORDS)

    assert "the door is open" in shown.text
    assert "Nothing more comes by itself" in shown.text
    assert len(buttons(shown.payload()["blocks"])) == len(Choice)


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Choice.CARRY_ON, "You chose to carry on.\nNext nudge: Tuesday 3 March, 10:00."),
        (Choice.PAUSE, "You chose to pause for a week."),
        (Choice.TIME, "at the time you choose."),
        (Choice.TRACK, "<@U3CAM> knows that you would like another track."),
        (None, "It goes on."),
    ],
)
def test_once_answered_it_says_what_was_chosen_in_a_line(choice, said):
    shown = drawn(choice)

    assert said in shown.text
    assert buttons(shown.payload()["blocks"]) == {}


def test_nothing_is_announced_that_will_not_come():
    assert "Next nudge" not in drawn(Choice.TRACK).text
    assert "Next nudge" not in drawn(Choice.PAUSE, following=None).text
