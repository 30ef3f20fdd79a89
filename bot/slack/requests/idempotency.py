"""Choose which Slack requests to store before the ack, and their idempotency keys."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from bot.domain.check_ins.check_in import Choice
from bot.slack.commands import ids
from bot.slack.requests.message_events import NotForUs, read_message

KEPT_EVENTS = {"message", "user_change", "tokens_revoked", "app_uninstalled"}
"""Events that change Baton's data. Slash commands aren't stored: if one fails, the person sees
it at once and types it again."""


OPENS_A_FORM = {
    *(ids.WRITE, ids.PLAN, ids.CHANGE_TIME, f"{ids.CHECK_IN}.{Choice.TIME}"),
    *(ids.WRITE_TO, ids.ANSWER_COACH, ids.NOTE, ids.PROMISE),
    *(ids.HELP_OPEN, ids.FORGET_OPEN),
}
"""Presses that only open a form. Storing them is useless: their trigger soon expires."""

DOES_A_COMMAND = {ids.NUDGE_DO, ids.COACH_DO}
"""Families of presses that stand for a slash command, which isn't stored either."""

LEAVES_NO_TRACE = {ids.NOT_MEANT}
"""Presses that aren't stored, because the stored row itself would reveal something private."""

SENT_BACK = {ids.TIME_FORM, ids.HELP_FORM, ids.PROMISE_FORM, ids.ASSIGN_FORM}
"""Forms that may be returned with validation errors: a resubmission isn't a duplicate. As with a
command, the person sees at once if saving failed."""


@dataclass(frozen=True, slots=True)
class InboxEvent:
    """A stored request's idempotency key, and its kind for the log."""

    key: str
    kind: str


def letter(body: dict[str, Any], bot_user_id: str) -> InboxEvent | None:
    """Return the key and kind to store a request under, or None if it isn't stored."""
    if body.get("type") == "event_callback":
        return _event(body, bot_user_id)
    if body.get("type") == "block_actions":
        action = body["actions"][0]
        name = action["action_id"]
        if name in OPENS_A_FORM | LEAVES_NO_TRACE or name.rpartition(".")[0] in DOES_A_COMMAND:
            return None
        return InboxEvent(_press_key(body, action), "press")
    if body.get("type") == "view_submission":
        view = body["view"]
        if view.get("callback_id") in SENT_BACK:
            return None
        return InboxEvent(f"{view['id']}:{view.get('hash', '')}", "form")
    return None


def changed_person(body: dict[str, Any]) -> str:
    """Return the id of the user whose profile changed, or "" for any other request."""
    event = body.get("event") or {}
    user = event.get("user")
    if event.get("type") != "user_change" or not isinstance(user, dict):
        return ""
    return str(user.get("id") or "")


def _press_key(body: dict[str, Any], action: dict[str, Any]) -> str:
    """
    Hash a press into a key that doesn't reveal who answered what.

    The trigger's long random part keeps the hash from being guessed. It's deleted with the body.
    """
    person, trigger = body["user"]["id"], body.get("trigger_id", "")
    told = f"{person}:{action['action_id']}:{action['action_ts']}:{trigger}"
    return blake2b(told.encode(), digest_size=16).hexdigest()


def _event(body: dict[str, Any], bot_user_id: str) -> InboxEvent | None:
    event = body["event"]
    if event["type"] not in KEPT_EVENTS or _says_nothing(event, bot_user_id):
        return None
    return InboxEvent(str(body["event_id"]), f"event {event['type']}")


def _says_nothing(event: dict[str, Any], bot_user_id: str) -> bool:
    """Return True for a message event that isn't about something a person wrote."""
    return event["type"] == "message" and isinstance(read_message(event, bot_user_id), NotForUs)
