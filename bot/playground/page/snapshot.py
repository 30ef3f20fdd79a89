"""Build a snapshot of everything one person sees, for the page to draw."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.playground.api.json_values import Json
from bot.playground.workspace.messages import TOMBSTONE_TEXT, Message
from bot.playground.workspace.seed_people import Command, Person, Shortcut
from bot.playground.workspace.views import View
from bot.playground.workspace.workspace import Workspace

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Sight:
    """
    Data for a snapshot besides the workspace.

    Attributes:
        earlier: The number of messages beyond the usual limit.
        typing: The app has not answered this person's last action yet.
    """

    connected: bool
    clock: Json
    commands: Iterable[Command]
    shortcuts: Iterable[Shortcut] = ()
    typing: bool = False
    earlier: int = 0


def snapshot(workspace: Workspace, me: Person, sight: Sight) -> Json:
    app = workspace.app
    home = workspace.views.home(me.id)
    return {
        "type": "snapshot",
        "workspace": {"id": app.team, "name": app.team_name},
        "bot": {
            "id": app.bot_user,
            "app_id": app.id,
            "name": app.name,
            "connected": sight.connected,
        },
        "clock": sight.clock,
        "commands": [_command(command) for command in sight.commands],
        "shortcuts": [asdict(shortcut) for shortcut in sight.shortcuts],
        "people": [_person(workspace, person) for person in workspace.people.values()],
        "groups": [
            {"id": g.id, "handle": g.handle, "name": g.name, "users": list(g.users)}
            for g in workspace.groups.values()
        ],
        "me": me.id,
        "dm": conversation(workspace, me, sight),
        "home": {"view": home.wire(app)} if home else None,
        "modals": [modal(workspace, view) for view in workspace.views.modals(me.id)],
    }


def conversation(workspace: Workspace, me: Person, sight: Sight) -> Json:
    messages = workspace.messages(me.channel)
    most = SHOWN + sight.earlier
    return {
        "channel": me.channel,
        "typing": sight.typing,
        "last_read": workspace.last_read(me),
        "messages": [line(workspace, message) for message in messages[-most:]],
        "earlier": len(messages) > most,
    }


def line(workspace: Workspace, message: Message) -> Json:
    mine = message.user != workspace.app.bot_user
    shown: Json = {
        "ts": message.ts,
        "text": TOMBSTONE_TEXT if message.tombstone else message.text,
        "edited": message.edited is not None,
        "ephemeral": message.ephemeral,
        "at": message.at.isoformat(),
        "reactions": [{"name": n, "users": list(users)} for n, users in message.reactions],
        "files": [_file(file) for file in message.files],
        **({"user": message.user} if mine else {"bot": True}),
    }
    return shown | _sometimes(workspace, message)


def modal(workspace: Workspace, view: View) -> Json:
    return {**view.wire(workspace.app), "errors": dict(view.errors)}


def _sometimes(workspace: Workspace, message: Message) -> Json:
    replies = len(workspace.thread(message).replies)
    candidates = {
        "id": message.ts if message.ephemeral else None,
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "reply_count": replies or None,
        "command": message.command or None,
        "tombstone": message.tombstone or None,
        "delivery": message.delivery,
        "metadata": message.metadata,
        "state": {"values": message.values} if message.values else None,
    }
    return {name: value for name, value in candidates.items() if value is not None}


def _person(workspace: Workspace, person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "title": person.title,
        "role": person.role,
        "tz": person.tz,
        "initials": person.initials,
        "colour": person.colour,
        "unread": workspace.unread(person),
        "is_admin": person.is_admin,
        "deleted": person.deleted,
        "local_time": workspace.now().astimezone(ZoneInfo(person.tz)).strftime("%H:%M"),
    }


def _command(command: Command) -> Json:
    return {
        "command": command.name,
        "description": command.description,
        "usage_hint": command.usage_hint,
        "completions": list(command.completions),
    }


def _file(file: Json) -> Json:
    return {
        "name": file["name"],
        "title": file["title"],
        "mimetype": file["mimetype"],
        "url": urlsplit(file["url_private"]).path,
    }
