"""Alembic's environment: it gets a connection inside our own transaction."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

import bot.store.tables  # noqa: F401  importing it makes the tables known


def ours(name: str | None, kind: str, parents: object) -> bool:
    """Ignore the Slack library's tables, which are in the same database."""
    return kind != "table" or not str(name).startswith("slack_")


def spell(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write columns in SQLAlchemy's own types, so that no migration depends on our code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    include_name=ours,
    render_item=spell,
    render_as_batch=True,
    compare_server_default=True,
)
context.run_migrations()
