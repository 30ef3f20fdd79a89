"""Members' replies, combined into one answer per delivery."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from bot.domain.plans.plan import Plan, Wanted

T = TypeVar("T")

LONGEST_TEXT = 3000
"""Characters of one reply that are stored: the limit of a Slack form field."""

CARD = "card"
"""
The source of a reply by tap or form; a typed reply's source is its message.

A reply on the same card to another coach has a source that starts with this and a colon.
"""


def is_from_card(source: str) -> bool:
    """Return True if a reply was given by tap or form."""
    return source == CARD or source.startswith(f"{CARD}:")


class Outcome(StrEnum):
    """The four buttons under each nudge."""

    DID = "did"
    NOT_YET = "not-yet"
    NOT_FOR_ME = "not-for-me"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Reply:
    """
    One reply of a member.

    Attributes:
        source: `CARD` for taps and forms, else the `ts` of the typed message.
        choice: The option tapped on a choice nudge, or "".
        plan: The if-then sentence with its blanks filled, or "".
        wanted: The time to ask about that plan, if the form sets it.
        confidence: 1 to 5, or None when not rated.
        private: Kept private: the coach sees that there is an answer, never its content.
        aged: It had words, which were erased because of their age.
        withheld: Its words are shown nowhere; they are only in the member's data export.
        at: The time it was given (UTC); None for now.
    """

    source: str = CARD
    outcome: Outcome | None = None
    text: str = ""
    choice: str = ""
    plan: str = ""
    confidence: int | None = None
    private: bool = False
    aged: bool = False
    withheld: bool = False
    at: datetime | None = None
    wanted: Wanted | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """
    All replies to one delivery, combined.

    Attributes:
        words: The texts, oldest first, typed in the conversation or in the form.
        form_text: The text written in the form, which can be edited there.
        private: Part of it is kept private, so all of it is.
        aged: Some of its words were erased because of their age; the answer still counts as given.
        withheld: Some words are shown nowhere; they aren't in the fields above.
        plans: Plans made on this nudge, oldest first, each with its outcome.
        is_hidden: There is an answer, but the viewer may know no more than that.
        has_hidden_words: That hidden answer has words.
        is_earlier: Part of it was said before the viewer became the reader, and isn't shown.
    """

    outcome: Outcome | None = None
    words: tuple[str, ...] = ()
    form_text: str = ""
    choice: str = ""
    plan: str = ""
    confidence: int | None = None
    private: bool = False
    at: datetime | None = None
    aged: bool = False
    withheld: bool = False
    plans: tuple[Plan, ...] = ()
    is_hidden: bool = False
    has_hidden_words: bool = False
    is_earlier: bool = False

    @property
    def open_plan(self) -> Plan | None:
        """The open plan, if any."""
        return next((plan for plan in reversed(self.plans) if plan.closed is None), None)

    @property
    def given(self) -> bool:
        """True if there is any answer that can be shown."""
        tapped = self.outcome or self.choice or self.confidence
        hidden = self.is_hidden or self.is_earlier
        return bool(tapped or self.words or self.plan or self.aged or hidden)


def fold(
    replies: Sequence[Reply], at: datetime | None = None, plans: Sequence[Plan] = ()
) -> Answer:
    """
    Combine a delivery's replies, oldest first, into one answer: the last tap of each kind counts.

    Args:
        replies: Those not withdrawn.
        at: The time of the newest reply, for display.
        plans: Those made on this nudge, oldest first.
    """
    shown = [r for r in replies if not r.withheld]
    return Answer(
        outcome=_last([r.outcome for r in replies if r.outcome]),
        words=tuple(r.text for r in shown if r.text),
        form_text=_last([r.text for r in shown if r.text and is_from_card(r.source)]) or "",
        choice=_last([r.choice for r in replies if r.choice]) or "",
        plan=_last([r.plan for r in shown if r.plan]) or "",
        confidence=_last([r.confidence for r in replies if r.confidence]),
        private=any(r.private for r in replies),
        at=at,
        aged=any(r.aged for r in replies),
        withheld=len(shown) < len(replies),
        plans=tuple(plans),
    )


def _last(values: Sequence[T]) -> T | None:
    return values[-1] if values else None
