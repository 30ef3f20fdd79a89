"""Names that were typed and not picked: understood among a coach's own people, or asked back."""

import re

from bot.coaching import roster
from bot.domain.errors import CoachingError
from bot.domain.names import matching
from bot.domain.people import Coach, mention
from bot.slack.desk import Caller
from bot.slack.parse import PERSON

OWN_PEOPLE = frozenset({"show", "unassign", "note", "promise", "pause", "resume", "move"})
"""Verbs that are about somebody whom the coach has already."""

TYPED = re.compile(r"^@([^\s@<>]+)")


async def understood(caller: Caller, me: Coach, verb: str, rest: str) -> str:
    """
    Put the person in whose name was typed, if it can be one person only.

    Raises:
        CoachingError: Several of the coach's people are called so.
    """
    typed = TYPED.match(rest)
    if verb not in OWN_PEOPLE or typed is None or PERSON.search(rest):
        return rest
    people = await roster.names(caller.coaching, me)
    found = matching(typed[1], people)
    if len(found) > 1:
        meant = ", ".join(mention(slack_id) for slack_id in found)
        raise CoachingError("error-which-person", word=typed[0], people=meant)
    return TYPED.sub(mention(found[0]), rest) if found else rest
