"""Settings: read from the environment and `.env`, typed, and with every problem named at once."""

import re
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
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    NoDecode,
    SettingsConfigDict,
)

Mode = Literal["auto", "socket", "http"]
"""How Slack reaches the bot; `auto` is Socket Mode where there is an app-level token."""

SLACK_API = "https://slack.com/api/"

HTTP_PORT = 3000
"""Where HTTP mode listens when no PORT is set: what Slack's own examples use."""

SHIPPED = (Path(__file__).parent / "_content", Path(__file__).parent.parent / "content")
"""Where content lies in an installed package, and in a checkout."""

USER_ID = re.compile(r"[UW][A-Z0-9]{2,}")

DATABASES = re.compile(r"(jdbc:)?(sqlite|postgres|postgis|pgsql)[\w+]*:", re.IGNORECASE)
"""How an address begins that Baton may be able to use; `bot.store.address` reads the rest."""

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
    Settings that Baton cannot work with.

    Attributes:
        problems: One plain sentence for each.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _bot_token(value: SecretStr) -> SecretStr:
    return _token(value, "SLACK_BOT_TOKEN", ("xoxb-", "xoxe.xoxb-"))


def _app_token(value: SecretStr) -> SecretStr:
    return _token(value, "SLACK_APP_TOKEN", ("xapp-",))


def _token(value: SecretStr, name: str, prefixes: tuple[str, ...]) -> SecretStr:
    secret = value.get_secret_value()
    if secret.startswith(prefixes):
        return value
    right = f"The right value begins with {prefixes[0]} and stands under {WHERE[name]}."
    kind, home = HOME.get(secret[:5], ("", ""))
    if home:
        raise ValueError(f"{name} holds {_article(kind)}; that belongs in {home}. {right}")
    if kind:
        raise ValueError(f"{name} holds {_article(kind)}, which Baton has no use for. {right}")
    raise ValueError(f"{name} does not look like a token. {right}")


def _article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeio" else f"a {kind}"


def _signing_secret(value: SecretStr) -> SecretStr:
    kind, _ = HOME.get(value.get_secret_value()[:5], ("", ""))
    if kind:
        where = WHERE["SLACK_SIGNING_SECRET"]
        raise ValueError(f"SLACK_SIGNING_SECRET holds {_article(kind)}; the secret is at {where}.")
    return value


def _api_url(value: str) -> str:
    if not re.match(r"https?://[^/\s]+", value):
        raise ValueError(f"SLACK_API_URL must begin with https:// (or http://): {value}")
    return value if value.endswith("/") else f"{value}/"


def _database(value: SecretStr) -> SecretStr:
    if not DATABASES.match(value.get_secret_value().strip()):
        raise ValueError(
            "DATABASE_URL must be like sqlite:///baton.db or postgresql://user@host/name."
        )
    return value


def _language(value: str) -> str:
    if not re.fullmatch("[a-z]{2,3}", value):
        raise ValueError(f"BATON_LANGUAGE must be a language's code, such as en or de: {value}")
    return value


def _folder(value: Path) -> Path:
    if not value.is_dir():
        raise ValueError(f"BATON_CONTENT names a folder that is not there: {value}")
    return value


def _split(value: object) -> object:
    return re.findall(r"[^\s,]+", value) if isinstance(value, str) else value


def _user_ids(value: frozenset[str]) -> frozenset[str]:
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


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


class Settings(BaseModel):
    """
    What Baton is told from outside; each field is the environment variable of that name.

    Secrets hide themselves when printed, the database's address too, as it may hold a password.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    slack_bot_token: Annotated[SecretStr, AfterValidator(_bot_token)] | None = None
    slack_app_token: Annotated[SecretStr, AfterValidator(_app_token)] | None = None
    slack_signing_secret: Annotated[SecretStr, AfterValidator(_signing_secret)] | None = None
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    slack_api_url: Annotated[str, AfterValidator(_api_url)] = SLACK_API
    database_url: Annotated[SecretStr, AfterValidator(_database)] = SecretStr("sqlite:///baton.db")
    port: int | None = Field(default=None, ge=1, le=65535)
    baton_admins: Annotated[
        frozenset[str], NoDecode, BeforeValidator(_split), AfterValidator(_user_ids)
    ] = frozenset()
    baton_content: Annotated[Path, AfterValidator(_folder)] | None = None
    baton_language: Annotated[str, BeforeValidator(_lower), AfterValidator(_language)] = "en"
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
        """The folder with the tracks and the bot's words: one's own, or what came with Baton."""
        if self.baton_content:
            return self.baton_content
        return next((folder for folder in SHIPPED if folder.is_dir()), SHIPPED[-1])

    def resolve(self, mode: Mode) -> Literal["socket", "http"]:
        """The mode that *mode* comes to with these settings."""
        if mode == "auto":
            return "socket" if self.slack_app_token else "http"
        return mode


class _Environment(BaseSettings, Settings):
    """Tells pydantic-settings which names to look for, and how."""

    model_config = SettingsConfigDict(env_ignore_empty=True, env_file_encoding="utf-8")


def load_settings(env_file: str | Path = ".env", serving: Mode | None = None) -> Settings:
    """
    Read the settings from *env_file* and the environment, which wins.

    Args:
        env_file: Need not exist.
        serving: The mode the bot is about to run in: then what that mode needs must be there.

    Raises:
        SettingsError: With one sentence for every problem.
    """
    in_file = DotEnvSettingsSource(_Environment, env_file=env_file)()
    values = {**in_file, **EnvSettingsSource(_Environment)()}
    given = {name.upper() for name in values}
    problems = _unpaired(given) + _missing(given, serving)
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise SettingsError([*problems, *map(_sentence, error.errors())]) from None
    if problems:
        raise SettingsError(problems)
    return settings


def _unpaired(given: set[str]) -> list[str]:
    pair = {"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"}
    if len(pair & given) == 1:
        return ["SLACK_CLIENT_ID and SLACK_CLIENT_SECRET go together: set both, or neither."]
    return []


def _missing(given: set[str], mode: Mode | None) -> list[str]:
    if mode is None:
        return []
    needed = [] if "SLACK_CLIENT_ID" in given else ["SLACK_BOT_TOKEN"]
    if mode == "socket":
        needed.append("SLACK_APP_TOKEN")
    if mode == "http":
        needed.append("SLACK_SIGNING_SECRET")
    problems = [f"{n} is not set. You find it under {WHERE[n]}." for n in needed if n not in given]
    if mode == "auto" and given.isdisjoint({"SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"}):
        problems.append(
            "Set SLACK_APP_TOKEN (Socket Mode: no public address needed) "
            "or SLACK_SIGNING_SECRET (HTTP mode)."
        )
    return problems


def _sentence(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    field = str(error["loc"][0])
    return f"{field.upper()} {EXPECTED.get(field, 'cannot be read')}, not {error['input']}."
