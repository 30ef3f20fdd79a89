"""Turn deliveries into messages to show, and keep cards up to date after they are sent."""

from collections.abc import Callable
from dataclasses import replace

from bot.coaching.ports import Coaching, Item, Place
from bot.content.tracks.library import Library
from bot.domain.answers.reply import Answer
from bot.domain.check_ins.check_in import Choice
from bot.domain.check_ins.pause_offer import RestChoice
from bot.domain.delivery.card import (
    Card,
    CheckIn,
    CoachWords,
    Occasion,
    Reminder,
    Rest,
    TrackEnd,
    Welcome,
)
from bot.domain.delivery.ledger import BESIDE, Form
from bot.domain.enrolment.enrolment import EnrolmentState
from bot.domain.people.people import mention
from bot.domain.practice.decide import DOOR_OPEN, nudge_ahead
from bot.domain.practice.progress import progress
from bot.domain.practice.track import Nudge, Track
from bot.domain.practice.wordings import in_wording
from bot.store.delivery import cards, outbox
from bot.store.delivery.cards import Facts
from bot.store.delivery.ledger import Claimed
from bot.store.delivery.outbox import Kind, Shown
from bot.store.delivery.pending import CAME_BACK, COACH_CHANGED
from bot.store.people import people

WITH_HISTORY = frozenset({Form.WELCOME, Form.END, Form.CHECK_IN, Form.LATER, *BESIDE})
"""Forms drawn from more than the nudge and its reader."""


def outgoing(library: Library, delivery: Claimed, facts: Facts | None) -> Item | None:
    """
    Build the message for a claimed delivery, before it has an answer.

    Args:
        facts: Needed for forms in `WITH_HISTORY`.

    Returns:
        None when its track or nudge is no longer in the library.
    """
    if facts is not None:
        return item(library, facts)
    found = library.nudge(delivery.nudge)
    if found is None or library.track(delivery.track) is None:
        return None
    track, nudge = found[0], _as_sent(found[1], private=delivery.private)
    reader = mention(delivery.reader) if delivery.reader else ""
    return Card(
        delivery_id=delivery.id,
        track=track.title,
        days=len(track),
        nudge=in_wording(nudge, delivery.wording),
        form=delivery.form,
        reader=reader if delivery.shares and not nudge.private else "",
        helper=reader,
        is_kept=not delivery.shares,
        answer=Answer(),
        progress=progress(track, ()),
        is_return=delivery.reason == CAME_BACK,
    )


def item(library: Library, facts: Facts) -> Item | None:
    """
    Build the message for a delivery.

    Returns:
        None when its track or nudge is no longer in the library.
    """
    if facts.form is Form.COACH:
        # Once a coach's text has been deleted by retention, its message in Slack stays as it is.
        return _coach_words(facts) if facts.words[-1] else None
    track = library.track(facts.enrolment.track)
    if track is None:
        return None
    if facts.form in OF_A_TRACK:
        return OF_A_TRACK[facts.form](track, facts, library.track(facts.following))
    # A nudge the member asked for may belong to a track other than their own.
    found = library.nudge(facts.nudge)
    if found is None:
        return None
    nudge = _as_sent(found[1], private=facts.private)
    if facts.form in OF_A_NUDGE:
        return OF_A_NUDGE[facts.form](found[0], nudge, facts)
    return _card(track, found[0], nudge, facts)


async def redraw(coaching: Coaching, delivery_id: int) -> None:
    """
    Update a nudge's card and every other message about it.

    A failed update is retried later (see `shown`).
    """
    await _draw(coaching, outbox.card(delivery_id), delivery_id)


async def fold_earlier(coaching: Coaching, delivery_id: int) -> None:
    """Update the earlier messages about a delivery's nudge to say that it was sent again."""
    async with coaching.store.reading() as session:
        facts = (await cards.facts(session, [delivery_id])).get(delivery_id)
    if facts is not None:
        await _draw(coaching, outbox.earlier(delivery_id), facts.about)


async def _draw(coaching: Coaching, shown: Shown, about: int) -> None:
    async with coaching.turns.on(("card", about)), coaching.outbox.drawing(shown) as drawing:
        async with coaching.store.reading() as session:
            drawing.version = await outbox.version(session, shown)
            standing = await cards.standing_for(session, about)
            is_part = shown.kind is Kind.EARLIER
            ids = [id_ for id_ in standing if not is_part or id_ < shown.delivery_id]
            facts = await cards.facts(session, ids)
        for one in (facts[id_] for id_ in ids if id_ in facts):
            item_ = item(coaching.library, one) if one.ts else None
            if item_ is not None:
                place = Place(one.channel, one.ts)
                await coaching.messenger.update(one.workspace, place, item_)


async def card(
    coaching: Coaching, workspace_id: int, slack_id: str, delivery_id: int
) -> Card | None:
    """Return a member's own card for a form; None if it isn't theirs or no longer exists."""
    async with coaching.store.reading() as session:
        facts = (await cards.facts(session, [delivery_id])).get(delivery_id)
        member = await people.member(session, workspace_id, slack_id)
    if facts is None or member is None or facts.member.id != member.id:
        return None
    shown = item(coaching.library, facts)
    return shown if isinstance(shown, Card) else None


def _as_sent(nudge: Nudge, *, private: bool) -> Nudge:
    """Set the privacy decided when the day was planned, whatever the content file says now."""
    return replace(nudge, private=private)


def _card(own: Track, track: Track, nudge: Nudge, facts: Facts) -> Card:
    return Card(
        delivery_id=facts.delivery_id,
        track=track.title,
        days=len(track),
        nudge=in_wording(nudge, facts.wording),
        form=facts.shown_as,
        reader=_reader(nudge, facts),
        helper=facts.helper.mention if facts.helper else "",
        is_kept=_kept(facts),
        is_earlier=facts.answer.given and facts.is_earlier,
        answer=facts.answer,
        progress=progress(own, facts.past),
        zone=facts.member.cadence.zone.key,
        is_back=facts.form is Form.LATER,
        is_return=facts.reason == CAME_BACK,
        nth=facts.nth,
        # While the snoozed nudge is in transit, this message is the one coming back.
        comes_back=facts.back.at if facts.ts else None,
        is_moved=facts.back.newest > facts.delivery_id,
    )


def _occasion(track: Track, nudge: Nudge, facts: Facts) -> Occasion | None:
    """Build the question about this delivery's plan; None if the plan was dropped since."""
    asked = [plan for plan in facts.answer.plans if plan.occasion_id == facts.delivery_id]
    if not asked:
        return None
    return Occasion(
        delivery_id=facts.delivery_id,
        nudge_id=facts.about,
        track=track.title,
        title=nudge.title,
        plan=asked[0],
        reader=_reader(nudge, facts),
        is_kept=_kept(facts) or nudge.private,
        zone=facts.member.cadence.zone.key,
    )


def _reader(nudge: Nudge, facts: Facts) -> str:
    """Return the mention of the reader of an answer given now, or "": this is the rule itself."""
    if _kept(facts) or nudge.private or facts.reader is None:
        return ""
    return facts.reader.mention


def _coach_words(facts: Facts) -> CoachWords:
    writer, text = facts.words
    reads = facts.helper is not None and facts.helper.mention == writer
    return CoachWords(facts.delivery_id, writer, text, reads=reads)


def _told(facts: Facts) -> str:
    """Return the mention of the track's coach if they can be notified of this choice, else ""."""
    coach = facts.coach
    is_coach = not (coach.dismissed or coach.deactivated)
    return coach.mention if is_coach and facts.member.reader_id == coach.id else ""


def _check_in(track: Track, facts: Facts, _following: Track | None) -> CheckIn:
    chosen = facts.closed_reason if facts.closed_reason in list(Choice) else ""
    return CheckIn(
        delivery_id=facts.delivery_id,
        track=track.title,
        coach=facts.helper.mention if facts.helper else "",
        answered=facts.answered_at is not None,
        choice=Choice(chosen) if chosen else None,
        following=None if facts.member.paused_at else facts.enrolment.next_due,
        zone=facts.member.cadence.zone.key,
        is_last=facts.reason == DOOR_OPEN,
    )


def _rest(track: Track, facts: Facts, _following: Track | None) -> Rest:
    chosen = facts.closed_reason if facts.closed_reason in list(RestChoice) else ""
    return Rest(
        delivery_id=facts.delivery_id,
        track=track.title,
        coach=_told(facts),
        nudge=nudge_ahead(track, facts.past),
        answered=facts.answered_at is not None,
        choice=RestChoice(chosen) if chosen else None,
        following=None if facts.member.paused_at else facts.enrolment.next_due,
        zone=facts.member.cadence.zone.key,
    )


def _kept(facts: Facts) -> bool:
    if facts.answer.given or facts.answer.withheld:
        return facts.answer.private
    return not facts.member.shares if facts.kept is None else facts.kept


def _welcome(track: Track, facts: Facts, _following: Track | None) -> Welcome:
    return Welcome(
        delivery_id=facts.delivery_id,
        track=track.title,
        purpose=track.purpose,
        days=len(track),
        coach=facts.coach.mention,
        first=facts.enrolment.next_due,
        zone=facts.member.cadence.zone.key,
        shares=facts.member.shares,
        note=facts.enrolment.note,
        confirmed=facts.coach.confirmed,
        moved=facts.reason == COACH_CHANGED,
        goes_on=facts.enrolment.state == EnrolmentState.ACTIVE,
        introduced=(facts.coach.id, facts.coach.name),
        has_earlier=facts.has_earlier,
        shares_earlier=facts.shares_earlier,
    )


def _end(track: Track, facts: Facts, following: Track | None) -> TrackEnd:
    return TrackEnd(
        delivery_id=facts.delivery_id,
        progress=progress(track, facts.past),
        coach=facts.helper.mention if facts.helper else "",
        following=following.title if following else "",
    )


def _reminder(track: Track, nudge: Nudge, facts: Facts) -> Reminder:
    return Reminder(facts.delivery_id, nudge.title, facts.answer.given)


OF_A_TRACK: dict[Form, Callable[[Track, Facts, Track | None], Item]] = {
    Form.WELCOME: _welcome,
    Form.END: _end,
    Form.CHECK_IN: _check_in,
    Form.REST: _rest,
}

OF_A_NUDGE: dict[Form, Callable[[Track, Nudge, Facts], Item | None]] = {
    Form.OCCASION: _occasion,
    Form.REMINDER: _reminder,
}
"""Forms drawn differently from the nudge itself."""
