"""A store with one number in it: enough to see who was served, when, and whether it stayed."""

from sqlalchemy import text

from bot.store.database.engine import open_store

READ = text("SELECT n FROM counter")
ADD_ONE = text("UPDATE counter SET n = n + 1")


async def counting(url):
    store = open_store(url)
    async with store.writing() as session:
        await session.exec(text("CREATE TABLE counter (n INTEGER)"))
        await session.exec(text("INSERT INTO counter VALUES (0)"))
    yield store
    await store.close()


async def value(store):
    async with store.reading() as session:
        return (await session.exec(READ)).scalar_one()
