"""A member's view of themself: today, the track and recent answers, but never what they missed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.coaching.ports import Address, Coaching
from bot.coaching.reports.month_summary import glance
from bot.domain.enrolment.enrolment import Enrolment
from bot.domain.people.member_pages import JournalEntry, MemberHome, Today
from bot.domain.people.people import Coach, Member, Workspace
from bot.domain.practice.decide import Past, keeps_still, nudge_ahead
from bot.domain.practice.progress import progress
from bot.domain.practice.track import Track
from bot.domain.practice.track_path import NO_PATH, path
from bot.store.answers import journal as pages
from bot.store.answers import read_marks
from bot.store.answers.journal import Entry
from bot.store.database.engine import Session
from bot.store.delivery import cards, history
from bot.store.enrolment import enrolments
from bot.store.people import people
from bot.store.privacy import readers

JOURNAL = 500
"""Answers searched for the journal: two years of working days."""

RECENT_ENTRIES = 5
"""Answers shown on the Home tab."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The track a member is or was last on, and the outcomes of its nudges."""

    track: Track
    enrolment: Enrolment
    past: list[Past]


async def home(coaching: Coaching, workspace: Workspace, slack_id: str) -> MemberHome | None:
    """Return a member's own page, or None for somebody who is not coached."""
    async with coaching.store.reading() as session:
        member = await people.member(session, workspace.id, slack_id)
        return await _page(coaching, session, member) if member else None


async def whole_journal(
    coaching: Coaching, workspace: Workspace, slack_id: str, *, containing: str = ""
) -> MemberHome | None:
    """Return a member's own page with their whole journal, or the entries containing a text."""
    page = await home(coaching, workspace, slack_id)
    if page is None:
        return None
    async with coaching.store.reading() as session:
        entries = await journal(coaching, session, page.member, JOURNAL)
    return replace(page, journal=tuple(e for e in entries if mentions(e, containing)))


async def refresh_home(coaching: Coaching, workspace: Workspace, slack_id: str) -> None:
    """Redraw the Home tab of a member who has ever opened it."""
    async with coaching.store.reading() as session:
        member = await people.member(session, workspace.id, slack_id)
        if member is None or not member.home_opened:
            return
        page = await _page(coaching, session, member)
    await coaching.messenger.publish(Address(workspace, slack_id), page)


async def _page(coaching: Coaching, session: Session, member: Member) -> MemberHome:
    stands = await standing(coaching, session, member)
    on_track = await today(coaching, session, member, stands) if stands else None
    way = path(stands.track, stands.past) if stands else NO_PATH
    on_track, seen = await glance(coaching, session, member, on_track, way)
    return MemberHome(
        member=member,
        now=coaching.clock(),
        today=on_track,
        journal=await journal(coaching, session, member, RECENT_ENTRIES),
        glance=seen,
    )


async def standing(coaching: Coaching, session: Session, member: Member) -> Standing | None:
    """Return a member's standing; None before their first track, or if its content is gone."""
    enrolment = await enrolments.latest(session, member.id)
    track = coaching.library.track(enrolment.track) if enrolment else None
    if enrolment is None or track is None:
        return None
    past = await history.of(session, [enrolment.id])
    return Standing(track, enrolment, past[enrolment.id])


async def today(coaching: Coaching, session: Session, member: Member, stands: Standing) -> Today:
    """Summarize a member's standing."""
    track, enrolment, past = stands.track, stands.enrolment, stands.past
    return Today(
        track=track,
        coach=await readers.of_member(session, member.id),
        starts_on=enrolment.starts_on,
        progress=progress(track, past),
        next_due=enrolment.next_due,
        keeps_still=keeps_still(past, member.cadence),
        ahead=nudge_ahead(track, past),
        open_title=await _open_title(coaching, session, member, enrolment),
    )


async def journal(
    coaching: Coaching, session: Session, member: Member, limit: int
) -> tuple[JournalEntry, ...]:
    """Return the newest nudges that reached a member, with their answers, for the member."""
    newest = await pages.newest(session, member.id, limit)
    marks = await read_marks.of(session, [entry.delivery_id for entry in newest])
    return tuple(
        replace(one, read_by=marks.get(one.delivery_id)) for one in entries(coaching, newest)
    )


async def journal_for(
    coaching: Coaching, session: Session, member: Member, limit: int, coach: Coach
) -> tuple[JournalEntry, ...]:
    """Return a member's newest nudges, limited to what their coach may know."""
    return tuple(entries(coaching, await pages.newest_for(session, member.id, limit, coach.id)))


def entries(coaching: Coaching, newest: Sequence[Entry]) -> list[JournalEntry]:
    """Add each entry's title and day from the library; leave out nudges it no longer has."""
    found = ((entry, coaching.library.nudge(entry.nudge)) for entry in newest)
    return [
        JournalEntry(
            nudge=known[1].title,
            day=known[1].day,
            sent_at=entry.sent_at,
            answer=entry.answer,
            private_day=entry.private,
            delivery_id=entry.delivery_id,
            track=entry.nudge.rpartition(".")[0],
        )
        for entry, known in found
        if known
    ]


def mentions(entry: JournalEntry, words: str) -> bool:
    """Return True if the text occurs in an entry's title, choice, plan or answer."""
    said = (entry.nudge, entry.answer.choice, entry.answer.plan, *entry.answer.words)
    return words.casefold() in "\n".join(said).casefold()


async def _open_title(
    coaching: Coaching, session: Session, member: Member, enrolment: Enrolment
) -> str:
    waiting = await cards.newest_open(session, member.id)
    found = coaching.library.nudge(waiting[1]) if waiting else None
    return found[1].title if found else ""
