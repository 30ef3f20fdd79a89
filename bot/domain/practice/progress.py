"""How far a member has come: it only ever goes up, and absence never counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.answers.reply import Outcome
from bot.domain.practice.decide import Past, nudges_sent
from bot.domain.practice.track import Track

RECENT = 10
"""How many of the latest nudges the *acted on* share looks at."""


@dataclass(frozen=True, slots=True)
class Progress:
    """
    A member on one track.

    Attributes:
        track: The track's title.
        days: How many nudges the track has.
        sent: How many have reached the member.
        answered: How many of those have any answer.
        did: How many were marked *Did it*.
        recent: Of the latest `RECENT` nudges sent, how many were acted on.
        recent_of: How many that is out of; nudges that were never sent are not in it.
    """

    track: str
    days: int
    sent: int
    answered: int
    did: int
    recent: int
    recent_of: int

    @property
    def share(self) -> float:
        """Answered nudges out of the whole track, 0 to 1."""
        return min(self.answered / self.days, 1.0) if self.days else 0.0


def progress(track: Track, past: Sequence[Past]) -> Progress:
    """Read a member's progress on *track* from all deliveries of the enrolment."""
    # What was asked for from other tracks does not belong to this one.
    own = [p for p in past if p.nudge.rpartition(".")[0] == track.id]
    sent = sorted(nudges_sent(own), key=lambda p: (p.sent_at is not None, p.sent_at))
    recent = sent[-RECENT:]
    return Progress(
        track=track.title,
        days=len(track),
        sent=len({p.nudge for p in sent}),
        answered=len({p.nudge for p in sent if p.answered_at}),
        did=len({p.nudge for p in sent if p.outcome is Outcome.DID}),
        recent=sum(p.outcome is Outcome.DID for p in recent),
        recent_of=len(recent),
    )
