"""`baton simulate`: the whole stack on a simulated clock, the same each time."""

import asyncio
import json
import subprocess
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime

import pytest

from bot.playground.stories.simulate import simulate
from bot.playground.stories.transcript import Notebook, as_text
from bot.playground.workspace.seed_people import Person


@pytest.fixture(scope="module")
def month():
    """Twenty days: more than two tracks fill, so that at the end nothing is left to happen."""
    return asdict(asyncio.run(simulate(days=20, members=1, seed=1)))


@pytest.fixture(scope="module")
def printed(month):
    return json.dumps(month, ensure_ascii=False)


def test_everybody_has_twenty_working_days_of_history(month):
    assert len(month["members"]) == 1
    for member in month["members"]:
        working = [d for d in member["days"] if date.fromisoformat(d["date"]).weekday() < 5]
        assert len(working) >= 20
        assert sum(bool(day["lines"]) for day in member["days"]) >= 10


@pytest.fixture(scope="module")
def first_days():
    return as_text(asyncio.run(simulate(days=3, members=1, seed=1)))


@pytest.mark.exhaustive
def test_the_same_seed_gives_the_same_bytes_in_another_process(first_days):
    words = ("--days", "3", "--members", "1", "--seed", "1")
    command = [sys.executable, "-m", "bot", "simulate", *words]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == f"{first_days}\n"


@pytest.mark.parametrize(
    "shown",
    [
        "has chosen a track for you",
        "day 1 of 5",
        "You answered: Did it",
        "You answered: Not yet",
        "You answered: Not for me",
        "You answered: Stuck",
        "Your words are in.",
        "(in the form)",
        "(in the thread)",
        "(edits it)",
        "/nudge pause",
        "[Ask my coach]",
        "Baton asks you about it once",
        "What came of it?",
        "What came of it: ",
        "That was the last day of",
        "asks you to get in touch",
    ],
)
def test_it_shows_what_baton_does(printed, shown):
    assert shown in printed


def test_it_is_written_as_people_read_it(printed):
    assert "<!channel>" in printed
    assert "&lt;" not in printed


def test_no_two_nudges_come_on_one_day(month):
    for member in month["members"]:
        for day in member["days"]:
            nudges = [n for n in day["lines"] if n["who"] == "Baton" and "· day " in n["text"]]
            assert len(nudges) <= 1


@pytest.mark.exhaustive
def test_another_seed_tells_another_story(first_days):
    other = as_text(asyncio.run(simulate(days=3, members=1, seed=2)))

    # Not by its first line, which has the seed.
    assert first_days.splitlines()[1:] != other.splitlines()[1:]


def test_it_reads_well_in_a_terminal(first_days):
    assert "== Ada Moreau (Europe/Berlin) ==" in first_days
    assert "-- Monday 02 March --" in first_days


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("See <https://example.com/a?b=1&amp;c=2>.", "See https://example.com/a?b=1&c=2."),
        ("<https://example.com|Show it>", "Show it (https://example.com)"),
        ("<mailto:ada@example.com|ada@example.com>", "ada@example.com"),
        ("1 &lt; 2, <!here>", "1 < 2, <!here>"),
    ],
)
def test_a_transcript_shows_links_as_people_read_them(said, read):
    ada = Person("U1ADA", "ada", "Ada Moreau", tz="Europe/Berlin")
    notebook = Notebook(ada, {})
    notebook.note(datetime(2026, 3, 2, 9, tzinfo=UTC), "Ada", said)

    assert [line.text for day in notebook.story([]).days for line in day.lines] == [read]
