"""`baton simulate`: the whole stack on a simulated clock, the same each time."""

import json
import subprocess
import sys
from datetime import date

import pytest

FEW_DAYS = ("--days", "4", "--members", "1", "--seed", "1")


def simulate(tmp_path, *words):
    """Run it as a person would, and return what it printed."""
    command = [sys.executable, "-m", "bot", "simulate", *words]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr.decode()
    assert done.stderr == b""
    return done.stdout


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    words = ("--days", "20", "--members", "3", "--seed", "1", "--json")
    return simulate(tmp_path_factory.mktemp("simulation"), *words)


def test_everybody_has_twenty_working_days_of_history(printed):
    told = json.loads(printed)

    assert len(told["members"]) == 3
    for member in told["members"]:
        working = [d for d in member["days"] if date.fromisoformat(d["date"]).weekday() < 5]
        assert len(working) >= 20
        assert sum(bool(day["lines"]) for day in member["days"]) >= 10


@pytest.fixture(scope="module")
def first_days(tmp_path_factory):
    folder = tmp_path_factory.mktemp("days")
    return simulate(folder, *FEW_DAYS)


def test_the_same_seed_gives_the_same_bytes(first_days, tmp_path):
    assert simulate(tmp_path, *FEW_DAYS) == first_days


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
        "that was the last day",
        "asks you to get in touch",
    ],
)
def test_it_shows_what_baton_does(printed, shown):
    assert shown in printed.decode()


def test_no_two_nudges_come_on_one_day(printed):
    for member in json.loads(printed)["members"]:
        for day in member["days"]:
            nudges = [n for n in day["lines"] if n["who"] == "Baton" and "· day " in n["text"]]
            assert len(nudges) <= 1


def test_another_seed_tells_another_story(first_days, tmp_path):
    other = simulate(tmp_path, "--days", "4", "--members", "1", "--seed", "2")

    assert first_days != other


def test_it_reads_well_in_a_terminal(first_days):
    text = first_days.decode()

    assert "== Ada Moreau (Europe/Berlin) ==" in text
    assert "-- Monday 02 March --" in text
