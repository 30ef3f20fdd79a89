"""What all tables are built with: how their keys are named, and indexes over some rows only."""

from sqlalchemy import Index, text
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMES

NEVER_REUSED = {"sqlite_autoincrement": True}
"""An old card in Slack holds its delivery's id: after an erasure nobody else may get it."""


def partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Build an index over some rows only; the condition is a literal, as PostgreSQL needs."""
    return Index(
        name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where)
    )
