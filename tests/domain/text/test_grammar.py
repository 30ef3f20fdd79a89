"""Phrases as a grammar: what each sign in them stands for."""

import pytest

from bot.domain.text.grammar import Grammar, ends
from bot.domain.text.phrases import NoPhrase

GRAMMAR = Grammar(
    {"ask": ["can <who>", "please"], "who": ["you", "we"], "round": ["a <round>"]}, str.split
)


def fits(phrase, text):
    words = text.split()
    return len(words) in ends(GRAMMAR.of(phrase), words, 0, {})


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("stop it", "stop it"),
        ("stop [it] now", "stop now"),
        ("(stop | end) it", "end it"),
        ("<ask> stop", "can we stop"),
        ("at <figure>", "at 3pm"),
        ("until <any>", "until monday"),
        ("until ...", "until"),
        ("until ...", "until the end of may"),
        ("[[a] b] c", "a b c"),
        ("<start> stop <end>", "stop"),
    ],
)
def test_a_phrase_fits_what_it_says(phrase, text):
    assert fits(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("stop it", "stop"),
        ("<ask> stop", "they stop"),
        ("at <figure>", "at noon"),
        ("until <any>", "until"),
        ("until ...", "until the very end of may"),
        ("stop <end>", "stop it"),
        ("()", "stop"),
    ],
)
def test_a_phrase_fits_nothing_else(phrase, text):
    assert not fits(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [
        ("(stop", 'A ")" is missing.'),
        ("stop )", '")" stands alone in "stop )".'),
        ("<nobody>", "There is no group <nobody>."),
        ("<round>", "<round> is made of itself."),
    ],
)
def test_what_is_wrong_with_a_phrase_is_said(phrase, problem):
    with pytest.raises(NoPhrase) as error:
        GRAMMAR.of(phrase)

    assert str(error.value) == problem
