"""The tables in `docs/curriculum.md`: all tracks, and the days that train each idea."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from bot.content.problems import Problem
from bot.content.tracks.ideas import Ideas
from bot.domain.practice.track import Track

BEGIN = "<!-- Written by `baton content check --write`. -->"
END = "<!-- The end of what is written so. -->"


def page_beside(content: Path) -> Path:
    """Return the page's path in a checkout; an installed Baton has none."""
    return content.parent / "docs" / "curriculum.md"


def stale(page: Path, tables: str) -> list[Problem]:
    """Return an error if the page's tables differ from the tracks."""
    text = page.read_text(encoding="utf-8")
    if _with(text, tables) == text:
        return []
    return [
        Problem.whole(
            f"docs/{page.name}",
            "Its tables are not those of the tracks. Write them anew: baton content check --write",
        )
    ]


def write(page: Path, tables: str) -> None:
    """Update the page's tables, and leave the rest of it as it is."""
    page.write_text(_with(page.read_text(encoding="utf-8"), tables), encoding="utf-8")


def tables(tracks: Sequence[Track], ideas: Ideas) -> str:
    """Return both tables as Markdown: tracks in the order offered, ideas in list order."""
    rows = [
        "| Track | Days | For | After |",
        "|---|---|---|---|",
        *(_track(track) for track in tracks),
        "",
        "| Idea | In our words | Trained in |",
        "|---|---|---|",
    ]
    for idea in ideas.ideas:
        where = "; ".join(
            f"{track.id} {_days(track, days)}"
            for track in tracks
            if (days := ideas.trained.get(track.id, {}).get(idea.id))
        )
        rows.append(f"| {idea.id} | {idea.words} | {where or idea.instead} |")
    return "\n".join(rows)


def _with(text: str, tables: str) -> str:
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after or chr(10)}"


def _track(track: Track) -> str:
    needs = track.needs
    after = f"any {needs.count} tracks" if needs.count else " or ".join(needs.either)
    after = after or ", ".join(needs.every) or "nothing"
    name = f"[{track.title}](../content/en/tracks/{track.id}.md)"
    return f"| {name} | {len(track)} | {track.audience} | {after} |"


def _days(track: Track, days: Sequence[int]) -> str:
    """Format consecutive days as a range, and a whole track as "(all)"."""
    if len(days) == len(track):
        return "(all)"
    runs = [
        [day for _, day in run]
        for _, run in groupby(enumerate(days), key=lambda placed: placed[1] - placed[0])
    ]
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
