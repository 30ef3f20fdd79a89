"""reactions.*: the app's emoji on a message."""

import re

from bot.playground.api.json_values import Json, Refused
from bot.playground.methods.call import Call, Method
from bot.playground.workspace.messages import Message

WRITE = ("reactions:write",)
EMOJI = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def add(call: Call) -> Json:
    message, name, user = _item(call), _name(call), call.workspace.app.bot_user
    if message.reacted(name, user):
        raise Refused("already_reacted")
    call.workspace.keep(message.with_reaction(name, user))
    return {}


def remove(call: Call) -> Json:
    message, name, user = _item(call), _name(call), call.workspace.app.bot_user
    if not message.reacted(name, user):
        raise Refused("no_reaction")
    call.workspace.keep(message.without_reaction(name, user))
    return {}


def _item(call: Call) -> Message:
    channel, ts = call.arguments.text("channel"), call.arguments.text("timestamp")
    if not channel or not ts:
        raise Refused("no_item_specified")
    return call.workspace.message(call.workspace.in_channel(channel).channel, ts)


def _name(call: Call) -> str:
    name = call.arguments.required("name").strip(":")
    if not EMOJI.fullmatch(name):
        raise Refused("invalid_name")
    return name


METHODS = {"reactions.add": Method(add, WRITE), "reactions.remove": Method(remove, WRITE)}
