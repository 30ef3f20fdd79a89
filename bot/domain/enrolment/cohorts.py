"""Cohorts: a coach's named groups of people."""

from dataclasses import dataclass

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Cohort:
    """
    A named group of people.

    Attributes:
        groups: The Slack groups it follows; people who join one can be caught up.
        track: The id of the track it was assigned last, or "".
        people: Slack ids.
    """

    id: int
    name: str
    groups: tuple[str, ...]
    track: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CohortLine:
    """
    A cohort in one line: the number of its people in each state on its track.

    Attributes:
        track: The track's title, or "".
        behind: Slack ids of those who were never on it.
    """

    cohort: Cohort
    track: str
    running: int = 0
    waiting: int = 0
    finished: int = 0
    behind: tuple[str, ...] = ()
