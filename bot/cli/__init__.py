"""The `baton` command."""

# ruff: noqa: PLC0415  `baton --help` shouldn't load what it doesn't use

import json
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Annotated, Literal

import typer

from bot import __version__
from bot.cli.calendar import calendar
from bot.cli.content import content
from bot.cli.data import data
from bot.cli.database import database
from bot.cli.mistakes import Mistyped, told_plainly
from bot.domain.text.redact import redact

app = typer.Typer(
    help="One small act of leadership a day, in a Slack direct message.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Port = Annotated[int, typer.Option(min=1, max=65535, help="Where its page is served.")]


def main() -> None:
    """Run the command that was typed, and report a mistake in one line."""
    sys.excepthook = _crash
    try:
        sys.exit(app(prog_name="baton", standalone_mode=False))
    except typer.TyperException as error:
        # Pydantic, which parses choices for Typer, puts its own prefix before the sentence.
        typer.echo(redact(error.format_message().replace("Value error, ", "")), err=True)
        sys.exit(error.exit_code)
    except typer.Abort:
        sys.exit(1)


def _crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print an unexpected error, without the secrets its message may hold."""
    typer.echo(redact("".join(traceback.format_exception(kind, error, trace))), err=True)


def _version(asked: bool) -> None:  # noqa: FBT001  Typer passes it so
    if asked:
        typer.echo(f"baton {__version__}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which one.")
    ] = False,
) -> None:
    """One small act of leadership a day, in a Slack direct message."""


@app.command()
def demo(
    *,
    port: Port = 8700,
    db: Annotated[Path | None, typer.Option(help="Keep its database in this file.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget the last demo.")] = False,
    members: Annotated[
        int | None, typer.Option(min=1, max=200, help="Begin with so many members, in full swing.")
    ] = None,
    day: Annotated[
        int | None, typer.Option(min=1, max=60, help="After so many working days (with members).")
    ] = None,
) -> None:
    """Try it without Slack, in your browser."""
    with told_plainly():
        from bot.playground.stories.demo import run_demo
        from bot.playground.stories.history import Past

        swing = members is not None or day is not None
        run_demo(port, db, fresh, Past(members or 30, day or 20) if swing else None)


@app.command()
def run(
    mode: Annotated[
        Literal["auto", "socket", "http"],
        typer.Option(help="auto: Socket Mode if SLACK_APP_TOKEN is set, else HTTP on $PORT."),
    ] = "auto",
) -> None:
    """Run the bot on Slack."""
    with told_plainly():
        from bot.config import SettingsError, read_settings
        from bot.runtime.logs import set_up_logs
        from bot.runtime.serve import run

        reading = read_settings(serving=mode)
        if reading.settings is None or reading.problems:
            raise SettingsError(reading.problems)
        set_up_logs(reading.settings.log_level, reading.settings.log_format)
        run(reading.settings, mode, reading.notes)


@app.command()
def simulate(
    *,
    days: Annotated[int, typer.Option(min=1, max=3660, help="Days that pass.")] = 20,
    members: Annotated[int, typer.Option(min=1, max=10_000, help="People who are coached.")] = 3,
    seed: Annotated[int, typer.Option(help="Same seed, same output.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Let days pass, with members who answer; print all."""
    with told_plainly():
        from bot.playground.stories.simulate import run_simulation

        run_simulation(days, members, seed, as_json)


@app.command()
def playground(
    *,
    port: Port = 8700,
    events_url: Annotated[
        str | None, typer.Option(help="Post events here (HTTP mode) instead of Socket Mode.")
    ] = None,
) -> None:
    """Serve the demo's workspace alone, for your own bot."""
    with told_plainly():
        from bot.cli.workspace import run_workspace
        from bot.config import is_address

        if events_url is not None and not is_address(events_url, ["http", "https"]):
            raise Mistyped("--events-url must be an address: http://127.0.0.1:3000/slack/events")
        run_workspace(port, events_url)


@app.command()
def manifest(
    mode: Annotated[
        Literal["socket", "http"], typer.Option(help="How Slack reaches the bot.")
    ] = "socket",
    url: Annotated[
        str | None, typer.Option(help="HTTP mode: the bot's public address, https://…")
    ] = None,
) -> None:
    """Print the app manifest, for api.slack.com/apps."""
    from bot.config import is_address
    from bot.slack.commands.manifest import manifest as write

    if mode == "http" and not is_address(url or "", ["https"]):
        raise Mistyped("HTTP mode needs --url https://…, where Slack reaches the bot.")
    typer.echo(json.dumps(write(mode, url), indent=2))


@app.command()
def doctor(
    *,
    mode: Annotated[
        Literal["auto", "socket", "http"], typer.Option(help="As baton run would be told.")
    ] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Check settings, tokens, database, content, clock."""
    import asyncio

    from bot.runtime.clock import utc_now
    from bot.runtime.doctor import Finding, examine
    from bot.runtime.logs import set_up_logs

    async def tell() -> list[Finding]:
        findings = []
        async for finding in examine(utc_now, mode):
            if not as_json:
                typer.echo(str(finding))
            findings.append(finding)
        return findings

    set_up_logs("ERROR", "text")
    with told_plainly():
        findings = asyncio.run(tell())
    well = not any(finding.bad for finding in findings)
    if as_json:
        found = [{"mark": finding.mark.name.lower(), "text": finding.text} for finding in findings]
        typer.echo(json.dumps({"ok": well, "findings": found}, indent=2, ensure_ascii=False))
    if not well:
        raise typer.Exit(1)


app.command()(calendar)
app.add_typer(content, name="content")
app.add_typer(database, name="db")
app.add_typer(data, name="data")
