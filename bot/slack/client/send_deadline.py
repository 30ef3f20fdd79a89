"""A send deadline, checked as the bytes leave: a post that's too late isn't sent at all."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace

import aiohttp


class TooLate(Exception):
    """The deadline passed before the request was completely sent, so it didn't arrive."""


@dataclass(frozen=True, slots=True)
class _Fence:
    # Two clocks: the monotonic one stops during suspend; the wall clock can be set back.
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
    Stop requests in this block from being sent later than *limit* after *started_at*.

    It works only for sessions with `trace_config()`. It stops unsent requests; the caller sets
    the timeout for the response.

    Args:
        started_at: Time the intent was written, by *clock*.
        limit: T of the delivery ledger.
        clock: The clock that *started_at* was read from.

    Raises:
        TooLate: Raised instead of sending, even if aiohttp wrapped it.
    """
    ends_at = started_at + limit
    left = (ends_at - clock()).total_seconds()
    token = _fence.set(_Fence(time.monotonic() + left, ends_at, clock))
    try:
        yield
    except aiohttp.ClientConnectionError as error:
        # aiohttp wraps an exception raised in the task that writes the body.
        if isinstance(error.__cause__, TooLate):
            raise error.__cause__ from None
        raise
    finally:
        _fence.reset(token)


def trace_config() -> aiohttp.TraceConfig:
    """Return the trace config that makes a `ClientSession` enforce deadlines."""
    config = aiohttp.TraceConfig()
    # aiohttp calls both just before it hands bytes to the socket, with nothing awaited between.
    config.on_request_headers_sent.append(_check)
    config.on_request_chunk_sent.append(_check)
    return config


async def _check(session: aiohttp.ClientSession, context: SimpleNamespace, sent: object) -> None:
    fence = _fence.get()
    if fence is not None and fence.passed:
        raise TooLate("the deadline passed before the request could be sent")
