"""What was owed and said, held against what stands in the workspace and in the replies."""

import json
import re
from collections import Counter
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlalchemy import func, or_
from sqlmodel import col, select

from bot.coaching.delivery import cards as drawing
from bot.coaching.delivery.shown import RECORDED
from bot.coaching.ports import Item
from bot.config import Settings
from bot.content.tracks.library import load_library
from bot.content.words.words import Words, load_words
from bot.domain.delivery.card import Card
from bot.playground.workspace.memory import Memory, recall
from bot.playground.workspace.messages import Message
from bot.playground.workspace.seed_people import App
from bot.slack.client.find_message import EVENT_TYPE
from bot.slack.delivery.kind_view import draw
from bot.store.database.engine import Store
from bot.store.delivery import cards
from bot.store.delivery.ledger import CLAIMED, DUE, SENDING
from bot.store.tables import CoachHomeRow, DeliveryRow, InboxRow, OutboxRow, ReplyRow

PROGRESS = re.compile(r"\d+ of \d+ days? answered")

THANKS = 12
"""Wordings of each acknowledgement."""

AT_A_TIME = 500
"""Cards drawn from one look at the database."""


Truth = tuple[dict[int, frozenset[str]], dict[tuple[str, str], str]]
"""What the card of each answered nudge may say, and the messages that need a tick."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """
    What came of a trial; the lists name deliveries by id and replies by their words.

    Attributes:
        unheard: Replies that the workspace itself gave up to deliver; the bot never had them.
        untrue: Answered nudges whose card doesn't say what the database says.
        unticked: Recorded words without a tick on their message.
    """

    due: int
    delivered: int
    sent: int
    recorded: int
    tapped: int
    counted: int
    lost: list[int]
    duplicated: list[int]
    unrecorded: list[str]
    recorded_twice: list[str]
    miscounted: list[int]
    unheard: list[str]
    answered: int
    untrue: list[int]
    unticked: list[str]

    @property
    def spotless(self) -> bool:
        wrong = (self.lost, self.duplicated, self.unrecorded, self.recorded_twice, self.miscounted)
        wrong += (self.untrue, self.unticked)
        return self.due > 0 and self.sent > 0 and not any(wrong)

    def write(self, file: Path, **more: object) -> None:
        file.write_text(json.dumps({**more, **asdict(self)}, indent=1))


TYPED = (
    select(ReplyRow.channel, ReplyRow.source, ReplyRow.text)
    .where(ReplyRow.source != "card", ReplyRow.text != "")
    .where(col(ReplyRow.withdrawn_at).is_(None), col(ReplyRow.withheld).is_(False))
)


async def waiting(store: Store) -> int:
    """How many nudges nobody has tried to post."""
    async with store.reading() as session:
        count = select(func.count()).select_from(DeliveryRow).where(or_(DUE, CLAIMED))
        return (await session.exec(count)).one()


async def left(store: Store) -> tuple[int, int, int]:
    """What the bots have still to do: deliveries, events, and things to show."""
    count = select(func.count())
    async with store.reading() as session:
        owed = count.select_from(DeliveryRow).where(or_(DUE, CLAIMED, SENDING))
        kept = count.select_from(InboxRow).where(col(InboxRow.done_at).is_(None))
        cards_ = count.select_from(OutboxRow)
        homes = count.select_from(CoachHomeRow).where(col(CoachHomeRow.not_before).is_not(None))
        deliveries, events, *unshown = [
            (await session.exec(query)).one() for query in (owed, kept, cards_, homes)
        ]
    return deliveries, events, sum(unshown)


async def settled(store: Store) -> bool:
    """Whether the bots have nothing left to do."""
    return not any(await left(store))


async def reckon(store: Store, memory: Path, due: int, tapped: dict[int, str]) -> Reckoning:
    """Compare, when all processes are gone."""
    workspace = recall(memory)
    if workspace is None:
        raise LookupError(f"the workspace left no messages in {memory}")
    async with store.reading() as session:
        owed = list(await session.exec(select(DeliveryRow.id)))
        replies = list(await session.exec(select(ReplyRow.text).where(ReplyRow.source != "card")))
        outcomes = dict((await session.exec(select(DeliveryRow.id, DeliveryRow.outcome))).all())
    shown = await _what_is_true(store)
    if len(owed) != due:
        raise LookupError(f"{due} nudges were owed, and the ledger knows of {len(owed)}")
    return _compared(owed, Counter(replies), outcomes, workspace, tapped, shown)


async def _what_is_true(store: Store) -> Truth:
    """
    Tell what the card of each answered nudge should say, and the messages that need a tick.

    Drawing takes a while, and PostgreSQL ends a transaction in which nothing is asked for so long.
    """
    settings = Settings()
    library, words = load_library(settings.content), load_words(settings.content)
    answered = select(DeliveryRow.id).where(col(DeliveryRow.answered_at).is_not(None))
    async with store.reading() as session:
        ids = [id_ for id_ in await session.exec(answered) if id_]
        said = list(await session.exec(TYPED))
    texts: dict[int, frozenset[str]] = {}
    for first in range(0, len(ids), AT_A_TIME):
        async with store.reading() as session:
            facts = await cards.facts(session, ids[first : first + AT_A_TIME])
        for id_, one in facts.items():
            item = drawing.item(library, one)
            texts[id_] = _ways_to_say_it(item, words)
    return texts, {(channel, ts): text for channel, ts, text in said}


def _compared(
    owed: list[int | None],
    replies: Counter[str],
    outcomes: dict[int | None, str | None],
    workspace: Memory,
    tapped: dict[int, str],
    shown: Truth,
) -> Reckoning:
    texts, ticks = shown
    standing = [message for lines in workspace.messages.values() for message in lines]
    found = Counter(filter(None, map(_delivery_of, standing)))
    said = [m for m in standing if m.user != App().bot_user]
    heard = [m.text for m in said if m.delivery == "delivered"]
    cards_ = {id_: _timeless(m.text) for m in standing if (id_ := _delivery_of(m)) is not None}
    ticked = {(m.channel, m.ts) for m in said if m.reacted(RECORDED, App().bot_user)}
    miscounted = [id_ for id_, outcome in tapped.items() if outcomes.get(id_) != outcome]
    return Reckoning(
        due=len(owed),
        delivered=sum(found[id_] > 0 for id_ in owed if id_),
        sent=len(heard),
        recorded=sum(replies[text] > 0 for text in heard),
        tapped=len(tapped),
        counted=len(tapped) - len(miscounted),
        lost=[id_ for id_ in owed if id_ and not found[id_]],
        duplicated=[id_ for id_, times in found.items() if times > 1],
        unrecorded=[text for text in heard if not replies[text]],
        recorded_twice=[text for text, times in replies.items() if times > 1],
        miscounted=miscounted,
        unheard=[m.text for m in said if m.delivery != "delivered"],
        answered=len(texts),
        untrue=[id_ for id_, ways in texts.items() if cards_.get(id_) not in ways],
        unticked=[text for place, text in ticks.items() if place not in ticked],
    )


def _ways_to_say_it(item: Item | None, words: Words) -> frozenset[str]:
    """A card with each of the thanks that take turns: whose turn it was is as of the answer."""
    if not isinstance(item, Card):
        return frozenset()
    turns = (replace(item, nth=nth) for nth in range(THANKS))
    return frozenset(_timeless(draw(turn, words).text) for turn in turns)


def _timeless(text: str) -> str:
    """A card without how far its member had come when it was answered."""
    return PROGRESS.sub("", text)


def _delivery_of(message: Message) -> int | None:
    metadata = message.metadata or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    return int(metadata["event_payload"]["delivery_id"])
