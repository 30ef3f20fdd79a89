"""
A member's words hold a phrase of the safety lists: they alone are shown whom to call.

Nothing is told to anybody, and nothing is kept: neither that a phrase was found, nor which.
"""

from datetime import datetime

from bot.coaching import occasions, replan
from bot.coaching.ports import Address, Coaching
from bot.domain.people import Member
from bot.domain.safety import Concern, concern_in
from bot.domain.schedule import local_date
from bot.store import enrolments, remind
from bot.store.engine import Session


def concern(coaching: Coaching, *texts: str) -> Concern | None:
    """What the words are about, if they are on the lists."""
    return concern_in("\n".join(texts), coaching.safety)


async def quiet_today(
    session: Session, member: Member | None, found: Concern | None, now: datetime
) -> None:
    """After words of danger, nothing more comes by itself on that day."""
    if member is None or found is not Concern.DANGER:
        return
    enrolment = await enrolments.active(session, member.id, lock=True)
    if enrolment:
        await enrolments.take_day(session, enrolment.id, local_date(member.cadence, now))
        await replan.replan(session, member, now)
    await remind.forget_all(session, member.id)
    await occasions.leave_for_today(session, member, now)


async def show(coaching: Coaching, to: Address, found: Concern | None) -> None:
    """Show the member alone the calm words, with whom to call where that is known."""
    if found:
        key = f"safety-{found}" if coaching.help_text else f"safety-{found}-plain"
        await coaching.messenger.offer(to, key, help=coaching.help_text)
