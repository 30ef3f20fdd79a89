"""The Slack app manifest: Baton's scopes, events and commands, and nothing unnecessary."""

from typing import Any, Literal

from bot.slack.commands import ids

SCOPES = {
    "chat:write": "send nudges",
    "commands": "/nudge and /coach",
    "im:history": "read replies, now or when filed later, and look for a post of unknown outcome",
    "im:write": "find the conversation with somebody new, to look for a first post there",
    "users:read": "names, time zones, and who is an admin",
    "reactions:write": "tick a reply that has been recorded",
    "usergroups:read": "assign a track to a whole group",
    "files:write": "give members all that is held of them as a file, and take it away again",
}
"""Each bot scope and its purpose; the README explains the same ones."""

EVENTS = ("app_home_opened", "app_uninstalled", "message.im", "tokens_revoked", "user_change")

COMMANDS = (
    (
        "/nudge",
        "Your nudges: the next one, your progress, your journal, your hours",
        "now | progress | journal | plan | pause 1w | time 08:30 | help me with …",
    ),
    (
        "/coach",
        "For coaches: assign tracks and follow up",
        "assign @user TRACK | roster | show @user | queue | help",
    ),
)

SHORTCUTS = (
    (
        "Help me with a talk…",
        "global",
        ids.HELP_WITH_TALK,
        "Finds the nudges that fit what you are about to do",
    ),
    (
        "Help me with this",
        "message",
        ids.HELP_WITH_MESSAGE,
        "Finds the nudges that fit what a message is about",
    ),
    (
        "Not what I meant",
        "message",
        ids.SAID_MESSAGE,
        "Files a line you typed to Baton elsewhere, or takes it back",
    ),
)

LONG_DESCRIPTION = (
    "Baton helps people who have just been promoted make the step from doing the work to leading "
    "the people. On each working day they get one small act in a direct message, and answer it "
    "with a tap or a sentence. They see how far they have come; their coach, a person, sees who "
    "needs them today, and follows up."
)

EVENTS_PATH = "/slack/events"


def manifest(mode: Literal["socket", "http"], url: str | None = None) -> dict[str, Any]:
    """
    Return the manifest that api.slack.com/apps accepts as JSON.

    Args:
        mode: The way Slack reaches the bot.
        url: The bot's public address. HTTP mode needs it; Socket Mode ignores it.

    Raises:
        ValueError: HTTP mode without a *url*.
    """
    if mode == "http" and not url:
        raise ValueError("HTTP mode needs the address that Slack can reach the bot at.")
    events = None if mode == "socket" else f"{str(url).rstrip('/')}{EVENTS_PATH}"
    request = {"request_url": events} if events else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Baton",
            "description": "One small act of leadership a day, for newly promoted managers",
            "long_description": LONG_DESCRIPTION,
            "background_color": "#1d3b36",
        },
        "features": _features({"url": events} if events else {}),
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**request, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **request},
            "org_deploy_enabled": False,
            "socket_mode_enabled": mode == "socket",
            "token_rotation_enabled": False,
        },
    }


def _features(address: dict[str, str]) -> dict[str, Any]:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "Baton", "always_online": True},
        "shortcuts": [
            {"name": name, "type": kind, "callback_id": callback_id, "description": description}
            for name, kind, callback_id, description in SHORTCUTS
        ],
        "slash_commands": [
            {
                "command": command,
                **address,
                "description": description,
                "usage_hint": usage,
                "should_escape": True,
            }
            for command, description, usage in COMMANDS
        ],
    }
