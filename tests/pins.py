"""
Check that the pinned requirements are closed: `python -m tests.pins`.

In a closed set each package that any pinned package needs is pinned as well, with hashes and with
the extras it is asked for, on every Python and platform Baton supports. pip then has nothing to
resolve, and what is published later changes nothing. What packages need is read from the
installed ones, so no index is asked.

A package that is asked for with extras has a line for each way it is asked for: `psycopg`,
`psycopg[pool]` and `psycopg[binary,pool]` are three things to the resolver of an older pip, and it
would look for the newest of one that isn't pinned. `python -m tests.pins --complete` adds those
lines to what uv has written.
"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from itertools import product
from pathlib import Path

from packaging.dependency_groups import resolve_dependency_groups
from packaging.markers import Marker, default_environment
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent

PYTHONS = ("3.11", "3.12", "3.13", "3.14", "3.15")
PLATFORMS = (
    ("linux", "Linux", "x86_64"),
    ("linux", "Linux", "aarch64"),
    ("darwin", "Darwin", "x86_64"),
    ("darwin", "Darwin", "arm64"),
)
OPTIONS = ("--only-binary :all:",)
"""The only line that is neither a pin nor a comment: pip never builds a source distribution."""

PINNED = re.compile(r"==[^=*,]+")
HASH = re.compile(r"\s--hash=sha256:[0-9a-f]{64}(?=\s|$)")

ANY = SpecifierSet()

EXTRAS = re.compile(
    r"""
    ^(\S+?)(\[[^\]]+\])  # the name and its extras
    (==.+\n(?:[ ]+--hash.+\n)+)  # the version, and a hash on each line
    """,
    re.MULTILINE | re.VERBOSE,
)

Environment = dict[str, str]


@dataclass(frozen=True, slots=True)
class Pin:
    """One line of a requirements file."""

    name: str
    version: str
    extras: frozenset[str]
    marker: Marker | None

    def applies(self, environment: Environment) -> bool:
        return self.marker is None or self.marker.evaluate(environment)


@dataclass(frozen=True, slots=True)
class Needs:
    """What one pinned package says of itself: its requirements, and the Pythons it runs on."""

    requirements: tuple[Requirement, ...] = ()
    pythons: SpecifierSet = ANY


Pinned = dict[tuple[str, frozenset[str]], Pin]
"""The pins of one Python and platform, by name and extras."""


class NotPinned(ValueError):
    """A line of a requirements file that leaves pip a choice."""


def main(arguments: Sequence[str] = ()) -> int:
    """Check all sets; print what is wrong, and give 1 if anything is."""
    if arguments:
        for file, requirements in asked_for().items():
            text = (ROOT / file).read_text()
            (ROOT / file).write_text(completed(text, combinations(read(text), requirements)))
    wanted = asked_for()
    said: list[str] = []
    sets: dict[str, list[Pin]] = {}
    for file, requirements in wanted.items():
        try:
            sets[file] = read((ROOT / file).read_text())
        except NotPinned as error:
            said.append(f"{file}: {error}")
        else:
            said += [f"{file}: {fault}" for fault in faults(sets[file], requirements, installed)]
    said += disagreements(sets)
    said += [
        f"{file.name}: pyproject.toml has no list for it"
        for file in ROOT.glob("requirements*.txt")
        if file.name not in wanted
    ]
    sys.stdout.write("".join(f"{line}\n" for line in said))
    return 1 if said else 0


def completed(text: str, asked: Mapping[str, set[frozenset[str]]]) -> str:
    """
    Give the file with a line for each way in which a package with extras is asked for.

    Args:
        asked: The extras it is asked for with, each time, by the package's name.
    """

    def lines(block: re.Match[str]) -> str:
        name, own, rest = block.groups()
        ways = {frozenset(), _extras(own), *asked.get(canonicalize_name(name), ())}
        return "".join(f"{name}{_bracketed(way)}{rest}" for way in sorted(ways, key=sorted))

    return EXTRAS.sub(lines, text)


def combinations(
    pins: Sequence[Pin], wanted: Sequence[Requirement]
) -> dict[str, set[frozenset[str]]]:
    """Find with which extras a package is asked for, wherever some are."""
    found: dict[str, set[frozenset[str]]] = {}
    for requirement in (*wanted, *(r for pin in pins for r in _asked_by(pin))):
        if requirement.extras:
            asked = frozenset(map(canonicalize_name, requirement.extras))
            found.setdefault(canonicalize_name(requirement.name), set()).add(asked)
    return found


def _asked_by(pin: Pin) -> Iterator[Requirement]:
    needs = installed(pin) or Needs()
    for requirement, (_, environment) in product(needs.requirements, environments()):
        if any(_holds(requirement, environment, extra) for extra in ("", *pin.extras)):
            yield requirement


def _holds(requirement: Requirement, environment: Environment, extra: str) -> bool:
    marker = requirement.marker
    return marker is None or marker.evaluate(environment | {"extra": extra})


def _extras(bracketed: str) -> frozenset[str]:
    return frozenset(canonicalize_name(extra) for extra in re.findall(r"[\w.-]+", bracketed))


def _bracketed(extras: frozenset[str]) -> str:
    return f"[{','.join(sorted(extras))}]" if extras else ""


def asked_for() -> dict[str, list[Requirement]]:
    """Give what pyproject.toml asks for, by the file that pins it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    build = project["build-system"]["requires"]
    running = project["project"]["dependencies"]
    developing = resolve_dependency_groups(project["dependency-groups"], "dev")
    wanted = {
        "requirements.txt": running,
        "requirements-build.txt": build,
        "requirements-dev.txt": [*running, *build, *developing],
    }
    return {file: [Requirement(line) for line in lines] for file, lines in wanted.items()}


def read(text: str) -> list[Pin]:
    """
    Read a requirements file.

    Raises:
        NotPinned: a line is anything but an exact version with hashes: a range, an address, an
            option such as an index, another file.
    """
    lines = re.sub(r"\\\n", " ", text).splitlines()
    written = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not set(OPTIONS) <= set(written):
        raise NotPinned(f"{OPTIONS[0]} is missing, so pip may build from source")
    return [_pin(line) for line in written if line not in OPTIONS]


def _pin(line: str) -> Pin:
    bare = HASH.sub("", line)
    try:
        requirement = Requirement(bare.strip())
    except InvalidRequirement:
        raise NotPinned(f"{bare.strip()}: only pins belong here") from None
    if requirement.url or not PINNED.fullmatch(str(requirement.specifier)):
        raise NotPinned(f"{bare.strip()}: not one exact version")
    if not HASH.search(line):
        raise NotPinned(f"{requirement.name} has no hash")
    return Pin(
        canonicalize_name(requirement.name),
        str(requirement.specifier).removeprefix("=="),
        frozenset(map(canonicalize_name, requirement.extras)),
        requirement.marker,
    )


def faults(
    pins: Sequence[Pin], wanted: Sequence[Requirement], needs: Callable[[Pin], Needs | None]
) -> list[str]:
    """Name what keeps these pins from being closed, each fault once, with where it was met."""
    said: dict[str, str] = {}
    for place, environment in environments():
        for fault in faults_in(environment, pins, wanted, needs):
            said.setdefault(fault, place)
    return [f"{fault} ({place})" for fault, place in said.items()]


def environments() -> Iterator[tuple[str, Environment]]:
    """Each Python on each platform, as markers see it."""
    here = dict(default_environment())
    for python, (system, name, machine) in product(PYTHONS, PLATFORMS):
        yield (
            f"Python {python}, {name} {machine}",
            here
            | {
                "python_version": python,
                "python_full_version": f"{python}.0",
                "implementation_version": f"{python}.0",
                "implementation_name": "cpython",
                "platform_python_implementation": "CPython",
                "os_name": "posix",
                "sys_platform": system,
                "platform_system": name,
                "platform_machine": machine,
            },
        )


def faults_in(
    environment: Environment,
    pins: Sequence[Pin],
    wanted: Sequence[Requirement],
    needs: Callable[[Pin], Needs | None],
) -> Iterator[str]:
    """Name what keeps these pins from being closed on one Python and platform."""
    here = [pin for pin in pins if pin.applies(environment)]
    pinned = {(pin.name, pin.extras): pin for pin in here}
    yield from _doubtful(here)
    for requirement in wanted:
        yield from _unmet(requirement, "pyproject.toml", pinned, environment, "")
    for pin in here:
        yield from _faults_of(pin, pinned, environment, needs(pin))


def _doubtful(pins: Sequence[Pin]) -> Iterator[str]:
    lines = Counter((pin.name, pin.extras) for pin in pins)
    versions = Counter(name for name, _ in {(pin.name, pin.version) for pin in pins})
    twice = {name for (name, _), times in lines.items() if times > 1}
    yield from (
        f"{name} is pinned twice" for name in twice | {n for n in versions if versions[n] > 1}
    )
    bare = {pin.name for pin in pins if not pin.extras}
    for pin in pins:
        if pin.name not in bare:
            yield f"{pin.name}=={pin.version} is pinned with its extras alone"


def _faults_of(
    pin: Pin, pinned: Pinned, environment: Environment, needs: Needs | None
) -> Iterator[str]:
    if needs is None:
        yield f"{pin.name}=={pin.version} is not installed here, so what it needs is unknown"
        return
    if not needs.pythons.contains(environment["python_full_version"]):
        yield f"{pin.name}=={pin.version} does not run on this Python ({needs.pythons})"
    for requirement, extra in product(needs.requirements, ("", *sorted(pin.extras))):
        yield from _unmet(requirement, pin.name, pinned, environment, extra)


def _unmet(
    requirement: Requirement, by: str, pinned: Pinned, environment: Environment, extra: str
) -> Iterator[str]:
    if not _holds(requirement, environment, extra):
        return
    name = canonicalize_name(requirement.name)
    extras = frozenset(map(canonicalize_name, requirement.extras))
    pin = next((pin for (pinned_name, _), pin in pinned.items() if pinned_name == name), None)
    if pin is None:
        yield f"{by} needs {name}, which is not pinned"
        return
    if requirement.url or not requirement.specifier.contains(pin.version, prereleases=True):
        yield f"{by} needs {requirement}, and {pin.version} is pinned"
    if extras and (name, extras) not in pinned:
        yield f"{by} needs {name}{_bracketed(extras)}, which has no line of its own"


@cache
def installed(pin: Pin) -> Needs | None:
    """
    Give what the installed package of this pin needs.

    A pin that isn't for the Python or platform of this machine cannot be installed on it; it is
    taken to need nothing.
    """
    if not pin.applies(dict(default_environment())):
        return Needs()
    try:
        found = distribution(pin.name)
    except PackageNotFoundError:
        return None
    if found.version != pin.version:
        return None
    return Needs(
        tuple(map(Requirement, found.requires or ())),
        SpecifierSet(str(found.metadata.json.get("requires_python") or "")),
    )


def disagreements(sets: dict[str, list[Pin]]) -> list[str]:
    """Name the packages of which one Python would get two versions, from two of the files."""
    said: dict[str, None] = {}
    for _, environment in environments():
        versions: dict[str, set[str]] = {}
        for pin in (pin for pins in sets.values() for pin in pins if pin.applies(environment)):
            versions.setdefault(pin.name, set()).add(pin.version)
        for name, found in versions.items():
            if len(found) > 1:
                said[f"{name} is pinned to {' and to '.join(sorted(found))}, by file"] = None
    return list(said)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
