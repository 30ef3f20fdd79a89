"""
The kinds of messages Baton sends to a member.

Each kind is declared in the `KINDS` of the module that says when it is due and what it says; its
look in Slack is in the `VIEWS` of a module of `bot.slack`. The engine in this folder finds both by
itself, and knows none of them by name (docs/decisions, kinds of messages).
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

from bot.domain.delivery.policy import Answer, Event, Policy
from bot.store.database.engine import Session
from bot.store.delivery.timer import Timer

if TYPE_CHECKING:
    from bot.coaching.delivery.planner import Planned
    from bot.coaching.ports import Coaching, Item
    from bot.content.tracks.library import Library
    from bot.store.delivery.cards import Facts
    from bot.store.delivery.ledger import Claimed

Draw = Callable[["Library", "Facts"], "Item | None"]
Load = Callable[[Session, Sequence["Facts"]], Awaitable[Mapping[int, Any]]]
Owe = Callable[["Coaching"], Awaitable[None]]

PACKAGES = ["bot.coaching"]
"""The packages in which kinds are declared."""


async def _nothing(_session: Session, _plan: "Planned", _now: datetime) -> None:
    pass


async def _no_extra(_session: Session, _facts: Sequence["Facts"]) -> Mapping[int, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """
    One kind of message to a member.

    Attributes:
        forms: How the ledger records it; a form is never used for anything else.
        reasons: If not empty, this kind has only the deliveries with one of these reasons.
        draw: Builds the message, or returns None if there is nothing to show (any more).
        load: Reads what *draw* needs beyond a delivery's facts, by delivery: `Facts.extra`.
        draw_claimed: Builds the message from the claimed delivery alone, before it has an answer:
            quicker when many are due. None if *draw* needs more than that.
        timer: The rows that say when one may be due, for a kind with a time of its own.
        owe: Adds those that are due to the ledger.
        on_planned: Called in the transaction that plans one, for what follows from it.
    """

    forms: frozenset[str]
    policy: Policy
    draw: Draw
    reasons: frozenset[str] = frozenset()
    load: Load = _no_extra
    draw_claimed: Callable[["Library", "Claimed"], "Item | None"] | None = None
    timer: Timer | None = None
    owe: Owe | None = None
    on_planned: Callable[[Session, "Planned", datetime], Awaitable[None]] = _nothing

    @property
    def name(self) -> str:
        """Its first form, for logs."""
        return min(self.forms)


def _draw_nothing(_library: "Library", _facts: "Facts") -> None:
    return None


UNKNOWN = Kind(forms=frozenset({""}), policy=Policy(), draw=_draw_nothing)
"""The kind of a message only a newer Baton can send; it waits until that one is back."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """All kinds of messages, by the form and reason the ledger records."""

    all: tuple[Kind, ...]
    _by_form: dict[tuple[str, str], Kind] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check that each form (and reason) belongs to one kind, and each timer has its `owe`."""
        for kind in self.all:
            if (kind.timer is None) is not (kind.owe is None):
                raise ValueError(f"{kind.name}: a kind has both a timer and an owe, or neither")
            for key in ((form, why) for form in kind.forms for why in kind.reasons or {""}):
                if key in self._by_form:
                    raise ValueError(f"two kinds are recorded as {key}")
                self._by_form[key] = kind

    def of(self, form: str, reason: str = "") -> Kind:
        """Return the kind of a delivery; `UNKNOWN` for a form that only a newer Baton knows."""
        return self._by_form.get((form, reason)) or self._by_form.get((form, "")) or UNKNOWN

    @property
    def timers(self) -> tuple[Timer, ...]:
        """Return the timers of the kinds that have one."""
        return tuple(kind.timer for kind in self.all if kind.timer)

    @property
    def owing(self) -> tuple[Owe, ...]:
        """Return what adds the messages that are due by those timers, in the same order."""
        return tuple(kind.owe for kind in self.all if kind.owe)

    def forms(self, wanted: Callable[[Policy], bool]) -> list[str]:
        """Return the forms of all kinds with such a policy."""
        return sorted({form for kind in self.all if wanted(kind.policy) for form in kind.forms})

    def cancelled_by(self, event: Event) -> list[str]:
        """Return the forms that are skipped after an event."""
        return self.forms(lambda policy: event in policy.cancelled_by)

    def closed_by(self, event: Event) -> list[str]:
        """Return the forms whose own question is closed after an event."""
        return self.forms(
            lambda policy: event in policy.cancelled_by and policy.answer is Answer.OWN
        )


def declared(package: str, name: str) -> list[Any]:
    """Import every module of a package, and return what their tuples of that name hold."""
    found: list[Any] = []
    for one in walk_packages(import_module(package).__path__, f"{package}."):
        found += getattr(import_module(one.name), name, ())
    return found


def collect(kinds: Collection[Kind]) -> Kinds:
    """Check and index kinds."""
    return Kinds(tuple(sorted(kinds, key=lambda kind: kind.name)))


@cache
def kinds() -> Kinds:
    """Return the kinds declared in any module of `PACKAGES`."""
    return collect([kind for name in PACKAGES for kind in declared(name, "KINDS")])
