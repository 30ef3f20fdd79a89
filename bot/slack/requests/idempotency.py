"""Which requests of Slack are stored before their ack, and the key each is known by."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from bot.slack.commands import ids
from bot.slack.requests.message_events import NotForUs, read_message

KEPT_EVENTS = {"message", "user_change", "tokens_revoked", "app_uninstalled"}
"""Events that change what Baton knows. Slash commands are not kept: who typed one sees at once
that nothing came of it, and types it again."""


OPENS_A_FORM = {
    *(ids.WRITE, ids.PLAN, ids.CHANGE_TIME),
    *(ids.WRITE_TO, ids.ANSWER_COACH, ids.NOTE, ids.PROMISE),
}
"""Presses that say nothing yet: the trigger they come with is worthless a moment later."""

LEAVES_NO_TRACE = {ids.NOT_MEANT}
"""Presses that would tell, by being kept, what nobody is to know."""

SENT_BACK = {ids.TIME_FORM, ids.HELP_FORM, ids.PROMISE_FORM, ids.ASSIGN_FORM}
"""Forms that may go back with what is wrong in them: sent once more, they are no copy. As with a
command, whoever saved one sees at once that nothing came of it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The key under which a request is stored, and its kind for the log."""

    key: str
    kind: str


def letter(body: dict[str, Any], bot_user_id: str) -> Letter | None:
    """What to store a request as, or None for one that may be lost."""
    if body.get("type") == "event_callback":
        return _event(body, bot_user_id)
    if body.get("type") == "block_actions":
        action = body["actions"][0]
        if action["action_id"] in OPENS_A_FORM | LEAVES_NO_TRACE:
            return None
        return Letter(_press_key(body, action), "press")
    if body.get("type") == "view_submission":
        view = body["view"]
        if view.get("callback_id") in SENT_BACK:
            return None
        return Letter(f"{view['id']}:{view.get('hash', '')}", "form")
    return None


def changed_person(body: dict[str, Any]) -> str:
    """Whose profile has changed, or "" if the request is about something else."""
    event = body.get("event") or {}
    user = event.get("user")
    if event.get("type") != "user_change" or not isinstance(user, dict):
        return ""
    return str(user.get("id") or "")


def _press_key(body: dict[str, Any], action: dict[str, Any]) -> str:
    """
    Tell one press from another without saying who answered what.

    The trigger's long random part keeps the hash from being guessed; it's gone with the body.
    """
    person, trigger = body["user"]["id"], body.get("trigger_id", "")
    told = f"{person}:{action['action_id']}:{action['action_ts']}:{trigger}"
    return blake2b(told.encode(), digest_size=16).hexdigest()


def _event(body: dict[str, Any], bot_user_id: str) -> Letter | None:
    event = body["event"]
    if event["type"] not in KEPT_EVENTS or _says_nothing(event, bot_user_id):
        return None
    return Letter(str(body["event_id"]), f"event {event['type']}")


def _says_nothing(event: dict[str, Any], bot_user_id: str) -> bool:
    """Whether it's a message event that isn't about a person's words."""
    return event["type"] == "message" and isinstance(read_message(event, bot_user_id), NotForUs)
