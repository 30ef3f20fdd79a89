"""
Assign people to a track: preview → the coach confirms → enrol, and queue welcome messages.

People who can't be assigned are listed with the reason; they don't hold up the others. A long list
is processed in batches, each in one transaction: after a crash the rest is still pending.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence

from bot.coaching.enrolment.enrol import Order, check_fit, enrol, foresee
from bot.coaching.ports import Coaching
from bot.domain.enrolment.orders import DryRun, Expected, Foreseen, WaitingOrder, Wanted
from bot.domain.errors import CoachingError, ProfileUnread
from bot.domain.follow_up.coach_pages import Assigned, Assignment, NotAssigned
from bot.domain.people.people import Coach, Profile, Workspace, mention
from bot.domain.practice.track import Track
from bot.domain.text.text import command
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.enrolment import cohorts, orders
from bot.store.people import audit

BATCH = 50
"""People enrolled in one transaction; it limits how long a reply waits for the lock."""

AT_ONCE = 8
"""Profiles read concurrently; the messenger keeps to Slack's rate limits."""

Progress = Callable[[int, int], Awaitable[None]]
"""Called after each batch with the number done and the total."""

Outcome = dict[str, Assigned | NotAssigned]


async def quietly(done: int, of: int) -> None:
    """Ignore progress; the default when nobody watches."""


def track_named(coaching: Coaching, word: str) -> Track:
    """
    Return the ready track with this id or title.

    Raises:
        CoachingError: There is none; the nearest one is named.
    """
    return _named(coaching, coaching.library.tracks, word)


def track_for_coaches(coaching: Coaching, word: str) -> Track:
    """
    Find a track as `track_named` does, including drafts, which only coaches may see.

    Raises:
        CoachingError: There is none; the nearest one is named.
    """
    library = coaching.library
    return _named(coaching, (*library.tracks, *library.drafts), word)


def called(tracks: Sequence[Track], word: str) -> Track | None:
    """Return the track with this id or title."""
    typed = command(word).casefold()
    names = ((track, command(track.title).casefold()) for track in tracks)
    return next((one for one, title in names if typed in {one.id.casefold(), title}), None)


def _named(coaching: Coaching, tracks: Sequence[Track], word: str) -> Track:
    found = called(tracks, word)
    if found is not None:
        return found
    nearest = coaching.library.nearest(word)
    if nearest is None:
        raise CoachingError("error-unknown-track-at-all", word=word)
    raise CoachingError("error-unknown-track", word=word, nearest=nearest)


async def look_ahead(
    coaching: Coaching,
    workspace: Workspace,
    coach: Coach,
    slack_ids: Sequence[str],
    wanted: Wanted,
    tell: Progress = quietly,
) -> DryRun:
    """
    Preview an assignment, and store it until it is confirmed.

    Args:
        slack_ids: In the order they were named; each counts once.

    Raises:
        CoachingError: There is no such track.
    """
    track = track_named(coaching, wanted.track)
    named = list(dict.fromkeys(slack_ids))
    profiles: dict[str, Profile | CoachingError | None] = {}
    await tell(0, len(named))
    for some in _parts(named):
        profiles |= await _profiles(coaching, workspace, some)
        await tell(len(profiles), len(named))
    order = Order(workspace, coach, track, wanted, coaching.clock())
    found: dict[str, Foreseen | NotAssigned] = {}
    async with coaching.store.reading() as session:
        for slack_id, profile in profiles.items():
            found[slack_id] = await _look_at(coaching, session, order, slack_id, profile)
    foreseen = {i: one for i, one in found.items() if isinstance(one, Foreseen)}
    refused = tuple(one for one in found.values() if isinstance(one, NotAssigned))
    order_id = await _keep(coaching, order, {i: one.expected for i, one in foreseen.items()})
    return DryRun(track, wanted, tuple(foreseen.values()), refused, order_id)


async def confirm(
    coaching: Coaching,
    workspace: Workspace,
    coach: Coach,
    order_id: int,
    tell: Progress = quietly,
) -> Assignment:
    """
    Carry out a previewed assignment. Anything that changed since is applied as it is now, and
    reported.

    Raises:
        CoachingError: It was done or dropped, is older than a day, or not this coach's.
    """
    async with coaching.turns.on(("order", order_id)):
        waiting = await _waiting(coaching, coach, order_id)
        track = track_named(coaching, waiting.wanted.track)
        outcome: Outcome = {}
        await tell(0, len(waiting.people))
        # In the order of ids, so that two coaches who name the same people don't deadlock.
        for some in _parts(sorted(waiting.people)):
            profiles = await _profiles(coaching, workspace, some)
            order = Order(workspace, coach, track, waiting.wanted, coaching.clock())
            outcome |= await _carry_out(coaching, order, order_id, profiles)
            await tell(len(outcome), len(waiting.people))
        deed_id = await _close(coaching, coach, order_id, waiting, outcome)
    return _told(track, waiting, outcome, deed_id)


@retry_conflicts
async def _close(
    coaching: Coaching, coach: Coach, order_id: int, waiting: WaitingOrder, outcome: Outcome
) -> int | None:
    """Delete a completed order; return the id of its line in the audit log."""
    async with coaching.store.writing() as session:
        deed_id = await orders.deed_of(session, order_id)
        await _note_cohort(session, waiting, outcome)
        await orders.forget(session, coach.id, order_id)
    return deed_id


async def _note_cohort(session: Session, waiting: WaitingOrder, outcome: Outcome) -> None:
    """Add people assigned with a cohort to it, and record its track."""
    cohort_id = waiting.wanted.cohort_id
    people = [slack_id for slack_id, one in outcome.items() if isinstance(one, Assigned)]
    if cohort_id is not None and people and await cohorts.is_there(session, cohort_id):
        await cohorts.add(session, cohort_id, people)
        await cohorts.note_track(session, cohort_id, waiting.wanted.track)


@retry_conflicts
async def cancel(coaching: Coaching, coach: Coach, order_id: int) -> None:
    """
    Drop a previewed order.

    Raises:
        CoachingError: It was dropped or done already.
    """
    async with coaching.store.writing() as session:
        if not await orders.forget(session, coach.id, order_id):
            raise CoachingError("error-order-gone")


def _parts(slack_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (slack_ids[n : n + BATCH] for n in range(0, len(slack_ids), BATCH))


async def _profiles(
    coaching: Coaching, workspace: Workspace, slack_ids: Sequence[str]
) -> dict[str, Profile | CoachingError | None]:
    """Fetch these people's profiles; an error stands for each one Slack can't return now."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def read(slack_id: str) -> Profile | CoachingError | None:
        async with gate:
            try:
                return await coaching.messenger.profile(workspace, slack_id)
            except ProfileUnread:
                return CoachingError("refused-unread", person=mention(slack_id))

    return dict(zip(slack_ids, await asyncio.gather(*map(read, slack_ids)), strict=True))


async def _look_at(
    coaching: Coaching,
    session: Session,
    order: Order,
    slack_id: str,
    profile: Profile | CoachingError | None,
) -> Foreseen | NotAssigned:
    try:
        fit = check_fit(order, slack_id, _read(profile))
        return await foresee(coaching, session, order, fit)
    except CoachingError as refusal:
        return NotAssigned(slack_id, refusal.key, refusal.facts)


@retry_conflicts
async def _keep(coaching: Coaching, order: Order, people: Mapping[str, Expected]) -> int | None:
    if not people:
        return None
    coach = (order.workspace.id, order.coach.id)
    async with coaching.store.writing() as session:
        return await orders.keep(session, coach, order.wanted, people, order.now)


async def _waiting(coaching: Coaching, coach: Coach, order_id: int) -> WaitingOrder:
    async with coaching.store.reading() as session:
        waiting = await orders.waiting(session, coach.id, order_id, coaching.clock())
    if waiting is None:
        raise CoachingError("error-order-gone")
    return waiting


@retry_conflicts
async def _carry_out(
    coaching: Coaching,
    order: Order,
    order_id: int,
    profiles: Mapping[str, Profile | CoachingError | None],
) -> Outcome:
    """Enrol some of an order's people in one transaction."""
    outcome: Outcome = {}
    async with coaching.store.writing() as session:
        deed_id = await orders.deed_of(session, order_id)
        for slack_id in sorted(await orders.take(session, order_id, list(profiles))):
            try:
                fit = check_fit(order, slack_id, _read(profiles[slack_id]))
                outcome[slack_id] = await enrol(coaching, session, order, fit)
            except CoachingError as refusal:
                outcome[slack_id] = NotAssigned(slack_id, refusal.key, refusal.facts)
        done = [one for one in outcome.values() if isinstance(one, Assigned)]
        if done:
            await _log(session, order, order_id, deed_id, done)
    return outcome


def _read(profile: Profile | CoachingError | None) -> Profile | None:
    if isinstance(profile, CoachingError):
        raise profile
    return profile


async def _log(
    session: Session, order: Order, order_id: int, deed_id: int | None, done: Sequence[Assigned]
) -> None:
    """Log all batches of an order as one line of the audit log."""
    ids = [assigned.enrolment_id for assigned in done]
    members = [assigned.member.slack_id for assigned in done]
    if deed_id is not None:
        await audit.extend(session, deed_id, enrolments=ids, members=members)
        return
    noted = await audit.note(
        session,
        order.workspace.id,
        order.coach.slack_id,
        "assign",
        order.now,
        track=order.track.id,
        enrolments=ids,
        members=members,
    )
    await orders.note_deed(session, order_id, noted)


def _told(
    track: Track, waiting: WaitingOrder, outcome: Outcome, deed_id: int | None
) -> Assignment:
    as_named = [outcome[slack_id] for slack_id in waiting.people if slack_id in outcome]
    done = tuple(one for one in as_named if isinstance(one, Assigned))
    refused = tuple(one for one in as_named if isinstance(one, NotAssigned))
    changed = frozenset(
        one.member.slack_id
        for one in done
        if waiting.people[one.member.slack_id] != Expected(one.first, one.behind)
    )
    return Assignment(track, done, refused, deed_id, changed)
