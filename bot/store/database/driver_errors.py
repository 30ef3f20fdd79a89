"""
Remove values from database errors: only their kind and SQLSTATE may appear anywhere.

Drivers put bound values, rows and keys into their messages (`DETAIL: Key (…)=(…)`), in spite of
SQLAlchemy's `hide_parameters`. They are removed here, as an error is raised, so that no log,
traceback or chain of causes can show them.
"""

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine

ABOUT_THE_SERVER = re.compile(r"08|28|3D|3F|53|57|58|42501|25006")
"""SQLSTATEs, or their prefixes, with messages about the connection or the server."""

HARMLESS = re.compile(
    r"""
    (?: UNIQUE | NOT\ NULL | CHECK | FOREIGN\ KEY ) \ constraint\ failed (?: :\ [\w., ]+ )?
    | database\ is\ locked | database\ table\ is\ locked | database\ or\ disk\ is\ full
    | disk\ I/O\ error | file\ is\ not\ a\ database | database\ disk\ image\ is\ malformed
    | unable\ to\ open\ database\ file | attempt\ to\ write\ a\ readonly\ database
    | no\ such\ (?: table | column ) :\ [\w.]+
    """,
    re.VERBOSE,
)
"""SQLite messages that contain no value."""

VALUES_IN_TEXT = {"DataError"}
"""asyncpg's own errors without an SQLSTATE that quote bound values."""

SAYS_MORE = ("message", "detail", "hint", "query", "context", "internal_query", "where")
"""Attributes of asyncpg's errors that may quote values."""


def say_no_values(engine: AsyncEngine) -> None:
    """Remove values from every error this engine raises."""
    event.listen(engine.sync_engine, "handle_error", _take_values_out)


def _take_values_out(context: ExceptionContext) -> None:
    error = context.original_exception
    if isinstance(error, UnicodeEncodeError):
        # It holds the whole text as well as the one character that no database accepts.
        error.object = ""
        error.args = (error.encoding, "", error.start, error.end, error.reason)
    text = _clean(error)
    wrapped: Any = context.sqlalchemy_exception
    if wrapped is not None and text:
        kind = type(wrapped.orig)
        wrapped.args = (f"({kind.__module__}.{kind.__name__}) {text}",)


def _clean(error: BaseException) -> str:
    """Clean an error, its causes and the errors handled before it; return its new text."""
    errors = [one for one in _causes(error) if _is_drivers(one)]
    # The innermost is the driver's own and has the most detail.
    text = _safe(errors[-1]) if errors else ""
    for one in errors:
        before = one.__context__
        if before is not None and before is not one.__cause__ and str(before) != text:
            _clean(before)
        _rewrite(one, text)
    return text


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _is_drivers(error: BaseException) -> bool:
    module = type(error).__module__
    return module.startswith(("asyncpg", "sqlite3", "sqlalchemy.dialects"))


def _safe(error: BaseException) -> str:
    text, kind = str(error), type(error).__name__
    state = getattr(error, "sqlstate", None) or getattr(error, "sqlite_errorname", None)
    if state and ABOUT_THE_SERVER.match(state):
        return text
    if type(error).__module__ == "sqlite3":
        found = HARMLESS.match(text)
        return found[0] if found else _named(kind, state)
    if not state and kind not in VALUES_IN_TEXT:
        return text
    return _named(kind, state)


def _named(kind: str, state: str | None) -> str:
    """Turn an error's class into words: ForeignKeyViolationError, foreign key violation."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.removesuffix("Error")).lower()
    return f"{words} ({state})" if state else f"{words} error"


def _rewrite(error: Any, text: str) -> None:
    error.args = (text,)
    for name in SAYS_MORE:
        if getattr(error, name, None):
            setattr(error, name, None)
