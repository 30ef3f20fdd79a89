"""Check content before it is sent to anybody: one file, or all tracks and texts of a folder."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from statistics import median

from bot.content import default_folder
from bot.content.problems import Problem, Severity
from bot.content.safety import safety
from bot.content.said import said
from bot.content.search.check import check_found
from bot.content.style.language import check_language
from bot.content.style.style import FOLDER as STYLE
from bot.content.style.style import Style, load_style
from bot.content.tracks.alike import check_alike
from bot.content.tracks.asked import too_few
from bot.content.tracks.curriculum import tables
from bot.content.tracks.ideas import FILE as IDEAS
from bot.content.tracks.ideas import Ideas, check_ideas
from bot.content.tracks.library import check_together, help_words, on_path
from bot.content.tracks.prose import words
from bot.content.tracks.track_file import TrackFile, read_track_file
from bot.content.words.words_file import WordsFolder, read_words_files
from bot.content.words.words_languages import compare
from bot.domain.practice.track import Track

FIRST_LANGUAGE = "en"

LISTS = {"safety": safety, "said": said}
"""The folders of a language that hold lists of phrases, and what reads each."""


@dataclass(frozen=True, slots=True)
class Report:
    """
    The result of a check.

    Attributes:
        files: The number of files read, tracks and words together.
        words_per_message: The median over all days, 0 if there are none.
        tables: The tables for `docs/curriculum.md`, if there is a list of ideas; else "".
    """

    problems: tuple[Problem, ...]
    files: int
    tracks: int
    days: int
    words_per_message: int
    tables: str = ""

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if p.severity is Severity.WARNING)

    @property
    def ok(self) -> bool:
        """True if everything can be used as it is; warnings don't prevent that."""
        return not self.errors

    def __str__(self) -> str:
        return "\n".join([*_listing(self), _summary(self)])


@dataclass(slots=True)
class _Read:
    """The files read so far."""

    problems: list[Problem]
    tracks: list[Track]
    files: int = 0
    ideas: Ideas | None = None

    def add_tracks(self, paths: list[Path]) -> None:
        """Add all tracks of one language."""
        language = paths[0].absolute().parent.parent
        style = _style(language)
        files = [read_track_file(path) for path in paths]
        self.files += len(files)
        self.tracks += [file.track for file in files if file.track]
        problems = [problem for file in files for problem in _problems(file, style)]
        lists = help_words(language)
        problems += [*style.problems, *check_together(files), *check_alike(files)]
        problems += [*lists.problems, *check_found(files, lists)]
        if (language / IDEAS).exists():
            self.ideas = check_ideas(language / IDEAS, files)
            problems += self.ideas.problems
        self.problems += _named(paths[0], problems)

    def add_track(self, path: Path) -> None:
        """Add one track; the tracks it needs aren't checked."""
        file = read_track_file(path)
        self.files += 1
        self.tracks += [file.track] if file.track else []
        self.problems += _problems(file, _style(path.absolute().parent.parent))

    def add_words(self, paths: list[Path]) -> WordsFolder:
        folder = read_words_files(paths)
        self.files += len(paths)
        self.problems += _named(paths[0], folder.problems)
        return folder

    def add_lists(self, paths: list[Path]) -> None:
        """Add all lists of phrases of one language and room."""
        self.files += len(paths)
        self.problems += _named(paths[0], LISTS[paths[0].parent.name].check_lists(paths))

    def report(self) -> Report:
        counts = [len(words(nudge.message)) for track in self.tracks for nudge in track.nudges]
        return Report(
            problems=tuple(self.problems),
            files=self.files,
            tracks=len(self.tracks),
            days=len(counts),
            words_per_message=round(median(counts)) if counts else 0,
            tables=tables(on_path(self.tracks), self.ideas) if self.ideas else "",
        )


def check(path: Path) -> Report:
    """Return the result for the file at *path*, or for all content below that folder."""
    if _is_folder(path):
        return _check_folder(path)
    read = _Read([], [])
    if path.suffix == ".ftl":
        read.add_words([path])
    elif path.suffix == ".txt":
        lists = LISTS.get(path.absolute().parent.name, safety)
        read.files, read.problems = 1, list(lists.read_list(path).problems)
    else:
        read.add_track(path)
    return read.report()


def _is_folder(path: Path) -> bool:
    """Return False for a name the system rejects; reading it as a file reports the reason."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _style(language: Path) -> Style:
    """Load the language's style lists, or Baton's own for a file elsewhere."""
    own = language / STYLE
    return load_style(own if own.is_dir() else default_folder() / FIRST_LANGUAGE / STYLE)


def _problems(file: TrackFile, style: Style) -> list[Problem]:
    few = too_few(file.name, file.days)
    found = [*file.problems, *check_language(file, style), *few]
    return sorted(found, key=lambda problem: problem.line)


def _check_folder(folder: Path) -> Report:
    read = _Read([], [])
    tracks = _find(folder, "tracks", ".md")
    messages = _find(folder, "messages", ".ftl")
    lists = [paths for room in LISTS for paths in _find(folder, room, ".txt")]
    if not tracks and not messages and not lists:
        read.problems.append(Problem.whole(str(folder), "There are no tracks or words in it."))
    for paths in tracks:
        read.add_tracks(paths)
    for paths in lists:
        read.add_lists(paths)
    languages = {paths[0].parent.parent.name: (paths, read.add_words(paths)) for paths in messages}
    for language, (paths, own) in languages.items():
        if language != FIRST_LANGUAGE and FIRST_LANGUAGE in languages:
            read.problems += _named(paths[0], compare(own, languages[FIRST_LANGUAGE][1]))
    return read.report()


def _find(folder: Path, room: str, ending: str) -> list[list[Path]]:
    """Group the files of each folder named *room* in *folder*, below it, or *folder* itself."""
    inside = [*folder.rglob(f"{room}/*{ending}")]
    here = [*folder.glob(f"*{ending}")] if folder.absolute().name == room else []
    paths = sorted({*inside, *here})
    return [list(group) for _, group in groupby(paths, key=lambda path: path.parent)]


def _named(path: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Prefix the problems' file names with the language, unless it is the first."""
    language = path.absolute().parent.parent.name
    if path.parent.name not in ("tracks", "messages", *LISTS) or language == FIRST_LANGUAGE:
        return list(problems)
    return [replace(problem, file=f"{language}/{problem.file}") for problem in problems]


def _listing(report: Report) -> list[str]:
    errors = [str(problem) for problem in report.errors]
    warnings = [f"{problem} (warning)" for problem in report.warnings]
    return [*errors, *warnings]


def _summary(report: Report) -> str:
    return (
        f"{_count(report.files, 'file')}, {_count(report.tracks, 'track')} of "
        f"{_count(report.days, 'day')}, {report.words_per_message} words in a typical message: "
        f"{_count(len(report.errors), 'error')}, {_count(len(report.warnings), 'warning')}."
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
