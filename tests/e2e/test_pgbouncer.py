"""Two processes behind a PgBouncer that dies: they carry on, and nothing is lost or doubled."""

import aiohttp
import pytest

from tests.e2e.replicas import Crew, once_each, until

PEOPLE = 20

pytestmark = pytest.mark.exhaustive


@pytest.fixture
async def crew(postgresql_url, pgbouncer, tmp_path):
    async with aiohttp.ClientSession() as session:
        crew = Crew(tmp_path, postgresql_url, session, PEOPLE)
        # The bots go through the pooler; what owes and counts does not die with it.
        crew._database_url = pgbouncer.before(postgresql_url)
        async with crew.at_work():
            yield crew


async def test_they_carry_on_once_it_is_back(crew, pgbouncer):
    await crew.fail(method="chat.postMessage", kind="latency", seconds=0.2)
    async with crew.replica(errors=True) as one, crew.replica(errors=True) as other:
        await crew.owe()

        async def are_posting():
            return await one.calls("chat.postMessage") + await other.calls("chat.postMessage") > 5

        await until(are_posting)
        pgbouncer.kill()
        await crew.owe()
        pgbouncer.start()
        await crew.settled()
        for number in range(PEOPLE):
            await crew.say(number, f"word{number}")
        await until(lambda: all_recorded(crew))
        await crew.settled()

        assert await crew.standing() == once_each(crew)
    assert await crew.recorded() == sorted(f"word{number}" for number in range(PEOPLE))


async def all_recorded(crew):
    return len(await crew.recorded()) == PEOPLE
