"""Reports on a coach's own members, as numbers or a file: `/coach report`, `/coach export`."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO

from bot.coaching.enrolment.assign import called, track_named
from bot.coaching.enrolment.cohorts import all_of, named
from bot.coaching.ports import Address, Coaching
from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach, Workspace
from bot.domain.practice.track import Track
from bot.domain.reports.report import Counts, Group, Line, Report
from bot.domain.say import Say
from bot.domain.text.text import cell
from bot.store.database.retry import retry_conflicts
from bot.store.enrolment import cohorts
from bot.store.privacy import uploads
from bot.store.reports import reports
from bot.store.reports.reports import Scope

FILE = "baton-report-{date}.{kind}"


@dataclass(frozen=True, slots=True)
class Asked:
    """
    The scope of a report.

    Attributes:
        cohort: Its name, or "".
        members: The ids of the members in that cohort, or None for all.
    """

    track: Track | None = None
    cohort: str = ""
    members: tuple[int, ...] | None = None

    @property
    def title(self) -> str:
        """Return the scope as a coach would call it, or ""."""
        return " · ".join(filter(None, (self.cohort, self.track.title if self.track else "")))

    @property
    def words(self) -> str:
        """Return the text that selects this scope again, or ""."""
        return " ".join(filter(None, (self.cohort, self.track.id if self.track else "")))


async def understood(coaching: Coaching, coach: Coach, about: str) -> Asked:
    """
    Parse the scope of a report.

    Args:
        about: As the coach typed it: a track, a cohort, a cohort and a track, or "" for all.

    Raises:
        CoachingError: There is no such track or cohort; the nearest one is named.
    """
    if not about:
        return Asked()
    track = called(coaching.library.tracks, about)
    if track is not None:
        return Asked(track)
    found = await named(coaching, coach, about.removeprefix("cohort "))
    if found is None:
        own = [cohort.name for cohort in await all_of(coaching, coach)]
        nearest = coaching.library.nearest(about, own)
        raise CoachingError("error-report-about", word=about, nearest=nearest or "")
    cohort, rest = found
    async with coaching.store.reading() as session:
        members = await cohorts.members(session, coach.workspace_id, cohort.people)
    track = track_named(coaching, rest) if rest else None
    return Asked(track, cohort.name, tuple(members))


async def report(coaching: Coaching, coach: Coach, about: str) -> Report:
    """
    Count the outcomes of nudges.

    Args:
        about: See `understood`.

    Raises:
        CoachingError: There is no such track or cohort.
    """
    asked = await understood(coaching, coach, about)
    scope = _scope(coach, asked)
    async with coaching.store.reading() as session:
        totals = await reports.totals(session, scope)
        counts = await reports.counts(session, scope)
    return Report(asked.title, totals, _groups(coaching, counts), asked.words)


async def send_picture(
    coaching: Coaching, workspace: Workspace, coach: Coach, picture: bytes
) -> None:
    """Send the chart to the coach's direct messages: it holds numbers, and nobody's name."""
    to = Address(workspace, coach.slack_id)
    await coaching.messenger.send_file(to, _name(coaching, "png"), picture, "report-picture")


async def send_table(
    coaching: Coaching, workspace: Workspace, coach: Coach, about: str, words: Say
) -> int:
    """
    Send a table of what the coach may know, nudge by nudge, to their direct messages.

    Members' texts are left out, as a file would outlive them. The file is deleted with the first
    member in it who asks to be erased.

    Returns:
        The number of lines.

    Raises:
        CoachingError: There is no such track or cohort, or Slack refuses the file.
    """
    scope = _scope(coach, await understood(coaching, coach, about))
    async with coaching.store.reading() as session:
        lines = await reports.lines(session, scope)
        inside = await reports.members(session, scope)
    if not lines:
        return 0
    table = _table(coaching, lines, words).encode("utf-8-sig")
    to = Address(workspace, coach.slack_id)
    file = await coaching.messenger.send_file(to, _name(coaching, "csv"), table, "report-table")
    if await _note_file(coaching, workspace, inside, file) < len(inside):
        await coaching.messenger.delete_file(workspace, file)
    return len(lines)


@retry_conflicts
async def _note_file(
    coaching: Coaching, workspace: Workspace, members: Sequence[int], file: str
) -> int:
    """Record a file for each member in it; return how many of them still exist."""
    async with coaching.store.writing() as session:
        return await uploads.note_all(session, workspace.id, members, file, coaching.clock())


def _scope(coach: Coach, asked: Asked) -> Scope:
    return Scope(coach.id, asked.track.id if asked.track else "", asked.members)


def _groups(
    coaching: Coaching, counts: Iterable[tuple[str, tuple[int, ...]]]
) -> tuple[Group, ...]:
    """Group counts by track, in the library's order; leave out retired nudges."""
    found = dict(counts)
    groups = []
    for track in coaching.library.tracks:
        told = [
            Counts(nudge.id, nudge.day, nudge.title, *found[nudge.id])
            for nudge in track.nudges
            if nudge.id in found
        ]
        if told:
            groups.append(Group(track.id, track.title, tuple(told)))
    return tuple(groups)


def _table(coaching: Coaching, lines: Iterable[Line], words: Say) -> str:
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(words.say("report-columns").split(" | "))
    for line in lines:
        found = coaching.library.nudge(line.nudge)
        track, nudge = (found[0].title, found[1].title) if found else ("", line.nudge)
        told = words.say("report-kept") if line.kept else line.outcome
        answered = f"{line.answered_at:%Y-%m-%d}" if line.answered_at else ""
        sent = f"{line.sent_at:%Y-%m-%d}"
        writer.writerow(map(cell, (line.name, track, nudge, sent, answered, told)))
    return text.getvalue()


def _name(coaching: Coaching, kind: str) -> str:
    return FILE.format(date=coaching.clock().date(), kind=kind)
