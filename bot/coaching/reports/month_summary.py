"""
A member's monthly summary on their Home tab: as text at once, as a picture once it is drawn.

A picture shows one state of one month. Once anything in it changes, the page goes without it until
the member opens it again, so that no picture is ever out of date.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.coaching.ports import Address, Coaching
from bot.content.export.month_picture import month_picture
from bot.domain.people.member_pages import Glance, MemberHome, Today
from bot.domain.people.people import Member, Workspace
from bot.domain.practice.progress import RECENT
from bot.domain.practice.skills import skills
from bot.domain.practice.track import Nudge
from bot.domain.practice.track_path import Path
from bot.domain.reports.month import Month, acted_on, month
from bot.domain.schedule.schedule import local_date
from bot.store.answers import journal
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.people import people
from bot.store.plans import plans
from bot.store.privacy import uploads

LATELY = 60
"""Nudges read: a month's, some that were requested, and the latest ten for the share."""

NAME = "baton-month.png"


async def glance(
    coaching: Coaching, session: Session, member: Member, today: Today | None, way: Path
) -> tuple[Today | None, Glance]:
    """Read the month's summary, and the share of the latest nudges acted on across all tracks."""
    there = local_date(member.cadence, coaching.clock())
    came = await journal.lately(session, member.id, LATELY)
    shown = month(member, there, came)
    pictures = dict(await uploads.pictures(session, member.id))
    found = Glance(
        shown,
        picture=pictures.get(shown.print, ""),
        plans=tuple(await plans.open_of(session, member.id)),
    )
    used = skills(partial(_nudge, coaching), came, way, member.cadence.zone, there)
    found = replace(found, path=way, skills=used)
    if today is None:
        return None, found
    coach = today.coach
    can_read, kept = await journal.readable(session, member.id, coach.id) if coach else (0, 0)
    did, of = acted_on(member, there, came, RECENT)
    progress = replace(today.progress, recent=did, recent_of=of)
    return replace(today, progress=progress), replace(found, readable=can_read, kept=kept)


def _nudge(coaching: Coaching, nudge_id: str) -> Nudge | None:
    found = coaching.library.nudge(nudge_id)
    return found[1] if found else None


async def hang(coaching: Coaching, workspace: Workspace, page: MemberHome) -> None:
    """Draw the page's missing picture of the month, and show the page with it."""
    seen = page.glance
    if seen is None or seen.picture or not seen.month.marks:
        return
    # One at a time, so that a busy morning doesn't fill the memory.
    async with coaching.turns.on("picture"):
        drawn = await asyncio.to_thread(month_picture, seen.month)
    to = Address(workspace, page.member.slack_id, page.member.channel)
    file = await coaching.messenger.hang(to, page, NAME, drawn)
    if file:
        await _keep(coaching, workspace, page.member, seen.month, file)


async def _keep(
    coaching: Coaching, workspace: Workspace, member: Member, shown: Month, file: str
) -> None:
    """Record the new picture, and delete the ones before it."""
    old = await _note(coaching, workspace, member, shown, file)
    gone = [one for one in old if await coaching.messenger.delete_file(workspace, one)]
    await _drop(coaching, member, gone)


@retry_conflicts
async def _note(
    coaching: Coaching, workspace: Workspace, member: Member, shown: Month, file: str
) -> list[str]:
    """Record a new picture; return the files to delete: the old ones, or itself if unrecorded."""
    async with coaching.store.writing() as session:
        # They may have been erased meanwhile.
        if not await people.member(session, workspace.id, member.slack_id):
            return [file]
        old = [one for _, one in await uploads.pictures(session, member.id)]
        await uploads.note(session, workspace.id, member.id, file, coaching.clock(), shown.print)
    return old


@retry_conflicts
async def _drop(coaching: Coaching, member: Member, files: Sequence[str]) -> None:
    if files:
        async with coaching.store.writing() as session:
            await uploads.drop(session, member.id, files)
