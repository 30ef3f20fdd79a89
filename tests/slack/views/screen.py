"""What the tests of the views share: a few people, a track, and eyes for a screen."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.content.words.words import load_words
from bot.domain.answers.reply import Answer
from bot.domain.delivery.card import Card
from bot.domain.delivery.ledger import Form
from bot.domain.people.member_pages import Today
from bot.domain.people.people import Coach, Member
from bot.domain.practice.progress import Progress
from bot.domain.practice.track import Kind, Needs, Nudge, ReplyKind, Track
from bot.domain.schedule.schedule import Cadence

WORDS = load_words(Path(__file__).parents[3] / "content")

TUESDAY_TEN = datetime(2026, 3, 3, 9, tzinfo=UTC)
"""Ten in Berlin."""

ADA = Member(1, 1, "U1ADA", "Ada", "D1ADA", Cadence(ZoneInfo("Europe/Berlin")))
CAMILLE = Coach(1, 1, "U3CAM", "Camille")

TALK = Nudge(
    id="delegation.1",
    day=1,
    kind=Kind.TRY,
    title="Leave the how to them",
    message="Take ten minutes with the new owner.",
    ask="What was their first question?",
    reply=ReplyKind.TEXT,
    smaller="Write one line for them.",
    again="Hand over a second task.",
    review="Which four things do you say?",
    answer="Done, date, limits, help.",
    why="People put more into their own way.",
)
COUNT = Nudge(
    id="delegation.2",
    day=2,
    kind=Kind.NOTICE,
    title="Work that could leave",
    message="List five tasks.",
    ask="How many stars?",
    reply=ReplyKind.CHOICE,
    choices=("None", "1 or 2", "3 or more"),
)
PLAN = Nudge(
    id="delegation.3",
    day=3,
    kind=Kind.PLAN,
    title="A date instead of a glance",
    message="Give the silence an end.",
    ask="When do you talk?",
    reply=ReplyKind.PLAN,
    plan="If it is ___, then we talk. Until then I wait, unless ___.",
)
TRACK = Track(
    id="delegation",
    title="Hand work over well",
    audience="Anyone still holding work",
    purpose="Give work away for good",
    needs=Needs(every=("start-here",)),
    ready=True,
    note="Ask about the owner first.",
    nudges=(TALK, COUNT, PLAN),
)
PROGRESS = Progress("Hand work over well", 10, 4, 3, 2, 2, 4)
TODAY = Today(TRACK, CAMILLE, date(2026, 3, 2), PROGRESS, TUESDAY_TEN)


def card(nudge: Nudge, answer: Answer | None = None, **other: Any) -> Card:
    """A card whose answer the coach reads, unless said otherwise."""
    usual: dict[str, Any] = {"form": Form.FULL, "reader": "<@U3CAM>", "helper": "<@U3CAM>"}
    return Card(
        delivery_id=7,
        track="Hand work over well",
        days=10,
        nudge=nudge,
        answer=answer or Answer(),
        progress=PROGRESS,
        **(usual | other),
    )


def buttons(blocks: Any) -> dict[str, str]:
    """The labels of all buttons by their action ids, in reading order."""
    return {b["action_id"]: b["text"]["text"] for b in parts(blocks, "button")}


def texts(blocks: Any) -> str:
    """All words on the screen."""
    return "\n".join(t["text"] for t in (*parts(blocks, "mrkdwn"), *parts(blocks, "plain_text")))


def parts(value: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Everything of one type, however deep."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from parts(item, kind)
    elif isinstance(value, dict):
        if value.get("type") == kind:
            yield value
        yield from parts(list(value.values()), kind)
