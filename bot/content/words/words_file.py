"""Read the files of fixed texts (Project Fluent), with a plain sentence for every problem."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.content.problems import Findings, Problem
from bot.content.text_file import read_text

FUNCTIONS = ("NUMBER", "DATETIME")
REASONS = {
    "E0002": "This line belongs to no entry. Write name = words, or indent it by four spaces.",
    "E0005": "There are no words after the name. Write name = words, or take it out.",
    "E0006": "There are no words after the name. Write -name = words, or take it out.",
    "E0010": "None of the cases is the usual one. Put a star before it: *[other]",
    "E0015": "Two cases carry a star. Leave it on the usual one.",
    "E0020": "A quotation mark is never closed. Add the second one.",
    "E0027": 'There is a "}" too many, or one that needs a line of its own.',
    "E0028": 'There is nothing to put in after "{". Write, for example: { $name }',
}
TOKENS = {
    "=": 'There is no "=" after the name. Write name = words.',
    "}": 'A "{" is never closed. Add the "}".',
}


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One message, or a term if its name starts with a dash.

    Attributes:
        facts: The `$names` it uses directly.
        parts: Other entries it includes.
    """

    name: str
    file: str
    line: int
    facts: frozenset[str]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class WordsFolder:
    """
    The texts of one language.

    Attributes:
        entries: By name, in the order of the files.
        facts: For each name, every `$name` that must be given, also through its parts.
    """

    resources: tuple[ast.Resource, ...]
    entries: dict[str, Entry]
    facts: dict[str, frozenset[str]]
    problems: tuple[Problem, ...]


class _Used(Visitor):
    """Collects the names an entry uses."""

    def __init__(self) -> None:
        self.facts: set[str] = set()
        self.parts: set[str] = set()
        self.functions: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.facts.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.parts.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.parts.add(f"-{node.id.name}")

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        self.functions.add(node.id.name)
        self.generic_visit(node)


def read_words_folder(folder: Path) -> WordsFolder:
    """Read all `.ftl` files of a folder as one language."""
    return read_words_files(sorted(folder.glob("*.ftl")))


def read_words_files(paths: Iterable[Path]) -> WordsFolder:
    resources: list[ast.Resource] = []
    entries: dict[str, Entry] = {}
    findings = {path: Findings(path.name) for path in paths}
    for path, found in findings.items():
        text = read_text(path, found)
        resource = None if text is None else _parse(text, found)
        if text is not None and resource is not None:
            resources.append(resource)
            _take(resource, text, entries, found)
    by_name = {found.file: found for found in findings.values()}
    for entry in entries.values():
        _check_parts(entry, entries, by_name[entry.file])
    facts = {name: _facts(name, entries) for name in entries}
    problems = tuple(problem for found in findings.values() for problem in found.problems)
    return WordsFolder(tuple(resources), entries, facts, problems)


def _parse(text: str, findings: Findings) -> ast.Resource | None:
    try:
        return _resource(text)
    except RecursionError:
        findings.error(0, 'There are too many "{" inside each other. Take some out.')
        return None


@lru_cache(maxsize=64)
def _resource(text: str) -> ast.Resource:
    """Parse one file; cached, because parsing is slow and a change rereads all files."""
    return FluentParser().parse(text)


def _take(
    resource: ast.Resource, text: str, entries: dict[str, Entry], findings: Findings
) -> None:
    for node in resource.body:
        start = node.span.start if node.span else 0
        line = text.count("\n", 0, start) + 1
        if isinstance(node, ast.Junk):
            findings.error(line, _reason(node))
        elif isinstance(node, ast.Message | ast.Term):
            _add(node, text, entries, findings)


def _add(
    node: ast.Message | ast.Term, text: str, entries: dict[str, Entry], findings: Findings
) -> None:
    start = node.id.span.start if node.id.span else 0
    line = text.count("\n", 0, start) + 1
    name = f"-{node.id.name}" if isinstance(node, ast.Term) else node.id.name
    used = _Used()
    used.visit(node.value)
    if node.attributes or node.value is None:
        findings.error(line, f'"{name}" has a part that begins with a dot. Give it its own name.')
    for function in sorted(used.functions.difference(FUNCTIONS)):
        findings.error(
            line, f'"{name}" calls {function}(), which Baton does not know. Take it out.'
        )
    if name in entries:
        also = entries[name]
        findings.error(
            line, f'"{name}" is already in {also.file} on line {also.line}. Keep one of the two.'
        )
        return
    facts = frozenset() if isinstance(node, ast.Term) else frozenset(used.facts)
    entries[name] = Entry(name, findings.file, line, facts, frozenset(used.parts))


def _reason(junk: ast.Junk) -> str:
    for annotation in junk.annotations or ():
        if annotation.code == "E0003":
            token = next(
                (token for token in TOKENS if f'"{token}"' in f"{annotation.message}"), ""
            )
            return TOKENS.get(token, f"It cannot be read: {annotation.message}.")
        return REASONS.get(annotation.code, f"It cannot be read: {annotation.message}.")
    return "It cannot be read. Write name = words."


def _check_parts(entry: Entry, entries: dict[str, Entry], findings: Findings) -> None:
    for part in sorted(entry.parts - entries.keys()):
        findings.error(
            entry.line, f'"{entry.name}" puts in "{part}", which is not there. Check its name.'
        )
    if entry.name in _parts(entry.name, entries):
        findings.error(entry.line, f'"{entry.name}" puts in itself. Take that out.')


def _parts(name: str, entries: dict[str, Entry]) -> set[str]:
    """Return everything an entry includes, directly or indirectly."""
    found: set[str] = set()
    ahead = {name}
    while ahead:
        parts = {p for n in ahead if n in entries for p in entries[n].parts}
        ahead = parts - found
        found |= parts
    return found


def _facts(name: str, entries: dict[str, Entry]) -> frozenset[str]:
    parts = _parts(name, entries) | {name}
    return frozenset(fact for part in parts if part in entries for fact in entries[part].facts)
