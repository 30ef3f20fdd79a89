"""`python -m bot.store.migrations "why"` drafts the next migration from tables.py."""

import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.operations import MigrationScript
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy.engine import Connection

from bot.store import migrate

FORMATTER = {
    "hooks": "ruff",
    "ruff.type": "module",
    "ruff.module": "ruff",
    "ruff.options": "format --isolated --line-length 99 REVISION_SCRIPT_FILENAME",
}
"""Alembic's output isn't formatted; this makes a draft readable."""


async def draft(why: str) -> Path | None:
    """
    Write the next migration, from the difference between tables.py and the migrations so far.

    Returns:
        The new file, which needs a review; None if there is no difference.
    """
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/draft.db"
        await migrate.upgrade(url)
        async with migrate.changing(url) as connection:
            return await connection.run_sync(_draft, why)


def _draft(connection: Connection, why: str) -> Path | None:
    config = migrate.configuration(connection)
    for name, value in FORMATTER.items():
        config.set_section_option("post_write_hooks", name, value)
    past = list(ScriptDirectory.from_config(config).walk_revisions())
    script = command.revision(
        config,
        why,
        autogenerate=True,
        rev_id=f"{len(past) + 1:04}",
        process_revision_directives=_drop_if_empty,
    )
    return Path(script.path) if isinstance(script, Script) else None


def _drop_if_empty(
    context: MigrationContext, revision: object, directives: list[MigrationScript]
) -> None:
    operations = directives[0].upgrade_ops
    if operations is not None and operations.is_empty():
        directives.clear()


def main(words: Iterable[str]) -> None:
    why = " ".join(words)
    if not why:
        sys.exit('Say what changes: python -m bot.store.migrations "members have a language"')
    path = asyncio.run(draft(why))
    if path is None:
        sys.exit("Nothing to do: the migrations already lead to tables.py.")


if __name__ == "__main__":
    main(sys.argv[1:])
