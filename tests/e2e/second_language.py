"""A second language, made from the first: every word in letters that English does not have."""

import re
import shutil
from pathlib import Path

from fluent.syntax import FluentParser, FluentSerializer
from fluent.syntax.visitor import Transformer

CONTENT = Path(__file__).parents[2] / "content"
LANGUAGE = "el"
"""Greek: Babel writes its dates and countries in letters that are not English either."""

LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "αβξδεφγηιϊκλμνοπθρστυωςχψζ")
CAPITALS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "ΑΒΞΔΕΦΓΗΙΪΚΛΜΝΟΠΘΡΣΤΥΩΣΧΨΖ")
CODE = re.compile(r"(`[^`]*`)")


def translated(text: str) -> str:
    """The same in Greek letters; what people type, in backticks, stays."""
    parts = CODE.split(text)
    return "".join(
        part if part.startswith("`") else part.translate(LETTERS).translate(CAPITALS)
        for part in parts
    )


class _Translator(Transformer):
    def visit_TextElement(self, node):  # noqa: N802
        node.value = translated(node.value)
        return node


def write_second_language(folder: Path) -> Path:
    """Content that speaks English and, with all of its messages, the second language."""
    shutil.copytree(CONTENT, folder / "content")
    room = folder / "content" / LANGUAGE / "messages"
    room.mkdir(parents=True)
    for path in (CONTENT / "en" / "messages").glob("*.ftl"):
        resource = FluentParser().parse(path.read_text(encoding="utf-8"))
        spoken = FluentSerializer().serialize(_Translator().visit(resource))
        (room / path.name).write_text(spoken, encoding="utf-8")
    return folder / "content"
