"""Fault injection: choose which calls fail, how, and how often."""

from dataclasses import dataclass, replace
from random import Random
from typing import Literal, get_args

Kind = Literal["ratelimited", "error", "status", "html", "drop", "hang", "latency"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """
    One way in which calls fail.

    Attributes:
        method: A Web API method, "link" for the Socket Mode handshake, or "*" for any method.
        kind: ratelimited (429), error (`ok: false`), status (5xx with JSON), html (502 from a
            gateway), drop (the connection breaks), hang (no answer for *seconds*, then it breaks),
            latency (an answer after *seconds*).
        accepted: The call is carried out before it fails; otherwise it has no effect.
        times: The number of calls that fail; None for all.
        probability: The share of calls that fail.
        retry_after: Seconds in the Retry-After header of a 429.
        status: The HTTP status of a "status" fault.
        error: The error code of an "error" fault.
        seconds: Real seconds of a hang or of latency.
    """

    method: str
    kind: Kind
    accepted: bool = False
    times: int | None = 1
    probability: float = 1.0
    retry_after: int = 1
    status: int = 503
    error: str = "fatal_error"
    seconds: float = 60.0

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"unknown kind of fault {self.kind!r}")


class Faults:
    """
    Args:
        random: Decides on probabilities; seed it for a repeatable run.
    """

    def __init__(self, random: Random) -> None:
        self._random = random
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._faults.append(fault)

    def clear(self) -> None:
        self._faults.clear()

    def befalling(self, method: str) -> Fault | None:
        """Return the fault that applies to this call, and count it."""
        for place, fault in enumerate(self._faults):
            if self._befalls(fault, method):
                self._count(place, fault)
                return fault
        return None

    def _befalls(self, fault: Fault, method: str) -> bool:
        concerned = fault.method == method or (fault.method == "*" and method != "link")
        return concerned and (fault.probability >= 1 or self._random.random() < fault.probability)

    def _count(self, place: int, fault: Fault) -> None:
        if fault.times is None:
            return
        if fault.times <= 1:
            self._faults.pop(place)
        else:
            self._faults[place] = replace(fault, times=fault.times - 1)
