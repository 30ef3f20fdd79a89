"""`baton data` as whoever runs Baton types it, beside a bot that goes on."""

import asyncio
import json
import sqlite3
import stat
from functools import partial
from zipfile import ZipFile

import pytest

from bot.store.database.engine import open_store
from tests.leavings import ADA, ADA_NAME, ADA_WORDS, BOB, leave_everything, rows
from tests.typed import baton_in

SLACK_STAYS = "Messages in Slack, typed answers among them, stay in Slack"


@pytest.fixture
def baton(tmp_path):
    return partial(baton_in(tmp_path), "data")


@pytest.fixture
def filled(database_url):
    """The address of a database with Ada in it, once of each kind."""
    with_store(database_url, leave_everything)
    return database_url


@pytest.fixture
def filled_file(sqlite_url):
    with_store(sqlite_url, leave_everything)
    return sqlite_url


def with_store(url, work, *arguments):
    async def do():
        store = open_store(url)
        try:
            return await work(store, *arguments)
        finally:
            await store.close()

    return asyncio.run(do())


def test_the_export_is_json_with_private_answers(baton, filled):
    printed = baton("export", ADA, DATABASE_URL=filled)

    assert printed.returncode == 0
    file = json.loads(printed.stdout)
    assert file["version"] == 1
    assert ADA_WORDS[1] in [reply["text"] for reply in file["replies"] if reply["private"]]
    assert printed.stderr.startswith(SLACK_STAYS)


def test_the_export_goes_into_a_new_file_for_its_owner_alone(baton, filled_file, tmp_path):
    written = baton("export", ADA, "--out", "ada.json", DATABASE_URL=filled_file)

    assert (written.returncode, written.stdout) == (0, "")
    file = tmp_path / "ada.json"
    assert json.loads(file.read_text())["member"]["name"] == ADA_NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "ada.json" in written.stderr


def test_the_export_as_a_zip_is_what_the_member_would_get(baton, filled, tmp_path):
    written = baton("export", ADA, "--out", "ada.zip", DATABASE_URL=filled)

    assert (written.returncode, written.stdout) == (0, "")
    assert stat.S_IMODE((tmp_path / "ada.zip").stat().st_mode) == 0o600
    with ZipFile(tmp_path / "ada.zip") as archive:
        names = {"README.md", "journal.md", "data.json", "schema.json"}
        assert {n for n in archive.namelist() if not n.startswith("months/")} == names
        assert archive.read("months/2026-03.png").startswith(b"\x89PNG")
        assert json.loads(archive.read("data.json"))["member"]["name"] == ADA_NAME
        assert ADA_WORDS[1] in archive.read("journal.md").decode()


def test_a_file_that_is_there_is_not_overwritten(baton, filled_file, tmp_path):
    (tmp_path / "ada.json").write_text("mine")

    refused = baton("export", ADA, "--out", "ada.json", DATABASE_URL=filled_file)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "ada.json is there already; nothing was written.\n"
    assert (tmp_path / "ada.json").read_text() == "mine"


def test_erasing_shows_what_goes_and_asks_for_the_id(baton, filled):
    erased = baton("erase", ADA, typed=f"{ADA}\n", DATABASE_URL=filled)

    assert (erased.returncode, erased.stderr) == (0, "")
    counts = (
        "1 enrolment, 1 delivery, 2 attempts, 1 read mark, 2 replies, 1 plan, 1 follow-up, "
        "1 coach's note, 1 coach's promise, 1 coach's message, 1 file, "
        "1 order not yet confirmed, 1 cohort, "
        "4 stored events, 5 lines of the audit log."
    )
    assert f"Of {ADA_NAME}, {ADA} in TACME Ltd, Baton holds:\n{counts}\n" in erased.stdout
    assert f"Erased: member {ADA}, {counts}\n{SLACK_STAYS}" in erased.stdout
    assert ADA_NAME not in str(with_store(filled, rows))


@pytest.mark.parametrize("typed", [f"{BOB}\n", "yes\n", ""])
def test_another_answer_erases_nothing(baton, filled_file, typed):
    before = with_store(filled_file, rows)

    refused = baton("erase", ADA, typed=typed, DATABASE_URL=filled_file)

    assert refused.returncode == 1
    assert f"Nothing was erased: that was not {ADA}.\n" in refused.stderr
    assert with_store(filled_file, rows) == before


def test_with_yes_nobody_is_asked_and_the_second_time_there_is_nobody(baton, filled_file):
    first, second = (baton("erase", ADA, "--yes", DATABASE_URL=filled_file) for _ in range(2))

    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("Erased: ")
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith(f"Baton has no member {ADA}.")


def test_a_coach_stays_one_and_is_told_so(baton, filled_file):
    with sqlite3.connect(filled_file.removeprefix("sqlite:///")) as database:
        database.execute("UPDATE coach SET slack_id = ?", (ADA,))

    erased = baton("erase", ADA, "--yes", DATABASE_URL=filled_file)

    assert f"\n{ADA} is a coach as well: their name, Slack id and zone" in erased.stdout


@pytest.mark.parametrize("word", ["export", "erase"])
def test_of_several_workspaces_one_has_to_be_named(baton, filled_file, word):
    with_store(filled_file, leave_everything, "TOTHER")

    unclear = baton(word, ADA, DATABASE_URL=filled_file)
    nobody = baton(word, ADA, "--workspace", "TNONE", DATABASE_URL=filled_file)
    clear = baton(word, ADA, "--workspace", "TOTHER", typed=ADA, DATABASE_URL=filled_file)

    assert (unclear.returncode, unclear.stdout) == (1, "")
    assert unclear.stderr == (
        f"Several workspaces have {ADA}: say which with --workspace. "
        "TACME (TACME Ltd), TOTHER (TOTHER Ltd).\n"
    )
    assert nobody.stderr.startswith(f"Baton has no member {ADA} in TNONE.")
    assert (clear.returncode, "TOTHER Ltd" in clear.stdout) == (0, True)


@pytest.mark.parametrize("words", ["export UNOBODY", "erase UNOBODY", "erase @ada --yes"])
def test_an_unknown_person_is_told_in_a_line(baton, filled_file, words):
    answer = baton(*words.split(), DATABASE_URL=filled_file)

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith(f"Baton has no member {words.split()[1]}. Give a Slack id")
    assert len(answer.stderr.splitlines()) == 1


@pytest.mark.parametrize("word", ["export", "erase"])
def test_a_database_that_is_not_ready_is_told_in_a_line(baton, word, empty_sqlite_url, tmp_path):
    answer = baton(word, ADA, DATABASE_URL=empty_sqlite_url)

    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == "The database has no tables yet: run baton db upgrade.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told_in_a_line(baton, filled_file):
    answer = baton("export", ADA, "--out", "no/such/ada.json", DATABASE_URL=filled_file)

    assert answer.returncode == 1
    assert answer.stderr == "no/such/ada.json cannot be written: No such file or directory.\n"


def test_a_database_that_somebody_keeps_locked_is_told_in_a_line(baton, filled_file):
    database = sqlite3.connect(filled_file.removeprefix("sqlite:///"), isolation_level=None)
    database.execute("BEGIN IMMEDIATE")

    answer = baton("erase", ADA, "--yes", DATABASE_URL=filled_file)

    database.execute("ROLLBACK")
    database.close()
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "has held it locked for too long.\n" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1
