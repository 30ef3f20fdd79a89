"""conversations.*: direct messages, their history and their threads."""

import math
from collections.abc import Callable

from bot.playground.api.json_values import Json, Refused
from bot.playground.methods.call import Call, Method
from bot.playground.methods.paging import marked, page
from bot.playground.workspace.messages import Message
from bot.playground.workspace.seed_people import Person

HISTORY = ("im:history",)


def open_conversation(call: Call) -> Json:
    users = call.arguments.required("users").split(",")
    if len(users) != 1:
        raise Refused("missing_scope", needed="mpim:write")
    person = call.workspace.person(users[0])
    return {
        "channel": _conversation(person)
        if call.arguments.flag("return_im")
        else {"id": person.channel}
    }


def info(call: Call) -> Json:
    return {"channel": _conversation(_person(call))}


def history(call: Call) -> Json:
    everything = call.workspace.lasting(_person(call).channel)
    top = [m for m in everything if not m.is_reply or m.broadcast]
    wanted = list(filter(_within(call), reversed(top)))
    messages, cursor = page(wanted, call.arguments, 100)
    return {
        "messages": [_wire(call, message) for message in messages],
        "has_more": bool(cursor),
        "pin_count": 0,
        **marked(cursor),
    }


def replies(call: Call) -> Json:
    channel = _person(call).channel
    message = call.workspace.seen(channel, call.arguments.required("ts"))
    if message is None or message.ephemeral:
        raise Refused("thread_not_found")
    parent = call.workspace.seen(channel, message.thread_ts or message.ts) or message
    thread = [parent, *filter(_within(call), call.workspace.thread(parent).replies)]
    messages, cursor = page(thread, call.arguments, 1000)
    return {
        "messages": [_wire(call, message) for message in messages],
        "has_more": bool(cursor),
        **marked(cursor),
    }


def _person(call: Call) -> Person:
    channel = call.arguments.required("channel")
    if not channel.startswith("D"):
        raise Refused("channel_not_found")
    return call.workspace.in_channel(channel)


def _within(call: Call) -> Callable[[Message], bool]:
    """Return a filter for the requested range of timestamps."""
    oldest = _number(call.arguments.text("oldest"), -1)
    latest = _number(call.arguments.text("latest"), math.inf)
    if call.arguments.flag("inclusive"):
        return lambda message: oldest <= float(message.ts) <= latest
    return lambda message: oldest < float(message.ts) < latest


def _number(ts: str, default: float) -> float:
    try:
        return float(ts) if ts else default
    except ValueError:
        raise Refused("invalid_ts_oldest") from None


def _wire(call: Call, message: Message) -> Json:
    written = call.workspace.wire(message)
    if "metadata" in written and not call.arguments.flag("include_all_metadata"):
        written["metadata"] = {"event_type": written["metadata"]["event_type"]}
    return written


def _conversation(person: Person) -> Json:
    return {
        "id": person.channel,
        "created": 0,
        "is_archived": False,
        "is_im": True,
        "is_org_shared": False,
        "user": person.id,
        "is_open": True,
        "is_user_deleted": person.deleted,
    }


METHODS = {
    "conversations.open": Method(open_conversation, ("im:write",)),
    "conversations.info": Method(info, ("im:read",)),
    "conversations.history": Method(history, HISTORY),
    "conversations.replies": Method(replies, HISTORY),
}
