"""Find the workspace installation a request belongs to."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.people.people import Workspace


@dataclass(frozen=True, slots=True)
class Installation:
    """
    A request's data on where the app that received it is installed.

    Attributes:
        teams: Workspaces it may belong to, most reliable first. The workspace that somebody acts
            from may be another one of the same organisation.
        enterprises: Organisations it may belong to.
        bot: The app's own user there, or "".
    """

    teams: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    bot: str = ""


def installed_in(found: Iterable[Workspace], installation: Installation) -> Workspace | None:
    """
    Pick the workspace a request belongs to.

    A workspace's own id decides. Otherwise it's the only workspace of the organisation, or the one
    with that bot user; if several remain, none is picked.
    """
    known = {workspace.team_id: workspace for workspace in found}
    for team in installation.teams:
        if team in known:
            return known[team]
    in_org = [one for one in known.values() if _is_in(one, installation.enterprises)]
    bots = {installation.bot} - {""}
    named = [one for one in in_org or known.values() if one.bot_user_id in bots]
    candidates = in_org if len(in_org) == 1 else named
    return candidates[0] if len(candidates) == 1 else None


def _is_in(workspace: Workspace, enterprises: tuple[str, ...]) -> bool:
    """Return True if it's part of an organisation, or represents all of it."""
    return workspace.enterprise_id in enterprises or workspace.team_id in enterprises
