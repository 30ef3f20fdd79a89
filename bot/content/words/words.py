"""Baton's fixed texts in the workspace's language, with English for missing ones."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle

from bot.content.problems import Problem, nearest
from bot.content.words.words_file import WordsFolder, read_words_folder

FALLBACK = "en"
# Fluent refuses to insert a text of over 2,500 characters, and a reply may have 3,000. Texts
# longer than this are inserted after Fluent is done; a mark holds their place.
HELD_BACK = 200
MARK = "\x00"
PLACE = re.compile(f"{MARK}([0-9]+){MARK}")


class UnknownWords(KeyError):
    """A key that isn't in the files, or a required fact that's missing."""

    def __str__(self) -> str:
        return str(self.args[0])


class BrokenWords(ValueError):
    """Files of fixed texts that can't be used; the first problem, and the number of others."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class _Saying:
    bundle: FluentBundle
    name: str
    facts: frozenset[str]

    def put(self, facts: dict[str, str | int | float]) -> str | None:
        """Format with *facts*; return None if Fluent reports any error."""
        if any(isinstance(fact, str) for fact in facts.values()):
            return self.format(facts)
        return _of_numbers(self, tuple(facts.items()))

    def format(self, facts: dict[str, str | int | float]) -> str | None:
        """Format without the cache."""
        # Fluent compiles a pattern on first use; most are never used.
        pattern = self.bundle.get_message(self.name).value
        text, errors = self.bundle.format_pattern(pattern, facts) if pattern else (None, [])
        return text if isinstance(text, str) and not errors else None


@lru_cache(maxsize=2048)
def _of_numbers(saying: _Saying, facts: tuple[tuple[str, float], ...]) -> str | None:
    """Cache texts without strings (two of three on a page): quotes of people aren't cached."""
    return saying.format(dict(facts))


@dataclass(frozen=True, slots=True)
class Words:
    """
    All of Baton's texts other than nudges.

    Attributes:
        language: The language asked for.
    """

    language: str
    _own: dict[str, _Saying]
    _fallback: dict[str, _Saying]

    def say(self, key: str, /, **facts: object) -> str:
        """
        Return the text for *key*.

        Args:
            key: Its name in `content/<language>/messages`.
            facts: Values to insert. Strings are inserted as they are; numbers are formatted for
                the language and select singular or plural. Pass dates as formatted strings. Facts
                that the text doesn't use are ignored.

        Raises:
            UnknownWords: The key isn't in the files, or a fact is missing.
            TypeError: A fact is neither text nor number.
        """
        saying = self._own.get(key) or self._fallback.get(key)
        if saying is None:
            near = nearest(key, self.keys())
            raise UnknownWords(f'There are no words for "{key}".' + _near(near))
        if missing := sorted(saying.facts - facts.keys()):
            raise UnknownWords(f'The words for "{key}" need {", ".join(missing)}.')

        held: list[str] = []
        given = {name: _given(name, facts[name], held) for name in saying.facts}
        text = saying.put(given)
        if text is None:
            raise UnknownWords(f'The words for "{key}" cannot be put together from these facts.')
        return PLACE.sub(lambda place: held[int(place[1])], text) if held else text

    def facts(self, key: str) -> frozenset[str]:
        """Return the facts that the text for *key* requires."""
        saying = self._own.get(key) or self._fallback.get(key)
        return saying.facts if saying else frozenset()

    def keys(self) -> tuple[str, ...]:
        """Return every key, in the order of the English files."""
        return tuple(dict.fromkeys((*self._fallback, *self._own)))

    def choices(self, prefix: str) -> tuple[str, ...]:
        """Return the keys that start with *prefix*, in file order and in one language."""
        for sayings in (self._own, self._fallback):
            if keys := tuple(key for key in sayings if key.startswith(prefix)):
                return keys
        return ()

    def pick(self, prefix: str, turn: int) -> str:
        """
        Choose a key by *turn* among those that start with *prefix*, in file order.

        Raises:
            UnknownWords: No key starts with *prefix*.
        """
        keys = self.choices(prefix)
        if not keys:
            raise UnknownWords(f'There are no words that begin with "{prefix}".')
        return keys[turn % len(keys)]


def load_words(folder: Path, language: str = FALLBACK) -> Words:
    """
    Load the fixed texts in `<folder>/<language>/messages`, with English as the fallback.

    Raises:
        BrokenWords: A file can't be read, or there is none in English.
    """
    fallback = _load(folder, FALLBACK)
    if not fallback:
        where = folder / FALLBACK / "messages"
        raise BrokenWords((Problem.whole(str(where), "There are no .ftl files with words here."),))
    own = fallback if language == FALLBACK else _load(folder, language)
    return Words(language, own, fallback)


def _load(folder: Path, language: str) -> dict[str, _Saying]:
    files = read_words_folder(folder / language / "messages")
    if files.problems:
        raise BrokenWords(files.problems)
    return _sayings(files, FluentBundle([language], use_isolating=False))


def _sayings(files: WordsFolder, bundle: FluentBundle) -> dict[str, _Saying]:
    for resource in files.resources:
        bundle.add_resource(resource)
    return {
        name: _Saying(bundle, name, files.facts[name])
        for name in files.entries
        if not name.startswith("-")
    }


def _given(name: str, fact: object, held: list[str]) -> str | int | float:
    if isinstance(fact, bool) or not isinstance(fact, str | int | float):
        raise TypeError(f"The fact {name} is neither text nor number: {type(fact).__name__}.")
    if isinstance(fact, str) and (len(fact) > HELD_BACK or MARK in fact):
        held.append(fact)
        return f"{MARK}{len(held) - 1}{MARK}"
    return fact


def _near(key: str | None) -> str:
    return f' Did you mean "{key}"?' if key else ""
