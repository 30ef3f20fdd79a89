"""`baton` as people type it: each a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot import __version__
from bot.slack.commands.manifest import manifest
from tests.typed import baton_in

ROOT = Path(__file__).parents[1]
CALENDAR = "calendar delegation --start 2026-03-23 --zone Europe/Berlin"
COMMANDS = (
    "demo",
    "run",
    "simulate",
    "playground",
    "manifest",
    "doctor",
    "calendar",
    "content",
    "db",
    "data",
)
HEAVY = {"aiohttp", "asyncio", "holidays", "pydantic", "slack_bolt", "slack_sdk", "sqlmodel"}


@pytest.fixture
def baton(tmp_path):
    return baton_in(tmp_path)


def test_it_says_its_version(baton):
    assert baton("--version").stdout == f"baton {__version__}\n"


def test_help_names_every_command(baton):
    shown = baton("--help")

    assert shown.returncode == 0
    for command in COMMANDS:
        assert f"\n  {command} " in shown.stdout


def test_help_loads_nothing_heavy():
    script = "import bot.cli, sys; print(*{name.split('.')[0] for name in sys.modules})"

    loaded = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert set(loaded.stdout.split()) & HEAVY == set()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("manifst", 2, "No such command 'manifst'. Did you mean 'manifest'?"),
        ("run --mod http", 2, "--mode"),
        ("run --mode carrier-pigeon", 2, "'--mode': 'carrier-pigeon' is not one of"),
        ("demo --port 80000", 2, "--port"),
        ("simulate --days many", 2, "--days"),
        ("calendar delegation", 2, "Missing option '--start'"),
        ("content show delegaton", 1, "Did you mean delegation?"),
        ("content show xyz", 1, "There is no track called xyz. There are: "),
        ("content show", 1, "Name a track, such as delegation, or give --all"),
        ("content show delegation --all", 1, "Name a track, such as delegation, or give --all"),
        ("content show delegation --day 99", 1, "there is no day 99"),
        ("content new Ask_first", 1, "Use small letters, digits and hyphens"),
        ("content check /no/such", 1, "There is no file or folder /no/such."),
        ("content said", 1, "There are no words. Say what somebody types"),
        ("content said hi --after lunch", 2, "'lunch' is not one of 'nudge', 'coach', 'nothing'"),
        ("manifest --mode http", 2, "HTTP mode needs --url https://"),
        ("manifest --mode http --url http://a.b", 2, "HTTP mode needs --url https://"),
        ("manifest --mode http --url https://", 2, "HTTP mode needs --url https://"),
        ("manifest --mode http --url https://a:b", 2, "HTTP mode needs --url https://"),
        ("playground --events-url nonsense", 2, "--events-url must be an address"),
        ("simulate --days 99999999", 2, "--days"),
        ("simulate --members 99999999", 2, "--members"),
        ("demo --db /no/such/x.db", 1, "The folder /no/such does not exist"),
        ("data export U012ABC", 1, "run baton db upgrade"),
        ("doctor --mode pigeon", 2, "'--mode': 'pigeon' is not one of"),
        (CALENDAR.replace("2026-03-23", "0001-01-01"), 2, "from 2000 to 2100, not 0001-01-01"),
        (CALENDAR.replace("2026-03-23", "9999-12-31"), 2, "from 2000 to 2100, not 9999-12-31"),
        ("db status", 1, "run baton db upgrade"),
        (CALENDAR.replace("Berlin", "Berln"), 2, "Did you mean Europe/Berlin?"),
        (CALENDAR.replace("delegation", "delegaton"), 1, "Did you mean delegation?"),
        (CALENDAR.replace("2026-03-23", "3/4"), 2, "--start must be a date such as 2026-03-23"),
        (f"{CALENDAR} --time 25:00", 2, "--time must be a time such as 09:00, not 25:00."),
        (f"{CALENDAR} --country Germny", 2, "Did you mean DE (Germany)?"),
        (f"{CALENDAR} --country DE-XX", 2, "DE has no part called XX."),
        (f"{CALENDAR} --leave 2026-04-10..2026-04-01", 2, "--leave must run from an earlier"),
    ],
)
def test_a_mistake_is_answered_in_one_line(words, code, said, baton):
    answer = baton(*words.split())

    assert (answer.returncode, answer.stdout) == (code, "")
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_running_without_settings_names_all_that_is_missing(baton):
    answer = baton("run")

    assert answer.returncode == 1
    assert [line.split()[0] for line in answer.stderr.splitlines()] == ["SLACK_BOT_TOKEN", "Set"]


def test_wrong_settings_are_told_wherever_they_are_read(baton):
    for words in (["run"], ["db", "status"], ["content", "check"], ["doctor"]):
        answer = baton(*words, BATON_TIMEZONE="Mars/Olympus")

        assert answer.returncode == 1
        assert "BATON_TIMEZONE is no time zone: Mars/Olympus." in answer.stderr + answer.stdout
        assert "Traceback" not in answer.stderr


def test_the_settings_file_is_read(baton, tmp_path):
    (tmp_path / ".env").write_text("LOG_FORMAT=carved in stone\n")

    answer = baton("db", "status")

    assert answer.stderr == "LOG_FORMAT must be text or json, not carved in stone.\n"


def test_a_database_is_brought_up_to_date_once(baton, tmp_path):
    first, second, status = (baton("db", word) for word in ("upgrade", "upgrade", "status"))

    assert first.stdout.startswith("Applied 0001")
    assert second.stdout == "The database is up to date.\n"
    assert (status.returncode, status.stdout[:27]) == (0, "The database is up to date ")
    assert (tmp_path / "baton.db").exists()


def test_the_manifest_is_printed_as_json(baton):
    assert json.loads(baton("manifest").stdout) == manifest("socket")

    printed = baton("manifest", "--mode", "http", "--url", "https://baton.example.org")
    assert json.loads(printed.stdout) == manifest("http", "https://baton.example.org")


def test_a_day_of_a_track_is_printed(baton):
    shown = baton("content", "show", "delegation", "--day", "1")

    assert shown.returncode == 0
    assert shown.stdout.startswith("Day 1 | ")


def test_what_members_are_offered_is_printed_best_first(baton):
    found = json.loads(baton("content", "find", "deligation", "--json").stdout)

    assert [list(hit) for hit in found] == [["id", "track", "title", "score"]] * len(found)
    assert {hit["track"] for hit in found} == {"delegation"}
    assert [hit["score"] for hit in found] == sorted((h["score"] for h in found), reverse=True)
    assert all(hit["id"].startswith("delegation.") for hit in found)


@pytest.mark.parametrize(
    "words",
    [(), ("",), ("book", "a", "meeting", "room"), ("my payslip is wrong",), ("\U0001f622",)],
)
def test_where_nothing_fits_an_empty_list_is_printed(baton, words):
    found = baton("content", "find", *words, "--json")

    assert (found.returncode, found.stdout) == (0, "[]\n")


def test_hits_are_printed_for_people_too(baton):
    assert "  delegation." in baton("content", "find", "handing", "work", "over").stdout
    assert baton("content", "find", "book a meeting room").stdout.startswith("Nothing fits. The ")
    assert baton("content", "find", "xyzzy").stdout == "Nothing fits.\n"


@pytest.mark.parametrize(
    ("line", "after", "found"),
    [
        ("can we do this later?", "nudge", {"kind": "wish", "wish": "later"}),
        ("Told Sam he owns the rota", "nudge", {"kind": "answer", "wish": None}),
        ("ok", "coach", {"kind": "message", "wish": None}),
        ("👍", "nothing", {"kind": "talk", "wish": None}),
        ("Sam ran it", "nothing", {"kind": "journal", "wish": None}),
    ],
)
def test_authors_see_what_baton_makes_of_a_line(baton, line, after, found):
    shown = baton("content", "said", *line.split(), "--after", after, "--json")

    assert json.loads(shown.stdout) == found


def test_a_line_of_nothing_but_spaces_is_a_mistake(baton):
    shown = baton("content", "said", " \u200b ")

    assert (shown.returncode, shown.stdout) == (1, "")
    assert "There are no words." in shown.stderr


def test_what_baton_makes_of_a_line_is_told_in_words_too(baton):
    assert baton("content", "said", "pause please").stdout == "A wish: pause.\n"
    told = baton("content", "said", "Who decides?").stdout
    assert told == (
        "An answer to the nudge above it. Baton asks beside it if it was something else.\n"
    )


def test_the_shipped_content_is_checked(baton):
    checked = baton("content", "check")

    assert checked.returncode == 0
    assert " 0 errors" in checked.stdout


def test_broken_content_fails_the_check(baton, tmp_path):
    (tmp_path / "mine.md").write_text("# no header\n")

    checked = baton("content", "check", "mine.md")

    assert checked.returncode == 1
    assert "mine.md" in checked.stdout


def test_the_calendar_passes_over_weekends_holidays_and_leave(baton):
    options = ("--time", "08:30", "--country", "DE", "--leave", "2026-04-07..2026-04-08")

    printed = baton(*CALENDAR.split(), *options)

    lines = printed.stdout.splitlines()
    assert lines[0].startswith("Day   1 Mon 23 Mar 2026 08:30 CET")
    assert lines[5].startswith("Day   6 Mon 30 Mar 2026 08:30 CEST")
    passed_over = [line.split(maxsplit=4)[4].strip() for line in lines if line[0] == " "]
    assert passed_over == ["Good Friday", "Easter Monday", "leave", "leave"]
    assert lines[-1].startswith("Day  10 Thu 09 Apr 2026 08:30 CEST")


def test_leave_may_be_a_single_day_and_come_twice(baton):
    printed = baton(*CALENDAR.split(), "--leave", "2026-03-24", "--leave", "2026-03-26")

    days = [line.split()[3] for line in printed.stdout.splitlines() if line.startswith("Day")]
    assert days[:3] == ["23", "25", "27"]


def test_a_closed_pipe_is_no_error(baton, tmp_path):
    words = f"{sys.executable} -m bot content show delegation | head -1"

    shown = subprocess.run(  # noqa: S602  a pipe is what is tested
        words,
        shell=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "Traceback" not in shown.stderr
    assert shown.stdout.count("\n") == 1


def test_doctor_tells_programs_what_it_tells_people(baton):
    plain = baton("doctor", BATON_TIMEZON="UTC", SLACK_SIGNING_SECRET="abc")
    told = baton("doctor", "--json", BATON_TIMEZON="UTC", SLACK_SIGNING_SECRET="abc")

    report = json.loads(told.stdout)
    assert (plain.returncode, told.returncode, report["ok"]) == (1, 1, False)
    assert [f["text"] for f in report["findings"]] == [
        line.partition(" ")[2] for line in plain.stdout.splitlines()
    ]
    assert {f["mark"] for f in report["findings"]} == {"bad", "note"}


@pytest.mark.parametrize(
    "words", ["run", "doctor", "db status", "content check", "data export U1"]
)
def test_a_secret_never_reaches_the_screen(words, baton):
    answer = baton(
        *words.split(),
        BATON_CONTENT="https://me:hunter2@example.org/content",
        DATABASE_URL="mysql://root:hunter2@db/x",
        PORT="xoxb-hunter2",
        SLACK_API_URL="http://me:hunter2@slack.example.test/api/",
        SLACK_SIGNING_SECRET="hunter2",
    )

    assert answer.returncode == 1
    assert "hunter2" not in answer.stdout + answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_settings_file_of_powershell_is_read(baton, tmp_path):
    (tmp_path / ".env").write_text("BATON_TIMEZONE=Mars/Olympus\r\n", encoding="utf-16")

    assert "Mars/Olympus" in baton("db", "status").stderr


def test_a_crash_is_printed_without_its_secrets():
    script = (
        "import bot.cli, sys\n"
        "def boom(**_): raise RuntimeError('postgresql://baton:hunter2@db/x')\n"
        "bot.cli.app = boom\n"
        "bot.cli.main()\n"
    )

    crashed = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert crashed.returncode == 1
    assert "RuntimeError: postgresql://***@db/x" in crashed.stderr
    assert "hunter2" not in crashed.stderr
