"""One store of each kind for test after test, led to the database that each of them has."""

from sqlalchemy import event, make_url

from bot.store.database.engine import Store, open_store


class Stores:
    """
    A store for each kind of database.

    A new one for each test would compile every statement anew, which is most of their time. To
    close one only gives its connections back: `at` opens it again, elsewhere.
    """

    def __init__(self) -> None:
        self._urls = {"sqlite": "", "postgresql": ""}
        self._stores = {kind: self._open(kind) for kind in self._urls}

    def at(self, url: str) -> Store:
        """The store of its kind, led to this address; it serves whatever is there."""
        kind = url.partition(":")[0]
        self._urls[kind] = url
        self._stores[kind].served.ids = None
        return self._stores[kind]

    def _open(self, kind: str) -> Store:
        store = open_store(f"{kind}:///nowhere")

        def lead(dialect, record, args, options) -> None:
            there = make_url(self._urls[kind]).set(drivername=store.writer.url.drivername)
            args[:], given = dialect.create_connect_args(there)
            options.update(given)

        for engine in {store.writer, store.reader}:
            event.listen(engine.sync_engine, "do_connect", lead)
        return store
