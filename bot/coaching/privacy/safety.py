"""
Safety: if a member's text contains a listed phrase of distress, show them alone whom to call.

Nobody else is told. The text is stored as a withheld reply: it gets no tick, and is shown only in
the member's own data. The phrase that matched is not stored.
"""

from dataclasses import replace
from datetime import datetime

from bot.coaching.plans import plan_questions
from bot.coaching.ports import Address, Coaching
from bot.coaching.schedule import reschedule
from bot.domain.answers.reply import CARD, Answer, Reply
from bot.domain.people.people import Member
from bot.domain.privacy.safety import Concern, Found, found_in
from bot.domain.schedule.schedule import local_date
from bot.store.answers import reminders
from bot.store.database.engine import Session
from bot.store.enrolment import enrolments


def concern(coaching: Coaching, *texts: str) -> Found | None:
    """
    Return the concern that texts match in the lists, if any; nothing more of it is kept.

    All of a message is heard, however little of it is kept: Slack takes 40,000 characters.
    """
    return found_in("\n".join(texts), coaching.safety)


def about(delivery_id: int, source: str) -> str:
    """Return the id of a withheld reply, for the button that shows it again."""
    return f"{delivery_id}:{source}"


def set_apart(
    coaching: Coaching, delivery_id: int, reply: Reply, before: Answer, now: datetime
) -> tuple[Found | None, Reply, Reply | None]:
    """
    Take distressed text out of a form.

    A form is submitted whole, however little of it was changed, so text from its last version
    isn't checked again.

    Returns:
        The concern found, the form without that text, and that text as a reply of its own.
    """
    after = reply.wanted.after if reply.wanted else ""
    text = reply.text if reply.text != before.form_text else ""
    plan = "\n".join((reply.plan if reply.plan != before.plan else "", after)).strip()
    in_text, in_plan = concern(coaching, text), concern(coaching, plan)
    found = concern(coaching, text, plan)
    if found is None:
        return None, reply, None
    withheld = Reply(
        source=f"{CARD}-{delivery_id}-{now.timestamp():.6f}",
        text=text if in_text else "",
        plan=plan if in_plan else "",
        private=True,
        withheld=True,
    )
    reply = replace(reply, private=True, text="" if in_text else reply.text)
    if in_plan:
        reply = replace(reply, plan="", wanted=None)
    return found, reply, withheld


async def quiet_today(
    session: Session, member: Member | None, found: Found | None, now: datetime
) -> None:
    """After a text about the member's own danger, send nothing more unasked that day."""
    if member is None or found != Found(Concern.DANGER):
        return
    enrolment = await enrolments.active(session, member.id, lock=True)
    if enrolment:
        await enrolments.take_day(session, enrolment.id, local_date(member.cadence, now))
        await reschedule.replan(session, member, now)
    await reminders.forget_all(session, member.id)
    await plan_questions.leave_for_today(session, member, now)


async def show(coaching: Coaching, to: Address, found: Found | None, about: str = "") -> None:
    """Show the safety message to the member alone, with whom to call if that is configured."""
    if found:
        key = f"safety-{found.name}" if coaching.help_text else f"safety-{found.name}-plain"
        named = {"about": about} if about else {}
        await coaching.messenger.offer(to, key, help=coaching.help_text, **named)
