"""The workspaces that this process serves; of others in the same database it leaves all alone."""

from sqlalchemy import ColumnElement, true
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

SERVED = "served"
"""Where a session keeps them."""


class Served:
    """
    The workspaces that this process has a token for, by their ids.

    Several Batons may share a database, and one may be given another workspace's token. Whatever
    looks for work (`ours`) finds that of these workspaces alone. Until somebody says which they
    are, as in a tool that looks for no work, it's all of them.
    """

    def __init__(self) -> None:
        self.ids: frozenset[int] | None = None

    def __contains__(self, workspace_id: int) -> bool:
        return self.ids is None or workspace_id in self.ids

    def add(self, workspace_id: int) -> None:
        """Serve a workspace from now on, and none that nobody has named."""
        self.ids = (self.ids or frozenset()) | {workspace_id}


def ours(session: AsyncSession, workspace_id: int | None) -> ColumnElement[bool]:
    """
    Narrow a look for work to the workspaces that this process serves.

    Args:
        workspace_id: The column that says whose a row is.
    """
    ids = served(session)
    return true() if ids is None else col(workspace_id).in_(sorted(ids))


def noted_under(session: AsyncSession, key: str) -> str:
    """Name a note so that those who serve other workspaces don't take it for theirs."""
    ids = served(session)
    return key if ids is None else f"{key} of {' '.join(map(str, sorted(ids)))}"


def served(session: AsyncSession) -> frozenset[int] | None:
    """Tell the ids of the workspaces that this process serves; None if it's all of them."""
    found = session.info.get(SERVED)
    return found.ids if isinstance(found, Served) else None
