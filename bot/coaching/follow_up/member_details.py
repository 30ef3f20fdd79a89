"""Fill a member's page: path, confidence trend, plans, and the coach's notes and contacts."""

from dataclasses import replace

from bot.coaching.ports import Coaching
from bot.domain.follow_up.coach_pages import Contact, MemberPage
from bot.domain.people.people import Coach
from bot.domain.practice.coach_view import Reached, path, trend
from bot.store.answers import journal, replies
from bot.store.database.engine import Session
from bot.store.follow_up import coach_messages, follow_ups, notes

LOOKED_AT = 60
"""Nudges used for the path and the confidence trend."""

KEPT = 10
"""Most plans, notes and promises shown."""

CONTACTS = 8
"""Most contacts shown."""


async def fill(coaching: Coaching, session: Session, coach: Coach, page: MemberPage) -> MemberPage:
    """Add a member's path, confidence trend, plans, notes, promises and contacts."""
    member = page.line.member.id
    newest = await journal.newest_for(session, member, LOOKED_AT, coach.id)
    reached = []
    for entry in newest:
        found = coaching.library.nudge(entry.nudge)
        if found:
            reached.append(Reached(entry.nudge, entry.answer, entry.private))
    shared = [one.answer for one in reached if not (one.private_day or one.answer.private)]
    intended = [plan for answer in shared for plan in answer.plans if not plan.closed]
    return replace(
        page,
        path=path(page.today.track, reached) if page.today else (),
        trend=trend(reached),
        plans=tuple(plan for plan in intended if plan.text)[:KEPT],
        notes=tuple(await notes.notes(session, coach.id, member, KEPT)),
        promises=tuple(await notes.promises(session, coach.id, member, KEPT)),
        contacts=await _contacts(session, coach.id, member),
    )


async def _contacts(session: Session, coach_id: int, member_id: int) -> tuple[Contact, ...]:
    """Return talks, the coach's messages and the answers to them, newest first."""
    talks = await follow_ups.talks_with(session, coach_id, member_id, CONTACTS)
    wrote = await coach_messages.between(session, coach_id, member_id, CONTACTS)
    said = await replies.answers_for(session, [id_ for id_, _, _ in wrote if id_], coach_id)
    contacts = [Contact("talked", at) for at in talks]
    contacts += [Contact("wrote", at, (text,) if text else ()) for _, at, text in wrote]
    contacts += [
        Contact("answered", answer.at, answer.words)
        for answer in said.values()
        if answer.at and answer.words and not answer.private
    ]
    return tuple(sorted(contacts, key=lambda contact: contact.at, reverse=True)[:CONTACTS])
