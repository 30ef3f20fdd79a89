"""Read `.env` in any Unicode encoding, and report its mistakes."""

import codecs
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import Binding, parse_stream

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8-sig",
}
"""In this order: UTF-32's little-endian mark starts with UTF-16's."""


@dataclass(frozen=True, slots=True)
class EnvFile:
    """
    The contents of an env file.

    Attributes:
        values: Values by name, as written; the last one if a name is repeated.
        problems: One sentence for each mistake.
    """

    values: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_env_file(path: Path, known: Iterable[str]) -> EnvFile:
    """
    Read an env file, which need not exist.

    Args:
        known: Names of settings, in capitals: none of them may be given twice.
    """
    try:
        text = _decode(path.read_bytes())
    except FileNotFoundError:
        return EnvFile()
    except IsADirectoryError:
        return EnvFile(problems=[f"{path} is a folder; settings are read from a file."])
    except OSError as error:
        return EnvFile(problems=[f"{path} can't be read: {error.strerror}."])
    except UnicodeError:
        return EnvFile(problems=[f"{path} isn't saved as UTF-8: save it again in that encoding."])
    bindings = list(parse_stream(StringIO(text)))
    sound = "".join(binding.original.string for binding in bindings if not binding.error)
    values = dotenv_values(stream=StringIO(sound))
    return EnvFile(
        {name: value for name, value in values.items() if value is not None},
        [*_unreadable(bindings, path), *_given_twice(bindings, frozenset(known), path)],
    )


def _decode(content: bytes) -> str:
    text = content.decode(_encoding(content))
    if "\0" in text:
        raise UnicodeError
    return text


def _encoding(content: bytes) -> str:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return encoding
    # Without a mark: plain text in UTF-16 has a NUL in each pair of bytes.
    if content[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if content[:1] == b"\0" else "utf-8"


def _unreadable(bindings: list[Binding], path: Path) -> list[str]:
    return [
        f"{path}, line {_line(binding)}: this isn't NAME=value."
        for binding in bindings
        if binding.error or (binding.key and binding.value is None)
    ]


def _line(binding: Binding) -> int:
    """Return the line of the text itself: the binding includes blank lines before it."""
    written = binding.original.string
    return binding.original.line + written[: -len(written.lstrip())].count("\n")


def _given_twice(bindings: list[Binding], known: frozenset[str], path: Path) -> list[str]:
    lines: dict[str, list[int]] = defaultdict(list)
    values: dict[str, set[str | None]] = defaultdict(set)
    for binding in bindings:
        name = (binding.key or "").upper()
        if name in known:
            lines[name].append(_line(binding))
            values[name].add(binding.value)
    return [
        f"{name} is in {path} more than once, lines {' and '.join(map(str, lines[name]))}: "
        "keep one."
        for name, different in values.items()
        if len(different) > 1
    ]
