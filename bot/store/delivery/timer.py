"""Rows with a time at which a message of one kind may become due."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement


def _alone(rows: Any) -> Any:
    return rows


@dataclass(frozen=True, slots=True, eq=False)
class Timer:
    """
    Rows with a time at which a message of one kind may become due.

    Attributes:
        at: The column with that time, which needs an index; None for never.
        workspace_id: The column with the row's workspace.
        member_id: The column with the member's id.
        where: Further conditions of being due.
        join: Joins the tables that these need.
    """

    at: Any
    workspace_id: Any
    member_id: Any
    where: tuple[ColumnElement[bool], ...] = ()
    join: Callable[[Any], Any] = _alone
