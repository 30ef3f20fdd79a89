"""`/coach digest`: the week as of now, and when it comes by itself."""

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.coaching import digest, roles
from bot.domain.errors import CoachingError
from bot.domain.people import Coach
from bot.domain.when import read_time
from bot.slack import ids
from bot.slack.desk import Caller
from bot.slack.views.digest import digest_page

OFF = frozenset({"off", "no", "none", "never", "stop"})
ON = frozenset({"on", "yes"})


def register(app: AsyncApp) -> None:
    """Listen to the digest's buttons."""
    app.action(ids.DIGEST_OFF)(switch_off)
    app.action(ids.DIGEST_ON)(switch_on)


async def typed(caller: Caller, me: Coach, rest: str) -> None:
    """Answer `/coach digest [off | on | 08:30]`."""
    word = rest.casefold().removeprefix("at ").strip()
    if not word:
        told = await digest.digest(caller.coaching, me)
        await caller.tell(digest_page(told, caller.words, me.digest_at))
    elif word in OFF:
        await _off(caller, me)
    else:
        at = digest.USUAL if word in ON else read_time(word)
        if at is None:
            raise CoachingError("error-digest-unclear", text=rest)
        await digest.set_hour(caller.coaching, me, at)
        await caller.say("digest-on", at=f"{at:%H:%M}", zone=me.zone.key)


async def switch_off(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.kindly():
        await _off(caller, await roles.coach(*caller.who))


async def switch_on(ack: AsyncAck, caller: Caller) -> None:
    await ack()
    async with caller.kindly():
        await typed(caller, await roles.coach(*caller.who), "on")


async def _off(caller: Caller, me: Coach) -> None:
    await digest.set_hour(caller.coaching, me, None)
    await caller.say("digest-off")
