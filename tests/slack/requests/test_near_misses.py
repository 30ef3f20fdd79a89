"""A word that was nearly right: the command that was meant is named."""

import pytest

from bot.slack.commands.coach import ADMIN_VERBS
from bot.slack.commands.coach import VERBS as COACH_VERBS
from bot.slack.commands.nudge import VERBS as NUDGE_VERBS
from bot.slack.commands.parse import nearest

NUDGE = tuple(verb for verb in NUDGE_VERBS if verb)
COACH = tuple(verb for verb in (*COACH_VERBS, *ADMIN_VERBS) if verb)


@pytest.mark.parametrize(
    ("known", "typed", "meant"),
    [
        (NUDGE, "setings", "settings"),
        (NUDGE, "jurnal", "journal"),
        (NUDGE, "puase", "pause"),
        (NUDGE, "resum", "resume"),
        (NUDGE, "privacey", "privacy"),
        (NUDGE, "mydata", "my-data"),
        (NUDGE, "forgetme", "forget-me"),
        (NUDGE, "xyzzy", ""),
        (COACH, "asign", "assign"),
        (COACH, "unasign", "unassign"),
        (COACH, "quue", "queue"),
        (COACH, "rooster", "roster"),
        (COACH, "reprot", "report"),
        (COACH, "resum", "resume"),
        (COACH, "setings", "settings"),
        (COACH, "hand-over", "handover"),
        (COACH, "xyzzy", ""),
    ],
)
def test_the_nearest_command_is_found(known, typed, meant):
    assert nearest(typed, known) == meant


@pytest.mark.parametrize("known", [NUDGE, COACH])
def test_no_command_is_taken_for_another_when_a_letter_is_missing(known):
    longer = [verb for verb in known if len(verb) > len("pause")]

    assert {verb: nearest(verb[:-1], known) for verb in longer} == {verb: verb for verb in longer}
