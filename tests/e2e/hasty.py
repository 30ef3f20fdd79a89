"""`python -m tests.e2e.hasty run …`: `baton` as it is, but for how long it waits."""

from functools import partial

from bot.cli import main
from bot.coaching import inbox
from bot.runtime import baton, serve
from bot.store import engine
from tests.torture import haste

if __name__ == "__main__":
    serve.Baton = partial(baton.Baton, patience=haste.PATIENCE)
    baton.TICK_SECONDS = haste.TICK_SECONDS
    inbox.HOLD_SECONDS = haste.HOLD_SECONDS
    inbox.LEFT_BEHIND_SECONDS = haste.TAKE_UP_SECONDS
    inbox.GRACE = haste.GRACE
    inbox.LATE = haste.LATE
    engine.IDLE_MS = haste.IDLE_MS
    main()
