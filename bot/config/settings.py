"""The settings: their types, validation, and loading."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
)
from pydantic_core import ErrorDetails

from bot.config.addresses import fault_of_api_url
from bot.config.env_file import EnvFile, read_env_file
from bot.config.names import ENVIRONMENT, strays
from bot.config.values import cleaned, fault_of_text, is_placeholder
from bot.domain.signing import SigningSecret
from bot.domain.text.redact import redact

Mode = Literal["auto", "socket", "http"]
"""The connection to Slack; `auto` is Socket Mode if there is an app-level token."""

SLACK_API = "https://slack.com/api/"

ENGLISH = "en"
"""The fallback for texts missing in another language; required."""

HTTP_PORT = 3000
"""HTTP mode's port if PORT isn't set: the one Slack's own examples use."""

BOT = Path(__file__).parents[1]

SHIPPED = (BOT / "_content", BOT.parent / "content")
"""The folder of the content in an installed package, and in a checkout."""

TOKEN = re.compile(r"(?:xoxe\.)?x[a-z]+-[\w%+/=-](?:[\w.%+/=-]*[\w%+/=-])?", re.ASCII)

USER_ID = re.compile(r"[UW][A-Z0-9]{2,}")

DATABASES = re.compile(r"(jdbc:)?(sqlite|postgres|postgis|pgsql)[\w+]*:", re.IGNORECASE)
"""Prefixes of URLs that Baton may use; `store/database/address.py` parses the rest."""

HOME = {
    "xoxb-": ("bot token", "SLACK_BOT_TOKEN"),
    "xapp-": ("app-level token", "SLACK_APP_TOKEN"),
    "xoxp-": ("user token", ""),
}

WHERE = {
    "SLACK_BOT_TOKEN": "OAuth & Permissions, Bot User OAuth Token",
    "SLACK_APP_TOKEN": "Basic Information, App-Level Tokens, with connections:write",
    "SLACK_SIGNING_SECRET": "Basic Information, App Credentials, Signing Secret",
}
"""The page of the app's settings (api.slack.com/apps) that shows each value."""

EXPECTED = {
    "port": "must be a number from 1 to 65535",
    "log_level": "must be DEBUG, INFO, WARNING or ERROR",
    "log_format": "must be text or json",
    "baton_pace": "must be a number of posts per second, above 0 and up to 50",
    "baton_history_per_minute": "must be a number of requests, above 0 and up to 1000",
}


class SettingsError(Exception):
    """
    Invalid or missing settings.

    Attributes:
        problems: One plain sentence for each problem.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = [redact(problem) for problem in problems]
        super().__init__("\n".join(self.problems))


def _bot_token(value: SecretStr) -> SecretStr:
    return _token(value, "SLACK_BOT_TOKEN", ("xoxb-", "xoxe.xoxb-"))


def _app_token(value: SecretStr) -> SecretStr:
    return _token(value, "SLACK_APP_TOKEN", ("xapp-",))


def _token(value: SecretStr, name: str, prefixes: tuple[str, ...]) -> SecretStr:
    secret = value.get_secret_value()
    right = f"The right value begins with {prefixes[0]} and stands under {WHERE[name]}."
    kind, home = HOME.get(secret[:5], ("", ""))
    if not secret.startswith(prefixes):
        if home:
            raise ValueError(f"{name} holds {_article(kind)}; that belongs in {home}. {right}")
        if kind:
            raise ValueError(f"{name} holds {_article(kind)}, which Baton has no use for. {right}")
        raise ValueError(f"{name} does not look like a token. {right}")
    if is_placeholder(secret) or not TOKEN.fullmatch(secret):
        raise ValueError(f"{name} holds a placeholder, or more than a token. {right}")
    return value


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeio" else f"a {kind}"


def _signing_secret(value: SecretStr) -> SecretStr:
    secret = value.get_secret_value()
    kind, _ = HOME.get(secret[:5], ("", ""))
    where = WHERE["SLACK_SIGNING_SECRET"]
    if kind:
        raise ValueError(f"SLACK_SIGNING_SECRET holds {_article(kind)}; the secret is at {where}.")
    try:
        SigningSecret(secret)
    except ValueError as error:
        raise ValueError(f"SLACK_SIGNING_SECRET {error}, at {where}.") from None
    return value


def _api_url(value: str) -> str:
    fault = fault_of_api_url(value)
    if fault:
        raise ValueError(f"SLACK_API_URL {fault}.")
    return value if value.endswith("/") else f"{value}/"


def _database(value: SecretStr) -> SecretStr:
    if not DATABASES.match(value.get_secret_value()):
        raise ValueError(
            "DATABASE_URL must be like sqlite:///baton.db or postgresql://user@host/name."
        )
    return value


def _language(value: str) -> str:
    if not re.fullmatch("[a-z]{2,3}", value):
        raise ValueError(f"BATON_LANGUAGE must be a language's code, such as en or de: {value}")
    return value


def _folder(value: Path) -> Path:
    if value.exists() and not value.is_dir():
        raise ValueError(f"BATON_CONTENT names a file, and must name a folder: {value}")
    if not value.is_dir():
        raise ValueError(f"BATON_CONTENT names a folder that is not there: {value}")
    if not os.access(value, os.R_OK | os.X_OK):
        raise ValueError(f"BATON_CONTENT names a folder that Baton may not read: {value}")
    return value


def _split(value: object) -> object:
    return re.findall(r"[^\s,]+", value) if isinstance(value, str) else value


def _user_ids(value: frozenset[str]) -> frozenset[str]:
    if not value:
        raise ValueError("BATON_ADMINS names nobody: give Slack user ids, or leave it out.")
    wrong = sorted(entry for entry in value if not USER_ID.fullmatch(entry))
    if wrong:
        raise ValueError(
            f"BATON_ADMINS must hold Slack user ids such as U012ABCDEF, not {', '.join(wrong)}. "
            "In Slack: open the person's profile, the three dots, Copy member ID."
        )
    return value


def _zone(value: str) -> str:
    known = available_timezones()
    if value not in known:
        near = get_close_matches(value, known, n=1)
        hint = f"Did you mean {near[0]}?" if near else "Use a name such as Europe/Berlin."
        raise ValueError(f"BATON_TIMEZONE is no time zone: {value}. {hint}")
    return value


def _whole_number(value: object) -> object:
    """Reject 3_000, 3000.0 and Arabic digits, which Python accepts but people may misread."""
    if isinstance(value, str) and not re.fullmatch("[0-9]+", value):
        raise ValueError(f"PORT {EXPECTED['port']}, not {value}.")
    return value


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


class Settings(BaseModel):
    """
    Baton's settings; each field is the environment variable of that name.

    Secrets are masked when printed; so is the database's URL, which may contain a password.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    slack_bot_token: Annotated[SecretStr, AfterValidator(_bot_token)] | None = None
    slack_app_token: Annotated[SecretStr, AfterValidator(_app_token)] | None = None
    slack_signing_secret: Annotated[SecretStr, AfterValidator(_signing_secret)] | None = None
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    slack_api_url: Annotated[str, AfterValidator(_api_url)] = SLACK_API
    database_url: Annotated[SecretStr, AfterValidator(_database)] = SecretStr("sqlite:///baton.db")
    port: Annotated[int | None, BeforeValidator(_whole_number)] = Field(
        default=None, ge=1, le=65535
    )
    baton_admins: Annotated[frozenset[str], BeforeValidator(_split), AfterValidator(_user_ids)] = (
        frozenset()
    )
    baton_content: Annotated[Path, AfterValidator(_folder)] | None = None
    baton_language: Annotated[str, BeforeValidator(_lower), AfterValidator(_language)] = ENGLISH
    baton_help_text: str = ""
    baton_timezone: Annotated[str, AfterValidator(_zone)] = "UTC"
    baton_pace: float = Field(default=4, gt=0, le=50)
    baton_history_per_minute: float = Field(default=50, gt=0, le=1000)
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = (
        "INFO"
    )
    log_format: Annotated[Literal["text", "json"], BeforeValidator(_lower)] = "text"

    @property
    def content(self) -> Path:
        """The folder with tracks and texts: the configured one, or Baton's own."""
        if self.baton_content:
            return self.baton_content
        return next((folder for folder in SHIPPED if folder.is_dir()), SHIPPED[-1])

    @property
    def signing_secret(self) -> SigningSecret | None:
        """The secret that verifies request signatures in HTTP mode."""
        secret = self.slack_signing_secret
        return SigningSecret(secret.get_secret_value()) if secret else None

    def resolve(self, mode: Mode) -> Literal["socket", "http"]:
        """Return *mode*, or for `auto` the mode these settings allow."""
        if mode == "auto":
            return "socket" if self.slack_app_token else "http"
        return mode


KNOWN = frozenset(name.upper() for name in Settings.model_fields)
"""The settings' names as environment variables."""


@dataclass(frozen=True, slots=True)
class Reading:
    """
    The result of reading the settings, shared by `run` and `doctor`.

    Attributes:
        settings: None if one of them is invalid.
        problems: The reasons Baton can't run; one sentence for each.
        notes: Settings that have no effect.
    """

    settings: Settings | None
    problems: list[str]
    notes: list[str]


def load_settings(env_file: str | Path = ".env", serving: Mode | None = None) -> Settings:
    """
    Read the settings, and raise if Baton can't work with them: see `read_settings`.

    Raises:
        SettingsError: With one sentence for every problem.
    """
    reading = read_settings(env_file, serving)
    if reading.settings is None or reading.problems:
        raise SettingsError(reading.problems)
    return reading.settings


def read_settings(env_file: str | Path = ".env", serving: Mode | None = None) -> Reading:
    """
    Read the settings from *env_file* and the environment, which wins.

    A blank value, with or without quotes, counts as not given.

    Args:
        env_file: Need not exist; "" for none.
        serving: The mode the bot is about to run in; its required settings must be given.
    """
    file = read_env_file(Path(env_file), KNOWN) if env_file else EnvFile()
    environment = dict(os.environ)
    given = _known(file.values) | _known(environment)
    in_file = strays(file.values, KNOWN, given, str(env_file))
    around = strays(environment, KNOWN, given, ENVIRONMENT)
    problems = [*file.problems, *in_file.problems, *around.problems, *_missing(given, serving)]
    settings, wrong = _typed(given)
    if settings and serving:
        wrong += _unspoken(settings)
    problems = [redact(problem) for problem in (*problems, *wrong)]
    notes = [*in_file.notes, *around.notes, *_unused(given, serving)]
    return Reading(settings, problems, notes)


def _known(values: Mapping[str, str]) -> dict[str, str]:
    """Select the settings among some values, by names in capitals, without blank ones."""
    found = {name.upper(): cleaned(value) for name, value in values.items()}
    return {name: value for name, value in found.items() if name in KNOWN and value}


def _typed(given: Mapping[str, str]) -> tuple[Settings | None, list[str]]:
    faults = {name: fault_of_text(name, value) for name, value in given.items()}
    problems = [f"{name} {fault}." for name, fault in faults.items() if fault]
    values = {name.lower(): value for name, value in given.items() if not faults[name]}
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        return None, [*problems, *map(_sentence, error.errors())]
    return (None, problems) if problems else (settings, [])


def _missing(given: Mapping[str, str], mode: Mode | None) -> list[str]:
    if mode is None:
        return []
    needed = ["SLACK_BOT_TOKEN"]
    if mode == "socket":
        needed.append("SLACK_APP_TOKEN")
    if mode == "http":
        needed.append("SLACK_SIGNING_SECRET")
    problems = [f"{n} is not set. You find it under {WHERE[n]}." for n in needed if n not in given]
    if mode == "auto" and not {"SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"} & given.keys():
        problems.append(
            "Set SLACK_APP_TOKEN (Socket Mode: no public address needed) "
            "or SLACK_SIGNING_SECRET (HTTP mode)."
        )
    return problems


def _unspoken(settings: Settings) -> list[str]:
    spoken = settings.content / settings.baton_language / "messages"
    if settings.baton_language == ENGLISH or spoken.is_dir():
        return []
    return [f"BATON_LANGUAGE: there is no folder {spoken}, with the words of that language."]


def _unused(given: Mapping[str, str], mode: Mode | None) -> list[str]:
    notes = [
        f"{name} is set, and not used: one Baton serves one workspace."
        for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
        if name in given
    ]
    in_use = "http" if mode == "http" or "SLACK_APP_TOKEN" not in given else "socket"
    if mode and in_use == "socket" and "SLACK_SIGNING_SECRET" in given:
        notes.append("SLACK_SIGNING_SECRET is set, and not used: it is for HTTP mode.")
    if mode and in_use == "http" and "SLACK_APP_TOKEN" in given:
        notes.append("SLACK_APP_TOKEN is set, and not used: it is for Socket Mode.")
    return notes


def _sentence(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    field = str(error["loc"][0])
    return f"{field.upper()} {EXPECTED.get(field, 'cannot be read')}, not {error['input']}."
