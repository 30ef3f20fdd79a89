"""Build the events a workspace raises, in Slack's format."""

from bot.playground.api.json_values import Json
from bot.playground.workspace.messages import Message
from bot.playground.workspace.people import user_object
from bot.playground.workspace.seed_people import App, Person
from bot.playground.workspace.workspace import Workspace

SCOPE_OF = {"message": "im:history", "user_change": "users:read"}
"""Event type: the scope an app needs to receive it."""


def posted(workspace: Workspace, message: Message) -> Json:
    event = {**workspace.wire(message), **_where(message), "event_ts": message.ts}
    if message.files and message.user != workspace.app.bot_user:
        event["subtype"] = "file_share"
    return event


def changed(workspace: Workspace, old: Message, new: Message) -> Json:
    ts = workspace.ids.ts()
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": workspace.wire(new),
        "previous_message": workspace.wire(old),
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        **_where(new),
    }


def deleted(workspace: Workspace, old: Message) -> Json:
    ts = workspace.ids.ts()
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": workspace.wire(old),
        "deleted_ts": old.ts,
        "hidden": True,
        "ts": ts,
        "event_ts": ts,
        **_where(old),
    }


def user_change(workspace: Workspace, person: Person) -> Json:
    seconds = int(workspace.now().timestamp())
    user = user_object(person, workspace)
    return {
        "type": "user_change",
        "user": user,
        "cache_ts": seconds,
        "event_ts": f"{seconds}.000000",
    }


def home_opened(workspace: Workspace, person: Person, tab: str) -> Json:
    event: Json = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": person.channel,
        "tab": tab,
        "event_ts": workspace.ids.ts(),
    }
    view = workspace.views.home(person.id)
    if tab == "home" and view is not None:
        event["view"] = view.wire(workspace.app)
    return event


def callback(app: App, event: Json, event_id: str, seconds: int, token: str) -> Json:
    """Wrap an event in the body Slack sends around it."""
    authorization = {
        "enterprise_id": app.enterprise or None,
        "team_id": None if app.org_wide else app.team,
        "user_id": app.bot_user,
        "is_bot": True,
        "is_enterprise_install": app.org_wide,
    }
    return {
        "token": token,
        "team_id": app.team,
        "context_team_id": app.team,
        "context_enterprise_id": app.enterprise or None,
        "api_app_id": app.id,
        "event": event,
        "type": "event_callback",
        "event_id": event_id,
        "event_time": seconds,
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": f"4-{event_id}",
    }


def _where(message: Message) -> Json:
    return {"channel": message.channel, "channel_type": "im"}
