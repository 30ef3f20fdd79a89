"""Read from any request of Slack's which installation of the app it belongs to."""

from collections.abc import Iterator
from typing import Any

from bot.domain.people.installation import Installation

Json = dict[str, Any]

ORGANISATION = "E"
"""What an organisation's id begins with; it may stand where a workspace's is expected."""


def read_installation(body: Json) -> Installation:
    """Read events, commands and interactions alike; what they leave out is left out."""
    ids = tuple(dict.fromkeys(one for one in _teams(body) if one))
    orgs = tuple(dict.fromkeys(one for one in _enterprises(body) if one))
    return Installation(
        teams=tuple(one for one in ids if not one.startswith(ORGANISATION)),
        enterprises=(*orgs, *(one for one in ids if one.startswith(ORGANISATION))),
        bot=_bot(body),
    )


def _teams(body: Json) -> Iterator[str]:
    """
    Yield the ids of workspaces, the installation's own first.

    An event names its installations. An interaction names the workspace somebody acts from, and
    `null` where the app is installed for the whole organisation.
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
    """The app's own user: an event is authorised for it, and it wrote what was pressed."""
    bots = [_text(one, "user_id") for one in _authorizations(body) if one.get("is_bot")]
    message = _part(body, "message")
    author = _text(message, "user") if message.get("bot_id") else ""
    return next((one for one in (*bots, author) if one), "")


def _authorizations(body: Json) -> list[Json]:
    found = body.get("authorizations")
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _id(body: Json, name: str) -> str:
    """Something's id, which Slack writes down alone or in an object."""
    return _text(body, name) or _text(_part(body, name), "id")


def _text(about: Json, name: str) -> str:
    value = about.get(name)
    return value if isinstance(value, str) else ""


def _part(body: Json, name: str) -> Json:
    value = body.get(name)
    return value if isinstance(value, dict) else {}
