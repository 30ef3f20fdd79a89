"""Syllables and grades, against what a reader counts aloud."""

import pytest

from bot.content.prose import join, words
from bot.content.readability import grade, syllables

SPOKEN = {
    1: "the make makes asked names through eight great read wrote team guest leave 12",
    2: "people table tables handled trial quiet being reading wanted changes minutes question",
    3: "idea ideas area radio created manager useful family remember",
    4: "responsible information",
}


@pytest.mark.parametrize(
    ("word", "count"), [(word, n) for n, text in SPOKEN.items() for word in text.split()]
)
def test_syllables_are_counted_as_they_are_spoken(word, count):
    assert syllables(word) == count


def test_the_grade_is_the_formula_of_flesch_and_kincaid():
    prose = join([(1, "The cat sat on the mat."), (2, "It was a happy cat.")])

    found = grade([prose])

    assert found == pytest.approx(0.39 * 11 / 2 + 11.8 * 12 / 11 - 15.59)


def test_no_text_has_no_grade():
    assert grade([]) == 0


def test_sentences_know_the_line_they_begin_on():
    prose = join([(4, "One word. Then"), (5, "two. Is it 1.5? “Yes.”"), (6, ""), (7, "No end")])

    found = list(prose.sentences())

    assert found == [
        (4, "One word."),
        (4, "Then two."),
        (5, "Is it 1.5?"),
        (5, "“Yes.”"),
        (7, "No end"),
    ]


def test_blanks_and_dashes_are_no_words():
    assert words("If ___ is 3 - then I will.") == ["If", "is", "3", "then", "I", "will."]
