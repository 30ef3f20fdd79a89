"""Parse Slack's message events: a message was written, edited or deleted."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.slack.requests.rich_text import words_of

BY_PEOPLE = (None, "", "file_share", "thread_broadcast", "me_message")
"""Subtypes of messages written by people. All others come from Slack itself or from bots."""

DIRECT = {"im", "app_home"}
"""Channel types of a conversation with the app."""

SLACKBOT = "USLACKBOT"

PERSON = re.compile(r"[UW][A-Z0-9]+")

TIMESTAMP = re.compile(r"[0-9]{1,10}\.[0-9]{1,9}")
"""A message's `ts`: seconds since 1970, plus a suffix that makes it unique in its channel."""


@dataclass(frozen=True, slots=True)
class Written:
    """
    A person wrote or edited a message.

    Attributes:
        ts: The message's own timestamp, which edits don't change.
        text: In Slack's markup.
        at: Time of writing or of the last edit, UTC.
        edited: True if this is an edit of an earlier message.
    """

    user: str
    channel: str
    ts: str
    thread_ts: str
    text: str
    at: datetime
    has_file: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Deleted:
    """
    A person's message was deleted.

    Attributes:
        user: Its author, or "" if the event doesn't say.
    """

    user: str
    channel: str
    ts: str
    thread_ts: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NotForUs:
    """An event to ignore: it isn't about something a person wrote. *why* is for the log."""

    why: str


MessageEvent = Written | Deleted | NotForUs


def read_message(event: dict[str, Any], bot_user_id: str = "") -> MessageEvent:
    """
    Parse a `message` event of any subtype.

    Never raises: if a field is missing or its type differs from Slack's documentation, the
    result is `NotForUs`.

    Args:
        bot_user_id: Baton's own user, whose messages and edits arrive as events too.
    """
    channel = _text(event, "channel")
    if not channel or not _is_direct(event, channel):
        return NotForUs("not a direct message")
    if not TIMESTAMP.fullmatch(_text(event, "ts")):
        return NotForUs("no timestamp")
    subtype = _text(event, "subtype")
    if subtype == "message_changed":
        return _changed(event, channel, bot_user_id)
    if subtype == "message_deleted":
        return _deleted(event, channel, bot_user_id)
    return _written(event, channel, bot_user_id)


def author(event: dict[str, Any]) -> str:
    """Return the user or bot whose message an event is about, or "" if it doesn't say."""
    about = _part(event, "message") or _part(event, "previous_message") or event
    if _text(about, "subtype") == "tombstone":
        about = _part(event, "previous_message") or about
    return _text(about, "user") or _text(about, "bot_id")


def _written(event: dict[str, Any], channel: str, bot_user_id: str) -> MessageEvent:
    if event.get("hidden") or event.get("is_ephemeral"):
        return NotForUs("hidden")
    return _by_a_person(event, bot_user_id) or _message(event, channel, _text(event, "ts"))


def _changed(event: dict[str, Any], channel: str, bot_user_id: str) -> MessageEvent:
    new, old = _part(event, "message"), _part(event, "previous_message")
    if _text(new, "subtype") == "tombstone":
        return _deleted(event, channel, bot_user_id)
    if unwritten := _by_a_person(new, bot_user_id):
        return unwritten
    edited = _part(new, "edited")
    if _text(edited, "user") not in {"", _text(new, "user")}:
        return NotForUs("edited by somebody else")
    if not old and not edited:
        return NotForUs("changed in a way that isn't said")
    if old and words_of(old) == words_of(new):
        return NotForUs("its words are the same")
    return _message(new, channel, _text(edited, "ts") or _text(event, "ts"), edited=True)


def _deleted(event: dict[str, Any], channel: str, bot_user_id: str) -> MessageEvent:
    """
    Parse a deletion.

    A deleted message with replies becomes a Slackbot tombstone, in a `message_changed` event.
    Once its last reply is gone, the tombstone is deleted in turn.
    """
    old, stone = _part(event, "previous_message"), _part(event, "message")
    ts = _text(event, "deleted_ts") or _text(stone, "ts") or _text(old, "ts")
    if not TIMESTAMP.fullmatch(ts):
        return NotForUs("no timestamp")
    is_unsigned = not old or _text(old, "subtype") == "tombstone"
    unwritten = None if is_unsigned else _by_a_person(old, bot_user_id)
    user = "" if is_unsigned else _text(old, "user")
    thread_ts, at = _text(old, "thread_ts"), _instant(_text(event, "ts"))
    return unwritten or Deleted(user, channel, ts, thread_ts, at)


def _message(
    message: dict[str, Any], channel: str, changed: str, *, edited: bool = False
) -> MessageEvent:
    ts = _text(message, "ts")
    if not TIMESTAMP.fullmatch(ts) or not TIMESTAMP.fullmatch(changed):
        return NotForUs("no timestamp")
    return Written(
        user=_text(message, "user"),
        channel=channel,
        ts=ts,
        thread_ts=_text(message, "thread_ts"),
        text=words_of(message),
        at=_instant(changed),
        has_file=bool(message.get("files")),
        edited=edited,
    )


def _by_a_person(message: dict[str, Any], bot_user_id: str) -> NotForUs | None:
    """Return None if a person wrote the message, else the reason it's ignored."""
    user = _text(message, "user")
    if message.get("subtype") not in BY_PEOPLE:
        return NotForUs("written by Slack")
    if message.get("bot_id") or message.get("app_id") or message.get("bot_profile"):
        return NotForUs("written by an app")
    if not PERSON.fullmatch(user) or user in {SLACKBOT, bot_user_id}:
        return NotForUs("written by no person")
    return None


def _is_direct(event: dict[str, Any], channel: str) -> bool:
    """Return True for a conversation with the app; without a type, go by the channel id."""
    kind = _text(event, "channel_type")
    return kind in DIRECT or (not kind and channel.startswith("D"))


def _text(about: dict[str, Any], name: str) -> str:
    value = about.get(name)
    return value if isinstance(value, str) else ""


def _part(event: dict[str, Any], name: str) -> dict[str, Any]:
    value = event.get(name)
    return value if isinstance(value, dict) else {}


def _instant(ts: str) -> datetime:
    """Convert a `ts` (seconds since 1970) to a UTC datetime."""
    return datetime.fromtimestamp(float(ts), UTC)
