"""A simulated member, whose answers depend only on a seed."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle
from random import Random
from typing import Any

from bot.playground.acts.user_driver import Hand
from bot.playground.stories.transcript import Notebook
from bot.playground.workspace.texts import texts_of
from bot.slack.commands import ids

SAID = (
    "I asked Tomas to run the handover. He wanted to know what happens if a machine stops.",
    "Done in the corridor, five minutes. She had a better idea than mine.",
    "Tried it at the start of the shift. It felt slow, then it was quiet, then they talked.",
    "I wrote it down first. That helped more than I thought it would.",
    "We agreed on Thursday. I put nothing else on it & left the method open.",
    "It went well with two of them, and the third said <!channel> should hear it too.",
)

BLANKS = ("the weekly call begins", "ask Tomas first and wait", "Friday", "step 3")

MOMENTS: tuple[dict[str, str], ...] = (
    {ids.WHEN_BLOCK: "tomorrow", ids.WHEN_AT_BLOCK: "15:00"},
    {ids.WHEN_BLOCK: "tomorrow", ids.WHEN_AT_BLOCK: "21:00"},
    {ids.WHEN_BLOCK: "tomorrow", ids.WHEN_AFTER_BLOCK: "the weekly call"},
    {ids.WHEN_BLOCK: "next-week"},
    {},
)
"""Times of a plan, as entered in the form."""

ANSWERS = (
    "did",
    "typed",
    "stuck",
    "thread",
    "not_yet",
    "form",
    "silent",
    "late",
    "asks_coach",
    "edits",
    "pauses",
    "not_for_me",
)
"""Every way to answer; each actor goes through all of them in an order of their own."""


@dataclass(slots=True)
class Plan:
    """An actor's planned action, and its time (UTC)."""

    at: datetime
    kind: str
    card_ts: str


@dataclass(slots=True)
class Actor:
    """One simulated member."""

    hand: Hand
    notebook: Notebook
    random: Random
    seen: set[str] = field(default_factory=set)
    plans: list[Plan] = field(default_factory=list)
    kinds: Iterator[str] = field(init=False)

    def __post_init__(self) -> None:
        order = list(ANSWERS)
        self.random.shuffle(order)
        self.kinds = cycle(order)

    def look(self, now: datetime) -> None:
        """Read new messages, and plan an answer to each nudge."""
        for message in self.hand.messages(self.seen):
            self.seen.add(message["ts"])
            if message.get("bot"):
                self.notebook.note(now, "Baton", texts_of(message))
            if labels(message, ids.OUTCOME):
                self._plan(message["ts"], now)
            elif labels(message, ids.PLAN_CAME):
                self.plans.append(Plan(now + timedelta(minutes=7), "came", message["ts"]))

    async def act(self, plan: Plan, now: datetime) -> None:
        """Answer one card, and read its new text."""
        self.plans.remove(plan)
        await self._answer_question(plan, now)
        await ANSWERING[plan.kind](self, plan.card_ts, now)
        self.look(now)
        if plan.kind != "silent":
            self.notebook.note(now, "Baton, on the card", texts_of(self._card(plan.card_ts)))

    def _plan(self, card_ts: str, now: datetime) -> None:
        kind = next(self.kinds)
        minutes = self.random.randint(2, 240)
        late = timedelta(days=1) if kind == "late" else timedelta(0)
        self.plans.append(Plan(now + late + timedelta(minutes=minutes), kind, card_ts))

    async def _answer_question(self, plan: Plan, now: datetime) -> None:
        """Tap a choice or fill in a plan, if the card asks for one and this answer includes it."""
        card = self._card(plan.card_ts)
        if plan.kind in {"silent", "not_yet", "not_for_me", "stuck", "asks_coach"}:
            return
        choices = labels(card, ids.CHOICE)
        if choices:
            await self._press(self.random.choice(choices), plan.card_ts, now)
        elif plans := labels(card, ids.PLAN):
            await self._press(plans[0], plan.card_ts, now)
            await self._fill_in(now)

    async def _fill_in(self, now: datetime) -> None:
        view = self.hand.modal() or {"blocks": []}
        inputs = [b for b in view["blocks"] if b["type"] == "input"]
        blanks = [b["block_id"] for b in inputs if b["element"]["type"] == "plain_text_input"]
        blanks = [block_id for block_id in blanks if block_id.startswith(ids.BLANK_BLOCK)]
        filled = {block_id: BLANKS[n % len(BLANKS)] for n, block_id in enumerate(blanks)}
        moment = self.random.choice(MOMENTS)
        self._did(now, " / ".join([*filled.values(), *moment.values()]))
        await self.hand.submit(filled | moment)

    async def did(self, ts: str, now: datetime) -> None:
        await self._press_outcome("did", ts, now)

    async def not_yet(self, ts: str, now: datetime) -> None:
        await self._press_outcome("not-yet", ts, now)

    async def not_for_me(self, ts: str, now: datetime) -> None:
        await self._press_outcome("not-for-me", ts, now)

    async def stuck(self, ts: str, now: datetime) -> None:
        await self._press_outcome("stuck", ts, now)

    async def asks_coach(self, ts: str, now: datetime) -> None:
        await self.stuck(ts, now)
        ask = labels(self._card(ts), ids.ASK_COACH)
        if ask:
            await self._press(ask[0], ts, now)

    async def typed(self, ts: str, now: datetime) -> None:
        await self._say(now)

    async def thread(self, ts: str, now: datetime) -> None:
        await self._say(now, thread_ts=ts)

    async def edits(self, ts: str, now: datetime) -> None:
        written = await self._say(now)
        better = self.random.choice(SAID)
        self._did(now, f"(edits it) {better}")
        await self.hand.edit(written, better)

    async def form(self, ts: str, now: datetime) -> None:
        write = labels(self._card(ts), ids.WRITE)
        if not write:
            await self.did(ts, now)
            return
        await self._press(write[0], ts, now)
        text = self.random.choice(SAID)
        entries = {ids.OUTCOME_BLOCK: "did"}
        if _has_block(self.hand.modal(), ids.TEXT_BLOCK):
            entries[ids.TEXT_BLOCK] = text
        self._did(now, f"(in the form) {' / '.join(entries.values())}")
        await self.hand.submit(entries)

    async def pauses(self, ts: str, now: datetime) -> None:
        await self.did(ts, now)
        self._did(now, "/nudge pause 4d")
        await self.hand.command("/nudge pause 4d")

    async def came(self, ts: str, now: datetime) -> None:
        """Report the outcome of a plan."""
        await self._press(self.random.choice(labels(self._card(ts), ids.PLAN_CAME)), ts, now)

    async def silent(self, ts: str, now: datetime) -> None:
        """Do nothing."""

    async def _press_outcome(self, outcome: str, ts: str, now: datetime) -> None:
        buttons = labels(self._card(ts), f"{ids.OUTCOME}.{outcome}")
        if buttons:
            await self._press(buttons[0], ts, now)

    async def _press(self, label: str, ts: str, now: datetime) -> None:
        self._did(now, f"[{label}]")
        await self.hand.press(label, ts)

    async def _say(self, now: datetime, thread_ts: str | None = None) -> str:
        text = self.random.choice(SAID)
        self._did(now, f"(in the thread) {text}" if thread_ts else text)
        return await self.hand.say(text, thread_ts)

    def _did(self, now: datetime, what: str) -> None:
        self.notebook.note(now, self.hand.person.real_name, what)

    def _card(self, ts: str) -> dict[str, Any]:
        return self.hand.message(ts)


ANSWERING: dict[str, Callable[[Actor, str, datetime], Awaitable[None]]] = {
    kind: getattr(Actor, kind) for kind in ANSWERS if kind != "late"
} | {"late": Actor.did, "came": Actor.came}


def labels(message: dict[str, Any], action: str) -> list[str]:
    """Return the labels of a message's buttons whose action id starts with *action*."""
    blocks = message.get("blocks") or []
    elements = [e for b in blocks for e in (*b.get("elements", ()), b.get("accessory") or {})]
    return [e["text"]["text"] for e in elements if str(e.get("action_id", "")).startswith(action)]


def _has_block(view: dict[str, Any] | None, block_id: str) -> bool:
    return any(block.get("block_id") == block_id for block in (view or {}).get("blocks", ()))
