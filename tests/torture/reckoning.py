"""What was owed and said, held against what stands in the workspace and in the replies."""

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, or_
from sqlmodel import col, select

from bot.playground.cast import App
from bot.playground.memory import Memory, recall
from bot.playground.messages import Message
from bot.slack.look import EVENT_TYPE
from bot.store.engine import Store
from bot.store.ledger import CLAIMED, DUE, SENDING
from bot.store.tables import DeliveryRow, InboxRow, ReplyRow


@dataclass(frozen=True, slots=True)
class Reckoning:
    """
    What came of a trial; the lists name deliveries by id and replies by their words.

    Attributes:
        unheard: Replies that the workspace itself gave up to deliver; the bot never had them.
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

    @property
    def spotless(self) -> bool:
        wrong = (self.lost, self.duplicated, self.unrecorded, self.recorded_twice, self.miscounted)
        return self.due > 0 and self.sent > 0 and not any(wrong)

    def write(self, file: Path, **more: object) -> None:
        file.write_text(json.dumps({**more, **asdict(self)}, indent=1))


async def waiting(store: Store) -> int:
    """How many nudges nobody has tried to post."""
    async with store.reading() as session:
        count = select(func.count()).select_from(DeliveryRow).where(or_(DUE, CLAIMED))
        return (await session.exec(count)).one()


async def settled(store: Store) -> bool:
    """Whether the bots have nothing left to do."""
    async with store.reading() as session:
        owed = select(DeliveryRow.id).where(or_(DUE, CLAIMED, SENDING)).limit(1)
        kept = select(InboxRow.id).where(col(InboxRow.done_at).is_(None)).limit(1)
        return not ((await session.exec(owed)).first() or (await session.exec(kept)).first())


async def reckon(store: Store, memory: Path, due: int, tapped: dict[int, str]) -> Reckoning:
    """Compare, when all processes are gone."""
    workspace = recall(memory)
    if workspace is None:
        raise LookupError(f"the workspace left no messages in {memory}")
    async with store.reading() as session:
        owed = list(await session.exec(select(DeliveryRow.id)))
        replies = list(await session.exec(select(ReplyRow.text).where(ReplyRow.source != "card")))
        outcomes = dict((await session.exec(select(DeliveryRow.id, DeliveryRow.outcome))).all())
    if len(owed) != due:
        raise LookupError(f"{due} nudges were owed, and the ledger knows of {len(owed)}")
    return _compared(owed, Counter(replies), outcomes, workspace, tapped)


def _compared(
    owed: list[int | None],
    replies: Counter[str],
    outcomes: dict[int | None, str | None],
    workspace: Memory,
    tapped: dict[int, str],
) -> Reckoning:
    standing = [message for lines in workspace.messages.values() for message in lines]
    found = Counter(filter(None, map(_delivery_of, standing)))
    said = [m for m in standing if m.user != App().bot_user]
    heard = [m.text for m in said if m.delivery == "delivered"]
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
    )


def _delivery_of(message: Message) -> int | None:
    metadata = message.metadata or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    return int(metadata["event_payload"]["delivery_id"])
