"""
Events in a conversation that no user message caused: previews, pins, reminders, other apps.

Each is a `message` event, and none is an answer. Their names are those of the page's `odd` act.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.playground.api.json_values import Json
from bot.playground.workspace.messages import Message
from bot.playground.workspace.workspace import Workspace

OTHER_APP = {"bot_id": "B9OTHER", "app_id": "A9OTHER"}

SLACKBOT = "USLACKBOT"

Oddity = Callable[[Workspace, Message], Json]
"""Builds an event about a person's own message."""


def unfurled(workspace: Workspace, message: Message) -> Json:
    """Add the preview of a link, which looks like an edit but isn't one."""
    preview = {
        "id": 1,
        "from_url": "https://example.com/rota",
        "original_url": "https://example.com/rota",
        "fallback": "The rota",
        "title": "The rota",
        "text": "Who works when.",
        "service_name": "example.com",
    }
    return _changed(workspace, message, {"attachments": [preview]})


def shared_unfurled(workspace: Workspace, message: Message) -> Json:
    """Add the preview of a link to a message, whose text comes as an attachment."""
    shared = {
        "id": 1,
        "ts": message.ts,
        "channel_id": "C1SHIFT",
        "author_id": "U2BEN",
        "author_name": "Ben Okafor",
        "is_msg_unfurl": True,
        "is_share": True,
        "fallback": "[March 2nd] ben: The dock is free.",
        "text": "The dock is free.",
        "mrkdwn_in": ["text"],
    }
    return _changed(workspace, message, {"attachments": [shared]})


def pinned(workspace: Workspace, message: Message) -> Json:
    info = {"channel": message.channel, "pinned_by": message.user, "pinned_ts": 1772438400}
    pin = {"pinned_to": [message.channel], "pinned_info": info}
    return _changed(workspace, message, pin)


def unpinned(workspace: Workspace, message: Message) -> Json:
    event = pinned(workspace, message)
    new, old = event["message"], event["previous_message"]
    return {**event, "message": old, "previous_message": new}


def pin_told(workspace: Workspace, message: Message) -> Json:
    text = f"<@{message.user}> pinned a message to this channel."
    item = {"type": "message", "message": workspace.wire(message), "channel": message.channel}
    more = {"user": message.user, "text": text, "item_type": "C", "item": item}
    return _line(workspace, message, "pinned_item", **more)


def replies_counted(workspace: Workspace, message: Message) -> Json:
    """Update a thread's first message with the number of replies; its text stays the same."""
    thread = {
        "thread_ts": message.ts,
        "reply_count": 1,
        "reply_users_count": 1,
        "latest_reply": workspace.ids.ts(),
        "reply_users": [workspace.app.bot_user],
        "is_locked": False,
        "subscribed": True,
        "last_read": message.ts,
    }
    return _changed(workspace, message, thread)


def replied(workspace: Workspace, message: Message) -> Json:
    head = {**workspace.wire(message), "thread_ts": message.ts, "reply_count": 1}
    return _line(workspace, message, "message_replied", hidden=True, message=head)


def reminder(workspace: Workspace, message: Message) -> Json:
    """A `/remind` in this conversation, posted by Slackbot when it is due."""
    line = _line(workspace, message, user=SLACKBOT, text="Reminder: call the dock")
    return {**line, "blocks": [], "team": workspace.app.team}


def reminder_set(workspace: Workspace, message: Message) -> Json:
    text = f"<@{message.user}> set up a reminder “call the dock” in this channel."
    return _line(workspace, message, "reminder_add", user=message.user, text=text)


def bot_line(workspace: Workspace, message: Message) -> Json:
    """An integration's message: it has a custom name and no user."""
    more = {"bot_id": "B9OTHER", "username": "Rota", "text": "A new rota is up."}
    return _line(workspace, message, "bot_message", icons={"emoji": ":calendar:"}, **more)


def app_line(workspace: Workspace, message: Message) -> Json:
    """A message from another app's bot user."""
    profile = {"id": "B9OTHER", "name": "Rota", "app_id": "A9OTHER", "deleted": False}
    more: Json = {"user": "U9OTHERBOT", "text": "A new rota is up.", "bot_profile": profile}
    return _line(workspace, message, **OTHER_APP, **more)


def in_their_name(workspace: Workspace, message: Message) -> Json:
    """A message another app posts with the person's own token."""
    return _line(workspace, message, **OTHER_APP, user=message.user, text="On leave until Friday.")


def workflow_line(workspace: Workspace, message: Message) -> Json:
    more = {"bot_id": "B9FLOW", "user": message.user, "text": "Weekly check: all fine."}
    return _line(workspace, message, is_workflow_post=True, app_id="A9FLOW", **more)


def app_edit(workspace: Workspace, message: Message) -> Json:
    """Another app's edit of its own message."""
    old = {**app_line(workspace, message), "ts": message.ts}
    new = {**old, "text": "Two rotas are up.", "edited": {"user": "B9OTHER", "ts": message.ts}}
    return _pair(workspace, message, new, old)


def huddle(workspace: Workspace, message: Message) -> Json:
    room = {"id": "R1HUDDLE", "created_by": message.user, "participants": [message.user]}
    more = {"user": SLACKBOT, "text": "A huddle started", "no_notifications": True, "room": room}
    return _line(workspace, message, "huddle_thread", **more)


def topic_set(workspace: Workspace, message: Message) -> Json:
    text = f"<@{message.user}> set the channel topic: Rota"
    return _line(workspace, message, "channel_topic", user=message.user, topic="Rota", text=text)


def assistant_thread(workspace: Workspace, message: Message) -> Json:
    more = {"user": message.user, "text": "New Assistant Thread", "thread_ts": message.ts}
    return _line(workspace, message, "assistant_app_thread", **more)


def key_revoked(workspace: Workspace, message: Message) -> Json:
    """An organisation with its own encryption keys has revoked one."""
    old = workspace.wire(message)
    new = {"type": "message", "subtype": "ekm_access_denied", "user": "UREVOKEDU", "text": ""}
    return _pair(workspace, message, {**new, "ts": message.ts, "hidden": True}, old)


def file_comment(workspace: Workspace, message: Message) -> Json:
    comment = {"id": "Fc1", "user": message.user, "comment": "Nice", "is_intro": False}
    return _line(workspace, message, "file_comment", text="commented on a file", comment=comment)


def reply_broadcast(workspace: Workspace, message: Message) -> Json:
    """The old event for a thread reply that is also shown in the channel."""
    more = {"user": message.user, "text": "", "thread_ts": message.ts}
    return _line(workspace, message, "reply_broadcast", is_thread_broadcast=True, **more)


def hidden_line(workspace: Workspace, message: Message) -> Json:
    return _line(workspace, message, user=message.user, text="Nobody sees this", hidden=True)


ODDITIES: dict[str, Oddity] = {
    "unfurl": unfurled,
    "message-unfurl": shared_unfurled,
    "pin": pinned,
    "unpin": unpinned,
    "pinned-item": pin_told,
    "reply-count": replies_counted,
    "message-replied": replied,
    "reminder": reminder,
    "reminder-add": reminder_set,
    "bot-message": bot_line,
    "app-line": app_line,
    "in-their-name": in_their_name,
    "workflow": workflow_line,
    "app-edit": app_edit,
    "huddle": huddle,
    "topic": topic_set,
    "assistant-thread": assistant_thread,
    "key-revoked": key_revoked,
    "file-comment": file_comment,
    "reply-broadcast": reply_broadcast,
    "hidden": hidden_line,
}


def _changed(workspace: Workspace, message: Message, more: Json) -> Json:
    """Change Slack's data about a message, but nothing its author wrote."""
    old = workspace.wire(replace(message, delivery=None))
    return _pair(workspace, message, {**old, **more}, old)


def _pair(workspace: Workspace, message: Message, new: Json, old: Json) -> Json:
    pair = {"message": new, "previous_message": old, "hidden": True}
    return _line(workspace, message, "message_changed", **pair)


def _line(workspace: Workspace, about: Message, subtype: str = "", /, **more: object) -> Json:
    ts = workspace.ids.ts()
    where: Json = {"channel": about.channel, "channel_type": "im", "ts": ts, "event_ts": ts}
    return {"type": "message", **({"subtype": subtype} if subtype else {}), **where, **more}
