"""Format people and groups as the Web API returns them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.playground.api.json_values import Json
from bot.playground.workspace.seed_people import Group, Person
from bot.playground.workspace.workspace import Workspace

COLOURS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "e0a729", "684b6c")


def user_object(person: Person, workspace: Workspace, *, locale: bool = False) -> Json:
    team = workspace.app.team
    user = {
        "id": person.id,
        "team_id": team,
        "name": person.name,
        "deleted": person.deleted,
        "color": COLOURS[person.colour % len(COLOURS)],
        "real_name": person.real_name,
        "profile": _profile(person, team),
        "is_bot": False,
        "is_app_user": False,
        "updated": 0,
    }
    if person.deleted:
        return user
    return (
        user
        | _zone(person, workspace)
        | _rank(person)
        | ({"locale": person.locale} if locale else {})
    )


def bot_object(workspace: Workspace) -> Json:
    app = workspace.app
    profile = {"real_name": app.name, "display_name": "", "team": app.team, "bot_id": app.bot_id}
    return {
        "id": app.bot_user,
        "team_id": app.team,
        "name": app.name.lower(),
        "deleted": False,
        "real_name": app.name,
        "tz": "America/Los_Angeles",
        "profile": {**profile, "api_app_id": app.id},
        "is_admin": False,
        "is_owner": False,
        "is_bot": True,
        "updated": 0,
    }


def group_object(group: Group, workspace: Workspace, *, with_users: bool) -> Json:
    shown = {
        "id": group.id,
        "team_id": workspace.app.team,
        "is_usergroup": True,
        "name": group.name,
        "handle": group.handle,
        "description": "",
        "date_delete": 0,
        "user_count": len(group.users),
    }
    return {**shown, "users": list(group.users)} if with_users else shown


def _profile(person: Person, team: str) -> Json:
    return {
        "title": person.title,
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "status_text": "",
        "status_emoji": "",
        "team": team,
    }


def _zone(person: Person, workspace: Workspace) -> Json:
    here = workspace.now().astimezone(ZoneInfo(person.tz))
    offset = here.utcoffset() or timedelta(0)
    return {"tz": person.tz, "tz_label": here.tzname(), "tz_offset": int(offset.total_seconds())}


def _rank(person: Person) -> Json:
    return {
        "is_admin": person.is_admin or person.is_owner,
        "is_owner": person.is_owner,
        "is_primary_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "is_email_confirmed": True,
    }
