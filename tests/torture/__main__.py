"""`make torture`: nothing is lost, nothing comes twice, whatever is done to the bots."""

import argparse
import asyncio
import logging
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store import migrate
from tests.pgbouncer import running_pgbouncer
from tests.postgresql import NotInstalled, new_database, running_server
from tests.torture.trial import Plan, run

RESULTS = Path(__file__).parents[1] / "artifacts" / "torture"

BOTS = {"sqlite": 1, "postgresql": 3, "pgbouncer": 3}

BOTH = ("sqlite", "postgresql")
"""What is tried where nothing else is asked for."""


def main() -> int:
    """Run a trial on each database asked for; 1 if anything went wrong in one of them."""
    given = _arguments()
    databases = list(BOTH) if given.database == "both" else [given.database]
    try:
        spotless = [_try(kind, given, given.seconds / len(databases)) for kind in databases]
    except NotInstalled:
        _say("This needs PostgreSQL (apt-get install postgresql pgbouncer), or DB=sqlite.")
        return 1
    return 0 if all(spotless) else 1


def _try(kind: str, given: argparse.Namespace, seconds: float) -> bool:
    folder = RESULTS / f"{kind}-{given.seed}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    logging.basicConfig(
        filename=folder / "trial.log", format="%(asctime)s %(message)s", force=True
    )
    logging.getLogger("tests.torture").setLevel(logging.INFO)
    with _database(kind, folder) as url:
        asyncio.run(migrate.upgrade(url))
        outcome = asyncio.run(
            run(
                Plan(
                    database_url=url,
                    seconds=seconds,
                    nudges=given.nudges,
                    kills=given.kills,
                    seed=given.seed,
                    bots=BOTS[kind],
                    rate=given.rate,
                    replies=given.replies,
                    between=given.between,
                    people=given.people,
                    folder=folder,
                )
            )
        )
    _say(f"{kind}: {outcome}")
    if not outcome.reckoning.spotless:
        _say(f"  Seed {given.seed}; what went wrong with which is in {folder}/result.json")
    return outcome.reckoning.spotless


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/baton.db"
        return
    with running_server() as server, new_database(server) as url:
        if kind == "postgresql":
            yield url
            return
        with running_pgbouncer(server) as pooler:
            yield pooler.before(url)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="of trouble, over all databases")
    parser.add_argument("--database", choices=[*BOTS, "both"], default="both")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--nudges", type=int, default=0, help="at least, on each database")
    parser.add_argument("--kills", type=int, default=0, help="at least, on each database")
    parser.add_argument("--rate", type=float, default=250, help="nudges due each second, at most")
    parser.add_argument("--replies", type=float, default=4, help="each second")
    parser.add_argument(
        "--between", type=float, default=5, help="seconds between two blows to one bot, at most"
    )
    parser.add_argument("--people", type=int, default=400)
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
