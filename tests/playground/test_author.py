"""The author's page: every day beside what Slack shows of it, as the file stands now."""

import asyncio
import shutil
from pathlib import Path

import pytest

from bot.content.file_watch import stamp
from bot.content.tracks.library import load_library
from bot.content.words.words import load_words
from bot.playground import Playground
from bot.playground.api.limits import check_message, check_view
from bot.playground.author.screens import screens
from bot.playground.author.sources import track_sources

ROOT = Path(__file__).parents[2] / "content"
WORDS = load_words(ROOT)
TRUST = "en/tracks/trust.md"


@pytest.fixture
def content(tmp_path):
    """Two tracks to write on."""
    for name in (TRUST, "en/tracks/start-here.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def rewrite(content):
    def change(old, new):
        path = content / TRUST
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def names(day):
    return [screen["name"] for screen in day["screens"]]


def test_tracks_are_listed_in_the_order_they_are_offered(content):
    shown = track_sources(content, WORDS, "")

    assert [(track["id"], track["days"], track["errors"]) for track in shown["tracks"]] == [
        ("start-here", 5, 0),
        ("trust", 7, 0),
    ]
    assert shown["track"] is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"A track about listening.", "There are no days."),
        (b"---\ntrack: trust\n---\n", "There are no days."),
        (b"caf\xe9", "is not UTF-8."),
    ],
)
def test_a_file_without_days_shows_what_is_wrong_with_it(content, data, said):
    (content / TRUST).write_bytes(data)

    track = track_sources(content, WORDS, "trust")["track"]

    assert track["days"] == []
    assert any(said in problem["message"] for problem in track["problems"])


def test_each_day_stands_beside_its_source(content):
    track = track_sources(content, WORDS, "trust")["track"]

    assert track["source"].startswith("---\ntrack: trust\n")
    assert [day["name"] for day in track["days"]] == [f"Day {n}" for n in range(1, 8)]
    second = track["days"][1]
    assert second["source"].startswith("## Day 2 | try | ")
    assert names(second) == [
        "The message",
        "The form",
        "Answered",
        "Stuck, with the smaller version",
        "The smaller version, later",
        "Again, another time",
        "The review",
        "The review, answered",
    ]
    lines = (content / TRUST).read_text(encoding="utf-8").splitlines()
    assert lines[second["line"] - 1] == second["source"].splitlines()[0]


def test_another_wording_is_drawn_beside_the_first(content, rewrite):
    also = "Count the times you looked over finished work today. " * 4
    rewrite("\nSmaller:", f"\nAlso: {also}\nSmaller:")

    day = track_sources(content, WORDS, "trust")["track"]["days"][0]

    assert names(day)[:2] == ["The message", "The other wording"]
    assert "Count the times you looked over" in str(day["screens"][1]["blocks"])


def test_a_day_to_mend_is_named_and_the_others_are_drawn(content, rewrite):
    rewrite("\nSmaller:", "\nSmallr:")

    shown = track_sources(content, WORDS, "trust")

    assert [track["errors"] for track in shown["tracks"]] == [0, 1]
    first, second = shown["track"]["days"][:2]
    assert [problem["message"] for problem in first["problems"]] == [
        '"Smallr" is not a label. Did you mean "Smaller"?'
    ]
    assert first["screens"] == []
    assert names(second)[0] == "The message"


def test_what_is_wrong_with_the_header_stands_beside_it(content, rewrite):
    rewrite("status: ready", "status: finished")

    track = track_sources(content, WORDS, "trust")["track"]

    assert [problem["message"] for problem in track["problems"]] == [
        '"finished" is not a status. Write ready or draft.'
    ]


def test_a_save_a_new_file_and_one_less_are_seen(content, rewrite):
    seen = [stamp(content)]
    rewrite("Build trust", "Built trust")
    seen.append(stamp(content))
    (content / "en/tracks/mine.md").write_text("---\n", encoding="utf-8")
    seen.append(stamp(content))
    (content / "en/tracks/mine.md").unlink()

    assert len({*seen}) == 3
    assert stamp(content) == seen[1]


@pytest.mark.exhaustive
def test_every_screen_of_every_day_is_within_what_slack_takes():
    drawn = 0
    for track in load_library(ROOT).tracks:
        for nudge in track.nudges:
            for piece in screens(track.title, len(track), nudge, WORDS):
                if piece.kind == "message":
                    check_message(piece.payload()["text"], piece.payload()["blocks"])
                else:
                    check_view(piece.payload(), "modal")
                drawn += 1
    assert drawn > 107 * 4


async def test_the_page_is_told_as_soon_as_a_file_is_saved(content, rewrite, http):
    async with Playground(words=WORDS, content=content) as playground:
        address = f"{playground.url}/playground/author?track=trust"
        async with http.get(address) as answer:
            first = await answer.json()
        waiting = asyncio.create_task(_read(http, f"{address}&seen={first['stamp']}"))
        await asyncio.sleep(0.1)
        assert not waiting.done()

        rewrite("Build trust", "Built trust")

        second = await asyncio.wait_for(waiting, 30)
        assert second["track"]["title"] == "Built trust"
        assert second["stamp"] != first["stamp"]


async def test_a_playground_without_tracks_says_so(http):
    async with Playground() as playground, http.get(f"{playground.url}/playground/author") as told:
        assert told.status == 404
        assert "baton demo" in (await told.json())["error"]


async def _read(http, address):
    async with http.get(address) as answer:
        return await answer.json()
