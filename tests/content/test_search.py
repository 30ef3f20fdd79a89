"""Finding days by what people type."""

from dataclasses import replace

import pytest

from bot.content.search.help_words import HelpWords
from bot.content.search.index import LONGEST, Index
from bot.domain.practice.track import Kind, Needs, Nudge, ReplyKind, Track


def nudge(number, title, message, key="", track="talks", asked=()):
    return Nudge(
        f"{track}.{number}", number, Kind.TRY, title, message, "How?", ReplyKind.TEXT, key=key,
        asked_as=asked,
    )  # fmt: skip


TALKS = Track(
    "talks", "Talk straight", "All", "Say what is so", Needs(), ready=True, note="", nudges=(
        nudge(1, "Praise with detail", "Thank them for one act you saw."),
        nudge(2, "Money on the table", "Meet and speak about their salary."),
        nudge(3, "Late again", "What stands in their way?", asked=("he's never on time",)),
        nudge(4, "Say no kindly", "Turn down a request.", key="decline-work"),
        nudge(5, "One on one", "Meet for ten minutes on a walk."),
    ),
)  # fmt: skip
HANDOVER = Track(
    "delegation", "Hand work over", "All", "Give work away", Needs(), ready=True, note="",
    asked_as=("drowning in tasks",), nudges=(
        nudge(1, "Let it leave", "List the tasks.", track="delegation"),
        nudge(2, "An owner", "Choose an owner for one.", track="delegation"),
    ),
)  # fmt: skip
LISTS = HelpWords(
    alike={("error",): "mistak", ("mistak",): "mistak", ("slip", "up"): "mistak"},
    ordinary=frozenset(["i", "a", "as", "the", "to", "is", "in", "my", "at", "day", "who"]),
    elsewhere=frozenset(["pizza", "friday"]),
    spelled=frozenset(["pizza", "friday"]),
)


def found(words, *tracks, **more):
    index = Index(tracks or (TALKS, HANDOVER), LISTS)
    return [match.nudge.id for match in index.find(words, **more)]


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("late again", "talks.3"),
        ("he is never on time", "talks.3"),
        ("NEVER on time!!", "talks.3"),
        ("salaries", "talks.2"),
        ("salray", "talks.2"),
        ("declining", "talks.4"),
        ("prasie", "talks.1"),
        ("drowning", "delegation.1"),
        ("who is the owner", "delegation.2"),
    ],
)
def test_the_best_comes_first_however_it_is_typed(words, best):
    assert found(words)[0] == best


@pytest.mark.parametrize("words", ["delegate", "delegations", "delgation", "Delegatoin?"])
def test_a_tracks_own_name_finds_its_days_in_order(words):
    assert found(words) == ["delegation.1", "delegation.2"]


@pytest.mark.parametrize(
    "words",
    [
        *("", "  ", "!!", "a", "the", "in the day"),
        *("quantum physics", "pizza", "pizzza on friday", "praise the pizza on friday"),
        *("\U0001f622", "\u4f60\u597d\u5417", "\u043f\u0440\u0438\u0432\u0435\u0442", "1 2 3"),
        *('"', "' OR 1", "NEAR(late)*", "\ud83d", "\x00"),
        *("x" * 20_000, "late-" * 3 + "x-" * 9_000, "no such words " * 2_000),
    ],
)
def test_what_is_for_somebody_else_or_says_nothing_finds_nothing(words):
    assert found(words) == []


def test_the_beginning_of_a_long_line_is_read():
    assert found("late again " * 5_000)[0] == "talks.3"
    assert found(" " * LONGEST + "late again") == []


def test_a_question_is_ours_when_most_of_it_is():
    assert found("late again in Neverland")
    assert found("late in Neverland, Atlantis and Shangri-La") == []


def test_a_question_with_strange_words_has_to_score_well(monkeypatch):
    assert found("late again in Neverland")
    monkeypatch.setattr("bot.content.search.index.LEAST", 100)

    assert found("late again in Neverland") == []
    assert found("late again") != []


def test_a_day_gains_by_what_else_its_track_has_of_the_question():
    def track(name, *asked):
        days = tuple(
            nudge(number, f"{name} {number}", "Go.", track=name, asked=(one,))
            for number, one in enumerate(asked, 1)
        )
        return replace(TALKS, id=name, title=name, nudges=days)

    first = track("larch", "they grumble loudly", "it rained")
    second = track("maple", "they grumble loudly", "we grumble", "who can grumble")

    assert found("grumble loudly", first, second)[0] == "maple.1"


def test_a_tracks_whole_phrase_in_a_question_counts_for_more_than_a_days_other_words():
    day = nudge(1, "Listen", "Go.", asked=("drowning in tasks now",))

    best, *_ = found("drowning in tasks", replace(TALKS, nudges=(day,)), HANDOVER)

    assert best == "delegation.1"


def test_a_part_of_a_phrase_is_ours_however_ordinary_its_words():
    track = replace(TALKS, nudges=(nudge(1, "Begin", "Go.", asked=("is the day in my way",)),))

    assert found("is the day in", track) == ["talks.1"]
    assert found("the day", track) == []


def test_a_word_of_the_act_alone_says_little_once_the_day_has_phrases():
    pay = replace(TALKS.nudges[1], asked_as=("they want more money",))

    assert found("salary") == ["talks.2"]
    assert found("salary", replace(TALKS, nudges=(pay,))) == []
    assert found("more money as salary", replace(TALKS, nudges=(pay,))) == ["talks.2"]


def test_words_that_mean_the_same_find_the_same():
    track = replace(TALKS, nudges=(nudge(1, "A mistake", "Talk about it."),))

    for words in ("mistakes", "errors", "slip-ups", "slip up"):
        assert found(words, track) == ["talks.1"]


def test_a_phrase_counts_for_more_than_the_act():
    walk = nudge(6, "Stretch your legs", "Go.", asked=("no time for a walk",))
    track = replace(TALKS, nudges=(*TALKS.nudges, walk))

    assert found("walk", track)[0] == "talks.6"


def test_the_best_day_of_each_track_comes_before_the_second_best_of_any():
    others = [
        replace(
            TALKS,
            id=name,
            title=f"On {name}",
            nudges=(nudge(1, f"Late {name}", "Go.", track=name),),
        )
        for name in ("trains", "trust")
    ]
    track = replace(TALKS, nudges=(*TALKS.nudges, nudge(6, "Late still", "Go.")))

    assert {one.rpartition(".")[0] for one in found("late", track, *others)} == {
        *("talks", "trains", "trust"),
    }


def test_no_more_than_asked_for_and_best_first():
    index = Index((TALKS, HANDOVER), LISTS)

    matches = index.find("delegation", most=2)

    assert len(matches) == 2
    assert len(index.find("delegation", most=1)) == 1
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)


def test_the_same_question_finds_the_same_whatever_was_asked_before():
    index = Index((TALKS, HANDOVER), LISTS)
    first = index.find("late owner")

    index.find("praise")

    assert index.find("late owner") == first == Index((TALKS, HANDOVER), LISTS).find("late owner")


def test_where_nothing_fits_the_closest_track_is_named():
    index = Index((TALKS, HANDOVER), LISTS)

    assert index.closest("pizza for the owner and friday") is HANDOVER
    assert index.closest("quantum physics") is None
    assert index.closest("") is None


def test_without_tracks_nothing_is_found():
    assert Index(()).find("late again") == ()
    assert Index(()).closest("late again") is None
