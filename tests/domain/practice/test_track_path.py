"""The way along a track: what is done, what waits, and what is parked."""

from dataclasses import replace

from bot.domain.answers.reply import Outcome
from bot.domain.practice.track_path import Step, path
from tests.domain.conftest import TRACK, WELCOMED, past


def stands(*history):
    return [step for _, step in path(TRACK, [WELCOMED, *history]).steps]


def test_every_day_has_its_place():
    way = stands(past(1, Outcome.DID), past(2, Outcome.NOT_FOR_ME), past(3))

    assert way == [Step.DID, Step.ANSWERED, Step.WAITING, Step.TO_COME, Step.TO_COME]


def test_not_yet_and_stuck_are_parked_once_the_track_has_gone_on():
    assert stands(past(1, Outcome.NOT_YET))[0] is Step.ANSWERED
    assert stands(past(1, Outcome.NOT_YET), past(2, Outcome.STUCK), past(3))[:2] == [
        Step.PARKED,
        Step.PARKED,
    ]


def test_a_late_did_it_takes_a_day_out_of_the_park():
    assert stands(past(1, Outcome.DID), past(2))[0] is Step.DID


def test_skills_are_those_that_were_used_each_once():
    keys = ("saying-why", "", "saying-why", "thanks", "asking")
    named = zip(TRACK.nudges, keys, strict=True)
    track = replace(TRACK, nudges=tuple(replace(nudge, key=key) for nudge, key in named))
    history = [past(1, Outcome.DID), past(2, Outcome.DID), past(3, Outcome.DID), past(4)]

    assert path(track, history).skills == ("Day 1",)
