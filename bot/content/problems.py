"""Problems that checks report: file, line, severity, and a message with the fix."""

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
    One problem to fix.

    Attributes:
        line: 1 for the first line; 0 for the file as a whole.
        message: Plain text for a non-programmer, with the fix.
    """

    file: str
    line: int
    severity: Severity
    message: str

    @classmethod
    def whole(cls, file: str, message: str) -> Self:
        """Create an error about a whole file or folder."""
        return cls(file, 0, Severity.ERROR, message)

    def __str__(self) -> str:
        where = f"{self.file} line {self.line}" if self.line else self.file
        return f"{where}: {self.message}"


@dataclass(slots=True)
class Findings:
    """The problems of one file, each once, in line order."""

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
    """Return the known word most similar to *word*, if it's similar enough."""
    match = process.extractOne(
        word.strip().lower(),
        [candidate.lower() for candidate in known],
        scorer=fuzz.ratio,
        score_cutoff=60,
    )
    return known[match[2]] if match else None


def did_you_mean(word: str, known: list[str] | tuple[str, ...]) -> str:
    """Return ` Did you mean "Smaller"?`, or the list of known words if none is close."""
    match = nearest(word, known)
    return f'Did you mean "{match}"?' if match else f"Use one of: {', '.join(known)}."
