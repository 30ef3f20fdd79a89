"""Check everything Baton depends on, with one line for each: ✓ or what to do (`baton doctor`)."""

from collections.abc import AsyncIterator, Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp
from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.config import HTTP_PORT, Mode, Settings, read_settings
from bot.content.check import check
from bot.content.words.words import BrokenWords, load_words
from bot.domain.text.redact import redact
from bot.runtime.admins import unfit_admins
from bot.runtime.errors import SCHEMA, CannotStart, refused
from bot.runtime.sessions import open_session, reading_client
from bot.runtime.web.http import can_listen, is_baton
from bot.slack.client.failures import Meaning, error_word, meaning
from bot.slack.commands.manifest import SCOPES
from bot.store.database.address import read_address
from bot.store.database.engine import open_store
from bot.store.database.errors import StoreUnavailable
from bot.store.database.instance_lock import holder, readable_by_others
from bot.store.migrate import changing, status
from bot.store.people import access
from bot.store.people.people import team_ids

CLOCK_MAY_DIFFER = timedelta(seconds=30)
"""Slack refuses requests that are minutes off, and a nudge should be on time."""


class Mark(StrEnum):
    """The result of one check."""

    GOOD = "✓"
    NOTE = "!"
    BAD = "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    mark: Mark
    text: str

    @property
    def bad(self) -> bool:
        """Return True if this prevents Baton from working."""
        return self.mark is Mark.BAD

    def __str__(self) -> str:
        return f"{self.mark} {self.text}"


async def examine(clock: Callable[[], datetime], mode: Mode = "auto") -> AsyncIterator[Finding]:
    """Check everything in turn, without changing anything."""
    reading = read_settings(serving=mode)
    for finding in (*map(_bad, reading.problems), *map(_note, reading.notes)):
        yield finding
    if reading.settings is None:
        yield _note("The rest is looked at once these settings are mended.")
        return
    async for finding in _around(reading.settings, clock, mode):
        yield finding


async def _around(
    settings: Settings, clock: Callable[[], datetime], mode: Mode
) -> AsyncIterator[Finding]:
    for finding in _settings(settings):
        yield finding
    async for finding in _slack(settings, clock):
        yield finding
    async for finding in _port(settings, mode):
        yield finding
    url = settings.database_url.get_secret_value()
    database = [*await _database(url), *await _workspaces(url)]
    for finding in (*database, *_content(settings), _zones(settings.baton_timezone)):
        yield finding


def _settings(settings: Settings) -> list[Finding]:
    given = settings.model_fields_set
    found = [_good(f"{name.upper()} is {_shown(settings, name)}.") for name in sorted(given)]
    defaults = [
        f"{name.upper()} {_shown(settings, name)}"
        for name, value in settings
        if name not in given and value
    ]
    found.append(_good(f"Not set, so as usual: {', '.join(defaults)}."))
    if not settings.baton_help_text:
        found.append(
            _note(
                "BATON_HELP_TEXT is not set: members who write words of distress are told to "
                "call somebody, but not whom. Say it there."
            )
        )
    return found


def _shown(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    if name == "database_url" and name not in settings.model_fields_set:
        return str(value.get_secret_value())
    if isinstance(value, SecretStr):
        return "set"
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    return str(value)


async def _slack(settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[Finding]:
    async with open_session() as session:
        bot, app = settings.slack_bot_token, settings.slack_app_token
        if bot:
            token = bot.get_secret_value()
            client = reading_client(token, session, settings.slack_api_url)
            async for finding in _bot(client, settings.baton_admins, clock):
                yield finding
        if app:
            token = app.get_secret_value()
            yield await _app(reading_client("", session, settings.slack_api_url), token)


async def _bot(
    client: AsyncWebClient, admins: Collection[str], clock: Callable[[], datetime]
) -> AsyncIterator[Finding]:
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        advice = _advice(error_word(error))
        yield _bad(refused("SLACK_BOT_TOKEN", error, client.base_url, advice))
    except (aiohttp.ClientError, TimeoutError) as error:
        yield _bad(f"Slack does not answer at {client.base_url} ({type(error).__name__}).")
    else:
        yield _good(f"The bot token is good: {answer['user']} in {answer['team']}.")
        yield _scopes(answer)
        yield _clock(answer, clock())
        for finding in await _admins(client, str(answer["team_id"]), admins):
            yield finding


async def _admins(client: AsyncWebClient, team_id: str, admins: Collection[str]) -> list[Finding]:
    if not admins:
        return []
    try:
        unfit = await unfit_admins(client, team_id, admins)
    except (aiohttp.ClientError, TimeoutError) as error:
        return [_bad(f"Slack does not say who is in BATON_ADMINS ({type(error).__name__}).")]
    return [_bad(sentence) for sentence in unfit] or [_good("BATON_ADMINS may appoint coaches.")]


def _scopes(answer: AsyncSlackResponse) -> Finding:
    given = _header(answer, "x-oauth-scopes")
    if given is None:
        return _note("Slack did not say which scopes the bot token has.")
    lacking = sorted(set(SCOPES) - {scope.strip() for scope in given.split(",")})
    if lacking:
        uses = "; ".join(f"{scope} ({SCOPES[scope]})" for scope in lacking)
        return _bad(f"The bot token lacks scopes: {uses}. {REINSTALL}")
    return _good("The bot token has every scope that Baton uses.")


def _clock(answer: AsyncSlackResponse, now: datetime) -> Finding:
    stamp = _header(answer, "date")
    if stamp is None:
        return _note("Slack did not say what time it is, so the clock was not checked.")
    off = now - parsedate_to_datetime(stamp)
    if abs(off) > CLOCK_MAY_DIFFER:
        side = "ahead of" if off > timedelta(0) else "behind"
        return _bad(
            f"This machine's clock is {abs(off).total_seconds():.0f} seconds {side} Slack's: "
            "let it be set by NTP."
        )
    return _good("This machine's clock agrees with Slack's.")


def _header(answer: AsyncSlackResponse, name: str) -> str | None:
    headers: dict[str, Any] = {key.lower(): value for key, value in answer.headers.items()}
    return headers.get(name)


async def _app(client: AsyncWebClient, token: str) -> Finding:
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        return _bad(refused("SLACK_APP_TOKEN", error, client.base_url, MAKE_ONE))
    except (aiohttp.ClientError, TimeoutError) as error:
        return _bad(f"Slack gave no Socket Mode connection ({type(error).__name__}).")
    return _good("The app-level token is good: Socket Mode can connect.")


async def _port(settings: Settings, mode: Mode) -> AsyncIterator[Finding]:
    port = settings.port or (HTTP_PORT if settings.resolve(mode) == "http" else None)
    if port is None:
        return
    try:
        await can_listen(port)
    except CannotStart as error:
        if await is_baton(port):
            yield _note(f"A Baton is at work on port {port} already.")
        else:
            yield _bad(str(error))
    else:
        yield _good(f"Port {port} is free.")


async def _database(url: str) -> list[Finding]:
    try:
        notes = [_note(note) for note in read_address(url).notes]
        schema = await _schema(url)
        return [*notes, schema] if schema.bad else [*notes, schema, *await _shared(url)]
    except StoreUnavailable as error:
        return [_bad(str(error))]


async def _schema(url: str) -> Finding:
    state = (await status(url)).state
    if state != "current":
        return _bad(SCHEMA[state])
    async with changing(url):
        pass
    if open_to_others := readable_by_others(url):
        files = ", ".join(map(str, open_to_others))
        return _bad(
            f"Others on this machine can read {files}: chmod 600, as its owner or as root."
        )
    if serving := holder(url):
        return _note(f"A Baton is at work on the database ({serving}); SQLite serves no second.")
    return _good(
        f"The database answers, can be written, and has this Baton's schema. {_serves(url)}"
    )


async def _workspaces(url: str) -> list[Finding]:
    """Report the workspaces that the running Baton knows to accept no messages."""
    try:
        if (await status(url)).state != "current":
            return []
    except (StoreUnavailable, ValueError):
        return []
    store = open_store(url)
    try:
        async with store.reading() as session:
            return [_trouble(one) for one in await access.troubled(session)]
    finally:
        await store.close()


def _trouble(one: access.Trouble) -> Finding:
    state = "is stopped" if one.stopped else "takes no messages for now"
    return _bad(
        f"Workspace {one.team_id} {state}, since {one.since:%Y-%m-%d %H:%M} UTC: Slack says "
        f"{one.reason}. {_advice(one.reason)} Messages wait; Baton notices by itself."
    )


def _advice(word: str) -> str:
    at_fault = meaning(word) is Meaning.WORKSPACE or word in NOT_ALLOWED
    return REINSTALL if at_fault else HELD


async def _shared(url: str) -> list[Finding]:
    store = open_store(url)
    async with store.reading() as session:
        teams = await team_ids(session)
    await store.close()
    if len(teams) < 2:  # noqa: PLR2004  more than one
        return []
    return [
        _note(
            f"The database holds several workspaces ({', '.join(teams)}). This Baton serves the "
            "one of SLACK_BOT_TOKEN and leaves the others' rows alone, old words included."
        )
    ]


def _serves(url: str) -> str:
    if url.startswith("sqlite"):
        return "SQLite serves one process; from two on, take PostgreSQL."
    return "PostgreSQL serves as many processes as you start."


def _content(settings: Settings) -> list[Finding]:
    folder = settings.content
    report = check(folder)
    found = [_bad(f"Content: {problem}") for problem in report.errors]
    try:
        load_words(folder, settings.baton_language)
    except BrokenWords as error:
        found.append(_bad(f"Content: {error}"))
    if report.warnings:
        found.append(_note(f"Content: {len(report.warnings)} warnings; see baton content check."))
    return found or [_good(f"The content is clean: {report.tracks} tracks.")]


def _zones(fallback: str) -> Finding:
    try:
        for name in (fallback, "America/New_York", "Europe/Berlin", "Asia/Kolkata"):
            ZoneInfo(name)
    except ZoneInfoNotFoundError as error:
        return _bad(f"There are no rules for a time zone ({error}): install the pins again.")
    return _good(f"Time zones have their rules (tzdata {version('tzdata')}).")


NOT_ALLOWED = {"missing_scope", "not_allowed_token_type"}
"""Held rather than stopped: posting may work again once the app is reinstalled with these."""

HELD = (
    "The token is not at fault: wait until it passes, or ask an admin of the workspace or of its "
    "organization to let the app post."
)

REINSTALL = "Reinstall the app under OAuth & Permissions and copy the token again."

MAKE_ONE = (
    "Make one under Basic Information, App-Level Tokens, with connections:write, and turn "
    "Socket Mode on."
)


def _good(text: str) -> Finding:
    return Finding(Mark.GOOD, redact(text))


def _note(text: str) -> Finding:
    return Finding(Mark.NOTE, redact(text))


def _bad(text: str) -> Finding:
    return Finding(Mark.BAD, redact(text))
