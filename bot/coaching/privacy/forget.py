"""Erase a member at their own request, even with work in progress: `/nudge forget-me`."""

from dataclasses import dataclass

from bot.coaching.follow_up import follow_up
from bot.coaching.ports import Address, Coaching
from bot.coaching.privacy import erasure
from bot.domain.errors import CoachingError
from bot.domain.people.people import Workspace
from bot.store.database.errors import StoreUnavailable
from bot.store.people import coaches, people
from bot.store.privacy import uploads
from bot.store.privacy.person import Person


@dataclass(frozen=True, slots=True)
class Left:
    """Data needed after a member has been erased; none of it is stored."""

    channel: str
    files: tuple[str, ...]


async def held(coaching: Coaching, workspace: Workspace, slack_id: str) -> dict[str, int]:
    """
    Count the rows of each kind that would be erased.

    Raises:
        CoachingError: Baton holds nothing about them.
    """
    person = await erasure.member_there(coaching.store, workspace, slack_id)
    return await erasure.held(coaching.store, person)


async def forget(coaching: Coaching, workspace: Workspace, slack_id: str) -> None:
    """
    Erase a member: rows, texts, stored events and files; then confirm once, and send nothing more.

    Raises:
        CoachingError: There is nothing to erase, or Baton is busy with it right now.
    """
    async with coaching.turns.on(("forget", workspace.id, slack_id)):
        person = await erasure.member_there(coaching.store, workspace, slack_id)
        left = await _left(coaching, person)
        all_gone = await _delete_files(coaching, workspace, person)
        await _erase(coaching, person)
    key = "forget-receipt" if all_gone else "forget-receipt-files"
    await coaching.messenger.note(Address(workspace, slack_id, left.channel), key)
    await _redraw_home(coaching, workspace, slack_id)


async def _delete_files(coaching: Coaching, workspace: Workspace, person: Person) -> bool:
    """Delete the member's files from Slack, those that arrive meanwhile as well."""
    deleted: dict[str, bool] = {}
    while True:
        async with coaching.store.reading() as session:
            found = [f for f in await uploads.of(session, person.member_id) if f not in deleted]
        if not found:
            return all(deleted.values())
        for file in found:
            deleted[file] = await coaching.messenger.delete_file(workspace, file)


async def _left(coaching: Coaching, person: Person) -> Left:
    async with coaching.store.reading() as session:
        member = await people.member(session, person.workspace_id, person.slack_id)
        return Left(
            channel=member.channel if member else "",
            files=tuple(await uploads.of(session, person.member_id)),
        )


async def _erase(coaching: Coaching, person: Person) -> None:
    try:
        await erasure.erase(coaching.store, person, coaching.clock(), by=erasure.THEMSELF)
    except StoreUnavailable as busy:
        raise CoachingError("error-forget-busy") from busy


async def _redraw_home(coaching: Coaching, workspace: Workspace, slack_id: str) -> None:
    """Redraw their own Home; their coaches' Homes are queued by the erasure."""
    async with coaching.store.reading() as session:
        own = await coaches.coach(session, workspace.id, slack_id)
    page = await follow_up.home(coaching, own) if own else None
    await coaching.messenger.publish(Address(workspace, slack_id), page)
