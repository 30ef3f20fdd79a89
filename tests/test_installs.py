"""Every way to install Baton gives exactly the pins, whatever has been published since."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import Distribution, distribution
from zipfile import ZipFile

import pytest
from packaging.markers import default_environment
from packaging.utils import canonicalize_name

from tests.pins import ROOT, read

FILES = ("requirements.txt", "requirements-build.txt", "requirements-dev.txt")
ALSO = {"pip", "setuptools", "baton-coach"}
"""What is there beside the pins: what comes with Python 3.11, and Baton itself."""

HERE = dict(default_environment())

NEWER = "9999"
"""What was published of every package since: it has no code, so it builds nothing."""

HOSTILE = {
    "PIP_USER": "1",
    "PIP_TARGET": "/nowhere",
    "PIP_PREFIX": "/nowhere",
    "PIP_REQUIRE_HASHES": "1",
    "PIP_NO_BINARY": ":all:",
    "PIP_PRE": "1",
    "PIP_UPGRADE": "1",
    "PIP_CONSTRAINT": "/nowhere/constraints.txt",
    "PIP_BUILD_CONSTRAINT": "/nowhere/constraints.txt",
}


@pytest.mark.exhaustive
def test_make_installs_the_pins_and_the_command_whatever_this_machine_tells_pip(checkout, run):
    (checkout / "pip.conf").write_text("""
        [global]
        user = yes
        constraint = /nowhere/constraints.txt
        [install]
        require-hashes = yes
        """)
    settings = {"PIP_CONFIG_FILE": "pip.conf", **HOSTILE}

    run("make", ".venv/for-running", **settings)
    to_run = installed(checkout)
    run("make", ".venv/for-developing", **settings)

    assert to_run == pinned("requirements.txt")
    assert installed(checkout) == pinned("requirements-dev.txt")
    assert (checkout / ".venv/bin/baton").exists()


@pytest.mark.exhaustive
def test_the_lines_of_the_readme_install_the_pins_and_the_command(checkout, run):
    lines = re.findall(r"^ *(pip install .*)$", (ROOT / "README.md").read_text(), re.MULTILINE)

    run(sys.executable, "-m", "venv", ".venv")
    run("sh", "-ec", "\n".join([". .venv/bin/activate", *lines]))

    assert len(lines) == 2
    assert installed(checkout) == pinned("requirements.txt", "requirements-build.txt")
    assert (checkout / ".venv/bin/baton").exists()


@pytest.mark.exhaustive
def test_a_plain_install_of_what_developers_need_gives_the_pins(checkout, run):
    run(sys.executable, "-m", "venv", ".venv")
    run(".venv/bin/pip", "install", "-r", "requirements-dev.txt")

    assert installed(checkout) == pinned("requirements-dev.txt")


@pytest.mark.exhaustive
def test_a_host_that_installs_requirements_by_itself_gets_the_pins_and_the_command(checkout, run):
    run(sys.executable, "-m", "venv", ".venv")
    run(".venv/bin/pip", "install", "-r", "requirements.txt")
    run("sh", "-ec", ". .venv/bin/activate; bin/post_compile")

    assert installed(checkout) == pinned("requirements.txt", "requirements-build.txt")
    assert (checkout / ".venv/bin/baton").exists()


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """Wheels of every pin and of a newer version of each: no code but for what builds Baton."""
    folder = tmp_path_factory.mktemp("index")
    builders = pinned("requirements-build.txt").keys() | {"editables"}
    for pin in pins("requirements-dev.txt"):
        found = distribution(pin.name)
        code = _code(found) if pin.name in builders else []
        _write_wheel(folder, pin.name, pin.version, found.read_text("METADATA"), code)
        newer = f"Metadata-Version: 2.1\nName: {pin.name}\nVersion: {NEWER}\n"
        _write_wheel(folder, pin.name, NEWER, newer, [])
    return folder


@pytest.fixture
def checkout(tmp_path, index):
    """A clone, with the hashes of these wheels in the place of the real ones."""
    there = tmp_path / "baton"
    for folder in ("bot", "content", "bin"):
        shutil.copytree(ROOT / folder, there / folder, ignore=shutil.ignore_patterns("*.pyc"))
    for file in ("Makefile", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, there / file)
    for file in FILES:
        (there / file).write_text(_rehashed((ROOT / file).read_text(), index))
    return there


@pytest.fixture
def run(checkout, index):
    machine = {
        "PATH": os.defpath,
        "HOME": str(checkout.parent),
        "PYTHON": sys.executable,
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(index),
    }

    def run(*command, **settings):
        done = subprocess.run(  # noqa: S603  the commands stand above
            command,
            cwd=checkout,
            env=machine | settings,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        assert done.returncode == 0, done.stdout

    return run


def pins(*files):
    found = [pin for file in files for pin in read((ROOT / file).read_text())]
    return [pin for pin in found if pin.applies(HERE)]


def pinned(*files):
    return {pin.name: pin.version for pin in pins(*files)}


def installed(checkout):
    (site,) = (checkout / ".venv/lib").glob("python3*/site-packages")
    found = Distribution.discover(path=[str(site)])
    versions = {canonicalize_name(one.name): one.version for one in found}
    return {name: version for name, version in versions.items() if name not in ALSO}


def _code(found):
    return [
        (str(file), file.read_binary())
        for file in found.files
        if not file.parts[0].startswith("..") and not file.parts[0].endswith(".dist-info")
    ]


def _write_wheel(folder, name, version, metadata, code):
    information = f"{_stem(name)}-{version}.dist-info"
    kind = "Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files = [*code, (f"{information}/METADATA", metadata), (f"{information}/WHEEL", kind)]
    record = "".join(f"{file},,\n" for file, _ in files) + f"{information}/RECORD,,\n"
    with ZipFile(folder / f"{_stem(name)}-{version}-py3-none-any.whl", "w") as wheel:
        for file, contents in [*files, (f"{information}/RECORD", record)]:
            wheel.writestr(file, contents)


def _stem(name):
    return canonicalize_name(name).replace("-", "_")


def _rehashed(text, index):
    """The same pins, with the hash of the wheel in the index; any hash where there is none."""
    lines = ["--only-binary :all:"]
    for pin, rest in re.findall(
        r"^(\S.*==\S+)(.*?)--hash", text.replace("\\\n", ""), re.MULTILINE
    ):
        name, _, version = re.sub(r"\[.*\]", "", pin).partition("==")
        wheel = index / f"{_stem(name)}-{version}-py3-none-any.whl"
        contents = wheel.read_bytes() if wheel.exists() else b""
        lines.append(f"{pin}{rest}--hash=sha256:{hashlib.sha256(contents).hexdigest()}")
    return "\n".join(lines) + "\n"
