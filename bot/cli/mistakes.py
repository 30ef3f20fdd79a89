"""Report every expected problem as one clear line and an exit code, never as a traceback."""

# ruff: noqa: PLC0415  `baton --help` shouldn't load what it doesn't use

from collections.abc import Iterator
from contextlib import contextmanager

import typer


class Mistake(typer.TyperException):
    """Something the user can fix; *message* says how."""


class Mistyped(Mistake):
    """An invalid argument or option."""

    exit_code = 2


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the errors Baton expects into a `Mistake`."""
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
