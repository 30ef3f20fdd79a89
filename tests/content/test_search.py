from dataclasses import replace

import pytest

from bot.content.tracks.search import search
from bot.domain.practice.track import Kind, Needs, Nudge, ReplyKind, Track


def nudge(number, title, message, key="", track="talks"):
    return Nudge(
        f"{track}.{number}", number, Kind.TRY, title, message, "How?", ReplyKind.TEXT, key=key
    )


TALKS = Track(
    "talks", "Talk straight", "All", "Say what is so", Needs(), ready=True, note="", nudges=(
        nudge(1, "Praise with detail", "Thank a person on the team for one act you saw."),
        nudge(2, "Money on the table", "Meet the person and speak about their salary."),
        nudge(3, "Late again", "Ask the person what stands in their way in the morning."),
        nudge(4, "Say no kindly", "Turn down a request from the team.", key="decline-work"),
        nudge(5, "One on one", "Meet for ten minutes on a walk with the person."),
    ),
)  # fmt: skip
HANDOVER = Track(
    "delegation", "Hand work over", "All", "Give work away", Needs(), ready=True, note="", nudges=(
        nudge(1, "Let it leave", "List the tasks of the team.", track="delegation"),
        nudge(2, "An owner", "Choose a person for one of them.", track="delegation"),
    ),
)  # fmt: skip


def found(words, *tracks, **more):
    return [match.nudge.id for match in search(tracks or (TALKS, HANDOVER), words, **more)]


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("late again", "talks.3"),
        ("a talk about salaries", "talks.2"),
        ("slary", "talks.2"),
        ("LATE!!", "talks.3"),
        ("thanking somebody", "talks.1"),
        ("declining", "talks.4"),
        ("praise", "talks.1"),
    ],
)
def test_the_best_comes_first_however_it_is_typed(words, best):
    assert found(words)[0] == best


@pytest.mark.parametrize("words", ["delegate", "delegation", "delegations"])
def test_a_tracks_own_name_finds_its_nudges(words):
    assert found(words) == ["delegation.1", "delegation.2"]


@pytest.mark.parametrize("words", ["pizza", "quantum physics", "the", "", "!!", "a", "person"])
def test_what_fits_nothing_or_everything_finds_nothing(words):
    assert found(words) == []


@pytest.mark.parametrize("words", ["one-to-one", "One to one", "1:1", "my 1-1s", "onetoone"])
def test_a_word_of_short_words_is_found_however_it_is_typed(words):
    meeting = nudge(6, "Time for two", "Ask which time suits for your one-to-one.")
    track = replace(TALKS, nudges=(*TALKS.nudges, meeting))

    assert found(words, track)[0] == "talks.6"


def test_a_title_counts_for_more_than_the_act():
    twice = replace(TALKS.nudges[4], id="talks.6", title="A walk", message="Go for it.")
    track = replace(TALKS, nudges=(*TALKS.nudges, twice))

    assert found("walk", track) == ["talks.6", "talks.5"]


def test_no_more_than_asked_for():
    assert len(found("talks straight")) == 3
    assert len(found("talks straight", most=1)) == 1


def test_without_tracks_nothing_is_found():
    assert search((), "late again") == ()
