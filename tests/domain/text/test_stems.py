import pytest

from bot.domain.text.stems import stem, words


@pytest.mark.parametrize(
    ("forms", "stemmed"),
    [
        ("cry cries cried crying", "cri"),
        ("delegate delegates delegated delegating delegation", "deleg"),
        ("die died dying", "die"),
        ("kill killed killing", "kill"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms, stemmed):
    assert {stem(form) for form in forms.split()} == {stemmed}


@pytest.mark.parametrize(("one", "other"), [("miss", "mission"), ("same", "sam"), ("new", "news")])
def test_different_words_have_different_stems(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I DON'T know, she\u2019s late!", ["i", "dont", "know", "shes", "late"]),
        ("one-to-one_s 1:1", ["one", "to", "one", "s", "1", "1"]),
        ("\ufb01ne \u2026 \U0001f622 \u4f60\u597d", ["fine", "\u4f60\u597d"]),
        ("", []),
    ],
)
def test_words_are_in_lower_case_and_without_punctuation(text, found):
    assert words(text) == found


def test_what_is_too_long_for_a_word_is_left_as_it_is():
    assert stem("a" * 50 + "ing") == "a" * 50 + "ing"
