"""Find nudges for a situation at hand, and send one now: `/nudge help me with …`."""

from dataclasses import replace

from bot.coaching.delivery import deliver, dues, send_now
from bot.coaching.ports import Address, Coaching
from bot.coaching.privacy import safety
from bot.content.tracks.search import Match, search
from bot.domain.delivery.ledger import OPEN, Form, State
from bot.domain.errors import CoachingError
from bot.domain.people.people import Workspace
from bot.domain.practice.decide import Past
from bot.domain.text.text import line
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import history, ledger
from bot.store.enrolment import enrolments
from bot.store.people import people

LONGEST = 300
"""Characters of a question that are searched for."""


async def find(
    coaching: Coaching, workspace: Workspace, slack_id: str, words: str
) -> tuple[Match, ...]:
    """
    Return the nudges of all ready tracks that fit best, best first.

    A text that sounds distressed gets the safety answer and no nudges. The question itself is not
    stored.

    Raises:
        CoachingError: Nothing was asked, or nothing fits.
    """
    if not words.strip():
        raise CoachingError("help-nothing-asked")
    found = safety.concern(coaching, words)
    if found:
        await safety.show(coaching, Address(workspace, slack_id), found)
        return ()
    words = line(words[:LONGEST])
    matches = search(coaching.library.tracks, words)
    if not matches:
        raise CoachingError("help-nothing-fits", asked=words)
    return matches


@retry_conflicts
async def do_now(coaching: Coaching, workspace: Workspace, slack_id: str, nudge_id: str) -> None:
    """
    Send one nudge of any track now; the member's own track continues as planned.

    Raises:
        CoachingError: It no longer exists, it was sent and is unanswered, the member has no track
            yet, or it hasn't arrived.
    """
    now = coaching.clock()
    found = coaching.library.nudge(nudge_id)
    if found is None or not found[0].ready:
        raise CoachingError("help-gone")
    async with coaching.store.writing() as session:
        member = await people.member(session, workspace.id, slack_id)
        enrolment = await enrolments.latest(session, member.id) if member else None
        if member is None or enrolment is None:
            raise CoachingError("help-no-track")
        past = (await history.of(session, [enrolment.id]))[enrolment.id]
        before = [p for p in past if p.nudge == nudge_id and p.form == Form.FULL]
        turn = max((p.turn for p in before), default=0) + 1
        asked = replace(dues.pulled(enrolment.id, member, found[1], now), turn=turn)
        delivery = None if _is_there(before) else await ledger.add_new(session, asked)
        if delivery is None:
            raise CoachingError("help-already-there", title=found[1].title)
    await deliver.send(coaching, [delivery])
    await send_now.check_arrived(coaching, delivery)


def _is_there(before: list[Past]) -> bool:
    """Return True if it is being sent, or sits unanswered in the member's messages."""
    return any(
        p.state in OPEN or (p.state is State.SENT and p.answered_at is None) for p in before
    )
