"""
Stories of thirty people over twenty working days, which give the demo's coach a full queue.

Every reason of the queue occurs. Nothing is random: the same day shows the same queue.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.playground.acts.user_driver import Hand
from bot.playground.stories.script import labels
from bot.slack.commands import ids

SAID = (
    "Ten minutes at the machine. She asked what would count as done, and I had no answer ready.",
    "I kept quiet for the whole round. Two of them spoke who never do.",
    "Wrote it down first, then said it. It was shorter than I had feared.",
    "He does it differently from me. It works.",
    "Ran out of time, so only the small version. Still worth it.",
    "I thanked Noor for the log she keeps. She went red, and then told me what is missing in it.",
)

STUCK = "They wait for me to say it all the same. I do not know what I am doing wrong."

Kind = Callable[[int], str]
"""Maps the working days left before the last to a person's answer, a key of `DOING`."""


@dataclass(frozen=True, slots=True)
class Story:
    """
    One person's story; its days are counted as working days before the last.

    Attributes:
        name: Their reason for being in the queue at the end, or why they aren't in it.
        tracks: Assigned one after the other.
        kind: Their answer to each nudge.
        types: A day and the command typed then, with `{first}` and `{last}` for leave around the
            end.
        promised: Camille's promise to them, overdue at the end.
        gone: The day on which their account is closed.
        cut_off: The day from which Slack delivers nothing to them.
    """

    name: str
    tracks: tuple[str, ...]
    kind: Kind
    types: tuple[int, str] | None = None
    promised: str = ""
    gone: int | None = None
    cut_off: int | None = None


THREE = ("start-here", "delegation", "team-recognition")


def steadily(left: int) -> str:
    """Answer as most people do: not every nudge gets done."""
    return ("did", "typed", "did", "form", "not_yet", "did", "typed")[left % 7]


def _at_last(days: int, kind: str) -> Kind:
    return lambda left: kind if left < days else steadily(left)


def _each(nth: int, kind: str) -> Kind:
    return lambda left: kind if left % nth == 1 else "did"


def _always(kind: str) -> Kind:
    return lambda left: kind


STORIES = (
    Story("asked", THREE, _at_last(1, "asks")),
    Story("stuck", THREE, _at_last(3, "stuck")),
    Story("confidence", ("ground-level", "mistakes", "start-here"), _always("rates")),
    Story("promise", THREE, steadily, promised="Send the checklist"),
    Story("unreachable", THREE, steadily, types=(9, "/nudge time 11:00"), cut_off=3),
    Story("parked", THREE, _each(2, "not_yet")),
    Story("poor-fit", THREE, _at_last(5, "not_for_me")),
    Story("rough", ("mistakes", "clear-expectations", "start-here"), _always("did")),
    Story("silent", THREE, _at_last(6, "silent")),
    Story("good-news", ("start-here",), steadily),
    Story("on-leave", THREE, steadily, types=(7, "/nudge leave {first}..{last}")),
    Story("paused", THREE, steadily, types=(6, "/nudge pause")),
    Story("deactivated", THREE, steadily, gone=8),
)
"""People after these have no problems, like most people."""


@dataclass(slots=True)
class Player:
    """
    One person of the cast in their story.

    Attributes:
        rough: The choices that authors marked as rough.
    """

    hand: Hand
    story: Story
    rough: frozenset[str]
    left: int = 0
    answered: str = ""
    rated: int = 0

    async def answer(self, left: int) -> None:
        """
        Answer the newest nudge as the story says.

        Args:
            left: Working days that are still to come.
        """
        cards = [m["ts"] for m in self.hand.messages() if labels(m, f"{ids.OUTCOME}.")]
        if cards and cards[-1] > self.answered:
            self.left, self.answered = left, cards[-1]
            await DOING[self.story.kind(left)](self, cards[-1])

    async def did(self, ts: str) -> None:
        await self._choose(ts)
        await self._tap("did", ts)

    async def typed(self, ts: str) -> None:
        await self._choose(ts)
        await self.hand.say(SAID[self.left % len(SAID)])

    async def form(self, ts: str) -> None:
        await self.typed(ts)
        await self._tap("did", ts)

    async def not_yet(self, ts: str) -> None:
        await self._tap("not-yet", ts)

    async def not_for_me(self, ts: str) -> None:
        await self._tap("not-for-me", ts)

    async def stuck(self, ts: str) -> None:
        await self._tap("stuck", ts)
        await self.hand.say(STUCK)

    async def asks(self, ts: str) -> None:
        """Be stuck, and ask for a talk."""
        await self.stuck(ts)
        if ask := labels(self._card(ts), ids.ASK_COACH):
            await self.hand.press(ask[0], ts)

    async def rates(self, ts: str) -> None:
        """Rate one's confidence high at first, and low in the end."""
        await self.did(ts)
        rating = HIGH if self.rated < LOW_AFTER else LOW
        for value in _ratings(self._card(ts)):
            if value.endswith(rating):
                await self.hand.choose(value, action_id=ids.CONFIDENCE, ts=ts)
                self.rated += 1

    async def silent(self, ts: str) -> None:
        """Do nothing."""

    async def _choose(self, ts: str) -> None:
        """Tap a choice if there is one: in the story *rough* a rough one, else the first."""
        offered = labels(self._card(ts), f"{ids.CHOICE}.")
        rough = [label for label in offered if label in self.rough]
        if offered:
            await self.hand.press((rough or offered)[0] if self._is_rough else offered[0], ts)

    @property
    def _is_rough(self) -> bool:
        return self.story.name == "rough"

    async def _tap(self, outcome: str, ts: str) -> None:
        if offered := labels(self._card(ts), f"{ids.OUTCOME}.{outcome}"):
            await self.hand.press(offered[0], ts)

    def _card(self, ts: str) -> dict[str, Any]:
        return self.hand.message(ts)


HIGH, LOW, LOW_AFTER = ":5", ":1", 3
"""Ratings, as a card's values end, and the number of ratings before the story rates low."""

DOING: dict[str, Callable[[Player, str], Awaitable[None]]] = {
    kind: getattr(Player, kind)
    for kind in (
        "did",
        "typed",
        "form",
        "not_yet",
        "not_for_me",
        "stuck",
        "asks",
        "rates",
        "silent",
    )
}


def _ratings(card: dict[str, Any]) -> list[str]:
    elements = [e for b in card.get("blocks") or [] for e in b.get("elements", ())]
    selects = [e for e in elements if e.get("action_id") == ids.CONFIDENCE]
    return [option["value"] for select in selects for option in select["options"]]
