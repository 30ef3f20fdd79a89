"""The lists in `content/<language>/help`."""

import pytest

from bot.content.search.help_words import load_help_words
from bot.content.tracks.library import help_words
from tests.content.test_our_content import FOLDER


@pytest.fixture
def load(tmp_path, write):
    def put(**files):
        for name, text in files.items():
            write(f"help/{name}.txt", text)
        return load_help_words(tmp_path / "help")

    return put


def test_the_longest_spelling_is_understood_first(load):
    lists = load(
        alike="boss = manager\none-to-one = 1:1 = one on one\nhand over = manager of hands"
    )

    assert lists.problems == ()
    assert lists.terms(["my", "1", "1", "with", "managers"]) == ["my", "onetoone", "with", "boss"]
    assert lists.terms(["one", "on", "one"]) == ["onetoone"]
    assert lists.terms(["the", "manager", "of", "hands"]) == ["the", "handover"]


def test_a_missing_list_is_empty(tmp_path):
    lists = load_help_words(tmp_path / "nowhere")

    assert (lists.alike, lists.ordinary, lists.elsewhere, lists.problems) == (
        *({}, frozenset(), frozenset(), ()),
    )


def test_remarks_are_left_out_and_an_ordinary_word_is_never_elsewhere(load):
    lists = load(ordinary="the days # of a week", elsewhere="# computers\nwifi the")

    assert lists.ordinary == {"the", "day"}
    assert lists.elsewhere == {"wifi"}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("boss", "alike.txt line 2: Write it with 1 to 4 words a part: boss = manager"),
        ("boss =", "alike.txt line 2: Write it with 1 to 4 words a part: boss = manager"),
        ("a = b c d e f", "alike.txt line 2: Write it with 1 to 4 words a part: boss = manager"),
        ("chief = leads", 'alike.txt line 2: "lead" is in another line too. Keep one.'),
    ],
)
def test_a_line_that_cannot_be_used_is_named(load, line, sentence):
    lists = load(alike=f"head = lead\n{line}")

    assert [str(problem) for problem in lists.problems] == [sentence]


def test_a_language_without_lists_has_those_of_english(tmp_path):
    assert help_words(tmp_path / "de") == load_help_words(FOLDER / "en" / "help")


def test_our_lists_have_no_problems():
    assert load_help_words(FOLDER / "en" / "help").problems == ()
