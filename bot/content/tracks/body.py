"""Parse the body of a track file line by line: a note for coaches, then days with labels."""

import re
from dataclasses import dataclass, field

from bot.content.problems import Findings, did_you_mean, nearest
from bot.content.tracks.prose import Prose, join

Line = tuple[int, str]

LABELS = (
    "Ask",
    "Reply",
    "Plan",
    "Smaller",
    "Again",
    "Review",
    "Answer",
    "Key",
    "Confidence",
    "Private",
    "Signal",
    "Why",
    "Also",
    "Asked as",
)
# Things besides labels that an author may have meant to write.
HEADING_MEANT, MESSAGE_MEANT = "the heading", "the message"
NOTE_LENGTH = 2000
NOTE = re.compile(r"note for coaches\s*(\(never sent\))?\s*:\s*", re.IGNORECASE)
HEADING = re.compile(r"##\s+Day\s+([0-9]{1,3})\s*\|([^|]*)\|(.*)")
DAY_NUMBER = re.compile(r"#+\s*day\s*([0-9]{1,3})\b", re.IGNORECASE)
LABEL = re.compile(r"((?i:asked as)|[^\W\d_][\w-]*)\s*:(?:\s+(.*))?")
# Below the message only labels are expected, so two or three words may be a mistyped one.
LOOSE_LABEL = re.compile(r"([A-Z][\w-]*(?: [\w-]+){1,2})\s*:(?:\s+(.*))?")
DRESSED_LABEL = re.compile(rf"[*_>\s-]+({'|'.join(LABELS)})[*_]*\s*:[*_]*(?:\s+(.*))?")


@dataclass(slots=True)
class Day:
    """
    One day as it was typed.

    Attributes:
        line: The line of its heading.
        number: None if the heading has none.
        message: The lines before the first label.
        labels: The text of each label.
        meant: Parts that were there but unusable: mistyped or empty.
    """

    line: int
    number: int | None
    kind: str = ""
    title: str = ""
    message: Prose | None = None
    labels: dict[str, Prose] = field(default_factory=dict)
    meant: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return "This day" if self.number is None else f"Day {self.number}"

    def text(self, label: str) -> str:
        return self.labels[label].text if label in self.labels else ""

    def has(self, label: str) -> bool:
        """Return True if the author meant to write *label*, correctly or not."""
        return label in self.labels or label in self.meant

    def at(self, label: str) -> int:
        """Return the line of *label*, or of the heading if it is missing."""
        return self.labels[label].line if label in self.labels else self.line


@dataclass(frozen=True, slots=True)
class Body:
    """Everything below the header."""

    note: str
    days: list[Day]


def read_body(lines: list[Line], findings: Findings) -> Body:
    """Parse the note and the days, and report structural problems."""
    blocks: list[list[Line]] = [[]]
    for number, text in lines:
        # An indented heading is meant as one; nobody sees the spaces or tab in an editor.
        if text.startswith("#") or DAY_NUMBER.match(text.strip()):
            blocks.append([])
        blocks[-1].append((number, text.strip()))
    days = [_read_day(block[0], block[1:], findings) for block in blocks[1:]]
    return Body(_read_note(blocks[0], findings), [day for day in days if day])


def _read_note(lines: list[Line], findings: Findings) -> str:
    prose = join(lines)
    if prose is None:
        return ""
    if len(prose.text) > NOTE_LENGTH:
        findings.error(
            prose.line,
            f"The note has {len(prose.text):,} characters. Keep it under {NOTE_LENGTH:,}.",
        )
    return NOTE.sub("", prose.text, count=1)


def _read_day(heading: Line, lines: list[Line], findings: Findings) -> Day | None:
    line, text = heading
    match = HEADING.fullmatch(text)
    if match:
        day = Day(line, int(match[1]), match[2].strip(), match[3].strip())
    else:
        findings.error(
            line,
            f'"{text[:60]}" is not a day. Write it like this: ## Day 1 | try | A short title',
        )
        number = DAY_NUMBER.match(text)
        if not number and not text.startswith("##"):
            return None
        day = Day(line, int(number[1]) if number else None, meant={HEADING_MEANT})
    _DayReader(day, findings).read(lines)
    return day


@dataclass(slots=True)
class _DayReader:
    """
    Reads the lines below a heading.

    Attributes:
        below: The first label was found, so the message is over.
        gather: The lines that an unlabelled line is added to; None after an empty line.
    """

    day: Day
    findings: Findings
    below: bool = False
    gather: list[Line] | None = None
    message: list[Line] = field(default_factory=list)
    found: dict[str, list[Line]] = field(default_factory=dict)

    def read(self, lines: list[Line]) -> None:
        for number, text in lines:
            self._take(number, text)
        self.day.message = join(self.message)
        for label, typed in self.found.items():
            self._keep(label, typed)

    def _keep(self, label: str, typed: list[Line]) -> None:
        prose = join(typed)
        if prose:
            self.day.labels[label] = Prose(prose.text, ((0, typed[0][0]), *prose.starts[1:]))
            return
        self.day.meant.add(label)
        self.findings.error(typed[0][0], f'"{label}" is empty. Write something, or take it out.')

    def _take(self, number: int, text: str) -> None:
        label = self._label(text)
        if label:
            self._check_dress(number, text, label[1])
            self._open(number, label[1], label[2] or "")
        elif not text:
            self.gather = None
            self.message.append((number, text))
        elif self.gather is not None:
            self.gather.append((number, text))
        else:
            self._plain(number, text)

    def _label(self, text: str) -> re.Match[str] | None:
        plain = LABEL.fullmatch(text) or DRESSED_LABEL.fullmatch(text)
        return plain or (LOOSE_LABEL.fullmatch(text) if self.below else None)

    def _check_dress(self, number: int, text: str, label: str) -> None:
        if not text.startswith(label):
            self.findings.error(
                number, f'Write "{label}:" at the start of the line, with no marks.'
            )

    def _plain(self, number: int, text: str) -> None:
        if not self.below:
            self.message.append((number, text))
            return
        self.gather = []
        self.findings.error(
            number, "This text comes after a label, so it would not be sent. Move it above Ask."
        )

    def _open(self, number: int, label: str, rest: str) -> None:
        self.gather = [(number, rest)]
        if label not in LABELS:
            self._unknown(number, label)
        elif label in self.found:
            also = self.found[label][0][0]
            self.findings.error(
                number, f'"{label}" is already on line {also}. Keep one of the two.'
            )
        else:
            self.below = True
            self.found[label] = self.gather

    def _unknown(self, number: int, label: str) -> None:
        meant = nearest(label, LABELS)
        self.below = self.below or meant is not None
        self.day.meant.add(meant or MESSAGE_MEANT)
        advice = did_you_mean(label, LABELS)
        if not self.below:
            advice += " If it belongs to the message, begin the line with another word."
        self.findings.error(number, f'"{label}" is not a label. {advice}')
