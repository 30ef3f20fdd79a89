"""Cohorts: a coach names a group of people, assigns tracks to it, and sees it as one line."""

from collections.abc import Sequence

from bot.coaching.ports import Coaching
from bot.domain.enrolment.cohorts import LONGEST_NAME, Cohort, CohortLine
from bot.domain.enrolment.enrolment import EnrolmentState
from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach
from bot.domain.text.text import command
from bot.store.database.engine import Session
from bot.store.database.retry import retry_conflicts
from bot.store.enrolment import cohorts
from bot.store.people import audit


async def named(coaching: Coaching, coach: Coach, words: str) -> tuple[Cohort, str] | None:
    """Return the cohort whose name the text starts with, and the rest; the longest match wins."""
    typed = command(words).split()
    spelt = {cohort: _spelt(cohort.name) for cohort in await all_of(coaching, coach)}
    found = [one for one, name in spelt.items() if _spelt(" ".join(typed[: len(name)])) == name]
    if not found:
        return None
    cohort = max(found, key=lambda one: len(spelt[one]))
    return cohort, " ".join(typed[len(spelt[cohort]) :])


def _spelt(name: str) -> list[str]:
    """Normalize a name, so that it matches however it is typed."""
    return command(name).casefold().split()


async def all_of(coaching: Coaching, coach: Coach) -> list[Cohort]:
    """Return a coach's cohorts by name."""
    async with coaching.store.reading() as session:
        return await cohorts.all_of(session, coach.id)


@retry_conflicts
async def gather(
    coaching: Coaching,
    coach: Coach,
    name: str,
    people: Sequence[str],
    groups: Sequence[str],
) -> tuple[Cohort, int]:
    """
    Create a cohort, or add people to an existing one with that name.

    Returns:
        The cohort, and how many people are new in it.

    Raises:
        CoachingError: The name is too long, or is a track's.
    """
    _check_name(coaching, name)
    now = coaching.clock()
    async with coaching.store.writing() as session:
        cohort_id = await cohorts.name(session, coach.workspace_id, coach.id, name, now)
        new = await cohorts.add(session, cohort_id, people)
        known = await _one(session, coach, cohort_id)
        followed = tuple(dict.fromkeys((*known.groups, *groups)))
        await cohorts.follow(session, cohort_id, followed)
        if new or followed != known.groups:
            await _log(coaching, session, coach, cohort_id)
        cohort = await _one(session, coach, cohort_id)
    return cohort, new


@retry_conflicts
async def leave_out(
    coaching: Coaching, coach: Coach, cohort: Cohort, people: Sequence[str]
) -> int:
    """Remove people from a cohort and return how many were in it; their tracks continue."""
    async with coaching.store.writing() as session:
        await _log(coaching, session, coach, cohort.id)
        return await cohorts.leave_out(session, cohort.id, people)


@retry_conflicts
async def dissolve(coaching: Coaching, coach: Coach, cohort: Cohort) -> None:
    """Delete a cohort; its people's tracks continue."""
    async with coaching.store.writing() as session:
        await cohorts.dissolve(session, cohort.id)
        await _log(coaching, session, coach, cohort.id)


async def lines(coaching: Coaching, coach: Coach) -> list[CohortLine]:
    """Summarize each of a coach's cohorts in one line."""
    async with coaching.store.reading() as session:
        return [
            await _line(coaching, session, coach, cohort)
            for cohort in await cohorts.all_of(session, coach.id)
        ]


async def line(coaching: Coaching, coach: Coach, cohort: Cohort) -> CohortLine:
    """Summarize one cohort in one line."""
    async with coaching.store.reading() as session:
        return await _line(coaching, session, coach, cohort)


async def of_id(coaching: Coaching, coach: Coach, cohort_id: int) -> Cohort:
    """
    Return a coach's own cohort.

    Raises:
        CoachingError: It no longer exists, or is another coach's.
    """
    async with coaching.store.reading() as session:
        return await _one(session, coach, cohort_id)


async def _one(session: Session, coach: Coach, cohort_id: int) -> Cohort:
    own = await cohorts.all_of(session, coach.id)
    found = next((cohort for cohort in own if cohort.id == cohort_id), None)
    if found is None:
        raise CoachingError("error-cohort-gone")
    return found


async def _line(coaching: Coaching, session: Session, coach: Coach, cohort: Cohort) -> CohortLine:
    track = coaching.library.track(cohort.track)
    if not cohort.track:
        return CohortLine(cohort, "")
    states = await cohorts.standing(
        session, coach.id, coach.workspace_id, cohort.track, cohort.people
    )
    counts = list(states.values())
    return CohortLine(
        cohort,
        track.title if track else cohort.track,
        counts.count(EnrolmentState.ACTIVE),
        counts.count(EnrolmentState.QUEUED),
        counts.count(EnrolmentState.FINISHED),
        tuple(person for person in cohort.people if person not in states),
    )


def _check_name(coaching: Coaching, name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise CoachingError("error-cohort-long", limit=LONGEST_NAME)
    for track in coaching.library.tracks:
        if name.casefold() in {track.id.casefold(), track.title.casefold()}:
            raise CoachingError("error-cohort-is-track", cohort=name)


async def _log(coaching: Coaching, session: Session, coach: Coach, cohort_id: int) -> None:
    """Log a change without the cohort's name: it can hold people's names, and go with them."""
    who, now = coach.slack_id, coaching.clock()
    await audit.note(session, coach.workspace_id, who, "cohort", now, cohort=cohort_id)
