"""A track of five days, and histories of it in a line."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.domain.answers.reply import Outcome
from bot.domain.delivery.ledger import Form, State
from bot.domain.practice.decide import Past
from bot.domain.practice.track import Kind, Needs, Nudge, ReplyKind, Track
from bot.domain.schedule.schedule import Cadence
from tests.conftest import MONDAY_NINE


def nudge(day: int) -> Nudge:
    return Nudge(
        f"t.{day}", day, Kind.TRY, f"Day {day}", "Do it.", "Did you?", reply=ReplyKind.TEXT
    )


TRACK = Track(
    id="t",
    title="A track",
    audience="all",
    purpose="to test",
    needs=Needs(),
    ready=True,
    note="",
    nudges=tuple(nudge(day) for day in range(1, 6)),
)


def past(
    day: int,
    outcome: Outcome | None = None,
    state: State = State.SENT,
    *,
    answered: bool = False,
    form: Form = Form.FULL,
) -> Past:
    """The nudge of a day, sent on that day after a Monday, and what came of it."""
    sent_at = MONDAY_NINE + timedelta(days=day) if state is State.SENT else None
    name = "" if form in {Form.WELCOME, Form.END, Form.CHECK_IN} else f"t.{day}"
    answered_at = sent_at if answered or outcome else None
    return Past(name, 1, form, state, sent_at, outcome, answered_at)


CADENCE = Cadence(ZoneInfo("UTC"))

WELCOMED = past(0, form=Form.WELCOME)
