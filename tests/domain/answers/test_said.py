"""What a line is, by rules alone: the lists are small ones made for the test."""

import pytest

from bot.domain.answers.said import After, Kind, SaidWords, Talk, Wish, meant, said_language

LISTS = {
    "pause": ["[<ask>] pause [it] [for <any> <any>]"],
    "stop": ["stop [it]", "stop sending me nudges"],
    "help": ["[<ask>] help", "can you ... ..."],
    "later": ["later"],
    "thanks": ["thanks"],
    "greeting": ["hello"],
    "polite": ["and", "baton"],
    "besides": ["this is great", "i am busy"],
    "because": ["it is ... ..."],
    "freely": ["... is ... ..."],
    "clear": ["can you"],
    "others": ["they"],
    "reported": ["she said"],
    "doubtful": ["<start> could you"],
    "to-baton": ["nudges", "<start> pause <end>"],
}
WORDS = SaidWords(
    (
        said_language(
            LISTS,
            {"ask": ["can you", "could you"]},
            {"please": "", "i'm": "i am", "it's": "it is", "hmm": ""},
        ),
    )
)


def kind(line, after=After.NUDGE):
    return meant(line, after, WORDS).kind


def wish(line, after=After.NUDGE):
    return meant(line, after, WORDS).wish


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (After.NUDGE, Kind.ANSWER),
        (After.COACH, Kind.MESSAGE),
        (After.NOTHING, Kind.JOURNAL),
    ],
)
def test_an_ordinary_line_is_what_its_place_suggests(after, expected):
    assert kind("Sam ran the meeting", after) is expected


def test_a_line_is_a_wish_only_if_phrases_cover_all_of_it():
    assert wish("Could you pause it for a week, please?") is Wish.PAUSE
    assert kind("Could you pause it, I asked the team") is Kind.ANSWER


def test_what_stands_beside_a_wish_changes_nothing_about_it():
    assert wish("hello baton and stop") is Wish.STOP
    assert wish("I'm busy. Later") is Wish.LATER
    assert wish("stop, it's driving everyone round the bend") is Wish.STOP


def test_a_reason_ends_at_a_comma():
    assert wish("it's all too much, stop") is Wish.STOP


def test_a_reason_alone_is_no_wish_and_makes_no_talk_of_an_answer():
    assert kind("it's hard to let go") is Kind.ANSWER
    assert kind("thanks, it's getting easier with Lee") is Kind.ANSWER


@pytest.mark.parametrize("line", ["stop " * 31, "stop/" * 500, "stop, " * 10_000])
def test_a_long_line_is_what_its_place_suggests(line):
    assert kind(line) is Kind.ANSWER


def test_of_two_wishes_the_graver_counts():
    assert wish("later and stop") is Wish.STOP


def test_a_phrase_that_says_what_is_wanted_comes_before_one_for_any_question():
    assert wish("can you pause it") is Wish.PAUSE
    assert wish("can you tell me more") is Wish.HELP


def test_below_a_coach_only_what_is_for_baton_alone_is_a_wish():
    assert wish("stop sending me nudges", After.COACH) is Wish.STOP
    assert wish("pause", After.COACH) is Wish.PAUSE
    assert kind("stop it", After.COACH) is Kind.MESSAGE
    assert kind("thanks", After.COACH) is Kind.MESSAGE


@pytest.mark.parametrize("line", ["👍", ":+1:", "...", "hmm", "please"])
def test_a_line_that_says_nothing_is_talk(line):
    assert meant(line, After.NUDGE, WORDS).talk is Talk.FINE
    assert kind(line, After.COACH) is Kind.MESSAGE


def test_a_lone_question_mark_is_a_question():
    assert meant("?", After.NOTHING, WORDS).talk is Talk.QUESTION


def test_thanks_with_praise_is_talk_and_praise_alone_is_an_answer():
    assert meant("thanks, this is great", After.NUDGE, WORDS).talk is Talk.THANKS
    assert kind("this is great") is Kind.ANSWER


@pytest.mark.parametrize(
    "line",
    ["What would Lee say?", "Stop. Then I asked Lee.", "Could you write to Lee"],
)
def test_a_question_and_what_seems_to_want_something_are_doubtful_answers(line):
    found = meant(line, After.NUDGE, WORDS)

    assert (found.kind, found.doubtful) == (Kind.ANSWER, True)
    assert not meant("I asked Lee", After.NUDGE, WORDS).doubtful


def test_beside_a_clear_wish_a_clause_says_anything():
    assert wish("can you pause it, quarter end is killing me") is Wish.PAUSE
    assert wish("quarter end is killing me, can you pause it") is Wish.PAUSE


@pytest.mark.parametrize(
    "line",
    [
        "pause it, quarter end is killing me",
        "can you pause it, what they do is up to me",
        "can you help, quarter end is killing me",
        "quarter end is killing me can you pause it",
        "can you pause it, quarter end is here. Sam is in. Lee is out. Kim is in. Jo is off",
    ],
    ids=["unclear", "others", "about anything", "no comma", "long"],
)
def test_else_it_makes_an_answer_of_the_line(line):
    assert kind(line) is Kind.ANSWER


@pytest.mark.parametrize(
    "line",
    ['"stop"', "\u201cstop\u201d, thanks", "'stop it', thanks", "&gt; stop", 'and "stop it"'],
)
def test_a_quotation_is_no_wish(line):
    assert kind(line) is Kind.ANSWER


def test_a_word_in_quotation_marks_makes_no_quotation():
    assert wish('can you "pause" it for a week') is Wish.PAUSE


def test_what_somebody_said_is_no_wish():
    assert wish("can you go on") is Wish.HELP
    assert kind("can you go on she said") is Kind.ANSWER


def test_help_with_somebody_by_name_is_an_answer_below_a_nudge():
    assert kind("can you talk to Lee") is Kind.ANSWER
    assert wish("can you talk to Lee", After.NOTHING) is Wish.HELP
    assert wish("can you talk to people") is Wish.HELP
