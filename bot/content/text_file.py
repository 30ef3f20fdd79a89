"""Read a text file as people save it: with any line endings, and maybe a byte order mark."""

import re
from pathlib import Path

from bot.content.problems import Findings

LARGEST = 200_000
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LINE_END = re.compile(r"\r\n|\n|\r")
ZIP = b"PK\x03\x04"
"""Word, Pages and LibreOffice documents also start with this."""
SHOWN = 20


def read_text(path: Path, findings: Findings) -> str | None:
    """Return the text with plain line endings, or None after reporting the reason."""
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        findings.error(0, "This is a folder, not a file. Move it, or name a file in it.")
        return None
    except FileNotFoundError:
        findings.error(0, "There is no such file. Look for a slip in the name.")
        return None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        findings.error(0, f"It cannot be opened: {reason}. Look at its name and permissions.")
        return None
    return _decode(data, findings)


def _decode(data: bytes, findings: Findings) -> str | None:
    if len(data) > LARGEST:
        findings.error(0, f"The file is larger than {LARGEST:,} bytes. Split it.")
        return None
    if data.startswith(ZIP):
        findings.error(
            0, "This is a document of a word processor. Save it as plain text, in UTF-8."
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _say_unlike_utf_8(data[: error.start], findings)
        return None
    if not text.strip():
        findings.error(0, "The file is empty. Copy another file and change it.")
        return None
    text = LINE_END.sub("\n", text)
    for match in UNSEEN.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        findings.error(line, "There is a character here that cannot be seen. Type the line anew.")
    return text


def _say_unlike_utf_8(before: bytes, findings: Findings) -> None:
    lines = LINE_END.split(before.decode("utf-8", "ignore"))
    where = f'The letter after "{lines[-1][-SHOWN:]}"' if lines[-1] else "A letter here"
    findings.error(
        len(lines), f"{where} is not UTF-8. Save the file again with the encoding UTF-8."
    )
