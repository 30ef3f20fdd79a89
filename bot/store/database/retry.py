"""Retry transactions that conflicted with others, with fresh reads."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError
from tenacity import (
    RetryCallState,
    retry,
    retry_if_exception,
    stop_after_attempt,
    wait_random_exponential,
)

CONFLICTS = {
    "40001": "serialization failure",
    "40P01": "deadlock",
    "55P03": "lock not available",
    "23505": "unique violation",
}
"""
PostgreSQL errors, by SQLSTATE, that mean another transaction came first and nothing was saved. A
unique violation is one if a row was looked for and then added: the next try finds it (PostgreSQL's
manual, "Serialization Failure Handling").
"""

TRIES = 7
FIRST_WAIT, LONGEST_WAIT = 0.05, 1.0
"""
Seconds: a random part of 0.05, 0.1, 0.2 …, so that two that collided don't collide again. In total
1.3 s on average: a member who presses a button waits but sees no error.
"""

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)


def is_conflict(error: BaseException) -> bool:
    """Return True if the database rejected a transaction only because of concurrent ones."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in CONFLICTS


def _log_conflict(state: RetryCallState) -> None:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, DBAPIError) and state.next_action:
        log.info(
            "PostgreSQL: %s; try %s follows in %.2f s.",
            CONFLICTS[getattr(error.orig, "sqlstate", "")],
            state.attempt_number + 1,
            state.next_action.sleep,
        )


def retry_conflicts(
    flow: Callable[P, Coroutine[Any, Any, R]],
) -> Callable[P, Coroutine[Any, Any, R]]:
    """
    Decorate a function that opens `Store.writing()`, to rerun it from its start on a conflict.

    That's safe because it opens one transaction and does nothing outside the database before it
    (`tests/test_arrows.py` checks both). Code after the transaction isn't repeated: a function
    called there that gives up raises `RetryError`, which isn't a conflict.

    Raises:
        RetryError: Each try conflicted with another transaction.
    """
    decorate = retry(
        retry=retry_if_exception(is_conflict),
        wait=wait_random_exponential(multiplier=FIRST_WAIT, max=LONGEST_WAIT),
        stop=stop_after_attempt(TRIES),
        before_sleep=_log_conflict,
    )
    return decorate(flow)
