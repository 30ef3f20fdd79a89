"""Rows of forms that were shown again before anybody kept that they weren't meant so."""

from sqlalchemy import text

from bot.store import migrate
from tests.conftest import MONDAY_NINE as NOW
from tests.store.migrations.test_migrate_readers import (
    MARA,
    delivery,
    enrolment,
    member,
    old_url,
    on,
    reply,
)

__all__ = ["old_url"]


async def test_words_of_a_form_that_were_shown_again_were_not_meant_so(old_url):
    def build(connection):
        member(connection, 1)
        enrolment(connection, 1, MARA)
        delivery(connection, 1, 1, NOW)
        for id_ in range(1, 5):
            reply(connection, id_, 1, 1, NOW)
        named = text("UPDATE reply SET source = :source WHERE id = :id")
        for id_, source in ((1, "card"), (2, "card-1-1.0"), (3, "card-1-2.0")):
            connection.execute(named, {"source": source, "id": id_})
        connection.execute(text("UPDATE reply SET withheld = true WHERE id = 3"))

    await on(old_url, build)
    await migrate.upgrade(old_url)

    assert await on(old_url, cleared) == [2]


def cleared(connection):
    return list(connection.execute(text("SELECT id FROM reply WHERE cleared")).scalars())
