"""A question to everybody on a track, once, besides their nudges."""

from dataclasses import dataclass

from sqlalchemy import exists
from sqlmodel import col, select

from bot.coaching.delivery.kind import Kind
from bot.coaching.ports import Coaching
from bot.content.tracks.library import Library
from bot.domain.delivery.delivery import NewDelivery
from bot.domain.delivery.policy import Answer, Event, Policy
from bot.domain.schedule.schedule import closes, open_slot
from bot.slack.delivery.kind_view import KindView
from bot.slack.views.blocks import Message, message, section
from bot.slack.views.say import Say
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import ledger
from bot.store.delivery.cards import Facts
from bot.store.delivery.timer import Timer
from bot.store.people.people import member_of
from bot.store.tables import DeliveryRow, EnrolmentRow, MemberRow

FORM = "pulse"

UNASKED = ~exists().where(
    col(DeliveryRow.enrolment_id) == col(EnrolmentRow.id), col(DeliveryRow.form) == FORM
)


@dataclass(frozen=True, slots=True)
class Pulse:
    """The question, and whether it was answered."""

    delivery_id: int
    answered: bool


@retry_conflicts
async def owe(coaching: Coaching) -> None:
    now = coaching.clock()
    async with coaching.store.writing() as session:
        rows = await session.exec(
            select(EnrolmentRow, MemberRow)
            .join(MemberRow, col(MemberRow.id) == col(EnrolmentRow.member_id))
            .where(UNASKED)
        )
        for enrolment, row in rows:
            running = open_slot(member_of(row).cadence, now)
            if running:
                await ledger.add(session, [asked(enrolment, now, closes(running))])


def asked(enrolment, now, expires_at):
    return NewDelivery(
        workspace_id=enrolment.workspace_id,
        enrolment_id=enrolment.id,
        member_id=enrolment.member_id,
        form=FORM,
        reason="pulse",
        due_at=now,
        not_before=now,
        expires_at=expires_at,
    )


def draw(_library: Library, facts: Facts) -> Pulse:
    return Pulse(facts.delivery_id, facts.answered_at is not None)


def render(pulse: Pulse, _words: Say) -> Message:
    return message([section("Thank you." if pulse.answered else "How is it going so far?")])


KINDS = (
    Kind(
        forms=frozenset({FORM}),
        policy=Policy(answer=Answer.OWN, cancelled_by=frozenset({Event.HEARD})),
        draw=draw,
        timer=Timer(
            col(EnrolmentRow.created_at),
            EnrolmentRow.workspace_id,
            col(EnrolmentRow.member_id),
            (UNASKED,),
        ),
        owe=owe,
    ),
)

VIEWS = (KindView(Pulse, render),)
