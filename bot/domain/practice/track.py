"""Tracks and their nudges, as parsed and checked from the authors' files."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kind of action a nudge asks for."""

    NOTICE = "notice"
    TRY = "try"
    REFLECT = "reflect"
    PLAN = "plan"
    REVIEW = "review"
    ASK = "ask-your-team"


class ReplyKind(StrEnum):
    """The kind of answer a nudge asks for, besides the four outcome buttons."""

    TEXT = "text"
    CHOICE = "choice"
    PLAN = "plan"
    BUTTONS = "buttons"


@dataclass(frozen=True, slots=True)
class Nudge:
    """
    One day of a track.

    Attributes:
        id: `<track>.<day>`, frozen once the nudge has been sent to anyone.
        day: 1 for the first.
        message: The task itself, in paragraphs separated by an empty line.
        ask: The one question.
        choices: The options to tap, in order; empty unless *reply* is CHOICE.
        plan: The sentence with `___` for each blank; empty unless *reply* is PLAN.
        smaller: A two-minute version, or "".
        again: The same skill with a new person or setting, or "".
        review: The question of a spaced review; *answer* is its collapsed answer.
        key: The name of the skill for spaced reviews, or "".
        why: The reason, in one plain line, or "".
        confidence: It also asks for a rating from 1 to 5.
        private: Only the member ever sees the answer; taps only.
        signal: Choices that count toward a coach's *rough* signal.
        also: An alternative wording of *message*, which half of all members get, or "".
        asked_as: How people ask for this; searched, never shown to members.
    """

    id: str
    day: int
    kind: Kind
    title: str
    message: str
    ask: str
    reply: ReplyKind
    choices: tuple[str, ...] = ()
    plan: str = ""
    smaller: str = ""
    again: str = ""
    review: str = ""
    answer: str = ""
    key: str = ""
    why: str = ""
    confidence: bool = False
    private: bool = False
    signal: tuple[str, ...] = ()
    also: str = ""
    asked_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Needs:
    """
    The prerequisites of a track.

    Attributes:
        every: All of these tracks.
        either: At least one of these, when there are any.
        count: This many tracks, any of them.
    """

    every: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Track:
    """
    An ordered list of nudges.

    Attributes:
        id: The file's name, which coaches type.
        audience: The audience, in one line (`for:` in the file).
        ready: False for a draft, which only coaches can see.
        note: Information for coaches; never sent to members.
        asked_as: How people ask for what the track as a whole is about; never shown to members.
    """

    id: str
    title: str
    audience: str
    purpose: str
    needs: Needs
    ready: bool
    note: str
    nudges: tuple[Nudge, ...]
    asked_as: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.nudges)

    def nudge(self, nudge_id: str) -> Nudge | None:
        """Return the nudge with that id, or None if the author has retired it."""
        return next((n for n in self.nudges if n.id == nudge_id), None)
