"""
Lines as people type them, and which of the lists hears each: two hundred and more a list.

They were written beside the lists, so they say what the lists are for, and not how many of the
lines that nobody thought of would be heard.
"""

from pathlib import Path

import pytest

from bot.content.safety.safety import load_safety
from bot.domain.privacy.safety import found_in
from tests.content.test_our_content import FOLDER as CONTENT

LINES = Path(__file__).parent / "distress"
LISTS = ("danger", "harm", "strain")
HEARD = {"+": "", "~": "-others"}


@pytest.fixture(scope="module")
def words():
    return load_safety(CONTENT)[0]


def lines(name, *kinds):
    """The lines of these kinds in a file."""
    text = (LINES / f"{name}.txt").read_text(encoding="utf-8")
    return [(line[0], line[2:]) for line in text.splitlines() if line[:1] in kinds]


@pytest.mark.parametrize("name", LISTS)
def test_what_should_be_heard_is_heard_by_its_list(name, words):
    found = [
        (text, f"{name}{HEARD[kind]}", found_in(text, words)) for kind, text in lines(name, *HEARD)
    ]

    assert [one for one in found if one[2] is None or one[1] != one[2].name] == []


@pytest.mark.parametrize("name", LISTS)
def test_harmless_lines_are_left_alone(name, words):
    found = [(text, found_in(text, words)) for _, text in lines(name, "-")]

    assert [one for one in found if one[1]] == []


@pytest.mark.parametrize("name", LISTS)
def test_lines_that_are_known_to_be_missed_are_missed_still(name, words):
    assert [text for _, text in lines(name, "?") if found_in(text, words)] == [], "Make it a +."


@pytest.mark.parametrize("name", LISTS)
def test_each_list_has_two_hundred_lines_of_which_half_are_harmless(name):
    heard, harmless = lines(name, *HEARD, "?"), lines(name, "-")

    assert len(heard) >= 100
    assert len(harmless) >= 100
    assert len({text for _, text in heard + harmless}) == len(heard + harmless)
