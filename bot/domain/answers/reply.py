"""What comes back from a member, folded into one answer per delivery."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from bot.domain.plans.plan import Plan, Wanted

T = TypeVar("T")

LONGEST_TEXT = 3000
"""Characters of one reply that are kept: what a Slack form field can hold."""

CARD = "card"
"""
The source of a reply given by tap or form; typed replies name their message instead.

What is given on the same card to another coach begins with this and a colon.
"""


def is_from_card(source: str) -> bool:
    """Whether a reply was given by tap or form."""
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
    One thing a member sent back.

    Attributes:
        source: `CARD` for taps and forms, else the `ts` of the typed message.
        choice: The option tapped on a choice nudge, or "".
        plan: The if-then sentence with its blanks filled, or "".
        wanted: When that plan is to be asked about, in a form that says so.
        confidence: 1 to 5, or None when not rated.
        private: Kept to oneself: the coach sees that there is an answer, never what it says.
        aged: It had words, which have been erased by their age.
        withheld: Its words are shown nowhere; they are in the member's own data alone.
        at: When it was given (UTC); None for this moment.
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
    All replies to one delivery, read together.

    Attributes:
        words: The texts, oldest first, typed in the conversation or in the form.
        form_text: The one of them that was written in the form, which can be changed there.
        private: Whether any part of it was kept to oneself; then all of it is.
        aged: Some of its words have been erased by their age; that it was given stays.
        withheld: There are words that are shown nowhere; they are in none of the fields above.
        plans: What was planned on this nudge, oldest first, with what came of each.
        is_hidden: There is an answer, and whoever looks may know no more than that.
        has_hidden_words: That answer has words.
        is_earlier: Some of it was said before whoever looks was there to read it, and isn't shown.
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
        """The plan that is still to come, if any."""
        return next((plan for plan in reversed(self.plans) if plan.closed is None), None)

    @property
    def given(self) -> bool:
        """Whether anything came back that can be shown."""
        tapped = self.outcome or self.choice or self.confidence
        hidden = self.is_hidden or self.is_earlier
        return bool(tapped or self.words or self.plan or self.aged or hidden)


def fold(
    replies: Sequence[Reply], at: datetime | None = None, plans: Sequence[Plan] = ()
) -> Answer:
    """
    Read a delivery's replies, oldest first, as one answer: the last tap of each kind counts.

    Args:
        replies: Those not withdrawn.
        at: When the newest came, for display.
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
