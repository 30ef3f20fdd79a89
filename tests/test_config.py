from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.config import SHIPPED, Settings, SettingsError, load_settings

GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-1-bot",
    "SLACK_APP_TOKEN": "xapp-1-app",
    "SLACK_SIGNING_SECRET": "8f742231b10e8888abcd99yyyzzz85a5",
}


@pytest.fixture
def given(monkeypatch):
    def give(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, value)

    return give


def problems(env_file: str | Path = "", **options: str) -> list[str]:
    with pytest.raises(SettingsError) as raised:
        load_settings(env_file, **options)
    return raised.value.problems


def test_without_anything_set_there_are_defaults():
    settings = load_settings("")

    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.database_url.get_secret_value() == "sqlite:///baton.db"
    assert (settings.baton_timezone, settings.baton_pace) == ("UTC", 4)
    assert (settings.log_level, settings.log_format) == ("INFO", "text")
    assert settings.content == SHIPPED[1]


def test_the_file_is_read_and_the_environment_wins(tmp_path, given):
    file = tmp_path / ".env"
    file.write_text("SLACK_BOT_TOKEN='xoxb-file'\nBATON_TIMEZONE=Europe/Berlin\nOTHER=1\n")
    given(SLACK_BOT_TOKEN="xoxb-environment")

    settings = load_settings(file)

    assert settings.slack_bot_token == SecretStr("xoxb-environment")
    assert settings.baton_timezone == "Europe/Berlin"


def test_reading_the_file_leaves_the_environment_alone(tmp_path):
    file = tmp_path / ".env"
    file.write_text("SLACK_BOT_TOKEN=xoxb-file\n")

    load_settings(file)

    assert load_settings("").slack_bot_token is None


def test_everything_can_be_set(given, tmp_path):
    given(
        **GOOD,
        SLACK_CLIENT_ID="1.2",
        SLACK_CLIENT_SECRET="abc",
        SLACK_API_URL="http://127.0.0.1:8700/api",
        DATABASE_URL="postgres://baton@db/baton",
        PORT="8080",
        BATON_ADMINS="U012ABCDEF, W345",
        BATON_CONTENT=str(tmp_path),
        BATON_HELP_TEXT="Call 116 123.",
        BATON_TIMEZONE="Asia/Kolkata",
        BATON_PACE="0.5",
        LOG_LEVEL="debug",
        LOG_FORMAT="JSON",
    )

    settings = load_settings("", serving="http")

    assert settings.slack_api_url == "http://127.0.0.1:8700/api/"
    assert settings.port == 8080
    assert settings.baton_admins == {"U012ABCDEF", "W345"}
    assert settings.content == tmp_path
    assert (settings.log_level, settings.log_format) == ("DEBUG", "json")


def test_every_problem_is_named_at_once(given):
    given(
        SLACK_BOT_TOKEN="xapp-1",
        SLACK_CLIENT_ID="1.2",
        PORT="eighty",
        BATON_TIMEZONE="Europe/Berln",
        LOG_LEVEL="loud",
    )

    said = problems(serving="socket")

    assert [sentence.split()[0] for sentence in said] == [
        "SLACK_CLIENT_ID",
        "SLACK_APP_TOKEN",
        "SLACK_BOT_TOKEN",
        "PORT",
        "BATON_TIMEZONE",
        "LOG_LEVEL",
    ]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1-x", "holds an app-level token; that belongs in SLACK_APP_"),
        ("SLACK_BOT_TOKEN", "xoxp-1-x", "holds a user token, which Baton has no use for"),
        ("SLACK_BOT_TOKEN", "hunter2", "does not look like a token"),
        ("SLACK_APP_TOKEN", "xoxb-1-x", "holds a bot token; that belongs in SLACK_BOT_TOKEN"),
        ("SLACK_SIGNING_SECRET", "xapp-1-x", "holds an app-level token"),
        ("SLACK_API_URL", "slack.com/api", "must begin with https://"),
        ("DATABASE_URL", "mysql://root@db/x", "must be like sqlite:///baton.db"),
        ("PORT", "0", "must be a number from 1 to 65535, not 0"),
        ("BATON_ADMINS", "U012ABCDEF, bob", "not bob"),
        ("BATON_CONTENT", "/no/such/folder", "a folder that is not there: /no/such/folder"),
        ("BATON_TIMEZONE", "Europe/Berln", "Did you mean Europe/Berlin?"),
        ("BATON_TIMEZONE", "CEST-ish place", "Use a name such as Europe/Berlin."),
        ("BATON_PACE", "0", "above 0"),
        ("BATON_PACE", "inf", "above 0"),
        ("LOG_LEVEL", "chatty", "must be DEBUG, INFO, WARNING or ERROR"),
        ("LOG_FORMAT", "xml", "must be text or json, not xml"),
    ],
)
def test_a_wrong_value_is_explained(name, value, words, given):
    given(**{name: value})

    (sentence,) = problems()

    assert sentence.startswith(name)
    assert words in sentence


@pytest.mark.parametrize(
    ("mode", "lacking"),
    [
        ("socket", ["SLACK_BOT_TOKEN is not set", "SLACK_APP_TOKEN is not set"]),
        ("http", ["SLACK_BOT_TOKEN is not set", "SLACK_SIGNING_SECRET is not set"]),
        ("auto", ["SLACK_BOT_TOKEN is not set", "Set SLACK_APP_TOKEN"]),
    ],
)
def test_what_a_mode_lacks_is_named(mode, lacking):
    said = problems(serving=mode)

    assert [s[: len(start)] for s, start in zip(said, lacking, strict=True)] == lacking


def test_an_empty_value_counts_as_not_set(given):
    given(**GOOD | {"SLACK_APP_TOKEN": "", "PORT": ""})

    settings = load_settings("", serving="auto")

    assert settings.slack_app_token is None
    assert settings.resolve("auto") == "http"


def test_socket_mode_is_chosen_where_there_is_an_app_token(given):
    given(**GOOD)

    settings = load_settings("", serving="auto")

    assert settings.resolve("auto") == "socket"
    assert settings.resolve("http") == "http"


def test_blanks_around_a_pasted_value_do_not_count(given):
    given(SLACK_BOT_TOKEN="  xoxb-1-bot ", SLACK_SIGNING_SECRET=" abc\n")

    settings = load_settings("")

    assert settings.slack_bot_token == SecretStr("xoxb-1-bot")
    assert settings.slack_signing_secret == SecretStr("abc")


def test_no_secret_is_printed(given):
    given(**GOOD, DATABASE_URL="postgresql://baton:hunter2@db/x")

    shown = f"{load_settings('')!r} {load_settings('')}"

    assert "hunter2" not in shown
    assert not any(secret in shown for secret in GOOD.values())


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"])
def test_no_wrong_secret_is_printed(name, given):
    given(**{name: "xoxp-hunter2"})

    assert "hunter2" not in " ".join(problems())


def test_settings_do_not_change():
    settings = Settings()

    with pytest.raises(ValidationError):
        settings.port = 1
