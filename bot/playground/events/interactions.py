"""Build the payloads of commands, block actions and view submissions, in Slack's format."""

from dataclasses import dataclass

from bot.playground.api.json_values import Json
from bot.playground.workspace.messages import Message
from bot.playground.workspace.seed_people import App, Command, Person
from bot.playground.workspace.views import View
from bot.playground.workspace.workspace import Workspace

TOKEN = "playground-verification-token"  # noqa: S105 - Slack's deprecated token, no longer checked


@dataclass(frozen=True, slots=True)
class Interaction:
    """The acting person, with the trigger and response URL of the action."""

    person: Person
    trigger_id: str
    response_url: str | None = None


def slash_command(app: App, interaction: Interaction, command: Command, text: str) -> Json:
    person = interaction.person
    return {
        "token": TOKEN,
        "team_id": person.team or app.team,
        "team_domain": app.domain,
        **({"enterprise_id": app.enterprise} if app.enterprise else {}),
        "channel_id": person.channel,
        "channel_name": "directmessage",
        "user_id": person.id,
        "user_name": person.name,
        "command": command.name,
        "text": text,
        "api_app_id": app.id,
        "is_enterprise_install": str(app.org_wide).lower(),
        "response_url": interaction.response_url,
        "trigger_id": interaction.trigger_id,
    }


def message_action(
    workspace: Workspace, interaction: Interaction, message: Message, action: Json
) -> Json:
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": message.ephemeral,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = {
        **_block_actions(workspace.app, interaction, container, action),
        "channel": {"id": message.channel, "name": "directmessage"},
        "state": {"values": message.values},
        "response_url": interaction.response_url,
    }
    return payload if message.ephemeral else {**payload, "message": workspace.wire(message)}


def shortcut(app: App, interaction: Interaction, callback_id: str) -> Json:
    return {
        **_who(app, interaction),
        "type": "shortcut",
        "callback_id": callback_id,
        "trigger_id": interaction.trigger_id,
        "action_ts": interaction.trigger_id.partition(".")[0],
    }


def message_shortcut(
    workspace: Workspace, interaction: Interaction, message: Message, callback_id: str
) -> Json:
    return {
        **shortcut(workspace.app, interaction, callback_id),
        "type": "message_action",
        "channel": {"id": message.channel, "name": "directmessage"},
        "message_ts": message.ts,
        "message": workspace.wire(message),
        "response_url": interaction.response_url,
    }


def view_action(app: App, interaction: Interaction, view: View, action: Json) -> Json:
    container = {"type": "view", "view_id": view.id}
    return {**_block_actions(app, interaction, container, action), "view": view.wire(app)}


def view_submission(app: App, interaction: Interaction, view: View) -> Json:
    return {
        **_who(app, interaction),
        "type": "view_submission",
        "trigger_id": interaction.trigger_id,
        "view": view.wire(app),
        "response_urls": [],
    }


def view_closed(app: App, interaction: Interaction, view: View, *, cleared: bool) -> Json:
    return {
        **_who(app, interaction),
        "type": "view_closed",
        "view": view.wire(app),
        "is_cleared": cleared,
    }


def _block_actions(app: App, interaction: Interaction, container: Json, action: Json) -> Json:
    return {
        **_who(app, interaction),
        "type": "block_actions",
        "container": container,
        "trigger_id": interaction.trigger_id,
        "actions": [action],
    }


def _who(app: App, interaction: Interaction) -> Json:
    person = interaction.person
    team = person.team or app.team
    org = {"enterprise_id": app.enterprise} if app.enterprise else {}
    return {
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": team,
        },
        "team": None if app.org_wide else {"id": team, "domain": app.domain, **org},
        "api_app_id": app.id,
        "token": TOKEN,
        "enterprise": {"id": app.enterprise, "name": "Works"} if app.enterprise else None,
        "is_enterprise_install": app.org_wide,
    }
