"""
Tell admins when tracks change while people are on them.

A nudge's id is frozen once it was sent; its wording may change, and does from the next send. The
tracks are compared with the snapshot of the last check. Admins are told who gets something else,
and what is wrong with files that cannot be read.
"""

import json
import logging
from collections.abc import Sequence
from hashlib import blake2b

from bot.coaching.ports import Address, Coaching
from bot.content.problems import Problem, Severity
from bot.domain.people.people import Mention, Workspace, mentions
from bot.domain.practice.track_changes import Days, Edited, edits
from bot.store.database import saved_values
from bot.store.database.retry import retry_conflicts
from bot.store.enrolment import on_tracks
from bot.store.enrolment.on_tracks import OnTrack

DAYS, TOLD = "tracks", "broken tracks"
"""Keys of the saved snapshot of tracks, and of the broken files admins have been told about."""

MOST_NAMED = 10
"""People mentioned by name; the rest are counted."""

MOST_NOTES = 10
"""Changes reported one by one; more at once are one piece of work that admins know about."""

log = logging.getLogger(__name__)

Note = tuple[str, dict[str, object]]
"""A key of the texts, with its facts."""

Snapshot = dict[str, dict[str, tuple[str, str]]]
"""The nudges of each track: title and message by id."""


async def look(coaching: Coaching, workspace: Workspace) -> None:
    """Compare the tracks with the last snapshot, and tell admins once what changed."""
    now = _snapshot(coaching)
    before = await _noted_anew(coaching, DAYS, json.dumps(now, sort_keys=True))
    if before:
        notes = await _changes(coaching, workspace, json.loads(before), now)
        await _tell(coaching, workspace, notes)
    broken = [p for p in coaching.library.problems if p.severity is Severity.ERROR]
    told = await _noted_anew(coaching, TOLD, _print(broken))
    if told is not None and (broken or told):
        await _tell(coaching, workspace, [_broken(broken)])


@retry_conflicts
async def _noted_anew(coaching: Coaching, key: str, value: str) -> str | None:
    """Save a value; return the old one ("" for none), or None if unchanged or saved by others."""
    async with coaching.store.writing() as session:
        before = await saved_values.noted(session, key)
        if before == value or not await saved_values.swap(session, key, before, value):
            return None
    return before or ""


def _snapshot(coaching: Coaching) -> Snapshot:
    library = coaching.library
    return {
        track.id: {nudge.id: (nudge.title, nudge.message) for nudge in track.nudges}
        for track in (*library.tracks, *library.drafts)
    }


async def _changes(
    coaching: Coaching, workspace: Workspace, before: Snapshot, now: Snapshot
) -> list[Note]:
    notes: list[Note] = []
    for track, noted in before.items():
        # JSON has turned the pairs into lists.
        days = {nudge: (title, text) for nudge, (title, text) in noted.items()}
        if now.get(track) != days:
            async with coaching.store.reading() as session:
                people = await on_tracks.people_on(session, workspace.id, track)
            notes += _notes(track, days, now.get(track), people)
    log.info("Tracks have changed; people under way get something else in %s places.", len(notes))
    return notes


async def _tell(coaching: Coaching, workspace: Workspace, notes: Sequence[Note]) -> None:
    async with coaching.store.reading() as session:
        admins = sorted(coaching.admins) or await on_tracks.appointers(session, workspace.id)
    more = len(notes) - MOST_NOTES
    last: list[Note] = [("content-more", {"count": more})] if more > 0 else []
    for admin in admins:
        for key, facts in (*notes[:MOST_NOTES], *last):
            await coaching.messenger.note(Address(workspace, admin), key, **facts)


def _notes(track: str, before: Days, now: Days | None, people: Sequence[OnTrack]) -> list[Note]:
    if now is None:
        return [("content-gone", {"track": track, **_who(people)})] if people else []
    told = [
        (edit, [one for one in people if edit.concerns(one.had)]) for edit in edits(before, now)
    ]
    return [(f"content-{edit.edit}", _facts(track, edit, who)) for edit, who in told if who]


def _facts(track: str, edit: Edited, people: Sequence[OnTrack]) -> dict[str, object]:
    day = int(edit.nudge.rpartition(".")[2])
    return {"track": track, "day": day, "title": edit.title, **_who(people)}


def _who(people: Sequence[OnTrack]) -> dict[str, object]:
    named = mentions(one.slack_id for one in people[:MOST_NAMED])
    more = len(people) - MOST_NAMED
    told = Mention(f"{named} (+{more})") if more > 0 else named
    return {"people": told, "count": len(people)}


def _broken(broken: Sequence[Problem]) -> Note:
    for problem in broken:
        log.warning("Content: %s", problem)
    if not broken:
        return "content-mended", {}
    return "content-broken", {"problem": str(broken[0]), "count": len(broken)}


def _print(broken: Sequence[Problem]) -> str:
    """Return a fingerprint of these problems, and "" for none."""
    said = "\n".join(map(str, broken))
    return blake2b(said.encode(), digest_size=8).hexdigest() if broken else ""
