import os
import socket
from datetime import timedelta
from functools import cache

import pytest

from bot.config import Settings, SettingsError, load_settings
from bot.content.check import check
from bot.playground import Fault, Person, Playground
from bot.runtime import doctor
from bot.runtime.clock import utc_now
from bot.runtime.doctor import Finding, Mark, examine
from bot.runtime.web.health import Health, Pulse
from bot.runtime.web.http import build_web, served
from bot.runtime.web.metrics import Metrics
from bot.store.database.instance_lock import alone
from bot.store.people import access, people
from tests.conftest import MONDAY_NINE


@pytest.fixture(autouse=True)
def our_content_is_read_once(monkeypatch):
    """It takes seconds, and is the same for all of them."""
    monkeypatch.setattr(doctor, "check", _checked)


def _checked(folder):
    return checked(folder) if folder == OURS else check(folder)


OURS, checked = Settings().content, cache(check)


@pytest.fixture
def given(environment, monkeypatch, tmp_path):
    """Puts the playground's settings, and those handed over, into this process's environment."""
    monkeypatch.chdir(tmp_path)

    def give(**values: str) -> None:
        for name, value in (environment | values).items():
            monkeypatch.setenv(name, value)

    return give


async def findings(clock=utc_now) -> list[Finding]:
    return [finding async for finding in examine(clock)]


async def bad(clock=utc_now) -> list[str]:
    return [finding.text for finding in await findings(clock) if finding.bad]


async def test_where_all_is_well_nothing_is_bad(given):
    given(BATON_HELP_TEXT="Call 116 123.")

    found = await findings()

    assert {finding.mark for finding in found} == {Mark.GOOD}
    said = "\n".join(map(str, found))
    assert "✓ The bot token is good: baton in Harbour Street Works." in said
    assert "✓ Time zones have their rules" in said


async def test_no_secret_is_shown(given, environment):
    given(DATABASE_URL="postgresql://baton:hunter2@127.0.0.1:9/x")

    said = "\n".join(map(str, await findings()))

    assert "hunter2" not in said
    assert environment["SLACK_BOT_TOKEN"] not in said


async def test_wrong_settings_are_all_named(given):
    given(SLACK_BOT_TOKEN="xapp-1", PORT="0")

    said = await bad()

    assert [sentence.split()[0] for sentence in said] == ["SLACK_BOT_TOKEN", "PORT"]


async def test_missing_settings_are_named_and_the_rest_is_looked_at(given):
    given(SLACK_BOT_TOKEN="", SLACK_APP_TOKEN="")

    found = await findings()

    assert [f.text.split(" (")[0] for f in found if f.bad] == [
        "SLACK_BOT_TOKEN is not set. You find it under OAuth & Permissions, Bot User OAuth Token.",
        "Set SLACK_APP_TOKEN",
    ]
    assert any("The database answers" in finding.text for finding in found)


async def test_a_missing_help_text_is_a_warning(given):
    given()

    notes = [finding for finding in await findings() if finding.mark is Mark.NOTE]

    assert ["BATON_HELP_TEXT" in note.text for note in notes] == [True]


async def test_refused_tokens_are_bad(given):
    given(SLACK_BOT_TOKEN="xoxb-wrong", SLACK_APP_TOKEN="xapp-wrong")

    bot, app = await bad()

    assert bot.startswith("Slack refuses SLACK_BOT_TOKEN: invalid_auth. Reinstall")
    assert app.startswith("Slack refuses SLACK_APP_TOKEN: invalid_auth. Make one")


async def test_a_slack_that_does_not_answer_is_bad(given, playground):
    playground.fail(Fault(method="*", kind="drop", times=None))
    given()

    bot, app = await bad()

    assert bot.startswith(f"Slack does not answer at {playground.api_url}")
    assert app.startswith("Slack gave no Socket Mode connection")


async def test_a_missing_scope_is_bad_and_explained(given):
    async with Playground(scopes=("chat:write", "commands", "im:history")) as narrow:
        given(SLACK_API_URL=narrow.api_url)

        (said,) = await bad()

    assert "users:read (names, time zones, and who is an admin)" in said
    assert "chat:write" not in said


@pytest.mark.parametrize(
    ("off", "side"), [(timedelta(minutes=2), "ahead of"), (-timedelta(minutes=2), "behind")]
)
async def test_a_clock_that_is_off_is_bad(off, side, given):
    given()

    (said,) = await bad(lambda: utc_now() + off)

    assert side in said


async def test_a_clock_that_is_almost_right_is_good(given):
    given()

    assert await bad(lambda: utc_now() + timedelta(seconds=20)) == []


async def test_a_database_without_tables_is_bad_and_is_not_made(given, tmp_path):
    given(DATABASE_URL=f"sqlite:///{tmp_path}/new.db")

    (said,) = await bad()

    assert "run baton db upgrade" in said
    assert not (tmp_path / "new.db").exists()


async def test_a_baton_at_work_on_the_file_is_told(given, environment):
    given()
    with alone(environment["DATABASE_URL"]):
        found = await findings()

    said = [finding.text for finding in found if "database" in finding.text]
    assert f"A Baton is at work on the database (process {os.getpid()})" in said[-1]
    assert not [finding for finding in found if finding.bad]


async def test_it_says_how_many_processes_the_database_serves(given, postgresql_url):
    given()
    assert any("SQLite serves one process" in finding.text for finding in await findings())

    given(DATABASE_URL=postgresql_url)
    said = [finding.text for finding in await findings()]
    assert any("as many processes as you start" in text for text in said), said


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://baton@127.0.0.1:9/x", "PostgreSQL at 127.0.0.1:9 does not answer"),
        ("sqlite:////no/such/folder/x.db", "folder /no/such/folder does not exist"),
    ],
)
async def test_a_database_that_cannot_be_reached_is_bad(url, words, given):
    given(DATABASE_URL=url)

    (said,) = await bad()

    assert words in said


async def test_broken_content_is_bad(given, tmp_path):
    tracks = tmp_path / "en" / "tracks"
    tracks.mkdir(parents=True)
    (tracks / "broken.md").write_text("# no header\n")
    given(BATON_CONTENT=str(tmp_path))

    said = await bad()

    assert any("broken.md" in sentence for sentence in said)
    assert any(".ftl" in sentence for sentence in said)


async def test_a_language_that_is_not_there_is_bad(given):
    given(BATON_LANGUAGE="xx")

    assert any("BATON_LANGUAGE: there is no folder" in sentence for sentence in await bad())


async def test_what_run_refuses_doctor_refuses_in_the_same_words(given, environment):
    given(
        SLACK_SIGNING_SECRET="abc",
        BATON_TIMEZON="Europe/Berlin",
        SLACK_API_URL="http://slack.example.test/api/",
        BATON_LANGUAGE="xx",
        PORT="many",
    )

    with pytest.raises(SettingsError) as refused:
        load_settings(serving="auto")

    assert await bad() == refused.value.problems
    assert len(refused.value.problems) == 4


async def test_what_is_not_set_is_not_said_to_be(given, monkeypatch):
    given()
    monkeypatch.delenv("DATABASE_URL")

    said = "\n".join(map(str, await findings()))

    assert "DATABASE_URL is set" not in said
    assert "Not set, so as usual: DATABASE_URL sqlite:///baton.db, BATON_LANGUAGE en" in said


async def test_what_is_set_and_not_used_is_a_note(given, playground):
    given(SLACK_SIGNING_SECRET=playground.signing_secret, SLACK_CLIENT_SECRET="abc")

    notes = [finding.text for finding in await findings() if finding.mark is Mark.NOTE]

    assert [note.split()[0] for note in notes[:2]] == [
        "SLACK_CLIENT_SECRET",
        "SLACK_SIGNING_SECRET",
    ]


@pytest.mark.parametrize("path", ["/", "/apx/", "/api/v2/"])
async def test_a_wrong_address_of_slack_is_not_blamed_on_the_tokens(path, given, playground):
    url = playground.api_url.replace("/api/", path)
    given(SLACK_API_URL=url)

    said = await bad()

    assert said == [f"SLACK_API_URL leads to something that isn't Slack's Web API: {url}."] * 2


CAST = (
    Person(id="U03ADA", name="ada", real_name="Ada"),
    Person(id="U03GUS", name="gus", real_name="Gus", is_guest=True),
    Person(id="U03ZED", name="zed", real_name="Zed", deleted=True),
)


async def test_admins_who_cannot_be_any_are_named(given):
    async with Playground(cast=CAST) as small:
        given(
            SLACK_API_URL=small.api_url,
            BATON_ADMINS=f"U03ADA U03GUS U03ZED UNOBODY {small.app.bot_user}",
        )

        said = await bad()

    assert said == [
        "BATON_ADMINS names U03GUS, who is a guest or of another workspace.",
        "BATON_ADMINS names U03ZED, whose account is deactivated.",
        f"BATON_ADMINS names {small.app.bot_user}, which is a bot.",
        "BATON_ADMINS names UNOBODY, whom this workspace does not know.",
    ]


async def test_a_taken_port_is_bad_and_a_baton_there_is_not(given, port):
    given(PORT=str(port))
    assert f"Port {port} is free." in [finding.text for finding in await findings()]

    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("0.0.0.0", port))  # noqa: S104  the port has to be taken for everybody
        taken.listen()
        assert await bad() == [f"Port {port} is taken by another program."]

    async with served(build_web(Health([], Pulse(utc_now()), utc_now), Metrics()), port, 1):
        found = await findings()
    assert f"A Baton is at work on port {port} already." in [finding.text for finding in found]
    assert not any(finding.bad for finding in found)


async def test_a_place_where_no_database_can_be_made_is_bad(given):
    given(DATABASE_URL="sqlite:////proc/baton.db")

    [said] = await bad()

    assert said.startswith("The folder /proc cannot be written")


@pytest.mark.parametrize(
    ("reason", "stopped", "advice"),
    [
        ("token_revoked", True, "Reinstall the app"),
        ("missing_scope", False, "Reinstall the app"),
        ("team_added_to_org", False, "wait until it passes"),
    ],
)
async def test_a_workspace_that_takes_no_messages_is_named_with_what_to_do(
    store, database_url, reason, stopped, advice
):
    async with store.writing() as session:
        there = await people.save_workspace(session, "TACME", "Acme", "UBATON", MONDAY_NINE)
        trouble = access.stop if stopped else access.hold
        await trouble(session, there.id, reason, MONDAY_NINE)

    [finding] = await doctor._workspaces(database_url)

    assert "Workspace TACME" in finding.text
    assert reason in finding.text
    assert advice in finding.text
