"""Check that each phrase of `Asked as` finds the day or track it was written for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.content.problems import Findings, Problem
from bot.content.search.help_words import HelpWords
from bot.content.search.index import Index
from bot.content.tracks import asked
from bot.content.tracks.track_file import TrackFile
from bot.domain.practice.track import Nudge, Track


@dataclass(frozen=True, slots=True)
class _Asked:
    """The phrases of a day, or of a whole track if *nudge* is None, and where they stand."""

    file: TrackFile
    track: Track
    nudge: Nudge | None
    line: int

    @property
    def phrases(self) -> tuple[str, ...]:
        return self.nudge.asked_as if self.nudge else self.track.asked_as

    @property
    def name(self) -> str:
        return self.nudge.id if self.nudge else self.track.id


def check_found(files: Iterable[TrackFile], lists: HelpWords) -> list[Problem]:
    """Warn about phrases that two days share, and phrases and days that aren't found."""
    tracks = [(file, file.track) for file in files if file.track]
    index = Index((track for _, track in tracks), lists)
    findings = {file.name: Findings(file.name) for file, _ in tracks}
    seen: dict[str, _Asked] = {}
    for one in (one for file, track in tracks for one in _asked(file, track)):
        _check_shared(one, seen, findings[one.file.name])
        _check_found(one, index, findings[one.file.name])
    return [problem for found in findings.values() for problem in found.problems]


def _asked(file: TrackFile, track: Track) -> Iterator[_Asked]:
    yield _Asked(file, track, None, file.header.line(asked.KEY))
    for day, nudge in zip(file.days, track.nudges, strict=True):
        yield _Asked(file, track, nudge, day.at(asked.LABEL))


def _check_shared(one: _Asked, seen: dict[str, _Asked], findings: Findings) -> None:
    for phrase in one.phrases:
        first = seen.setdefault(phrase.casefold(), one)
        if first is not one:
            findings.warn(
                one.line, f'{first.name} is asked for as "{phrase}", too. Keep it for one.'
            )


def _check_found(one: _Asked, index: Index, findings: Findings) -> None:
    missed = [phrase for phrase in one.phrases if not _finds(one, phrase, index)]
    if missed and len(missed) == len(one.phrases):
        findings.warn(
            one.line, f"None of its phrases finds {one.name}. Say it in words no other day has."
        )
        return
    for phrase in missed:
        hits = [match.nudge.id for match in index.find(phrase)]
        finds = f"finds {', '.join(hits)} and not {one.name}" if hits else "finds nothing"
        findings.warn(one.line, f'"{phrase}" {finds}. Say it in other words, or take it out.')


def _finds(one: _Asked, phrase: str, index: Index) -> bool:
    if one.nudge is None:
        return any(match.track.id == one.track.id for match in index.find(phrase))
    return any(match.nudge.id == one.nudge.id for match in index.find(phrase))
