"""A deadline that is checked as the bytes leave: a post that comes too late is not sent at all."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace

import aiohttp


class TooLate(Exception):
    """The deadline passed before the request was complete on the wire: it did not arrive."""


@dataclass(frozen=True, slots=True)
class _Fence:
    # Two clocks: a suspended machine stops the monotonic one, a corrected wall clock runs back.
    ends: float
    ends_at: datetime
    clock: Callable[[], datetime]

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self.ends or self.clock() >= self.ends_at


_fence: ContextVar[_Fence | None] = ContextVar("fence", default=None)


@contextmanager
def deadline(
    started_at: datetime, limit: timedelta, clock: Callable[[], datetime]
) -> Iterator[None]:
    """
    Let no request of this block leave later than *limit* after *started_at*.

    Only sessions that carry `trace_config()` know of it. It stops what has not been sent; how
    long to wait for an answer is for the caller to say.

    Args:
        started_at: When the intent was written, by *clock*.
        limit: T of the delivery ledger.
        clock: The clock that *started_at* was read from.

    Raises:
        TooLate: Instead of sending; whatever aiohttp made of it on the way.
    """
    ends_at = started_at + limit
    left = (ends_at - clock()).total_seconds()
    token = _fence.set(_Fence(time.monotonic() + left, ends_at, clock))
    try:
        yield
    except aiohttp.ClientConnectionError as error:
        # A refusal inside the task that writes the body comes back wrapped.
        if isinstance(error.__cause__, TooLate):
            raise error.__cause__ from None
        raise
    finally:
        _fence.reset(token)


def trace_config() -> aiohttp.TraceConfig:
    """What a `ClientSession` needs to keep deadlines."""
    config = aiohttp.TraceConfig()
    # aiohttp calls both just before it hands bytes to the socket, with nothing awaited between.
    config.on_request_headers_sent.append(_check)
    config.on_request_chunk_sent.append(_check)
    return config


async def _check(session: aiohttp.ClientSession, context: SimpleNamespace, sent: object) -> None:
    fence = _fence.get()
    if fence is not None and fence.passed:
        raise TooLate("the deadline passed before the request could be sent")
