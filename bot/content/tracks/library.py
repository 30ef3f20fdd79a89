"""All tracks, and the problems in their files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from bot.content import default_folder
from bot.content.problems import Findings, Problem, nearest
from bot.content.search.help_words import FOLDER as HELP
from bot.content.search.help_words import HelpWords, load_help_words
from bot.content.search.index import Index
from bot.content.tracks.track_file import TrackFile, read_track_file
from bot.domain.practice.track import Nudge, Track

FIRST = "en"
"""The language that has every track."""

# The order in which tracks are offered; others follow by name.
DEFAULT_PATH = (
    "start-here",
    "why-lead",
    "doer-to-leader",
    "clear-expectations",
    "know-your-people",
    "delegation",
    "trust",
    "stepping-back",
    "team-recognition",
    "mistakes",
    "ground-level",
    "big-picture",
    "grow-the-team",
    "manage-and-lead",
)
NEAR = 60


@dataclass(slots=True)
class Library:
    """
    The readable tracks; `take` replaces them while the process runs.

    Attributes:
        problems: The problems of all files, including broken ones.
    """

    problems: tuple[Problem, ...]
    _tracks: dict[str, Track]
    _help_words: HelpWords = field(default_factory=HelpWords)
    _index: Index | None = None

    def take(self, other: "Library") -> None:
        """Replace the contents by those of *other*."""
        for name in ("problems", "_tracks", "_help_words", "_index"):
            setattr(self, name, getattr(other, name))

    @property
    def tracks(self) -> tuple[Track, ...]:
        """The tracks that can be assigned, those on the default path first."""
        return tuple(track for track in self._tracks.values() if track.ready)

    @property
    def drafts(self) -> tuple[Track, ...]:
        """The tracks that only coaches may try."""
        return tuple(track for track in self._tracks.values() if not track.ready)

    def track(self, track_id: str) -> Track | None:
        """Return the track with that id, ready or draft."""
        return self._tracks.get(track_id)

    def nudge(self, nudge_id: str) -> tuple[Track, Nudge] | None:
        """Return the nudge with that id and its track, or None if either has been retired."""
        track = self._tracks.get(nudge_id.rpartition(".")[0])
        nudge = track.nudge(nudge_id) if track else None
        return (track, nudge) if track and nudge else None

    @property
    def index(self) -> Index:
        """The tracks that can be assigned, ready to be searched; built when first asked for."""
        if self._index is None:
            self._index = Index(self.tracks, self._help_words)
        return self._index

    def nearest(self, word: str, others: Sequence[str] = ()) -> str | None:
        """
        Return the id of the track with the id or title most similar to *word*, if similar enough.

        Args:
            others: Other names that may be meant; one of these is returned as it is.
        """
        tracks = tuple(self._tracks.values())
        names = [*(track.id for track in tracks), *others]
        match = process.extractOne(
            word,
            [*names, *(track.title for track in tracks)],
            scorer=fuzz.WRatio,
            processor=utils.default_process,
            score_cutoff=NEAR,
        )
        return names[match[2] % len(names)] if match else None


def load_library(folder: Path, language: str = FIRST, before: Library | None = None) -> Library:
    """
    Load the tracks in `<folder>/<language>/tracks`, and missing ones in English.

    A broken file doesn't affect the others.

    Args:
        before: The previous library: a file broken since then keeps its previous track.
    """
    paths = {
        path.name: path
        for spoken in (FIRST, language)
        for path in (folder / spoken / "tracks").glob("*.md")
    }
    files = [read_track_file(paths[name]) for name in sorted(paths)]
    kept = [before.track(Path(file.name).stem) for file in files if before and not file.track]
    tracks = on_path(track for track in (*(file.track for file in files), *kept) if track)
    problems = [problem for file in files for problem in file.problems]
    return Library(
        problems=(*problems, *check_together(files)),
        _tracks={track.id: track for track in tracks},
        _help_words=help_words(folder / language),
    )


def help_words(language: Path) -> HelpWords:
    """Load a language's lists for searching, or those of Baton's English if it has none."""
    own = language / HELP
    return load_help_words(own if own.is_dir() else default_folder() / FIRST / HELP)


def on_path(tracks: Iterable[Track]) -> list[Track]:
    """Sort tracks in the order in which they are offered."""
    return sorted(tracks, key=lambda track: place(track.id))


def place(track_id: str) -> tuple[int, str]:
    """Return a track's sort key: on the default path, or after it by name."""
    on_path = track_id in DEFAULT_PATH
    return (DEFAULT_PATH.index(track_id) if on_path else len(DEFAULT_PATH), track_id)


def check_together(files: Iterable[TrackFile]) -> list[Problem]:
    """Check several tracks together: their prerequisites, and duplicates."""
    files = tuple(files)
    read = [(file, file.track) for file in files if file.track]
    known = {Path(file.name).stem for file in files}
    startable = _startable([track for _, track in read], known)
    problems: list[Problem] = []
    for place, (file, track) in enumerate(read):
        findings = Findings(file.name)
        _check_needs(file, track, known, startable, findings)
        _check_twins(file, track, read[:place], findings)
        problems += findings.problems
    return problems


def _startable(tracks: list[Track], known: set[str]) -> set[str]:
    """Return the track ids reachable in some order of finishing; missing tracks don't block."""
    done = known - {track.id for track in tracks}
    waiting = list(tracks)
    while ready := [track for track in waiting if _met(track, done, known)]:
        done |= {track.id for track in ready}
        waiting = [track for track in waiting if track not in ready]
    return done


def _met(track: Track, done: set[str], known: set[str]) -> bool:
    needs = track.needs
    either = not needs.either or any(name in done or name not in known for name in needs.either)
    every = all(name in done or name not in known for name in needs.every)
    return either and every and len(done) >= min(needs.count, len(known) - 1)


def _check_needs(
    file: TrackFile, track: Track, known: set[str], startable: set[str], findings: Findings
) -> None:
    line = file.header.line("needs")
    for name in (*track.needs.every, *track.needs.either):
        if name not in known:
            near = nearest(name, sorted(known - {track.id}))
            mend = f'Did you mean "{near}"?' if near else "Write none, or the id of a track."
            findings.error(line, f'There is no track "{name}" to need. {mend}')
    if track.needs.count >= len(known):
        findings.error(
            line, f"It needs any {track.needs.count} tracks, and there are {len(known) - 1} more."
        )
    if track.id not in startable:
        findings.error(
            line,
            f'"{track.id}" can never begin: what it needs waits for it in turn. '
            "Take one out of its needs.",
        )


def _check_twins(
    file: TrackFile, track: Track, before: list[tuple[TrackFile, Track]], findings: Findings
) -> None:
    keys = {nudge.key for nudge in track.nudges if nudge.key}
    for other_file, other in before:
        if other.title.casefold() == track.title.casefold():
            findings.error(
                file.header.line("title"),
                f'{other_file.name} has the title "{other.title}" too. Give each its own.',
            )
        for key in sorted(keys & {nudge.key for nudge in other.nudges}):
            findings.error(0, f'{other_file.name} has the key "{key}" too. Rename one of them.')
