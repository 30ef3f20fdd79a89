"""The bot's fixed words: said with facts, in a language, and never half."""

import pytest

from bot.content.words.words import BrokenWords, UnknownWords, load_words

ENGLISH = """\
# Comments are for writers.
-brand = Baton
hello = Hello { $name }, this is { -brand }.
count = { $n ->
    [one] One nudge
   *[other] { $n } nudges
}
both = { hello } { count }
ack-did-1 = Done.
ack-did-2 = Thank you, { $name }.
ack-did-10 = Noted.
long =
    One line.

    Another, with { "{" }braces{ "}" }.
"""


@pytest.fixture
def words(tmp_path, write):
    write("en/messages/all.ftl", ENGLISH)
    return load_words(tmp_path)


@pytest.mark.parametrize(
    ("key", "facts", "text"),
    [
        ("hello", {"name": "Ada"}, "Hello Ada, this is Baton."),
        ("hello", {"name": "{ $n } <b>"}, "Hello { $n } <b>, this is Baton."),
        ("count", {"n": 1}, "One nudge"),
        ("count", {"n": 1200}, "1,200 nudges"),
        ("count", {"n": 1.5}, "1.5 nudges"),
        ("both", {"name": "Ada", "n": 2}, "Hello Ada, this is Baton. 2 nudges"),
        ("ack-did-1", {"name": "not mentioned"}, "Done."),
        ("long", {}, "One line.\n\nAnother, with {braces}."),
    ],
)
def test_words_are_said_with_their_facts(words, key, facts, text):
    assert words.say(key, **facts) == text


@pytest.mark.parametrize("length", [200, 201, 2500, 2501, 3000, 40_000])
def test_a_long_reply_is_put_in_whole(words, length):
    text = words.say("hello", name="ä" * length)

    assert text == f"Hello {'ä' * length}, this is Baton."


def test_a_fact_that_looks_like_a_place_held_is_put_in_as_it_is(words):
    assert words.say("hello", name="\x000\x00") == "Hello \x000\x00, this is Baton."


@pytest.mark.parametrize(
    ("key", "facts", "sentence"),
    [
        ("helo", {}, 'There are no words for "helo". Did you mean "hello"?'),
        ("zzzz", {}, 'There are no words for "zzzz".'),
        ("-brand", {}, 'There are no words for "-brand".'),
        ("hello", {}, 'The words for "hello" need name.'),
        ("both", {"x": 1}, 'The words for "both" need n, name.'),
    ],
)
def test_what_cannot_be_said_whole_is_not_said(words, key, facts, sentence):
    with pytest.raises(UnknownWords) as refused:
        words.say(key, **facts)

    assert str(refused.value) == sentence
    assert isinstance(refused.value, KeyError)


@pytest.mark.parametrize("fact", [None, True, ["Ada"], b"Ada"])
def test_a_fact_is_text_or_a_number(words, fact):
    with pytest.raises(TypeError, match="The fact name is neither text nor number"):
        words.say("hello", name=fact)


def test_choices_come_in_the_order_of_the_file(words):
    assert words.choices("ack-did-") == ("ack-did-1", "ack-did-2", "ack-did-10")
    assert words.choices("nothing-") == ()
    assert words.keys() == (
        *("hello", "count", "both", "ack-did-1", "ack-did-2", "ack-did-10", "long"),
    )


def test_each_choice_has_its_turn_before_one_comes_again(words):
    picks = [words.pick("ack-did-", turn) for turn in range(6)]

    assert picks[:3] == list(words.choices("ack-did-"))
    assert picks[3:] == picks[:3]


def test_a_pick_among_nothing_is_refused(words):
    with pytest.raises(UnknownWords, match='no words that begin with "nothing-"'):
        words.pick("nothing-", 1)


def test_another_language_is_said_where_it_has_words_and_english_elsewhere(tmp_path, write):
    write("en/messages/all.ftl", ENGLISH)
    write(
        "de/messages/all.ftl",
        "hello = Hallo { $name }.\ncount = { $n }\nack-did-1 = Notiert.\n",
    )

    german = load_words(tmp_path, "de")

    assert german.say("hello", name="Ada") == "Hallo Ada."
    assert german.say("count", n=1200) == "1.200"
    assert german.say("long") == "One line.\n\nAnother, with {braces}."
    assert german.choices("ack-did-") == ("ack-did-1",)


def test_a_language_with_no_folder_is_english(tmp_path, write):
    write("en/messages/all.ftl", ENGLISH)

    assert load_words(tmp_path, "xx").say("ack-did-1") == "Done."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n\nhello\n", 'a.ftl line 3: There is no "=" after the name. Write name = words.'),
        (
            "a = b\n  hello\nworld = x }\n",
            'a.ftl line 3: There is a "}" too many, or one that needs a line of its own.',
        ),
        ("a = { $b\n", 'a.ftl line 1: A "{" is never closed. Add the "}".'),
        (
            "a = b\n!\n",
            (
                "a.ftl line 2: This line belongs to no entry. "
                "Write name = words, or indent it by four spaces."
            ),
        ),
        (
            "a =\n",
            "a.ftl line 1: There are no words after the name. Write name = words, or take it out.",
        ),
        (
            "a = { $n ->\n    [one] x\n}\n",
            "a.ftl line 1: None of the cases is the usual one. Put a star before it: *[other]",
        ),
        (
            "a = b\na = c\n",
            'a.ftl line 2: "a" is already in a.ftl on line 1. Keep one of the two.',
        ),
        (
            "a = { other }\n",
            'a.ftl line 1: "a" puts in "other", which is not there. Check its name.',
        ),
        ("a = { -b }\n", 'a.ftl line 1: "a" puts in "-b", which is not there. Check its name.'),
        ("a = x{ b }\nb = { a }\n", None),
        ("a = { a }\n", 'a.ftl line 1: "a" puts in itself. Take that out.'),
        (
            "a = { FOO($x) }\n",
            'a.ftl line 1: "a" calls FOO(), which Baton does not know. Take it out.',
        ),
        (
            "a = b\n    .title = c\n",
            'a.ftl line 1: "a" has a part that begins with a dot. Give it its own name.',
        ),
        ("", "a.ftl: The file is empty. Copy another file and change it."),
        (
            "a = " + "{" * 5000,
            'a.ftl: There are too many "{" inside each other. Take some out.',
        ),
    ],
)
def test_a_broken_file_is_said_in_one_sentence(tmp_path, write, text, sentence):
    write("en/messages/a.ftl", text)

    with pytest.raises(BrokenWords) as broken:
        load_words(tmp_path)

    expected = sentence or 'a.ftl line 1: "a" puts in itself. Take that out. (and 1 more)'
    assert str(broken.value) == expected


def test_no_english_words_at_all_are_said_to_be_missing(tmp_path):
    with pytest.raises(BrokenWords, match=r"There are no \.ftl files with words here"):
        load_words(tmp_path)
