"""`python -m tests.e2e.hasty run …`: `baton` as it is, but for how long it waits."""

from functools import partial

from bot.cli import main
from bot.runtime import baton, serve
from tests.torture import haste

if __name__ == "__main__":
    serve.Baton = partial(baton.Baton, patience=haste.PATIENCE)
    haste.hurry()
    main()
