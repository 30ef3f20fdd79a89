"""Which events only tell of Baton's own messages."""

import pytest

from bot.slack.client.own_messages import is_echo

BATON = {"user": "UBATON", "bot_id": "BBATON", "text": "Your nudge"}
ADA = {"user": "UADA", "text": "Done"}


def told(event, **body):
    ours = [{"team_id": "T1", "user_id": "UBATON", "is_bot": True}]
    return {"type": "event_callback", "event": event, "authorizations": ours, **body}


@pytest.mark.parametrize(
    ("event", "echo"),
    [
        ({"type": "message", **BATON}, True),
        ({"type": "message", "subtype": "message_changed", "message": BATON}, True),
        ({"type": "message", "subtype": "message_deleted", "previous_message": BATON}, True),
        ({"type": "message", **ADA}, False),
        ({"type": "message", "subtype": "message_changed", "message": ADA}, False),
        ({"type": "user_change", "user": {"id": "UBATON"}}, False),
        ({"type": "app_home_opened", "user": "UBATON"}, False),
    ],
)
def test_an_event_about_a_message_of_its_own_is_an_echo(event, echo):
    assert is_echo(told(event)) is echo


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"type": "block_actions", "user": {"id": "UBATON"}},
        {"type": "event_callback", "event": "no event"},
        told({"type": "message", **BATON}, authorizations=None),
    ],
)
def test_nothing_else_is(body):
    assert not is_echo(body)
