"""Whatever shape a request has, it's answered at once, and nobody's log has an error."""

import copy
import logging

import pytest

from bot.slack.commands import ids
from bot.slack.requests.entrance import dispatch
from bot.slack.requests.payloads import problem
from bot.store.tables import InboxRow
from tests.examples import some
from tests.slack.requests import permits
from tests.slack.requests.permits import PEOPLE, TABLE
from tests.slack.requests.test_authorisation import (  # noqa: F401  fixtures
    _body,
    coaching,
    content,
    door,
    library,
    template,
    world,
)
from tests.slack.requests.test_message_events import places, with_junk, without

JUNK = (None, "x", {})
MORE_JUNK = (5, [5], {"id": 5})

TAKEN_TO_PIECES = (
    "/nudge help",
    "/coach show",
    "message",
    "app_home_opened",
    f"{ids.OUTCOME}",
    ids.CHOICE,
    ids.CONFIDENCE,
    ids.PLAN_ANSWER_ANEW,
    ids.JOURNAL_DO,
    ids.WRITE_TO,
    ids.QUEUE_FROM,
    *permits.FORMS,
    *permits.SHORTCUTS,
)

ORG = {"enterprise": {"id": "E1", "name": "Works"}, "is_enterprise_install": True, "team": None}

WHO = {"user": {"id": "UADA", "team_id": "TACME"}, "team": {"id": "TACME"}, "trigger_id": "1.1"}

ATTACHED = {
    "callback_id": "menu",
    "actions": [{"name": "go", "type": "button", "value": "1"}],
    "attachment_id": "1",
    "original_message": {"text": "Old", "bot_id": "B1", "ts": "1772500000.000100"},
}

ODD = {
    "no event": {"type": "event_callback", "event_id": "Ev1", "team_id": "TACME"},
    "an event of null": {"type": "event_callback", "event": None, "team_id": "TACME"},
    "no type": {"team_id": "TACME"},
    "a type of tomorrow": {"type": "entity_details", "team_id": "TACME"},
    "a type that is no word": {"type": ["x"]},
    "a rate limit": {
        "type": "app_rate_limited",
        "team_id": "TACME",
        "minute_rate_limited": 1772500020,
        "api_app_id": "A1",
    },
    "hello": {"type": "hello", "num_connections": 1},
    "disconnect": {"type": "disconnect", "reason": "warning"},
    "a check of the certificate": {"ssl_check": "1", "token": "x"},
    "no actions": {"type": "block_actions", "actions": [], **WHO},
    "no list of actions": {"type": "block_actions", **WHO},
    "no action id": {"type": "block_actions", "actions": [{"value": "1"}], **WHO},
    "an attachment's button": {"type": "interactive_message", **ATTACHED, **WHO},
    "an attachment's button in an organisation": {
        "type": "interactive_message",
        **ATTACHED,
        **WHO,
        **ORG,
    },
    "a dialog": {"type": "dialog_submission", "callback_id": "d", "submission": {}, **WHO},
    "a dialog that is closed": {"type": "dialog_cancellation", "callback_id": "d", **WHO},
    "a dialog's options": {"type": "dialog_suggestion", "callback_id": "d", **WHO},
    "a block's options": {
        "type": "block_suggestion",
        "action_id": "x",
        "block_id": "b",
        "value": "a",
        **WHO,
    },
    "a message's shortcut of old": {"type": "message_action", "callback_id": "old", **WHO},
    "a workflow's step": {"type": "workflow_step_edit", "callback_id": "w", **WHO},
    "a closed view": {
        "type": "view_closed",
        "view": {"id": "V1", "callback_id": "x", "type": "modal"},
        "is_cleared": False,
        **WHO,
    },
    "a closed view without a name": {"type": "view_closed", "view": {"id": "V1"}, **WHO},
    "a view of nothing": {"type": "view_submission", "view": None, **WHO},
    "a command without text": {
        "command": "/nudge",
        "user_id": "UADA",
        "team_id": "TACME",
        "trigger_id": "1.1",
    },
    "a command by nobody": {"command": "/nudge", "text": "help", "team_id": "TACME"},
    "a list": [1, 2],
    "nothing": None,
    "words": "hello",
}

EVENTS = {
    "team_join": {"user": {"id": "UNEW", "name": "new"}},
    "user_change": {"user": {"id": "UADA", "name": "ada", "tz": None, "profile": None}},
    "tokens_revoked": {"tokens": {"oauth": ["UADA"]}},
    "app_uninstalled_team": {},
    "function_executed": {"function": {"callback_id": "f"}, "function_execution_id": "Fx1"},
    "workflow_step_execute": {"callback_id": "w", "workflow_step": {}},
    "reaction_added": {
        "user": "UADA",
        "item": {"type": "message", "channel": "DADA", "ts": "1.1"},
    },
    "assistant_thread_started": {"assistant_thread": {"user_id": "UADA", "channel_id": "DADA"}},
    "message": {"channel": "DADA", "channel_type": "im", "subtype": "bot_message", "bot_id": "B9"},
    "app_home_opened": {"user": "UADA", "channel": "DADA", "tab": "messages"},
    "": {},
}


@pytest.fixture
def send(door):  # noqa: F811
    """Send a request over a connection; returns how it is answered."""

    async def send(body):
        response = await dispatch(door.app, copy.deepcopy(body))
        await door.in_flight.over()
        return response.status

    return send


@pytest.fixture
def calm(caplog):
    """At most one line tells of a request, and none of them cries."""
    yield
    assert [r for r in caplog.records if r.levelno >= logging.WARNING] == []


@pytest.mark.usefixtures("calm")
@pytest.mark.parametrize("shape", ODD)
async def test_a_request_of_an_odd_shape_is_acknowledged(send, shape, caplog):
    caplog.set_level(logging.INFO, "bot")

    assert await send(ODD[shape]) == 200

    assert len(caplog.records) <= 1


@pytest.mark.usefixtures("calm")
@pytest.mark.parametrize("kind", EVENTS)
async def test_an_event_of_any_kind_is_acknowledged(send, kind, caplog):
    caplog.set_level(logging.INFO, "bot")
    event = {"type": kind, "event_ts": "1772500000.000100", **EVENTS[kind]}
    body = {"type": "event_callback", "event_id": "Ev1", "team_id": "TACME", "event": event}

    assert await send(body) == 200

    assert len(caplog.records) <= 1


@pytest.mark.parametrize(
    "junk", [JUNK, pytest.param(MORE_JUNK, marks=pytest.mark.exhaustive)], ids=["junk", "more"]
)
@pytest.mark.parametrize("name", some(TAKEN_TO_PIECES, of=4))
async def test_no_field_is_missed_and_none_of_another_kind_breaks_anything(
    coaching,  # noqa: F811
    world,  # noqa: F811
    send,
    name,
    junk,
):
    row = TABLE[name]
    who = next((role for role in sorted(PEOPLE) if role in row.may), "member")
    whole = _body(row.request(world), PEOPLE[who], "TACME")

    for n, broken in enumerate(_broken(whole, junk)):
        assert await send(_numbered(broken, n)) == 200

    async with coaching.store.reading() as session:
        rows = (await session.exec(LEFT)).all()
    assert rows == []


LEFT = InboxRow.__table__.select().where(InboxRow.failures > 0)


def _broken(whole, junk):
    for path in places(whole):
        yield without(whole, path)
        for value in junk:
            yield with_junk(whole, path, value)


def _numbered(body, number):
    """No copy of the one before, as far as it has what tells them apart."""
    if isinstance(body.get("event_id"), str):
        return body | {"event_id": f"Ev{number}"}
    if isinstance(body.get("view"), dict) and isinstance(body["view"].get("hash"), str):
        return body | {"view": body["view"] | {"hash": str(number)}}
    return body


def test_an_optional_field_of_another_kind_is_as_good_as_missing():
    body = {"type": "block_actions", "actions": [{"action_id": "x", "action_ts": "1.1"}], **WHO}

    wrong = body | {"enterprise": 5, "response_urls": {"a": 1}, "view": "x", "channel": ["C1"]}

    assert problem(wrong) == ""
    assert wrong == body
