"""chat.*: post, update and delete messages."""

from dataclasses import replace
from typing import Any

from bot.playground.api import limits
from bot.playground.api.json_values import Json, Refused
from bot.playground.events import events
from bot.playground.methods.call import Call, Method
from bot.playground.methods.pictures import check_message_pictures
from bot.playground.workspace.messages import Message

WRITE = ("chat:write",)
TRUNCATED = {
    "warning": "message_truncated",
    "response_metadata": {"warnings": ["message_truncated"]},
}


def post(call: Call) -> Json:
    message = call.workspace.write(_draft(call))
    call.context.announce(events.posted(call.workspace, message))
    return _answer(call, message) | _warning(call)


def post_ephemeral(call: Call) -> Json:
    draft = _draft(call)
    user = call.arguments.required("user")
    if user != call.workspace.in_channel(draft.channel).id:
        raise Refused("user_not_in_channel")
    message = call.workspace.write(replace(draft, ephemeral=True))
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    old = _own(call, "cant_update_message")
    text, blocks = call.arguments.text("text"), call.arguments.json("blocks")
    if len(text) > limits.MOST_UPDATED_TEXT:
        raise Refused("msg_too_long")
    metadata = call.arguments.json("metadata")
    limits.check_message(text, old.blocks if blocks is None else blocks, metadata)
    check_message_pictures(call.context.files, blocks)
    new = call.workspace.edit(old, text, blocks)
    if metadata is not None:
        new = call.workspace.keep(replace(new, metadata=metadata or None))
    call.context.announce(events.changed(call.workspace, old, new))
    return _answer(call, new) | {"text": new.text}


def delete(call: Call) -> Json:
    old = _own(call, "cant_delete_message")
    stone = call.workspace.remove(old)
    event = (
        events.changed(call.workspace, old, stone)
        if stone
        else events.deleted(call.workspace, old)
    )
    call.context.announce(event)
    return {"channel": old.channel, "ts": old.ts}


def permalink(call: Call) -> Json:
    message = call.workspace.message(_channel(call), call.arguments.required("message_ts"))
    address = f"{call.context.url()}/archives/{message.channel}/p{message.ts.replace('.', '')}"
    return {"channel": message.channel, "permalink": address}


def _draft(call: Call) -> Message:
    workspace, arguments = call.workspace, call.arguments
    channel = workspace.in_channel(arguments.required("channel")).channel
    text, blocks = arguments.text("text"), arguments.json("blocks")
    metadata = arguments.json("metadata")
    limits.check_message(text, blocks, metadata)
    check_message_pictures(call.context.files, blocks)
    draft = workspace.draft(channel, workspace.app.bot_user, text[: limits.MOST_TEXT])
    return replace(
        draft,
        blocks=blocks,
        metadata=metadata or None,
        thread_ts=_thread(call, channel),
        broadcast=arguments.flag("reply_broadcast"),
    )


def _thread(call: Call, channel: str) -> str | None:
    ts = call.arguments.optional("thread_ts")
    if ts is None:
        return None
    parent = call.workspace.seen(channel, ts)
    if parent is None or parent.ephemeral:
        raise Refused("thread_not_found")
    return parent.thread_ts or parent.ts


def _channel(call: Call) -> str:
    channel = call.arguments.required("channel")
    if not channel.startswith("D"):
        raise Refused("channel_not_found")
    return call.workspace.in_channel(channel).channel


def _own(call: Call, refusal: str) -> Message:
    message = call.workspace.message(_channel(call), call.arguments.required("ts"))
    if message.user != call.workspace.app.bot_user:
        raise Refused(refusal)
    return message


def _answer(call: Call, message: Message) -> Json:
    return {
        "channel": message.channel,
        "ts": message.ts,
        "message": call.workspace.wire(message),
    }


def _warning(call: Call) -> dict[str, Any]:
    return TRUNCATED if len(call.arguments.text("text")) > limits.MOST_TEXT else {}


def validate(call: Call) -> Json:
    limits.check_blocks(call.arguments.json("blocks"))
    return {}


METHODS = {
    "chat.postMessage": Method(post, WRITE),
    "chat.postEphemeral": Method(post_ephemeral, WRITE),
    "chat.update": Method(update, WRITE),
    "chat.delete": Method(delete, WRITE),
    "chat.getPermalink": Method(permalink),
    "blocks.validate": Method(validate),
}
