from pathlib import Path

import pytest
from hypothesis import example
from hypothesis import given as generated
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError

from bot.config import SHIPPED, Settings, SettingsError, is_loopback, load_settings, read_settings

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-1-bot",
    "SLACK_APP_TOKEN": "xapp-1-app",
    "SLACK_SIGNING_SECRET": SECRET,
}
BLANK = (
    *("", " ", "\t\n", "\xa0", "\u200b", "\ufeff \u2060", "\u3164"),
    *('""', "''", '" "', "“”", "`\xa0`"),
)


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
        PORT="eighty",
        BATON_TIMEZONE="Europe/Berln",
        LOG_LEVEL="loud",
    )

    said = problems(serving="socket")

    assert [sentence.split()[0] for sentence in said] == [
        "SLACK_APP_TOKEN",
        "SLACK_BOT_TOKEN",
        "PORT",
        "BATON_TIMEZONE",
        "LOG_LEVEL",
    ]


UNREAL_TOKENS = (
    *("xoxb-...", "xoxb-…", "xoxb-", "xoxb-your-token", "xoxb-xxxx-xxxx", "xoxb-changeme"),
    *("xoxb-1-b ot", "xoxb-<token>", "xoxb-${TOKEN}", "xoxb-1-“x”"),
)
UNREAL_SECRETS = (
    *("abc", "changeme", "your-signing-secret", "x" * 32, "0" * 64, "8f742231b10e8888abcd99f0001"),
    *("8f742231b10e8888 abcd99f0001085a5", "<8f742231b10e8888abcd99f0001085a5>", "”", "***"),
)
OPEN_ADDRESSES = (
    *("http://slack.example.test/api/", "http://localhost.evil.test/", "http://0.0.0.0:8700/api/"),
    *("http://127.0.0.1.nip.io/api/", "http://10.0.0.1/api/", "https://", "https://slack.com:x/"),
    *("ftp://slack.com/api/", "https://sla ck.com/api/", "//slack.com/api/"),
)


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
        *(("SLACK_BOT_TOKEN", value, "holds a placeholder, or more") for value in UNREAL_TOKENS),
        *(("SLACK_SIGNING_SECRET", value, "at Basic Information") for value in UNREAL_SECRETS),
        ("SLACK_BOT_TOKEN", "xoxb-1-bot # the bot's", "ends in a comment"),
        ("SLACK_APP_TOKEN", "xapp-your-token", "holds a placeholder"),
        *(("SLACK_API_URL", value, "must begin with https://") for value in OPEN_ADDRESSES),
        ("SLACK_API_URL", "https://slack.com@evil.test/api/", "without a user, ? or #"),
        ("SLACK_API_URL", "https://slack.com/api/?token=x", "without a user, ? or #"),
        ("DATABASE_URL", "sqlite:///baton.db # the file", "ends in a comment"),
        *(
            ("PORT", value, "must be a number")
            for value in ("3000.0", "3_000", "-1", "٣٠٠٠", "65536")
        ),
        ("PORT", "tcp://10.0.0.1:3000", "must be a number"),
        ("BATON_ADMINS", ",", "names nobody"),
        ("BATON_ADMINS", "U012ABCDEF # the boss", "ends in a comment"),
        ("BATON_CONTENT", __file__, "names a file"),
        ("BATON_PACE", "nan", "above 0"),
        ("BATON_PACE", "-1", "above 0"),
        ("BATON_PACE", "4,5", "above 0"),
        ("BATON_PACE", "51", "above 0"),
        ("BATON_HISTORY_PER_MINUTE", "nan", "above 0"),
        ("BATON_LANGUAGE", "de_DE", "a language's code"),
        ("BATON_TIMEZONE", "UTC # ours", "ends in a comment"),
        ("BATON_TIMEZONE", "U\u200bTC", "an invisible character"),
        ("BATON_HELP_TEXT", "Gr\udcfc\udcdfe", "is not saved as UTF-8"),
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
    given(SLACK_BOT_TOKEN="  xoxb-1-bot ", SLACK_SIGNING_SECRET=f" {SECRET}\n")

    settings = load_settings("")

    assert settings.slack_bot_token == SecretStr("xoxb-1-bot")
    assert settings.slack_signing_secret == SecretStr(SECRET)


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


@pytest.mark.parametrize("blank", BLANK)
@pytest.mark.parametrize("mode", ["http", "auto"])
def test_a_blank_signing_secret_is_none(blank, mode, given, tmp_path):
    given(SLACK_BOT_TOKEN="xoxb-1-bot")
    (tmp_path / ".env").write_text(f"SLACK_SIGNING_SECRET={blank}\n", encoding="utf-8")
    in_file = problems(tmp_path / ".env", serving=mode)
    given(SLACK_SIGNING_SECRET=blank)

    assert problems(serving=mode) == in_file
    assert "SLACK_SIGNING_SECRET" in in_file[0]


@pytest.mark.parametrize("blank", BLANK)
def test_whatever_is_blank_is_as_if_it_were_not_set(blank, given):
    names = [name.upper() for name in Settings.model_fields]
    given(**dict.fromkeys(names, blank))

    settings = load_settings("")

    assert settings == Settings()
    assert settings.model_fields_set == set()


def test_settings_cannot_hold_a_blank_secret_at_all():
    with pytest.raises(ValidationError):
        Settings(slack_signing_secret=SecretStr(" "))


@pytest.mark.parametrize("quotes", ['""', "''", "“”", "``"])
def test_quotes_that_a_tool_left_around_a_value_do_not_count(quotes, given):
    given(SLACK_BOT_TOKEN=f"{quotes[0]}xoxb-1-bot{quotes[1]}", BATON_HELP_TEXT='"Ada" or "Ben"')

    settings = load_settings("")

    assert settings.slack_bot_token == SecretStr("xoxb-1-bot")
    assert settings.baton_help_text == '"Ada" or "Ben"'


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8700/api/", True),
        ("http://127.8.9.1/api/", True),
        ("http://localhost/api/", True),
        ("http://LOCALHOST:1/api/", True),
        ("http://[::1]:8700/api/", True),
        ("http://[::2]:8700/api/", False),
        ("http://localhost.example.org/", False),
    ],
)
def test_only_this_machine_itself_is_reached_without_tls(url, here, given):
    assert is_loopback(url) is here

    given(SLACK_API_URL=url)

    assert bool(read_settings("").problems) is not here


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("BATON_TIMEZON", "BATON_TIMEZONE"),
        ("SLACK_BOT_TOKN", "SLACK_BOT_TOKEN"),
        ("slack_bot_tokn", "SLACK_BOT_TOKEN"),
        ("SLACK-BOT-TOKEN", "SLACK_BOT_TOKEN"),
        ("SLACK.SIGNING.SECRET", "SLACK_SIGNING_SECRET"),
        ("SLACK_SIGNINGSECRET", "SLACK_SIGNING_SECRET"),
        ("SLACK_SIGNING_SECRETS", "SLACK_SIGNING_SECRET"),
        ("SLACK_TOKEN", "SLACK_BOT_TOKEN"),
        ("SLACK_BOT_TOKEN_FILE", "SLACK_BOT_TOKEN"),
        ("BATON_ADMIN", "BATON_ADMINS"),
        ("BATON_LANG", "BATON_LANGUAGE"),
        ("BATON_TIME_ZONE", "BATON_TIMEZONE"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_nearest(name, meant, given, tmp_path):
    file = tmp_path / ".env"
    file.write_text(f"{name}=x\n")
    [in_file] = problems(file)
    given(**{name: "x"})
    [around] = problems()

    assert in_file == f"{name} in {file} is no setting of Baton's. Did you mean {meant}?"
    assert around == f"{name} in the environment is no setting of Baton's. Did you mean {meant}?"


@pytest.mark.parametrize("name", ["LOGLEVEL", "DATABASE_URI", "PORTS", "LOG-FORMAT"])
def test_what_may_be_another_programs_is_refused_in_the_file_alone(name, given, tmp_path):
    (tmp_path / ".env").write_text(f"{name}=x\n")
    assert "Did you mean" in problems(tmp_path / ".env")[0]

    given(**{name: "x"})

    assert read_settings("").notes == [f"Baton has no use for these in the environment: {name}."]


def test_a_misspelt_name_beside_the_right_one_is_only_told(given):
    given(SLACK_BOT_TOKEN="xoxb-1-bot", SLACK_BOT_TOKN="x", BATON_SERVICE_HOST="10.0.0.1")

    reading = read_settings("")

    assert reading.problems == []
    assert reading.notes == [
        "Baton has no use for these in the environment: BATON_SERVICE_HOST, SLACK_BOT_TOKN."
    ]


def test_names_in_small_letters_are_understood(given):
    given(baton_timezone="Europe/Berlin")

    assert load_settings("").baton_timezone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("mode", "unused"),
    [
        ("http", ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_APP_TOKEN"]),
        ("socket", ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET"]),
        ("auto", ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET"]),
    ],
)
def test_what_is_set_and_not_used_is_told(mode, unused, given):
    given(**GOOD, SLACK_CLIENT_ID="1.2", SLACK_CLIENT_SECRET="abc")

    reading = read_settings("", serving=mode)

    assert reading.problems == []
    assert [note.split()[0] for note in reading.notes] == unused


def test_an_app_that_many_could_install_still_needs_its_bot_token(given):
    given(**GOOD | {"SLACK_BOT_TOKEN": ""}, SLACK_CLIENT_ID="1.2", SLACK_CLIENT_SECRET="abc")

    assert problems(serving="socket")[0].startswith("SLACK_BOT_TOKEN is not set.")


def test_a_language_without_a_folder_is_refused_where_baton_is_about_to_run(given):
    given(**GOOD, BATON_LANGUAGE="xx")

    assert "BATON_LANGUAGE: there is no folder" in problems(serving="socket")[0]
    assert load_settings("").baton_language == "xx"


def test_a_secret_in_the_wrong_place_is_not_printed(given):
    given(
        PORT="xoxb-1-hunter2",
        LOG_LEVEL="postgresql://baton:hunter2@db/x",
        BATON_TIMEZONE="https://hooks.slack.com/services/T0/B0/hunter2",
        BATON_ADMINS="https://me:hunter2@slack.com",
        BATON_CONTENT="/data/?password=hunter2",
    )

    said = problems()

    assert len(said) == 5
    assert "hunter2" not in "".join(said)


TEXT = "# Grüße\nBATON_HELP_TEXT='Ruf an: für dich'\nBATON_TIMEZONE=Europe/Berlin\n"


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-8 crlf",
        "utf-16 crlf",
    ],
)
def test_the_file_may_be_in_any_unicode(encoding, tmp_path):
    encoding, _, crlf = encoding.partition(" ")
    text = TEXT.replace("\n", "\r\n") if crlf else TEXT
    (tmp_path / ".env").write_bytes(text.encode(encoding))

    settings = load_settings(tmp_path / ".env")

    assert (settings.baton_help_text, settings.baton_timezone) == (
        "Ruf an: für dich",
        "Europe/Berlin",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TEXT.encode("latin-1"), "isn't saved as UTF-8"),
        (TEXT.encode("utf-16")[:-1], "isn't saved as UTF-8"),
        (b"BATON_PACE=4\0\n", "isn't saved as UTF-8"),
        (b"\nSLACK_BOT_TOKEN: xoxb-1-hunter2\n", "line 2: this isn't NAME=value"),
        (b"BATON_PACE=4\nxoxb-1-hunter2\n", "line 2: this isn't NAME=value"),
        (b"BATON_PACE='4\n", "line 1: this isn't NAME=value"),
        (b"PORT=1\nBATON_PACE=4\nport=2\n", "PORT is in"),
    ],
)
def test_a_file_that_cannot_be_meant_so_is_told_in_a_sentence(content, said, tmp_path):
    (tmp_path / ".env").write_bytes(content)

    [sentence] = problems(tmp_path / ".env")

    assert said in sentence
    assert "hunter2" not in sentence


def test_the_same_value_twice_is_no_problem(tmp_path):
    (tmp_path / ".env").write_text("BATON_PACE=5\nOTHER=1\nOTHER=2\nBATON_PACE=5\n")

    assert load_settings(tmp_path / ".env").baton_pace == 5


def test_a_folder_in_place_of_the_file_is_told(tmp_path):
    (tmp_path / ".env").mkdir()

    assert problems(tmp_path / ".env") == [
        f"{tmp_path}/.env is a folder; settings are read from a file."
    ]


@generated(
    st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode(errors="ignore"))
)
@example(b"SLACK_BOT_TOKEN")
def test_whatever_is_in_the_file_it_is_read_or_told(tmp_path_factory, content):
    file = tmp_path_factory.getbasetemp() / "any.env"
    file.write_bytes(content)

    reading = read_settings(file)

    assert reading.settings or reading.problems
