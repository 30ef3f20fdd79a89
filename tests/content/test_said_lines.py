"""What people type, tried on the lists that come with Baton; `lines.txt` says what each is."""

from pathlib import Path

import pytest

from bot.content.said.said import load_said
from bot.domain.answers.said import After, Kind, SaidWords, meant
from tests.content.test_our_content import FOLDER as CONTENT

LINES = Path(__file__).parent / "said" / "lines.txt"

NEEDED = 0.95
"""The share of lines that has to be understood; a wrong guess costs one tap."""


@pytest.fixture(scope="module")
def words() -> SaidWords:
    return load_said(CONTENT)[0]


def lines() -> list[tuple[str, str, str]]:
    """Return what each line stands below, what it is, and the line."""
    text = LINES.read_text(encoding="utf-8")
    rows = [row.split("|", 2) for row in text.splitlines() if "|" in row and row[0] != "#"]
    return [(after.strip(), is_.strip(), line.strip()) for after, is_, line in rows]


def test_ninety_five_of_a_hundred_lines_are_taken_for_what_they_are(words):
    found = [(meant(line, After(after), words), is_, line) for after, is_, line in lines()]

    wrong = [(line, is_) for one, is_, line in found if (one.wish or one.kind) != is_]
    assert len(found) >= 200
    assert len(wrong) <= (1 - NEEDED) * len(found), wrong


def test_no_answer_and_no_message_is_lost_to_a_wish(words):
    lost = [
        line
        for after, is_, line in lines()
        if is_ in (Kind.ANSWER, Kind.MESSAGE) and meant(line, After(after), words).wish
    ]

    assert lost == []


@pytest.mark.parametrize(
    ("line", "wish"),
    [
        ("PAUSE PLEASE!!!", "pause"),
        ("pauuuse pls", "pause"),
        ("unsubscrbe me", "stop"),
        ("tomorow", "later"),
        ("can\u2019t do this today", "later"),
        ("Hey Baton, could you possibly help me?", "help"),
        ("s t o p", "stop"),
    ],
)
def test_case_slips_contractions_and_politeness_make_no_difference(words, line, wish):
    assert meant(line, After.NUDGE, words).wish == wish


@pytest.mark.parametrize("line", ["Paused.", "stopped", "Skipped the intro", "helped", "resumed"])
def test_a_past_tense_is_no_command(words, line):
    assert meant(line, After.NUDGE, words).kind is Kind.ANSWER


def test_a_long_line_is_never_a_wish(words):
    line = "please stop " * 20

    assert meant(line, After.NUDGE, words).kind is Kind.ANSWER
