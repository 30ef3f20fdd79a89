"""Tracks and their nudges: what an author wrote, once it has been read and checked."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of act a nudge asks for."""

    NOTICE = "notice"
    TRY = "try"
    REFLECT = "reflect"
    PLAN = "plan"
    REVIEW = "review"
    ASK = "ask-your-team"


class ReplyKind(StrEnum):
    """The form in which a nudge wants its answer, beside the four outcome buttons."""

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
        message: The act itself, in paragraphs parted by an empty line.
        ask: The one question.
        choices: What can be tapped, in order; empty unless *reply* is CHOICE.
        plan: The sentence with `___` for each blank; empty unless *reply* is PLAN.
        smaller: A two-minute version, or "".
        again: The same skill with a new person or setting, or "".
        review: The question of a spaced review, and *answer* what it folds away.
        key: The name of the skill that comes back in spaced reviews, or "".
        why: One plain line of reason, or "".
        confidence: Whether a rating from 1 to 5 is asked for as well.
        private: Only the member ever sees the answer; taps only.
        signal: Choices that count toward a coach's *rough* signal.
        also: Another wording of *message*, which half of all members get, or "".
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


@dataclass(frozen=True, slots=True)
class Needs:
    """
    What should come before a track.

    Attributes:
        every: All of these tracks.
        either: At least one of these, when there are any.
        count: This many tracks, whichever they are.
    """

    every: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Track:
    """
    An ordered list of nudges.

    Attributes:
        id: The file's name, and what a coach types.
        audience: For whom, in a line (`for:` in the file).
        ready: Drafts are for coaches' own eyes.
        note: What coaches should know; never sent to members.
    """

    id: str
    title: str
    audience: str
    purpose: str
    needs: Needs
    ready: bool
    note: str
    nudges: tuple[Nudge, ...]

    def __len__(self) -> int:
        return len(self.nudges)

    def nudge(self, nudge_id: str) -> Nudge | None:
        """The nudge of that id, or None if the author has retired it."""
        return next((n for n in self.nudges if n.id == nudge_id), None)
