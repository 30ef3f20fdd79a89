import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.safety import NO_WORDS, Concern, concern_in, safety_words

PHRASES = {
    Concern.DANGER: ("kill myself", "suicidal"),
    Concern.STRAIN: ("cannot cope", "can't sleep", "crying at work", "hopeless"),
    Concern.HARM: ("bullying", "injury"),
}
ALLOWED = ("killing time", "add insult to injury", "hopeless at maths", "Bullying policy")
WORDS = safety_words(PHRASES, ALLOWED)
LISTED = [(phrase, concern) for concern, listed in PHRASES.items() for phrase in listed]
HARMLESS = ("the", "team", "we", "talked", "about", "skill", "Killer", "copes", "sleepy", "7")

dull = st.lists(st.sampled_from(HARMLESS), max_size=6).map(" ".join)
gaps = st.sampled_from([" ", "  ", ", ", " … ", "\n", "-", " (", "! "])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I want to kill myself.", Concern.DANGER),
        ("KILL, myself", Concern.DANGER),
        ("killing\nmyself", Concern.DANGER),
        ("She is bullied", Concern.HARM),
        ("I cried at work", Concern.STRAIN),
        ("I was crying at work", Concern.STRAIN),
        ("I can't sleep", Concern.STRAIN),
        ("I can\u2019t sleep", Concern.STRAIN),
        ("I cant sleep", Concern.STRAIN),
        ("two injuries", Concern.HARM),
        ("skill myself", None),
        ("kill themself", None),
        ("kill and myself", None),
        ("killing time", None),
        ("To add insult to injury, he left", None),
        ("killing time before I kill myself", Concern.DANGER),
        ("I am hopeless at maths", None),
        ("I am hopeless", Concern.STRAIN),
        ("hopeless, and a bully: I am suicidal", Concern.DANGER),
        ("hopeless, and a bully", Concern.HARM),
        ("", None),
        ("👍", None),
    ],
)
def test_a_phrase_is_found_as_people_write_it_and_nowhere_else(text, found):
    assert concern_in(text, WORDS) is found


@given(dull, st.sampled_from(LISTED), dull, st.booleans(), gaps)
def test_it_is_found_wherever_it_stands_and_however_it_is_set(before, listed, after, loud, gap):
    phrase, concern = listed
    phrase = gap.join(phrase.split())
    text = f"{before}. {phrase.upper() if loud else phrase}, {after}"

    assert concern_in(text, WORDS) is concern


@given(st.lists(st.one_of(dull, st.sampled_from(ALLOWED)), max_size=8), gaps)
def test_nothing_is_found_inside_an_everyday_phrase(parts, gap):
    assert concern_in(gap.join(parts), WORDS) is None


@given(st.sampled_from(LISTED), st.sampled_from("abcxyz"), st.booleans())
def test_nothing_is_found_in_the_middle_of_a_word(listed, letter, before):
    phrase, _ = listed
    text = f"{letter}{phrase}" if before else f"{phrase}{letter}{letter}q"

    assert concern_in(text, WORDS) is None


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    concern_in(text, WORDS)


def test_without_lists_nothing_is_found():
    assert concern_in("kill myself", NO_WORDS) is None
