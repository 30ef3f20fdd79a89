"""The header of a track file: a few `key: value` lines between two lines of `---`."""

import re
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.content.problems import Findings, did_you_mean, nearest
from bot.domain.practice.track import Needs

Line = tuple[int, str]

FENCE = "---"
NEEDED = ("track", "title", "for", "purpose", "needs", "status")
KEYS = (*NEEDED, "ideas", "asked as")
EXAMPLES = {
    "track": "track: stay-close",
    "title": "title: Stay close to the work",
    "for": "for: Managers who see the work mostly as numbers",
    "purpose": "purpose: Know the real work",
    "needs": "needs: none",
    "status": "status: draft",
    "ideas": "ideas: A12 4-7, A16 7",
    "asked as": "asked as: I have lost touch / what do they do all day",
}
ENTRY = re.compile(r"((?i:asked as)|[^\s:]+)\s*:(?:\s+(.*))?")
SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SLUG_LENGTH = 40
TEXT_LENGTH = 200
ANY = re.compile(r"any ([1-9][0-9]?)")
SMART_QUOTES = "“”„«»\u2018\u2019\u201a"


@dataclass(slots=True)
class Header:
    """
    A parsed header.

    Attributes:
        values: Every value as typed.
        lines: The line of each key, including those with an unreadable value.
    """

    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def line(self, key: str) -> int:
        return self.lines.get(key, 0)


def split(lines: list[Line], findings: Findings) -> tuple[list[Line] | None, list[Line]]:
    """Split the lines into the header's and the rest; None for a missing header."""
    if not lines or lines[0][1].rstrip() != FENCE:
        findings.error(1, 'There is no header. Begin the file with a line of "---".')
        return None, lines
    for place, (_, text) in enumerate(lines[1:], start=1):
        if text.rstrip() == FENCE:
            return lines[1:place], lines[place + 1 :]
        if text.startswith("##"):
            break
    return _unclosed(lines, findings)


def _unclosed(lines: list[Line], findings: Findings) -> tuple[list[Line], list[Line]]:
    inside = 1
    while inside < len(lines) and ENTRY.fullmatch(lines[inside][1].strip()):
        inside += 1
    last = lines[inside - 1][0]
    findings.error(last, 'The header does not end. Put a line of "---" below this one.')
    return lines[1:inside], lines[inside:]


def read_header(lines: list[Line], findings: Findings) -> Header:
    """Parse every key and value, and report the problems in them."""
    header = Header()
    for number, text in lines:
        if text.strip() and not text.lstrip().startswith("#"):
            _read_entry(number, text.rstrip(), header, findings)
    missing = [key for key in NEEDED if key not in header.lines]
    for key in missing:
        findings.error(1, f'The header has no "{key}". Add a line such as: {EXAMPLES[key]}')
    return header


def _read_entry(number: int, text: str, header: Header, findings: Findings) -> None:
    entry = ENTRY.fullmatch(text.strip())
    if entry is None:
        _say_unlike(number, text, header, findings)
        return
    key = entry[1].strip(SMART_QUOTES + "\"'")
    usable = _check_key(number, entry[1], key, header, findings)
    header.lines.setdefault(key, number)
    if not usable:
        return
    if reason := _unreadable(text, entry[2] or ""):
        findings.error(number, reason)
    else:
        _keep(number, key, text, header, findings)


def _say_unlike(number: int, text: str, header: Header, findings: Findings) -> None:
    first, *rest = text.split()
    if first in KEYS:
        header.lines.setdefault(first, number)
        findings.error(number, f'Put a colon after "{first}": {first}: {_short(" ".join(rest))}')
    else:
        findings.error(number, f'"{_short(text)}" is not a header line. Write it as key: value.')


def _check_key(number: int, typed: str, key: str, header: Header, findings: Findings) -> bool:
    if key not in KEYS:
        header.lines.setdefault(nearest(key, KEYS) or key, number)
        findings.error(number, f'"{typed}" is not a header key. {did_you_mean(key, KEYS)}')
    elif typed != key:
        findings.error(number, f"Take the quotes off the header key: write {key}: without them.")
    elif key in header.lines:
        also = header.lines[key]
        findings.error(number, f'"{key}" is already on line {also}. Keep one of the two.')
    else:
        return True
    return False


def _unreadable(text: str, value: str) -> str:
    """Return the reason YAML would misread this line, or ""."""
    if "\t" in text:
        return "There is a tab in this header line. Use a space instead."
    if text[0] == " ":
        return "This header line begins with a space. Move it to the start of the line."
    return "" if value.startswith(('"', "'")) else _unreadable_value(value)


def _unreadable_value(value: str) -> str:
    if value.startswith(tuple(SMART_QUOTES)):
        return "Take the curly quotes off this header value: it needs none."
    if ": " in value or value.endswith(":"):
        return 'A header value cannot hold a colon and a space (": "). Use a comma or a dash.'
    if " #" in value or value.startswith("#"):
        return 'A header value cannot hold " #": what follows would be lost. Leave out the "#".'
    return ""


def _keep(number: int, key: str, text: str, header: Header, findings: Findings) -> None:
    try:
        value = YAML(typ="base", pure=True).load(text)[key]
    except (YAMLError, KeyError, ValueError):
        value = None
    if not isinstance(value, str):
        findings.error(
            number, f'The value of "{key}" is not plain text. Begin it with a letter or a number.'
        )
    elif not value.strip():
        findings.error(number, f'"{key}" is empty. Write, for example: {EXAMPLES.get(key, key)}')
    else:
        header.values.setdefault(key, value.strip())


def check_values(header: Header, stem: str, findings: Findings) -> None:
    """Check `track` and `status`; *stem* is the file's name without its extension."""
    track = header.values.get("track", stem)
    line = header.line("track")
    if not SLUG.fullmatch(track) or len(track) > SLUG_LENGTH:
        findings.error(
            line,
            f'"{_short(track)}" cannot be the id of a track. Use small letters, digits and '
            f"hyphens, at most {SLUG_LENGTH}, beginning with a letter.",
        )
    elif track != stem:
        findings.error(
            line,
            f'The header says "track: {track}" and the file is called {findings.file}. '
            f"Make the two the same.",
        )
    for key in ("for", "purpose"):
        length = len(header.values.get(key, ""))
        if length > TEXT_LENGTH:
            findings.error(
                header.line(key),
                f'"{key}" has {length:,} characters. Keep it under {TEXT_LENGTH}.',
            )
    status = header.values.get("status", "draft")
    if status not in ("ready", "draft"):
        findings.error(
            header.line("status"), f'"{_short(status)}" is not a status. Write ready or draft.'
        )


def read_needs(header: Header, findings: Findings) -> Needs:
    """Parse `none`, `a, b` (all of them), `a | b` (one of them) or `any 3`."""
    text = header.values.get("needs", "none")
    if text == "none":
        return Needs()
    if match := ANY.fullmatch(text):
        return Needs(count=int(match[1]))
    mark = "|" if "|" in text else ","
    names = tuple(part.strip() for part in text.split(mark))
    if not all(SLUG.fullmatch(name) for name in names):
        findings.error(
            header.line("needs"),
            f'"{_short(text)}" is not a list of tracks. Write none, one id, "a, b" for both, '
            '"a | b" for either, or any 3.',
        )
    return Needs(either=names) if mark == "|" else Needs(every=names)


def _short(text: str) -> str:
    return text if len(text) <= SLUG_LENGTH else f"{text[:SLUG_LENGTH]}…"
