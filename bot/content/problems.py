"""What a checker has to say about a file: where, how grave, and the mend."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from rapidfuzz import fuzz, process


class Severity(StrEnum):
    """An error keeps the file from being used; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One thing to mend.

    Attributes:
        line: 1 for the first; 0 when the file as a whole is meant.
        message: Plain words for a person who does not program, with the mend.
    """

    file: str
    line: int
    severity: Severity
    message: str

    @classmethod
    def whole(cls, file: str, message: str) -> Self:
        """An error of a file, or a folder, as a whole."""
        return cls(file, 0, Severity.ERROR, message)

    def __str__(self) -> str:
        where = f"{self.file} line {self.line}" if self.line else self.file
        return f"{where}: {self.message}"


@dataclass(slots=True)
class Findings:
    """The problems of one file, each once, in the order of their lines."""

    file: str
    _found: dict[Problem, None] = field(default_factory=dict)

    def error(self, line: int, message: str) -> None:
        self._found[Problem(self.file, line, Severity.ERROR, message)] = None

    def warn(self, line: int, message: str) -> None:
        self._found[Problem(self.file, line, Severity.WARNING, message)] = None

    @property
    def usable(self) -> bool:
        return not any(problem.severity is Severity.ERROR for problem in self._found)

    @property
    def problems(self) -> list[Problem]:
        return sorted(self._found, key=lambda problem: problem.line)


def nearest(word: str, known: list[str] | tuple[str, ...]) -> str | None:
    """The known word most like *word*, if one is like enough to be what was meant."""
    match = process.extractOne(
        word.strip().lower(),
        [candidate.lower() for candidate in known],
        scorer=fuzz.ratio,
        score_cutoff=60,
    )
    return known[match[2]] if match else None


def did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    """` Did you mean "Smaller"?`, or the words there are when none is near."""
    match = nearest(word, known)
    return f'Did you mean "{match}"?' if match else f"Use one of: {', '.join(known)}."
