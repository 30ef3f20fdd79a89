"""`/coach report` and `/coach export`: a coach's own people, in numbers and as a file."""

import csv
from collections.abc import Iterable
from io import StringIO

from bot.coaching.assign import track_named
from bot.coaching.ports import Address, Coaching
from bot.domain.people import Coach, Workspace
from bot.domain.report import Counts, Group, Line, Report
from bot.domain.say import Say
from bot.store import reports, uploads
from bot.store.reports import Scope

FILE = "baton-report-{date}.{kind}"

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would work out."""


async def report(coaching: Coaching, coach: Coach, about: str) -> Report:
    """
    Count what came of the nudges.

    Args:
        about: A track, as the coach typed it, or "" for all.

    Raises:
        CoachingError: There is no such track.
    """
    track = track_named(coaching, about) if about else None
    scope = _scope(coaching, coach, track.id if track else "")
    async with coaching.store.reading() as session:
        totals = await reports.totals(session, scope)
        counts = await reports.counts(session, scope)
    return Report(track.title if track else "", totals, _groups(coaching, counts))


async def send_picture(
    coaching: Coaching, workspace: Workspace, coach: Coach, picture: bytes
) -> None:
    """Put the chart into the coach's direct messages: it holds numbers, and nobody's name."""
    to = Address(workspace, coach.slack_id)
    await coaching.messenger.send_file(to, _name(coaching, "png"), picture, "report-picture")


async def send_table(
    coaching: Coaching, workspace: Workspace, coach: Coach, about: str, words: Say
) -> int:
    """
    Put a table into the coach's direct messages: what they may know, nudge by nudge.

    Members' words are left out: a file would outlive them. The file goes with the first member in
    it who has themself forgotten.

    Returns:
        How many lines it has.

    Raises:
        CoachingError: There is no such track, or Slack does not take the file.
    """
    track = track_named(coaching, about) if about else None
    scope = _scope(coaching, coach, track.id if track else "")
    async with coaching.store.reading() as session:
        lines = await reports.lines(session, scope)
        inside = await reports.members(session, scope)
    if not lines:
        return 0
    table = _table(coaching, lines, words).encode("utf-8-sig")
    to = Address(workspace, coach.slack_id)
    file = await coaching.messenger.send_file(to, _name(coaching, "csv"), table, "report-table")
    async with coaching.store.writing() as session:
        there = await uploads.note_all(session, workspace.id, inside, file, coaching.clock())
    if there < len(inside):
        await coaching.messenger.delete_file(workspace, file)
    return len(lines)


def _scope(coaching: Coaching, coach: Coach, track: str) -> Scope:
    private = [n.id for t in coaching.library.tracks for n in t.nudges if n.private]
    return Scope(coach.id, private, track)


def _groups(
    coaching: Coaching, counts: Iterable[tuple[str, tuple[int, ...]]]
) -> tuple[Group, ...]:
    """By track, in the library's order; what its author has retired is left out."""
    found = dict(counts)
    groups = []
    for track in coaching.library.tracks:
        told = [
            Counts(nudge.id, nudge.day, nudge.title, *found[nudge.id])
            for nudge in track.nudges
            if nudge.id in found and not nudge.private
        ]
        if told:
            groups.append(Group(track.id, track.title, tuple(told)))
    return tuple(groups)


def _table(coaching: Coaching, lines: Iterable[Line], words: Say) -> str:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(words.say("report-columns").split(" | "))
    for line in lines:
        found = coaching.library.nudge(line.nudge)
        track, nudge = (found[0].title, found[1].title) if found else ("", line.nudge)
        told = words.say("report-kept") if line.kept else line.outcome
        answered = f"{line.answered_at:%Y-%m-%d}" if line.answered_at else ""
        sent = f"{line.sent_at:%Y-%m-%d}"
        writer.writerow([_plain(cell) for cell in (line.name, track, nudge, sent, answered, told)])
    return text.getvalue()


def _plain(cell: str) -> str:
    """Text that a spreadsheet takes for text."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _name(coaching: Coaching, kind: str) -> str:
    return FILE.format(date=coaching.clock().date(), kind=kind)
