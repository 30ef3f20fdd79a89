"""Create the skeleton of a new track file; `check` then reports what is left to write."""

from pathlib import Path

from bot.content.tracks.header import SLUG, SLUG_LENGTH
from bot.content.tracks.rules import DAYS_LEAST, DAYS_MOST
from bot.domain.practice.track import Kind

HEAD = """---
track: {track}
title: {title}
for:
purpose:
needs: none
status: draft
---
Note for coaches (never sent):
"""
DAY = """
## Day {number} | {kind} |

Ask:
{reply}
Asked as:
"""
REPLIES = {
    Kind.NOTICE: "Reply: choice: None / One or two / More",
    Kind.TRY: "Reply: text\nSmaller:",
    Kind.REFLECT: "Reply: text",
    Kind.PLAN: "Reply: plan\nPlan: If it is ___, then I will ___.",
    Kind.ASK: "Reply: text\nSmaller:",
    Kind.REVIEW: "Reply: choice: Yes / In part / Not yet",
}
MIDDLE = (Kind.TRY, Kind.PLAN, Kind.ASK, Kind.TRY, Kind.NOTICE)
"""The kinds of the days between the first and the last, repeated as needed."""


class CannotBegin(ValueError):
    """A track that can't be created; the message has the reason and the fix."""


def begin(folder: Path, track: str, title: str, days: int) -> Path:
    """
    Write the skeleton of a track into `<folder>/en/tracks`, and return its path.

    Raises:
        CannotBegin: The name is invalid or taken, or the file can't be written.
    """
    if not SLUG.fullmatch(track) or len(track) > SLUG_LENGTH:
        raise CannotBegin(
            f"{track} cannot be the name of a track. Use small letters, digits and hyphens, "
            f"at most {SLUG_LENGTH}, beginning with a letter: ask-first"
        )
    if not DAYS_LEAST <= days <= DAYS_MOST:
        raise CannotBegin(f"A track has {DAYS_LEAST} to {DAYS_MOST} days.")
    path = folder / "en" / "tracks" / f"{track}.md"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(_text(track, title or track.replace("-", " ").capitalize(), days))
    except FileExistsError:
        raise CannotBegin(
            f"There is a track {track} already: {path}. Choose another name."
        ) from None
    except OSError as error:
        raise CannotBegin(
            f"{path} cannot be written ({error.strerror}). Copy the content folder, name the copy "
            "in BATON_CONTENT, and try again."
        ) from None
    return path


def _text(track: str, title: str, days: int) -> str:
    middle = [MIDDLE[place % len(MIDDLE)] for place in range(days - 2)]
    kinds = [Kind.NOTICE, *middle, Kind.REVIEW]
    body = "".join(
        DAY.format(number=number, kind=kind, reply=REPLIES[kind])
        for number, kind in enumerate(kinds, 1)
    )
    return HEAD.format(track=track, title=title) + body
