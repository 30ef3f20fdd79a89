"""
Act on what members mean by the lines they type (docs/said.md).

Line → words of distress, and what is recorded already, go the way of answers → the rules of
`bot.domain.answers.said` → an answer, a message to the coach, or an offer with buttons. Nothing is
kept of a line that only gets an offer: the buttons carry its place, and its words are read from
Slack once one of them is pressed.
"""

from dataclasses import dataclass

from bot.coaching.answers import reply
from bot.coaching.answers.reply import Below, Typed
from bot.coaching.delivery import cards, shown
from bot.coaching.follow_up import conversation
from bot.coaching.follow_up.conversation import Above
from bot.coaching.ports import Address, Coaching
from bot.coaching.practice.progress import refresh_home
from bot.coaching.privacy import safety
from bot.domain.answers.said import After, Kind, Meant, Wish, meant
from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach, Member, Workspace
from bot.store.answers import replies, reply_target
from bot.store.answers.reply_target import Asked
from bot.store.database.retry import retry_conflicts
from bot.store.delivery import outbox
from bot.store.follow_up import coach_messages
from bot.store.people import people
from bot.store.privacy import readers

WITHOUT_NUDGE = (Wish.LATER, Wish.SKIP)
"""Wishes about one nudge: when none is open, the answer is another."""


@dataclass(frozen=True, slots=True)
class Standing:
    """
    The place of a member's line in the conversation.

    Attributes:
        above: The coach's message it stands below, or None.
        below: The nudge it stands below, or would if no coach had written.
    """

    member: Member
    above: Above | None
    below: Below

    @property
    def after(self) -> After:
        if self.above:
            return After.COACH
        return After.NUDGE if self.below.is_open else After.NOTHING

    @property
    def is_known(self) -> bool:
        return self.above.is_known if self.above else self.below.is_known

    @property
    def is_first_to_coach(self) -> bool:
        above = self.above
        is_new = above is not None and not above.is_known and above.to.answered_at is None
        return is_new and above is not None and above.to.reader_id is not None

    @property
    def nudge(self) -> Asked | None:
        """The nudge whose answer may hold the line's words."""
        to = self.below.to
        return None if to is None or to.private else to


@dataclass(frozen=True, slots=True)
class Readers:
    """
    The people who would read a line.

    Attributes:
        coach: Who reads what the member shares now, or None.
        is_kept: The nudge's answer is the member's alone.
    """

    coach: Coach | None
    is_kept: bool


async def typed(coaching: Coaching, message: Typed) -> None:
    """Do with a typed line, new or edited, what its member means by it."""
    standing = await _standing(coaching, message)
    if standing is None:
        await reply.typed(coaching, message)
        return
    found = _meant(coaching, message, standing)
    if found.kind is Kind.MESSAGE and standing.above:
        await conversation.take(coaching, standing.above, standing.member, message)
        await _say_where_it_went(coaching, message, standing)
    elif found.kind is Kind.ANSWER:
        await _take_answer(coaching, message, standing, found)
    elif not message.edited:
        # Whoever edits such a line has had Baton's sentence about it.
        await _respond(coaching, message, standing, found)


async def look(coaching: Coaching, message: Typed) -> tuple[str, dict[str, object]]:
    """
    Say what has become of a line, and what else it could be.

    Returns:
        The key of a text with buttons, and its facts.

    Raises:
        CoachingError: Its writer isn't coached.
    """
    standing = await _standing(coaching, message)
    if standing is None:
        raise CoachingError("error-no-track")
    reads = await _readers(coaching, standing)
    facts = _facts(coaching, message, standing, reads)
    if standing.above and standing.above.is_known:
        return "said-is-message", facts
    return ("said-is-answer" if standing.below.is_known else "said-is-nothing"), facts


async def answer(coaching: Coaching, message: Typed) -> str:
    """
    File a line as the answer to the nudge it stood below, because its member says so.

    Returns:
        The nudge's title; "" if the answer was refused, and the member has been told why.
    """
    await conversation.release(coaching, message)
    delivery_id = await reply.typed(coaching, message)
    if delivery_id is None:
        return ""
    async with coaching.store.reading() as session:
        to = await reply_target.by_message(session, message.place.channel, message.place.ts)
    return _title(coaching, to)


async def send_to_coach(coaching: Coaching, message: Typed) -> tuple[Coach, bool]:
    """
    Send a line to the member's coach, because its member says so.

    It answers the coach's newest message. Without one it goes with the newest nudge's answer, and
    the member into the coach's queue; if that answer is kept from the coach, the words stay.

    Returns:
        The coach, and True if they may read the words.

    Raises:
        CoachingError: They have no coach who reads what they share.
    """
    standing = await _standing(coaching, message)
    reads = await _readers(coaching, standing) if standing else None
    if standing is None or reads is None or reads.coach is None:
        raise CoachingError("error-no-coach-now")
    coach, to = reads.coach, await _newest_of(coaching, standing.member, reads.coach)
    if standing.above and standing.above.is_known:
        return coach, True
    if to:
        await _release_answer(coaching, message, standing)
        await conversation.take(coaching, Above(to, is_known=False), standing.member, message)
        return coach, True
    shared = standing.nudge is not None and not reads.is_kept
    delivery_id = await reply.typed(coaching, message) if shared else None
    await reply.ask_coach(coaching, message.workspace, message.slack_id, delivery_id)
    return coach, delivery_id is not None


async def coach_of(coaching: Coaching, workspace: Workspace, slack_id: str) -> str:
    """Return the mention of the coach who reads what a member shares now, or ""."""
    async with coaching.store.reading() as session:
        member = await people.member(session, workspace.id, slack_id)
        coach = await readers.of_member(session, member.id) if member else None
    return coach.mention if coach else ""


@retry_conflicts
async def take_back(coaching: Coaching, message: Typed) -> None:
    """Withdraw a line from an answer: its member wanted something else. Twice is as good."""
    async with coaching.store.writing() as session:
        place, now = message.place, coaching.clock()
        to = await reply_target.by_message(session, place.channel, place.ts)
        if to is None:
            return
        await replies.withdraw(session, to, place.ts, place.channel, now)
        tick = outbox.tick(to.delivery_id, place.channel, place.ts)
        await outbox.add(session, tick, now)
    await _redraw(coaching, message, to)


def _meant(coaching: Coaching, message: Typed, standing: Standing) -> Meant:
    """Apply the rules, except to what has been recorded or may not be weighed."""
    by_place = Meant(Kind.MESSAGE if standing.above else Kind.ANSWER)
    if standing.is_known or not message.text.strip():
        return by_place
    if safety.concern(coaching, message.text):
        return by_place
    return meant(message.text, standing.after, coaching.said)


async def _take_answer(
    coaching: Coaching, message: Typed, standing: Standing, found: Meant
) -> None:
    recorded = await reply.typed(coaching, message)
    if recorded and found.doubtful and not message.edited:
        reads = await _readers(coaching, standing)
        await _offer(coaching, message, standing, reads, "said-doubtful")


async def _respond(coaching: Coaching, message: Typed, standing: Standing, found: Meant) -> None:
    """Answer a wish, talk, or a line for the journal; without a place for it, say so."""
    reads = await _readers(coaching, standing)
    if found.kind is Kind.JOURNAL and standing.nudge is None and reads.coach is None:
        await reply.typed(coaching, message)
    else:
        await _offer(coaching, message, standing, reads, _key(found, standing))


def _key(found: Meant, standing: Standing) -> str:
    """Return the key of the text that answers a wish, talk, or a line when nothing is open."""
    if found.wish in WITHOUT_NUDGE and not (standing.below.is_open and standing.below.to):
        return f"said-{found.wish}-nothing"
    if found.kind is Kind.JOURNAL:
        return "said-journal" if standing.nudge else "said-journal-nowhere"
    return f"said-{found.wish or found.talk}"


async def _say_where_it_went(coaching: Coaching, message: Typed, standing: Standing) -> None:
    """After the first line to a coach, offer the nudge that waits for an answer, too."""
    if not standing.is_first_to_coach or safety.concern(coaching, message.text):
        return
    if standing.nudge and standing.nudge.answered_at is None:
        reads = await _readers(coaching, standing)
        await _offer(coaching, message, standing, reads, "said-to-coach")


async def _offer(
    coaching: Coaching, message: Typed, standing: Standing, reads: Readers, key: str
) -> None:
    """Answer a line with a sentence and buttons."""
    to = Address(message.workspace, message.slack_id, message.place.channel)
    await coaching.messenger.offer(to, key, **_facts(coaching, message, standing, reads))


def _facts(
    coaching: Coaching, message: Typed, standing: Standing, reads: Readers
) -> dict[str, object]:
    """Return what a sentence about a line and its buttons need: its place, none of its words."""
    open_one = standing.below.to if standing.below.is_open else None
    ts, thread = message.place.ts, message.thread_ts
    return {
        "line": f"{ts}:{thread}" if thread else ts,
        "after": str(standing.after),
        "nudge": _title(coaching, standing.nudge),
        "delivery": open_one.delivery_id if open_one else "",
        "track": _track(coaching, standing.below.to),
        "coach": reads.coach.mention if reads.coach else "",
        "reader": reads.coach.mention if reads.coach and not reads.is_kept else "",
    }


async def _standing(coaching: Coaching, message: Typed) -> Standing | None:
    """Find where a line stands; None if its writer isn't coached."""
    async with coaching.store.reading() as session:
        member = await people.member(session, message.workspace.id, message.slack_id)
        if member is None:
            return None
        above = await conversation.find_above(session, member, message)
        below = await reply.find_nudge(session, member, message)
        return Standing(member, above, below)


async def _readers(coaching: Coaching, standing: Standing) -> Readers:
    member, to = standing.member, standing.below.to
    async with coaching.store.reading() as session:
        coach = await readers.of_member(session, member.id)
        kept = await replies.is_private(session, to) if to else None
    return Readers(coach, not member.shares if kept is None else kept)


async def _newest_of(coaching: Coaching, member: Member, coach: Coach) -> Asked | None:
    async with coaching.store.reading() as session:
        return await coach_messages.newest_of(session, member.id, coach.id)


async def _release_answer(coaching: Coaching, message: Typed, standing: Standing) -> None:
    if standing.below.is_known and standing.below.to:
        await _release(coaching, message, standing.below.to)
        await _redraw(coaching, message, standing.below.to)


@retry_conflicts
async def _release(coaching: Coaching, message: Typed, to: Asked) -> None:
    async with coaching.store.writing() as session:
        place = message.place
        await replies.release(session, to.delivery_id, place.ts, place.channel, coaching.clock())


async def _redraw(coaching: Coaching, message: Typed, to: Asked) -> None:
    await shown.tick(coaching, message.workspace, to.delivery_id, message.place)
    await cards.redraw(coaching, to.delivery_id)
    await refresh_home(coaching, message.workspace, message.slack_id)


def _title(coaching: Coaching, to: Asked | None) -> str:
    found = coaching.library.nudge(to.nudge) if to else None
    return found[1].title if found else ""


def _track(coaching: Coaching, to: Asked | None) -> str:
    found = coaching.library.track(to.track) if to else None
    return found.title if found else ""
