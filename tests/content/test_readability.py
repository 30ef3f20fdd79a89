"""The reading grade, against what a reader counts aloud."""

import pytest

from bot.content.style.readability import grade
from bot.content.tracks.prose import join, words


def test_the_grade_is_the_formula_of_flesch_and_kincaid():
    prose = join([(1, "The cat sat on the mat."), (2, "It was a happy cat.")])

    found = grade([prose])

    assert found == pytest.approx(0.39 * 11 / 2 + 11.8 * 12 / 11 - 15.59)


def test_words_are_spoken_as_a_dictionary_has_them():
    """Rules of spelling would miss all of these."""
    prose = join(
        [(1, "Somebody likely lately rarely tired. Anyone, everything, colleague, idea.")]
    )

    spoken = 3 + 2 + 2 + 2 + 2 + 3 + 3 + 2 + 3
    assert grade([prose]) == pytest.approx(0.39 * 9 / 2 + 11.8 * spoken / 9 - 15.59, abs=0.01)


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


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("Plan a one-to-", "one with each.", "Plan a one-to-one with each."),
        ("On two-", "and three-hour shifts.", "On two- and three-hour shifts."),
        ("It is late -", "so wait.", "It is late - so wait."),
        ("From nine-", '"or ten", they say.', 'From nine- "or ten", they say.'),
    ],
)
def test_a_line_that_ends_inside_a_word_goes_on_with_it(first, second, text):
    prose = join([(1, first), (2, second)])

    assert prose.text == text
    assert prose.line_at(text.index(second)) == 2
