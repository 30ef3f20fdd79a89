import json
import logging

import pytest

from bot.runtime.logs import JsonFormat, TextFormat, redact, set_up_logs

NOON = 1772452800.0


@pytest.fixture
def logging_as_it_was():
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def record(message: str, *facts: object, error: BaseException | None = None) -> logging.LogRecord:
    info = (type(error), error, None) if error else None
    made = logging.LogRecord("bot.x", logging.INFO, "x.py", 1, message, facts, info)
    made.created = NOON
    return made


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("token xoxb-12-34-abCD refused", "token *** refused"),
        ("xapp-1-A0-123-fe is no bot token", "*** is no bot token"),
        ("xoxe.xoxb-1-Mi0yLTk", "***"),
        ("wss://a.b/link/?ticket=abc&app_id=1", "wss://a.b/link/?ticket=***&app_id=1"),
        ("postgresql://baton:hunter2@db:5432/x", "postgresql://***@db:5432/x"),
        ("postgresql://baton@db/x at 09:00", "postgresql://baton@db/x at 09:00"),
        ("https://slack.com/api/auth.test", "https://slack.com/api/auth.test"),
    ],
)
def test_secrets_are_blotted_out(text, shown):
    assert redact(text) == shown


def test_a_line_of_text_shows_time_level_and_place():
    line = TextFormat().format(record("delivery %s sent", 7))

    assert line.endswith("INFO    bot.x: delivery 7 sent")


@pytest.mark.parametrize("form", [TextFormat(), JsonFormat()])
def test_a_traceback_shows_no_token_either(form):
    line = form.format(record("it broke", error=ValueError("bad xoxb-1-hunter2")))

    assert "ValueError: bad ***" in line
    assert "hunter2" not in line


def test_json_holds_one_object_a_line():
    line = JsonFormat().format(record("one\n%s", "two"))

    assert "\n" not in line
    assert json.loads(line) == {
        "time": "2026-03-02T12:00:00+00:00",
        "level": "INFO",
        "logger": "bot.x",
        "message": "one\ntwo",
    }


def test_debugging_baton_does_not_make_slacks_libraries_print_what_members_write(
    logging_as_it_was, capsys
):
    set_up_logs("DEBUG", "text")

    logging.getLogger("bot.coaching.answers.reply").debug("ours")
    logging.getLogger("slack_bolt.AsyncApp").debug("a reply's text")
    logging.getLogger("slack_sdk.web.async_client").info("a reply's text")
    logging.getLogger("sqlalchemy.engine.Engine").info("a reply's text")

    said = capsys.readouterr().err
    assert "ours" in said
    assert "a reply's text" not in said


def test_a_quiet_level_is_quiet_for_libraries_too(logging_as_it_was, capsys):
    set_up_logs("ERROR", "json")

    logging.getLogger("slack_bolt").warning("hm")
    logging.getLogger("bot").warning("hm")

    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("logging_as_it_was")
@pytest.mark.parametrize("name", ["slack_bolt.AsyncApp", "slack_sdk.web", "sqlalchemy.engine"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_librarys_chatter_is_shown_whatever_level_it_gives_itself(capfd, name, form):
    """Bolt sets DEBUG on the loggers it makes, and prints what it answers, words included."""
    set_up_logs("DEBUG", form)
    library = logging.getLogger(name)
    level = library.level
    library.setLevel(logging.DEBUG)

    library.debug('Responding with body: "SECRET"')
    library.warning("a warning")
    logging.getLogger("bot.x").debug("ours")
    library.setLevel(level)

    shown = capfd.readouterr().err
    assert "SECRET" not in shown
    assert "a warning" in shown
    assert "ours" in shown
