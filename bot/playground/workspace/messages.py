"""A message, and its JSON format in Slack."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from bot.playground.api.json_values import Blocks, Json
from bot.playground.workspace.seed_people import App

TOMBSTONE_TEXT = "This message was deleted."

Delivery = Literal["sending", "delivered", "failed"]
Reactions = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    ts: str
    channel: str
    user: str
    text: str
    at: datetime
    blocks: Blocks | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    me: bool = False
    metadata: Json | None = None
    files: tuple[Json, ...] = ()
    reactions: Reactions = ()
    edited: str | None = None
    values: Json = field(default_factory=dict)
    ephemeral: bool = False
    command: bool = False
    tombstone: bool = False
    delivery: Delivery | None = None

    @property
    def is_reply(self) -> bool:
        return self.thread_ts is not None and self.thread_ts != self.ts

    def reacted(self, name: str, user: str) -> bool:
        return any(user in users for reaction, users in self.reactions if reaction == name)

    def with_reaction(self, name: str, user: str) -> "Message":
        counts = dict(self.reactions)
        return replace(self, reactions=(*{**counts, name: (*counts.get(name, ()), user)}.items(),))

    def without_reaction(self, name: str, user: str) -> "Message":
        left = {
            reaction: tuple(u for u in users if (reaction, u) != (name, user))
            for reaction, users in self.reactions
        }
        return replace(self, reactions=tuple((r, users) for r, users in left.items() if users))


@dataclass(frozen=True, slots=True)
class Thread:
    """The replies of a message, as summarized on it."""

    replies: tuple[Message, ...]

    def wire(self, parent: Message) -> Json:
        if not self.replies:
            return {}
        users = list(dict.fromkeys(reply.user for reply in self.replies))
        return {
            "thread_ts": parent.ts,
            "reply_count": len(self.replies),
            "reply_users_count": len(users),
            "reply_users": users,
            "latest_reply": self.replies[-1].ts,
            "is_locked": False,
            "subscribed": False,
        }


def wire(message: Message, app: App) -> Json:
    """Format a message as events, history and method responses contain it."""
    if message.tombstone:
        return _tombstone(message)
    author = _bot(app) if message.user == app.bot_user else _client(message)
    written = {**author, "user": message.user, "type": "message", "ts": message.ts}
    return {
        **written,
        "text": message.text,
        "team": app.team,
        **_body(message),
        **_place(message),
        **({"subtype": "me_message"} if message.me else {}),
    }


def _body(message: Message) -> Json:
    body: Json = {}
    if message.blocks:
        body["blocks"] = message.blocks
    if message.files:
        body |= {"files": list(message.files), "upload": False}
    if message.edited:
        body["edited"] = {"user": message.user, "ts": message.edited}
    if message.metadata is not None:
        body["metadata"] = message.metadata
    if message.reactions:
        body["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in message.reactions
        ]
    return body


def _place(message: Message) -> Json:
    if message.thread_ts is None:
        return {}
    place: Json = {"thread_ts": message.thread_ts}
    if message.broadcast:
        place["subtype"] = "thread_broadcast"
    return place


def _bot(app: App) -> Json:
    profile = {"id": app.bot_id, "app_id": app.id, "name": app.name, "team_id": app.team}
    return {
        "bot_id": app.bot_id,
        "app_id": app.id,
        "bot_profile": {**profile, "deleted": False, "updated": 0, "icons": {}},
    }


def _client(message: Message) -> Json:
    """Add the fields that Slack's own clients add to typed messages."""
    client_id = uuid.uuid5(uuid.NAMESPACE_OID, f"{message.channel}/{message.ts}")
    words = {"type": "text", "text": message.text}
    rich_text = {"type": "rich_text_section", "elements": [words]}
    block = {"type": "rich_text", "block_id": f"b{message.ts[-6:]}", "elements": [rich_text]}
    return {"client_msg_id": str(client_id), "blocks": [block] if message.text else []}


def _tombstone(message: Message) -> Json:
    return {
        "type": "message",
        "subtype": "tombstone",
        "text": TOMBSTONE_TEXT,
        "user": "USLACKBOT",
        "hidden": True,
        "ts": message.ts,
        "thread_ts": message.ts,
    }
