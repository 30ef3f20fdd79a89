"""The `baton db` commands: upgrade or check the database schema."""

# ruff: noqa: PLC0415  `baton --help` shouldn't load what it doesn't use

import typer

from bot.cli.mistakes import Mistake, told_plainly

database = typer.Typer(help="Bring the database up to date.", no_args_is_help=True)


@database.command()
def upgrade() -> None:
    """Bring the database to this Baton's schema."""
    import asyncio

    with told_plainly():
        from bot.store.migrate import upgrade as bring_up

        applied = asyncio.run(bring_up(_url()))
    typer.echo(f"Applied {', '.join(applied)}." if applied else "The database is up to date.")


@database.command()
def status() -> None:
    """Say whether the database has this Baton's schema; exit 1 if not."""
    import asyncio

    with told_plainly():
        from bot.runtime.errors import SCHEMA
        from bot.store.migrate import status as look

        found = asyncio.run(look(_url()))
    if found.state != "current":
        raise Mistake(SCHEMA[found.state])
    typer.echo(f"The database is up to date ({found.current}).")


def _url() -> str:
    from bot.config import load_settings

    return load_settings().database_url.get_secret_value()
