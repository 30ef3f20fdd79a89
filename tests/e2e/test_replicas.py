"""Two and three processes on one database: the work is shared, and done once."""

import asyncio
import signal

import aiohttp
import pytest

from tests.e2e.replicas import Crew, once_each, until

PEOPLE = 40


@pytest.fixture
async def crew(request, postgresql_url, tmp_path):
    mode = getattr(request, "param", "socket")
    async with aiohttp.ClientSession() as session:
        crew = Crew(tmp_path, postgresql_url, session, PEOPLE, mode)
        async with crew.at_work():
            yield crew


async def posting(replica, at_least=1):
    """Wait until a replica is in the middle of its posts."""

    async def is_posting():
        return await replica.calls("chat.postMessage") >= at_least

    await until(is_posting)


@pytest.mark.exhaustive
async def test_three_share_the_work_and_none_of_it_is_done_twice(crew):
    await crew.fail(method="chat.postMessage", kind="latency", seconds=0.2)
    async with crew.replica() as one, crew.replica() as two, crew.replica() as three:
        await crew.owe(times=3)
        await crew.settled()

        shares = [await replica.calls("chat.postMessage") for replica in (one, two, three)]
        assert sum(shares) == 3 * PEOPLE
        assert min(shares) > 0
        assert await crew.standing() == once_each(crew)


@pytest.mark.exhaustive
async def test_what_a_killed_one_held_is_taken_over(crew):
    await crew.fail(method="chat.postMessage", kind="latency", seconds=0.4)
    async with crew.replica() as doomed, crew.replica() as other:
        await crew.owe()
        await posting(doomed)
        doomed.child.kill()
        await crew.settled()

        assert await other.calls("conversations.history") > 0
        assert await crew.standing() == once_each(crew)


@pytest.mark.exhaustive
async def test_a_frozen_one_does_no_harm_when_it_goes_on(crew):
    await crew.fail(method="chat.postMessage", kind="latency", seconds=0.4)
    async with crew.replica(errors=True) as frozen, crew.replica():
        await crew.owe()
        await posting(frozen)
        before = await frozen.calls("chat.postMessage")
        frozen.child.send_signal(signal.SIGSTOP)
        await crew.settled()
        frozen.child.send_signal(signal.SIGCONT)
        await crew.owe()
        await crew.settled()

        assert await frozen.calls("chat.postMessage") > before
        assert await crew.standing() == once_each(crew)


@pytest.mark.exhaustive
async def test_a_rolling_restart_under_load_loses_nothing(crew):
    await crew.fail(method="chat.postMessage", kind="latency", seconds=0.1)
    stop = asyncio.Event()

    async def load():
        said = 0
        while not stop.is_set():
            await crew.owe()
            for _ in range(5):
                await crew.say(said % PEOPLE, f"word{said}")
                said += 1
            await asyncio.sleep(1)  # No more than one of them alone can keep up with.
        return said

    async with crew.replica() as first, crew.replica() as second:
        await crew.owe()  # What is typed before there is a nudge answers none.
        await crew.settled()
        loading = asyncio.create_task(load())
        await posting(second, at_least=await second.calls("chat.postMessage") + 5)
        await ended(first)
        async with crew.replica() as third:
            await ended(second)
            await posting(third, at_least=5)
            stop.set()
            said = await loading
            await crew.settled()

            assert await crew.standing() == once_each(crew)
            assert await crew.recorded() == sorted(f"word{n}" for n in range(said))


@pytest.mark.parametrize("crew", ["socket", "http"], indirect=True)
@pytest.mark.exhaustive
async def test_each_event_goes_to_one_of_them(crew):
    """Over a connection of each of them, or through a balancer before them."""
    async with crew.replica() as one, crew.replica() as two:
        await crew.owe()
        await crew.settled()
        await asyncio.gather(*(crew.say(number, f"word{number}") for number in range(PEOPLE)))
        await crew.settled()

        assert await crew.recorded() == sorted(f"word{number}" for number in range(PEOPLE))
        assert await crew.ticked() == PEOPLE
        assert min([await replica.calls("reactions.add") for replica in (one, two)]) > 0


async def ended(replica):
    """Ask a replica to end, and wait until it has."""
    replica.child.send_signal(signal.SIGTERM)
    async with asyncio.timeout(30):
        assert await replica.child.wait() == 0
