"""
Export a member's whole record as one zip: a readable journal, the data as JSON, and its schema.

The same file comes from `/nudge my-data` and from `baton data export --out NAME.zip`.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from bot.coaching.ports import Address, Coaching
from bot.coaching.privacy import erasure
from bot.content.export.data_export import markdown, picture_name
from bot.content.export.month_picture import month_picture
from bot.content.tracks.library import Library
from bot.domain.enrolment.enrolment import Enrolment
from bot.domain.errors import CoachingError
from bot.domain.people.people import Member, Workspace
from bot.domain.privacy.data_export import Chapter, Page, Record, months
from bot.domain.say import Say
from bot.domain.schedule.schedule import local_date
from bot.store.answers import journal
from bot.store.answers.journal import Entry
from bot.store.database.engine import Session, Store
from bot.store.database.retry import retry_conflicts
from bot.store.enrolment import enrolments
from bot.store.people import coaches, people
from bot.store.privacy import uploads
from bot.store.privacy.export_schema import schema
from bot.store.privacy.person import Person

NAME = "baton-{date}.zip"

MOST_PAGES = 5000
"""Nudges in the journal: twenty years of working days. The data holds all."""


@dataclass(frozen=True, slots=True)
class Everything:
    """The content of the zip."""

    record: Record
    data: dict[str, Any]


async def send(coaching: Coaching, workspace: Workspace, slack_id: str, words: Say) -> None:
    """
    Send a member's record to their direct messages.

    Raises:
        CoachingError: Baton holds nothing about them, or Slack refuses the file.
    """
    person = await erasure.member_there(coaching.store, workspace, slack_id)
    # One at a time, so that many requests at once don't fill the memory.
    async with coaching.turns.on("record"):
        now = coaching.clock()
        everything = await gather(coaching.store, coaching.library, person, now)
        file = await asyncio.to_thread(zipped, everything, words)
        to = Address(workspace, slack_id, everything.record.member.channel)
        name = NAME.format(date=now.date())
        kept = await coaching.messenger.send_file(to, name, file, "my-data-here")
    if not await _note_file(coaching, workspace, slack_id, kept):
        await coaching.messenger.delete_file(workspace, kept)


@retry_conflicts
async def _note_file(coaching: Coaching, workspace: Workspace, slack_id: str, file: str) -> bool:
    """Record a member's file for later deletion; return False if they were erased meanwhile."""
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        if member:
            await uploads.note(session, workspace.id, member.id, file, coaching.clock())
    return member is not None


async def gather(store: Store, library: Library, person: Person, now: datetime) -> Everything:
    """Read a member's whole record; every time in the data is UTC."""
    async with store.reading() as session:
        member = await people.member(session, person.workspace_id, person.slack_id)
        if member is None:
            raise CoachingError("error-nothing-held")
        came = await journal.lately(session, member.id, MOST_PAGES)
        seen = months(member, local_date(member.cadence, now), came)
        record = Record(member, now, await _chapters(session, library, member), seen)
    return Everything(record, await erasure.export(store, person, now))


def zipped(everything: Everything, words: Say) -> bytes:
    """Build the zip. Slow: don't call it on the event loop."""
    texts = {
        "README.md": words.say("record-readme"),
        "journal.md": markdown(everything.record, words),
        "data.json": _json(everything.data),
        "schema.json": _json(schema(erasure.VERSION)),
    }
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, f"{text}\n")
        for month in everything.record.months:
            archive.writestr(picture_name(month), month_picture(month, framed=False))
    return file.getvalue()


async def _chapters(session: Session, library: Library, member: Member) -> tuple[Chapter, ...]:
    """Return a chapter for each track, and one for each track a member only asked nudges of."""
    entries = await journal.newest(session, member.id, MOST_PAGES, for_export=True)
    taken = await enrolments.all_of(session, member.id)
    placed: dict[tuple[str, int], list[Entry]] = {(one.track, one.id): [] for one in taken}
    for entry in reversed(entries):
        placed.setdefault(_place(entry, taken), []).append(entry)
    chapters = []
    for enrolment in taken:
        coach = await coaches.by_id(session, enrolment.coach_id)
        own = placed.pop((enrolment.track, enrolment.id))
        chapters.append(_chapter(library, enrolment.track, enrolment.starts_on, coach.name, own))
    for (track, _), asked in placed.items():
        begun = local_date(member.cadence, asked[0].sent_at)
        chapters.append(_chapter(library, track, begun, "", asked))
    return tuple(chapters)


def _place(entry: Entry, taken: Sequence[Enrolment]) -> tuple[str, int]:
    """Return an entry's track, and the enrolment on it; 0 for a track they were never on."""
    track = entry.nudge.rpartition(".")[0]
    on_it = [one.id for one in taken if one.track == track]
    its_own = entry.enrolment_id if entry.enrolment_id in on_it else 0
    return track, its_own or (on_it[-1] if on_it else 0)


def _chapter(
    library: Library, track_id: str, begun: date, coach: str, entries: Sequence[Entry]
) -> Chapter:
    track = library.track(track_id)
    return Chapter(
        title=track.title if track else track_id,
        begun=begun,
        coach=coach,
        pages=tuple(_page(library, entry) for entry in entries),
    )


def _page(library: Library, entry: Entry) -> Page:
    found = library.nudge(entry.nudge)
    return Page(found[1] if found else None, entry.sent_at, entry.answer, entry.private)


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
