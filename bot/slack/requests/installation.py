"""Identify the app installation that a Slack request belongs to."""

from collections.abc import Iterator
from typing import Any

from bot.domain.people.installation import Installation

Json = dict[str, Any]

ORGANISATION = "E"
"""Prefix of an organisation's id, which may appear where a workspace's is expected."""


def read_installation(body: Json) -> Installation:
    """Read the installation from an event, command or interaction. Missing ids are left out."""
    ids = tuple(dict.fromkeys(one for one in _teams(body) if one))
    orgs = tuple(dict.fromkeys(one for one in _enterprises(body) if one))
    return Installation(
        teams=tuple(one for one in ids if not one.startswith(ORGANISATION)),
        enterprises=(*orgs, *(one for one in ids if one.startswith(ORGANISATION))),
        bot=_bot(body),
    )


def _teams(body: Json) -> Iterator[str]:
    """
    Yield workspace ids, the installation's own first.

    An event names its installations. An interaction names the workspace the user acts from, or
    `null` if the app is installed for the whole organisation.
    """
    for authorization in _authorizations(body):
        yield _text(authorization, "team_id")
    yield _text(_part(body, "view"), "app_installed_team_id")
    yield _id(body, "team")
    yield _text(body, "context_team_id")
    yield _text(body, "team_id")
    yield _text(_part(body, "user"), "team_id")


def _enterprises(body: Json) -> Iterator[str]:
    for authorization in _authorizations(body):
        yield _text(authorization, "enterprise_id")
    yield _id(body, "enterprise")
    yield _text(body, "context_enterprise_id")
    yield _text(body, "enterprise_id")
    yield _text(_part(body, "team"), "enterprise_id")


def _bot(body: Json) -> str:
    """Return the app's own user: the event's authorization, or the pressed message's author."""
    bots = [_text(one, "user_id") for one in _authorizations(body) if one.get("is_bot")]
    message = _part(body, "message")
    author = _text(message, "user") if message.get("bot_id") else ""
    return next((one for one in (*bots, author) if one), "")


def _authorizations(body: Json) -> list[Json]:
    found = body.get("authorizations")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _id(body: Json, name: str) -> str:
    """Return an id that Slack sends either on its own or inside an object."""
    return _text(body, name) or _text(_part(body, name), "id")


def _text(about: Json, name: str) -> str:
    value = about.get(name)
    return value if isinstance(value, str) else ""


def _part(body: Json, name: str) -> Json:
    value = body.get(name)
    return value if isinstance(value, dict) else {}
