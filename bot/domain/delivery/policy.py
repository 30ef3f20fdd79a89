"""The delivery engine's treatment of one kind of message."""

from dataclasses import dataclass
from enum import Enum, auto


class Answer(Enum):
    """
    The answer a kind of message asks for.

    NONE: nothing. OWN: a choice of its own. PARENT: the answer to the nudge it is about.
    """

    NONE = auto()
    OWN = auto()
    PARENT = auto()


class IfLate(Enum):
    """The fate of a message that missed its sending window: it moves to the next, or goes."""

    POSTPONE = auto()
    SKIP = auto()


class Event(Enum):
    """
    Something that happened to a member, after which some messages make no sense any more.

    ANSWERED: a nudge was answered. HEARD: the member did anything at all. RESCHEDULED: their
    hours, pause or leave changed. RESUMED: a pause ended, or began anew.
    """

    ANSWERED = auto()
    HEARD = auto()
    RESCHEDULED = auto()
    RESUMED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """
    The engine's treatment of one kind of message.

    Attributes:
        takes_day: It uses up the member's one nudge of the day. Otherwise it goes out besides, and
            delays no nudge.
        goes_out_in_pause: A pause or leave doesn't hold it back.
        names_reader: It tells the member who reads their answer, so it is redrawn when that
            changes.
        cancelled_by: Unsent, it is skipped after these; sent, its own question is closed.
    """

    takes_day: bool = False
    answer: Answer = Answer.NONE
    if_late: IfLate = IfLate.POSTPONE
    goes_out_in_pause: bool = False
    names_reader: bool = False
    cancelled_by: frozenset[Event] = frozenset()
