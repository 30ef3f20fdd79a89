"""The bot's fixed words, in the language of the workspace, with English where one is missing."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle

from bot.content.problems import Problem, nearest
from bot.content.words.words_file import WordsFolder, read_words_folder

FALLBACK = "en"
# Fluent refuses to put in a text of over 2,500 characters, and a reply may have 3,000. What is
# longer than this is put in after Fluent is done, where a mark keeps its place.
HELD_BACK = 200
MARK = "\x00"
PLACE = re.compile(f"{MARK}([0-9]+){MARK}")


class UnknownWords(KeyError):
    """A key that is not in the files, or a fact that its words need and were not given."""

    def __str__(self) -> str:
        return str(self.args[0])


class BrokenWords(ValueError):
    """Files of fixed words that cannot be used; the first problem, and how many more there are."""

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
        """The words with the *facts* in them; None if Fluent found fault with anything."""
        if any(isinstance(fact, str) for fact in facts.values()):
            return self.format(facts)
        return _of_numbers(self, tuple(facts.items()))

    def format(self, facts: dict[str, str | int | float]) -> str | None:
        """The same, worked out anew."""
        # Fluent makes a pattern of it when it is first asked for, which few of them are.
        pattern = self.bundle.get_message(self.name).value
        text, errors = self.bundle.format_pattern(pattern, facts) if pattern else (None, [])
        return text if isinstance(text, str) and not errors else None


@lru_cache(maxsize=2048)
def _of_numbers(saying: _Saying, facts: tuple[tuple[str, float], ...]) -> str | None:
    """Two of three that a page is made of; the others quote people, whom no cache is to keep."""
    return saying.format(dict(facts))


@dataclass(frozen=True, slots=True)
class Words:
    """
    Everything Baton says that is not a nudge.

    Attributes:
        language: The language asked for.
    """

    language: str
    _own: dict[str, _Saying]
    _fallback: dict[str, _Saying]

    def say(self, key: str, /, **facts: object) -> str:
        """
        The words for *key*.

        Args:
            key: Their name in `content/<language>/messages`.
            facts: What they speak of. Texts are put in as they are; numbers are written as the
                language writes them, and choose singular or plural. Dates come as ready texts.
                Facts that the words do not mention are left out.

        Raises:
            UnknownWords: The key is not in the files, or a fact is missing.
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
        """What the words for *key* have to be given."""
        saying = self._own.get(key) or self._fallback.get(key)
        return saying.facts if saying else frozenset()

    def keys(self) -> tuple[str, ...]:
        """Every key, in the order of the English files."""
        return tuple(dict.fromkeys((*self._fallback, *self._own)))

    def choices(self, prefix: str) -> tuple[str, ...]:
        """The keys that begin with *prefix*, in file order and in one language."""
        for sayings in (self._own, self._fallback):
            if keys := tuple(key for key in sayings if key.startswith(prefix)):
                return keys
        return ()

    def pick(self, prefix: str, turn: int) -> str:
        """
        The key whose *turn* it is among those that begin with *prefix*, in file order.

        Raises:
            UnknownWords: No key begins so.
        """
        keys = self.choices(prefix)
        if not keys:
            raise UnknownWords(f'There are no words that begin with "{prefix}".')
        return keys[turn % len(keys)]


def load_words(folder: Path, language: str = FALLBACK) -> Words:
    """
    The fixed words in `<folder>/<language>/messages`, over the English ones.

    Raises:
        BrokenWords: A file cannot be read, or there is none in English.
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
