"""A member whose data is requested, and their workspaces."""

import re
from dataclasses import dataclass

from sqlalchemy import and_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.store.tables import CoachRow, MemberRow, WorkspaceRow


@dataclass(frozen=True, slots=True)
class Person:
    """
    A member whose data is requested.

    Attributes:
        coaches: They are, or were, also a coach.
    """

    member_id: int
    slack_id: str
    name: str
    workspace_id: int
    team_id: str
    workspace: str
    coaches: bool

    def is_in(self, text: str) -> bool:
        """Return True if *text* contains their Slack id, not only as part of a longer one."""
        return self.id_pattern.search(text) is not None

    @property
    def id_pattern(self) -> re.Pattern[str]:
        """Return a pattern for their whole Slack id."""
        return re.compile(rf"(?<![A-Z0-9]){re.escape(self.slack_id)}(?![A-Z0-9])")


async def persons(session: AsyncSession, slack_id: str) -> list[Person]:
    """Return the members with that Slack id, one per workspace."""
    same_person = and_(
        col(CoachRow.workspace_id) == col(MemberRow.workspace_id),
        col(CoachRow.slack_id) == col(MemberRow.slack_id),
    )
    rows = await session.exec(
        select(MemberRow, WorkspaceRow, CoachRow)
        .join(WorkspaceRow, col(WorkspaceRow.id) == col(MemberRow.workspace_id))
        .outerjoin(CoachRow, same_person)
        .where(MemberRow.slack_id == slack_id)
        .order_by(col(WorkspaceRow.team_id))
    )
    return [_person(*row) for row in rows]


def _person(member: MemberRow, workspace: WorkspaceRow, coach: CoachRow | None) -> Person:
    return Person(
        member_id=member.id or 0,
        slack_id=member.slack_id,
        name=member.name,
        workspace_id=member.workspace_id,
        team_id=workspace.team_id,
        workspace=workspace.name,
        coaches=coach is not None,
    )
