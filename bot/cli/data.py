"""The `baton data` commands: export or erase one member's data."""

# ruff: noqa: PLC0415  `baton --help` shouldn't load what it doesn't use

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.mistakes import Mistake, told_plainly

if TYPE_CHECKING:
    from bot.coaching.privacy.erasure import Erased
    from bot.store.database.engine import Store
    from bot.store.privacy.person import Person

NOBODY = (
    "Baton has no member {user}{where}. Give a Slack id such as U012ABCDEF: in Slack, open the "
    "person's profile, the three dots, Copy member ID."
)

KEPT_IN_SLACK = (
    "Messages in Slack, typed answers among them, stay in Slack: Baton does not touch those."
)

STILL_COACH = (
    "{user} is a coach as well: their name, Slack id and zone as a coach stay, "
    "and what they did as one."
)

SORTS = {
    "enrolments": ("enrolment", "enrolments"),
    "deliveries": ("delivery", "deliveries"),
    "attempts": ("attempt", "attempts"),
    "reads": ("read mark", "read marks"),
    "replies": ("reply", "replies"),
    "plans": ("plan", "plans"),
    "follow_ups": ("follow-up", "follow-ups"),
    "coach_notes": ("coach's note", "coach's notes"),
    "coach_promises": ("coach's promise", "coach's promises"),
    "coach_messages": ("coach's message", "coach's messages"),
    "files": ("file", "files"),
    "orders": ("order not yet confirmed", "orders not yet confirmed"),
    "cohorts": ("cohort", "cohorts"),
    "letters": ("stored event", "stored events"),
    "audit": ("line of the audit log", "lines of the audit log"),
}
"""Singular and plural names of the counts; the member's own row isn't counted."""

data = typer.Typer(help="Hand out or erase one member's data.", no_args_is_help=True)

User = Annotated[str, typer.Argument(help="A Slack id, such as U012ABCDEF.")]
Workspace = Annotated[
    str, typer.Option(metavar="T…", help="Which, if several workspaces have this member.")
]


@data.command()
def export(
    user: User,
    *,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write to this new file; one called .zip gets it all."),
    ] = None,
    workspace: Workspace = "",
) -> None:
    """Print all that Baton holds of a member as JSON, or make the zip that a member gets."""
    import asyncio

    with told_plainly():
        if out and out.exists():
            raise Mistake(f"{out} is there already; nothing was written.")
        if out and out.suffix == ".zip":
            _write(out, asyncio.run(_zip(user, workspace)))
        elif out:
            _write(out, asyncio.run(_export(user, workspace)).encode())
        else:
            typer.echo(asyncio.run(_export(user, workspace)), nl=False)
    if out:
        typer.echo(f"All that Baton holds of {user} is in {out}.", err=True)
    typer.echo(KEPT_IN_SLACK, err=True)


@data.command()
def erase(
    user: User,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    workspace: Workspace = "",
) -> None:
    """Erase all that Baton holds of a member, for good."""
    import asyncio

    with told_plainly():
        if not yes:
            person, counts = asyncio.run(_held(user, workspace))
            _ask(person, counts)
        erased = asyncio.run(_erase(user, workspace))
    typer.echo(f"Erased: member {user}, {_listed(erased.counts)}.")
    if erased.still_coach:
        typer.echo(STILL_COACH.format(user=user))
    typer.echo(KEPT_IN_SLACK)


async def _export(user: str, workspace: str) -> str:
    import json

    from bot.coaching.privacy import erasure
    from bot.runtime.clock import utc_now

    async with _store() as store:
        person = await _one(store, user, workspace)
        everything = await erasure.export(store, person, utc_now())
    return f"{json.dumps(everything, indent=2, ensure_ascii=False)}\n"


async def _zip(user: str, workspace: str) -> bytes:
    from bot.coaching.privacy import data_export
    from bot.config import load_settings
    from bot.content.tracks.library import load_library
    from bot.content.words.words import load_words
    from bot.runtime.clock import utc_now

    settings = load_settings()
    content, language = settings.content, settings.baton_language
    async with _store() as store:
        person = await _one(store, user, workspace)
        library = load_library(content, language)
        everything = await data_export.gather(store, library, person, utc_now())
    return data_export.zipped(everything, load_words(content, language))


async def _held(user: str, workspace: str) -> "tuple[Person, dict[str, int]]":
    from bot.coaching.privacy import erasure

    async with _store() as store:
        person = await _one(store, user, workspace)
        return person, await erasure.held(store, person)


async def _erase(user: str, workspace: str) -> "Erased":
    from bot.coaching.privacy import erasure
    from bot.runtime.clock import utc_now

    async with _store() as store:
        person = await _one(store, user, workspace)
        return await erasure.erase(store, person, utc_now())


@asynccontextmanager
async def _store() -> "AsyncIterator[Store]":
    """Open the database of `DATABASE_URL`, if its schema is this Baton's."""
    from bot.config import load_settings
    from bot.runtime.errors import SCHEMA, CannotStart
    from bot.store.database.engine import open_store
    from bot.store.database.unavailable import in_a_sentence
    from bot.store.migrate import status

    url = load_settings().database_url.get_secret_value()
    found = await status(url)
    if found.state != "current":
        raise CannotStart(SCHEMA[found.state])
    store = open_store(url)
    try:
        with in_a_sentence(store.writer.url):
            yield store
    finally:
        await store.close()


async def _one(store: "Store", user: str, workspace: str) -> "Person":
    from bot.coaching.privacy import erasure

    found = await erasure.find(store, user, workspace)
    if not found:
        raise Mistake(NOBODY.format(user=user, where=f" in {workspace}" if workspace else ""))
    if len(found) > 1:
        names = ", ".join(f"{person.team_id} ({person.workspace})" for person in found)
        raise Mistake(f"Several workspaces have {user}: say which with --workspace. {names}.")
    return found[0]


def _write(out: Path, file: bytes) -> None:
    """Write a new file that nobody else on this machine can read."""
    try:
        out.touch(mode=0o600, exist_ok=False)
        out.write_bytes(file)
    except OSError as error:
        raise Mistake(f"{out} cannot be written: {error.strerror}.") from error


def _ask(person: "Person", counts: dict[str, int]) -> None:
    typer.echo(f"Of {person.name}, {person.slack_id} in {person.workspace}, Baton holds:")
    typer.echo(f"{_listed(counts)}.")
    typer.echo(f"For a copy, first: baton data export {person.slack_id} --out FILE")
    try:
        typed = typer.prompt("To erase it all, for good, type the Slack id again")
    except typer.Abort:
        typed = ""
    if typed.strip() != person.slack_id:
        raise Mistake(f"Nothing was erased: that was not {person.slack_id}.")


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(
        f"{counts[name]} {one if counts[name] == 1 else many}"
        for name, (one, many) in SORTS.items()
    )
