import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.privacy.safety import (
    NO_WORDS,
    Concern,
    Found,
    SafetyWords,
    concern_in,
    found_in,
    language,
)
from bot.domain.text.phrases import NoPhrase

LISTS = {
    "danger": ["<i> <want> [to] (die | kill myself)", "<i> am suicidal", "kill myself"],
    "danger-others": ["<any> ... kill (himself | herself)"],
    "harm": ["<any> bullies me", "i was ... injured"],
    "harm-others": ["bullying", "an injury"],
    "strain": ["i can't cope", "crying at work", "i am hopeless", "i sleep badly <end>"],
    "allowed": ["killing time", "insult to injury", "hopeless at", "bullying policy"],
    "stories": ["film"],
    "cases": ["patient"],
}
GROUPS = {
    "and": ["and", "but"],
    "not": ["not", "never", "nobody"],
    "doubt": ["stop"],
    "person-i": ["i"],
    "i": ["i", "<start>"],
    "want": ["want", "feel like"],
}
SPELLINGS = {
    "i'm": "i am",
    "im": "i am",
    "can't": "can not",
    "cant": "can not",
    "cannot": "can not",
    "don't": "do not",
    "wanna": "want to",
    "kms": "kill myself",
    "really": "",
    "kind of": "",
}
SLIPS = {"suicidal": [], "myself": [], "bullying": ["bulling"]}
WORDS = SafetyWords((language(LISTS, GROUPS, SPELLINGS, SLIPS),))
HARMLESS = ("the", "team", "we", "talked", "about", "skill", "Killer", "copes", "sleepy", "7")

dull = st.lists(st.sampled_from(HARMLESS), max_size=6).map(" ".join)
gaps = st.sampled_from([" ", "  ", ", ", " … ", "\n", "-", " (", " - "])
PLAIN = [("kill myself", Concern.DANGER), ("crying at work", Concern.STRAIN)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I want to kill myself.", Concern.DANGER),
        ("KILL, myself", Concern.DANGER),
        ("killing\nmyself", Concern.DANGER),
        ("I want to die", Concern.DANGER),
        ("Honest answer? Want to die.", Concern.DANGER),
        ("Bad day, and want to die", Concern.DANGER),
        ("I wanna die", Concern.DANGER),
        ("I really kind of want to die", Concern.DANGER),
        ("I, really, want to die", Concern.DANGER),
        ("i feel like dying", Concern.DANGER),
        ("Legacy code wants to die", None),
        ("I'm suicidal", Concern.DANGER),
        ("I\u2019m suicidal", Concern.DANGER),
        ("im suicidal", Concern.DANGER),
        ("im suicdal", Concern.DANGER),
        ("im sucidial", None),
        ("I am not suicidal", None),
        ("kms", Concern.DANGER),
        ("I will never kill myself", None),
        ("I am not going to kill myself", None),
        ("I can't stop thinking I'll kill myself", Concern.DANGER),
        ("It did not go well. I kill myself", Concern.DANGER),
        ("It did not go well, kill myself", Concern.DANGER),
        ("kill mysef", Concern.DANGER),
        ("kill myslef", Concern.DANGER),
        ("kill mmyself", Concern.DANGER),
        ("kill mself", Concern.DANGER),
        ("kiiiill myseeelf", Concern.DANGER),
        ("k1ll my$elf", Concern.DANGER),
        ("k*ll mys*lf", Concern.DANGER),
        ("k i l l   m y s e l f", Concern.DANGER),
        ("k.i.l.l. m.y.s.e.l.f", Concern.DANGER),
        ("i w a n t t o d i e", Concern.DANGER),
        ("kill\u200b my\u00adself", Concern.DANGER),
        ("a b c d e", None),
        ("Sam said he would kill himself", Concern.DANGER),
        ("Nobody would kill himself", None),
        ("In the film he wants to kill himself", None),
        ("A patient wanted to kill himself. Sam said he would kill himself", Concern.DANGER),
        ("My boss bullies me", Concern.HARM),
        ("Nobody bullies me", None),
        ("There was bulliyng", Concern.HARM),
        ("We were bulling", None),
        ("I was quite badly injured", Concern.HARM),
        ("I was in no way injured", Concern.HARM),
        ("I was not injured", None),
        ("She is bullied", Concern.HARM),
        ("I cried at work", Concern.STRAIN),
        ("I was crying at work", Concern.STRAIN),
        ("I can\u2019t cope", Concern.STRAIN),
        ("I cant cope", Concern.STRAIN),
        ("I cannot cope", Concern.STRAIN),
        ("i sleep badly", Concern.STRAIN),
        ("i sleep badly and late", Concern.STRAIN),
        ("i sleep badly planned hours", None),
        ("skill myself", None),
        ("kill themself", None),
        ("kill and myself", None),
        ("killing time", None),
        ("To add insult to injury, he left", None),
        ("killing time before I kill myself", Concern.DANGER),
        ("I am hopeless at maths", None),
        ("I am hopeless", Concern.STRAIN),
        ("I am hopeless, and a bully: I am suicidal", Concern.DANGER),
        ("I am hopeless, bullying goes on", Concern.HARM),
        ("", None),
        ("👍", None),
    ],
)
def test_a_phrase_is_found_as_people_write_it_and_nowhere_else(text, found):
    assert concern_in(text, WORDS) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I am suicidal", Found(Concern.DANGER)),
        ("Sam said he would kill himself", Found(Concern.DANGER, others=True)),
        ("My boss bullies me", Found(Concern.HARM)),
        ("There is bullying here", Found(Concern.HARM, others=True)),
        ("He would kill himself, and I am suicidal", Found(Concern.DANGER)),
        ("He would kill himself. My boss bullies me", Found(Concern.DANGER, others=True)),
    ],
)
def test_it_says_whether_the_writer_or_somebody_else_is_meant(text, found):
    assert found_in(text, WORDS) == found


def test_an_everyday_phrase_takes_nothing_from_one_that_says_more():
    lists = {"danger": ["he hit me", "he hit me with his fist"], "allowed": ["hit me with"]}
    words = SafetyWords((language(lists),))

    assert concern_in("he hit me with a question", words) is None
    assert concern_in("he hit me with his fist", words) is Concern.DANGER


def test_the_lists_of_all_languages_are_looked_through_and_the_gravest_is_given():
    german = language({"danger": ["mich umbringen"]}, {"not": ["nicht"]})
    words = SafetyWords((WORDS.languages[0], german))

    assert concern_in("Ich will mich umbringen", words) is Concern.DANGER
    assert concern_in("Ich will nicht mich umbringen", words) is None
    assert concern_in("bullying, mich umbringen", words) is Concern.DANGER


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("kill (me | you", 'A "\\)" is missing'),
        ("kill [me", 'A "]" is missing'),
        ("kill me)", '"\\)" stands alone'),
        ("kill | me", '"|" stands alone'),
        ("kill <nobody>", "There is no group <nobody>"),
        ("kill <loop>", "<loop> is made of itself"),
    ],
)
def test_a_phrase_that_cannot_be_read_is_refused_in_plain_words(phrase, said):
    with pytest.raises(NoPhrase, match=said):
        language({"danger": [phrase]}, {"loop": ["<other>"], "other": ["<loop>"]})


@given(dull, st.sampled_from(PLAIN), dull, st.booleans(), gaps)
def test_it_is_found_wherever_it_stands_and_however_it_is_set(before, listed, after, loud, gap):
    phrase, concern = listed
    phrase = gap.join(phrase.split())
    text = f"{before}. {phrase.upper() if loud else phrase}, {after}"

    assert concern_in(text, WORDS) is concern


@given(st.lists(st.one_of(dull, st.sampled_from(LISTS["allowed"])), max_size=8), gaps)
def test_nothing_is_found_inside_an_everyday_phrase(parts, gap):
    assert concern_in(gap.join(parts), WORDS) is None


@given(st.sampled_from(PLAIN), st.sampled_from("abcxyz"), st.booleans())
def test_nothing_is_found_in_the_middle_of_a_word(listed, letter, before):
    phrase, _ = listed
    text = f"{letter}{phrase}" if before else f"{phrase}{letter}{letter}q"

    assert concern_in(text, WORDS) is None


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    concern_in(text, WORDS)


def test_without_lists_nothing_is_found():
    assert concern_in("kill myself", NO_WORDS) is None
