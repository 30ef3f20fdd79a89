"""The `baton content` commands, for people who write tracks."""

# ruff: noqa: PLC0415  `baton --help` shouldn't load what it doesn't use

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.mistakes import Mistake, told_plainly
from bot.domain.answers.said import After, Kind, Meant, meant

if TYPE_CHECKING:
    from bot.content.check import Report
    from bot.content.tracks.library import Library
    from bot.domain.practice.track import Track

content = typer.Typer(help="Check and read the tracks.", no_args_is_help=True)


@content.command()
def check(
    path: Annotated[Path | None, typer.Argument(help="A file or folder; default: all.")] = None,
    *,
    write: Annotated[
        bool, typer.Option("--write", help="Bring the tables in docs/curriculum.md up to date.")
    ] = False,
) -> None:
    """Say what is wrong with a track, or with all content."""
    from bot.content.check import check as examine

    target = content_folder() if path is None else path
    if not target.exists():
        raise Mistake(f"There is no file or folder {target}.")
    report = examine(target)
    if path is None:
        report = _with_page(report, target, write=write)
    typer.echo(str(report))
    if not report.ok:
        raise typer.Exit(1)


@content.command()
def show(
    track: Annotated[str, typer.Argument(help="The track's name, such as delegation.")] = "",
    day: Annotated[int | None, typer.Option(help="Only this day.")] = None,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Every message, Home tab and form there is.")
    ] = False,
) -> None:
    """Print a track as its members will get it, or with --all every screen of Baton's."""
    if everything == bool(track):
        raise Mistake("Name a track, such as delegation, or give --all for every screen.")
    with told_plainly():
        if everything:
            from bot.content.words.words import load_words
            from bot.playground.gallery.text import as_plain

            typer.echo(as_plain(load_words(content_folder())))
            return
        from bot.content.tracks.show import show as as_text

        typer.echo(as_text(find_track(track), day))


@content.command()
def find(
    words: Annotated[list[str] | None, typer.Argument(help="What a member would type.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="A list, best first.")] = False,
) -> None:
    """Print the days that `/nudge help me with` offers for these words."""
    from json import dumps

    from bot.content.tracks.library import load_library

    question = " ".join(words or [])
    with told_plainly():
        from bot.config import load_settings

        settings = load_settings()
        index = load_library(settings.content, settings.baton_language).index
    matches = index.find(question)
    if as_json:
        hits = [
            {
                "id": match.nudge.id,
                "track": match.track.id,
                "title": match.nudge.title,
                "score": round(match.score, 3),
            }
            for match in matches
        ]
        typer.echo(dumps(hits, ensure_ascii=False))
    elif matches:
        for match in matches:
            typer.echo(f"{match.score:5.1f}  {match.nudge.id}  {match.nudge.title}")
    else:
        closest = index.closest(question)
        typer.echo("Nothing fits." + (f" The closest track is {closest.id}." if closest else ""))


@content.command()
def new(
    track: Annotated[str, typer.Argument(help="Its name: small letters and hyphens.")],
    *,
    title: Annotated[str, typer.Option(help="What members read.")] = "",
    days: Annotated[int, typer.Option(help="How many, 5 to 20.")] = 5,
) -> None:
    """Begin a track: all is there but the words."""
    from bot.content.tracks.begin import CannotBegin, begin

    try:
        path = begin(content_folder(), track, title, days)
    except CannotBegin as error:
        raise Mistake(str(error)) from None
    typer.echo(f"Begun: {path}\nWrite it, then look at what is left: baton content check {path}")


@content.command(context_settings={"ignore_unknown_options": True})
def said(
    words: Annotated[
        list[str] | None, typer.Argument(help="What somebody types to Baton.", show_default=False)
    ] = None,
    *,
    after: Annotated[After, typer.Option(help="What stands above it.")] = After.NUDGE,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
) -> None:
    """Say what Baton makes of a line: an answer, a message, a wish, talk, or the journal."""
    import json

    from bot.content.said.said import load_said
    from bot.domain.text.text import clean

    line = clean(" ".join(words or ())).strip()
    if not line:
        raise Mistake('There are no words. Say what somebody types: baton content said "not now"')
    lists, problems = load_said(content_folder())
    if not lists.languages:
        raise Mistake(f"There are no lists in {content_folder()}/<language>/said.")
    for problem in problems:
        typer.echo(str(problem), err=True)
    found = meant(line, after, lists)
    typer.echo(json.dumps({"kind": found.kind, "wish": found.wish}) if as_json else _told(found))


def _told(found: Meant) -> str:
    if found.kind is Kind.WISH:
        return f"A wish: {found.wish}."
    if found.kind is Kind.TALK:
        return f"Talk: {found.talk}."
    told = {
        Kind.ANSWER: "An answer to the nudge above it.",
        Kind.MESSAGE: "A message to the coach.",
        Kind.JOURNAL: "A line for the journal, if they say so.",
    }[found.kind]
    return f"{told} Baton asks beside it if it was something else." if found.doubtful else told


def _with_page(report: "Report", content: Path, *, write: bool) -> "Report":
    """Check the curriculum page, or rewrite it, and add its problems to the report."""
    from dataclasses import replace

    from bot.content.tracks import curriculum

    page = curriculum.page_beside(content)
    if not page.is_file() or not report.tables:
        return report
    if write and report.ok:
        curriculum.write(page, report.tables)
    problems = (*report.problems, *curriculum.stale(page, report.tables))
    return replace(report, problems=problems, files=report.files + 1)


def content_folder() -> Path:
    """Return the content folder in use: `BATON_CONTENT`, or the one shipped with Baton."""
    with told_plainly():
        from bot.config import load_settings

        return load_settings().content


def find_track(name: str) -> "Track":
    """
    Return the track with that name.

    Raises:
        Mistake: There is none; it names the nearest.
    """
    from bot.content.tracks.library import load_library

    library = load_library(content_folder())
    found = library.track(name)
    if found is None:
        raise Mistake(f"There is no track called {name}. {_nearest(library, name)}")
    return found


def _nearest(library: "Library", name: str) -> str:
    near = library.nearest(name)
    if near:
        return f"Did you mean {near}?"
    names = ", ".join(track.id for track in (*library.tracks, *library.drafts))
    return f"There are: {names}." if names else "There are no tracks at all."
