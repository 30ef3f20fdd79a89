"""Rows that go by age: indexes to find them by, keys that hold no answer, notes by workspace"""

import json
from hashlib import blake2b
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_attempt_age", "attempt", ["at"])
    done = sa.text("done_at IS NOT NULL")
    op.create_index(
        "ix_inbox_done", "inbox", ["done_at"], sqlite_where=done, postgresql_where=done
    )
    hide_presses()
    note_by_workspace()


def hide_presses() -> None:
    """A press's key was U…:action:ts, and told who had pressed *Stuck*."""
    connection = op.get_bind()
    columns: list[sa.ColumnClause[Any]] = [sa.column(name) for name in ("id", "key", "kind", "body")]
    inbox = sa.table("inbox", *columns)
    is_press = inbox.c.kind == "press"
    # Those that were dealt with have said all they had to say.
    connection.execute(sa.delete(inbox).where(is_press, inbox.c.body == ""))
    for id_, body in connection.execute(sa.select(inbox.c.id, inbox.c.body).where(is_press)).all():
        hidden = sa.update(inbox).where(inbox.c.id == id_).values(key=hidden_key(json.loads(body)))
        connection.execute(hidden)


def hidden_key(body: dict[str, Any]) -> str:
    """As bot/slack/letters.py made it when this was written."""
    action = (body.get("actions") or [{}])[0]
    person, trigger = (body.get("user") or {}).get("id", ""), body.get("trigger_id", "")
    told = f"{person}:{action.get('action_id')}:{action.get('action_ts')}:{trigger}"
    return blake2b(told.encode(), digest_size=16).hexdigest()


def note_by_workspace() -> None:
    """Each workspace has notes of its own; those there are belong to the one there is."""
    connection = op.get_bind()
    workspaces = connection.execute(sa.text("SELECT id FROM workspace")).scalars().all()
    if len(workspaces) == 1:
        connection.execute(
            sa.text("UPDATE setting SET key = key || ' of ' || :id"), {"id": str(workspaces[0])}
        )
