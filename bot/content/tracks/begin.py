"""Begins a track file: everything but the words is there, and the check names what is to write."""

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
"""What comes between the first day and the last, again and again."""


class CannotBegin(ValueError):
    """A track that cannot be begun; the text says why, and the mend."""


def begin(folder: Path, track: str, title: str, days: int) -> Path:
    """
    Write the beginnings of a track into `<folder>/en/tracks`, and return where.

    Raises:
        CannotBegin: It cannot be a track's name, or is one already, or cannot be written.
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
