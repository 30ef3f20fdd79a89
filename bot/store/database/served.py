"""The workspaces that this process serves; it ignores others in the same database."""

from sqlalchemy import ColumnElement, true
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

SERVED = "served"
"""The key in `session.info` for the served workspaces."""


class Served:
    """
    The workspaces that this process has a token for, by their ids.

    Several Batons may share a database, and one may be given another workspace's token. Queries
    for work (`ours`) only find work of these workspaces. Until `add` is called, as in tools that
    look for no work, all workspaces are served.
    """

    def __init__(self) -> None:
        self.ids: frozenset[int] | None = None

    def __contains__(self, workspace_id: int) -> bool:
        return self.ids is None or workspace_id in self.ids

    def add(self, workspace_id: int) -> None:
        """Serve a workspace from now on, and no others that weren't added."""
        self.ids = (self.ids or frozenset()) | {workspace_id}


def ours(session: AsyncSession, workspace_id: int | None) -> ColumnElement[bool]:
    """
    Limit a query for work to the workspaces that this process serves.

    Args:
        workspace_id: The column with a row's workspace.
    """
    ids = served(session)
    return true() if ids is None else col(workspace_id).in_(sorted(ids))


def noted_under(session: AsyncSession, key: str) -> str:
    """Make a key unique to the served workspaces, so that other processes don't use its value."""
    ids = served(session)
    return key if ids is None else f"{key} of {' '.join(map(str, sorted(ids)))}"


def served(session: AsyncSession) -> frozenset[int] | None:
    """Return the ids of the workspaces that this process serves; None means all of them."""
    found = session.info.get(SERVED)
    return found.ids if isinstance(found, Served) else None
