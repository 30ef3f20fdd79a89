"""A track as a path: the days behind a member, waiting, parked and to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.answers.reply import Outcome
from bot.domain.practice.decide import Past, nudges_sent
from bot.domain.practice.track import Nudge, Track


class Step(StrEnum):
    """The state of a day of the track. A parked one can be answered at any time."""

    DID = "did"
    ANSWERED = "answered"
    PARKED = "parked"
    WAITING = "waiting"
    TO_COME = "to-come"


PARKING = frozenset({Outcome.NOT_YET, Outcome.STUCK})


@dataclass(frozen=True, slots=True)
class Path:
    """
    The days of a track in order, each with its state.

    Attributes:
        skills: The titles of the days that practised a skill, in the order of the track.
    """

    steps: tuple[tuple[Nudge, Step], ...]
    skills: tuple[str, ...] = ()

    def of(self, step: Step) -> tuple[Nudge, ...]:
        """Return the days in that state."""
        return tuple(nudge for nudge, stands in self.steps if stands is step)


NO_PATH = Path(())


def path(track: Track, past: Sequence[Past]) -> Path:
    """
    Compute a member's path along *track* from all deliveries of the enrolment.

    *Not yet* and *stuck* park a day once a newer nudge was sent.
    """
    sent = sorted(nudges_sent(past), key=lambda p: (p.sent_at is not None, p.sent_at))
    latest = {delivery.nudge: delivery for delivery in sent}
    newest = sent[-1].nudge if sent else ""
    steps = tuple((n, _step(latest.get(n.id), is_newest=n.id == newest)) for n in track.nudges)
    used = {p.nudge for p in sent if p.outcome is Outcome.DID}
    skills: dict[str, str] = {}
    for nudge in track.nudges:
        if nudge.key and nudge.id in used:
            skills.setdefault(nudge.key, nudge.title)
    return Path(steps, tuple(skills.values()))


def _step(delivery: Past | None, *, is_newest: bool) -> Step:
    if delivery is None:
        return Step.TO_COME
    if delivery.outcome is Outcome.DID:
        return Step.DID
    if delivery.outcome in PARKING and not is_newest:
        return Step.PARKED
    return Step.ANSWERED if delivery.answered_at else Step.WAITING
