"""A member's own journal: page through it, search it and correct entries."""

from dataclasses import dataclass
from datetime import datetime

from bot.coaching.answers import reply
from bot.coaching.ports import Coaching
from bot.coaching.practice import progress
from bot.domain.errors import CoachingError
from bot.domain.people.member_pages import JournalEntry, JournalPage
from bot.domain.people.people import Workspace

PAGE = 6
"""Entries per page; people scroll past longer pages without reading them."""

Who = tuple[Coaching, Workspace, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    A filter on the journal, and the page to show.

    Attributes:
        words: Text an entry must mention, or "".
        track: The id of its track, or "".
        first: Index of the page's first entry, counted from the newest.
    """

    words: str = ""
    track: str = ""
    first: int = 0


async def page(who: Who, wanted: Wanted) -> JournalPage:
    """
    Return the requested page, or the last one if it lies beyond the end.

    Raises:
        CoachingError: They are not coached.
    """
    whole = await progress.whole_journal(*who)
    if whole is None:
        raise CoachingError("error-no-track")
    tracks = tuple(dict.fromkeys(entry.track for entry in whole.journal))
    fits = [entry for entry in whole.journal if _fits(entry, wanted)]
    first = min(wanted.first, max(len(fits) - 1, 0) // PAGE * PAGE)
    library = who[0].library
    named = ((id_, found.title) for id_ in tracks if (found := library.track(id_)))
    return JournalPage(
        member=whole.member,
        entries=tuple(fits[first : first + PAGE]),
        words=wanted.words,
        track=wanted.track,
        tracks=tuple(named),
        first=first,
        total=len(fits),
    )


async def entry(who: Who, delivery_id: int) -> JournalEntry:
    """
    Return one entry of a member's journal.

    Raises:
        CoachingError: It isn't theirs, or no longer exists.
    """
    whole = await progress.whole_journal(*who)
    found = [e for e in whole.journal if e.delivery_id == delivery_id] if whole else []
    if not found:
        raise CoachingError("error-card-gone")
    return found[0]


async def take_back(who: Who, delivery_id: int, at: datetime) -> None:
    """
    Withdraw a whole answer, however it was given.

    Raises:
        CoachingError: The card isn't theirs, or no longer exists.
    """
    await reply.take_back(*who, delivery_id, at)


def _fits(entry: JournalEntry, wanted: Wanted) -> bool:
    if wanted.track and entry.track != wanted.track:
        return False
    return progress.mentions(entry, wanted.words)
