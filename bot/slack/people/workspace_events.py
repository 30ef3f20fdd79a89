"""Listeners for Slack events about people and about Baton's own installation."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.coaching.people import profile_sync
from bot.slack.client.messenger import read_profile
from bot.slack.requests.middleware import Caller


def register(app: AsyncApp) -> None:
    """Register the listeners for user changes and the end of an installation."""
    app.event("user_change")(changed)
    app.event("tokens_revoked")(revoked)
    app.event("app_uninstalled")(uninstalled)


async def changed(event: dict[str, Any], caller: Caller) -> None:
    profile = read_profile(event["user"], caller.workspace.team_id)
    await profile_sync.changed(caller.coaching, caller.workspace, profile)


async def revoked(event: dict[str, Any], caller: Caller) -> None:
    if event.get("tokens", {}).get("bot"):
        await profile_sync.goodbye(caller.coaching, caller.workspace, "token revoked")


async def uninstalled(caller: Caller) -> None:
    await profile_sync.goodbye(caller.coaching, caller.workspace, "app removed")
