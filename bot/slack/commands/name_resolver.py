"""Resolve names that were typed instead of picked among a coach's own people, or ask back."""

import re
from itertools import islice

from bot.coaching.follow_up import roster
from bot.domain.errors import CoachingError
from bot.domain.people.people import Coach, Mention, mention, mentions
from bot.domain.text.name_matching import matching
from bot.domain.text.text import command
from bot.slack.commands.mrkdwn import unescaped
from bot.slack.commands.parse import Line, read_line
from bot.slack.requests.middleware import Caller

OWN_PEOPLE = frozenset({"show", "unassign", "note", "promise", "pause", "resume", "move"})
"""Verbs about a person the coach already has."""

TRACKS_TOO = frozenset({"show"})
"""Verbs that also accept a track, so that a name needs its @."""

WORD = re.compile(r"\S+")
LONGEST_NAME = 4
"""Most words in a typed name."""


async def understood(caller: Caller, me: Coach, verb: str, line: Line) -> Line:
    """
    Replace a typed name with a reference to the person, if only one person matches.

    Raises:
        CoachingError: Several of the coach's people match, or nobody matches and the line
            mentions another person.
    """
    words = _first_words(line) if verb in OWN_PEOPLE else []
    is_name = bool(words) and words[0].group().startswith("@")
    if not words or not (is_name or _needs_one(verb, line)):
        return line
    people = await roster.names(caller.coaching, me)
    for word in reversed(words):
        typed = command(unescaped(line.markup[: word.end()]))
        if found := matching(typed.removeprefix("@"), people):
            person = _only(typed, found)
            return read_line(f"{person} {line.markup[word.end() :]}", caller.words)
    if is_name and line.people:
        raise CoachingError("error-name-not-picked", word=words[0].group())
    return line


def _needs_one(verb: str, line: Line) -> bool:
    return not (line.people or verb in TRACKS_TOO)


def _only(typed: str, found: list[str]) -> Mention:
    if len(found) > 1:
        raise CoachingError("error-which-person", word=typed, people=mentions(found))
    return mention(found[0])


def _first_words(line: Line) -> list[re.Match[str]]:
    """Return the words before the first reference, at most as many as a name may have."""
    return list(islice(WORD.finditer(line.markup.partition("<")[0]), LONGEST_NAME))
