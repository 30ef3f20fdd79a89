"""Every expected problem becomes one clear line and an exit code, never a traceback."""

# ruff: noqa: PLC0415  `baton --help` must not pay for what it does not use

from collections.abc import Iterator
from contextlib import contextmanager

import typer


class Mistake(typer.TyperException):
    """Something the person at the keyboard can mend; *message* says how."""


class Mistyped(Mistake):
    """A word after `baton` that cannot be meant so."""

    exit_code = 2


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what Baton expects to go wrong into a `Mistake`."""
    from bot.config import SettingsError
    from bot.content.tracks.show import NoSuchDay
    from bot.content.words.words import BrokenWords
    from bot.runtime.errors import CannotStart
    from bot.store.database.errors import StoreUnavailable

    try:
        yield
    except (BrokenWords, CannotStart, NoSuchDay, SettingsError, StoreUnavailable) as error:
        raise Mistake(str(error)) from error
    except OSError as error:
        raise Mistake(error.strerror or str(error)) from error
