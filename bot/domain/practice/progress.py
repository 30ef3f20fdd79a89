"""A member's progress: it only ever increases, and absence never counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.answers.reply import Outcome
from bot.domain.practice.decide import Past, nudges_sent
from bot.domain.practice.track import Track

RECENT = 10
"""The number of latest nudges that the *acted on* share covers."""


@dataclass(frozen=True, slots=True)
class Progress:
    """
    A member's progress on one track.

    Attributes:
        track: The track's title.
        days: The number of nudges in the track.
        sent: The number that have reached the member.
        answered: The number of those with any answer.
        did: The number marked *Did it*.
        recent: The number of the latest `RECENT` nudges sent that were acted on.
        recent_of: The total that is out of; nudges never sent aren't in it.
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
    """Compute a member's progress on *track* from all deliveries of the enrolment."""
    # Nudges requested from other tracks don't belong to this one.
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
