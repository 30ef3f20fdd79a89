"""The check of the pins finds whatever would make pip ask the index what exists."""

from dataclasses import replace

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from tests.pins import (
    ROOT,
    Needs,
    NotPinned,
    asked_for,
    completed,
    disagreements,
    faults,
    faults_in,
    installed,
    main,
    read,
)

FILES = ("requirements.txt", "requirements-build.txt", "requirements-dev.txt")
HERE = dict(default_environment())
HASH = f"--hash=sha256:{'0' * 64}"


def pins(*lines: str):
    return read("\n".join(["--only-binary :all:", *(f"{line} {HASH}" for line in lines)]))


def needing(**packages: str | Needs):
    """Packages by what they need, separated by ` & `."""

    def needs(pin):
        said = packages.get(pin.name.replace("-", "_"), "")
        if isinstance(said, Needs):
            return said
        return Needs(tuple(Requirement(one) for one in said.split(" & ") if one))

    return needs


def test_every_set_of_pins_is_closed(capsys):
    status = main()

    assert (status, capsys.readouterr().out) == (0, "")


@pytest.mark.parametrize("file", FILES)
def test_no_pin_and_no_extra_of_a_pin_can_be_left_out(file):
    wanted = asked_for()[file]
    whole = [pin for pin in read((ROOT / file).read_text()) if pin.applies(HERE)]

    for pin in whole:
        others = [other for other in whole if other is not pin]
        assert list(faults_in(HERE, others, wanted, installed)), pin.name
        if pin.extras:
            poorer = [*others, replace(pin, extras=pin.extras | {"more"})]
            assert list(faults_in(HERE, poorer, wanted, installed)), f"{pin.name}"


@pytest.mark.parametrize("file", FILES)
def test_no_pin_can_be_without_a_hash(file):
    lines = (ROOT / file).read_text().replace("\\\n", "").splitlines()
    pinned = [number for number, line in enumerate(lines) if "--hash=" in line]
    bare = [line.partition("--hash=")[0] for line in lines]

    assert pinned
    for number in pinned:
        with pytest.raises(NotPinned, match="has no hash"):
            read("\n".join([*lines[:number], bare[number], *lines[number + 1 :]]))


@pytest.mark.parametrize(
    "line",
    [
        "coverage",
        "coverage>=7",
        "coverage==7.*",
        "coverage===7.1",
        "coverage==7.1,<8",
        "coverage~=7.1",
        "coverage @ https://example.com/coverage-7.1-py3-none-any.whl",
        "./coverage",
        "-e .",
        "-r requirements.txt",
        "-c constraints.txt",
        "--index-url https://example.com/simple",
        "--extra-index-url https://example.com/simple",
        "-i https://example.com/simple",
        "--find-links wheels",
        "-f wheels",
        "--trusted-host example.com",
        "--no-binary :all:",
        "--only-binary coverage",
        "--prefer-binary",
        "--pre",
    ],
)
@pytest.mark.parametrize("hashed", ["", HASH])
def test_a_line_that_leaves_a_choice_is_refused(line, hashed):
    with pytest.raises(NotPinned):
        read(f"--only-binary :all:\nfoo==1 {HASH}\n{line} {hashed}\n")


@pytest.mark.parametrize("short", ["", "--hash=md5:0", "--hash=sha256:0", "# --hash=sha256:0"])
def test_a_pin_needs_a_whole_hash(short):
    with pytest.raises(NotPinned):
        read(f"--only-binary :all:\ncoverage==7.1 {short}\n")


def test_a_set_that_may_be_built_from_source_is_refused():
    with pytest.raises(NotPinned, match="only-binary"):
        read(f"coverage==7.1 {HASH}\n")


@pytest.mark.parametrize(
    ("lines", "needs", "fault"),
    [
        (["cov==1"], {"cov": "toml"}, "cov needs toml, which is not pinned"),
        (["app==1"], {}, "pyproject.toml needs cov, which is not pinned"),
        (["cov==1", "toml==1"], {"cov": "toml>=2"}, "cov needs toml>=2, and 1 is pinned"),
        (
            ["cov==1", "sql==2"],
            {"cov": "sql[async]"},
            "cov needs sql[async], which has no line of its own",
        ),
        (
            ["cov==1", "cov[x]==1"],
            {"cov": "toml ; extra == 'x'"},
            "cov needs toml, which is not pinned",
        ),
        (["cov==1"], {"cov": "nt ; sys_platform == 'darwin'"}, "Python 3.11, Darwin x86_64"),
        (["cov==1"], {"cov": "nt ; platform_machine == 'aarch64'"}, "Python 3.11, Linux aarch64"),
        (["cov==1"], {"cov": "nt ; python_version >= '3.14'"}, "Python 3.14, Linux x86_64"),
        (["cov==1"], {"cov": "nt ; python_full_version < '3.11.1'"}, "Python 3.11, Linux"),
        (
            ["cov==1", "t==1 ; python_version < '3.13'"],
            {"cov": "t"},
            "(Python 3.13, Linux x86_64)",
        ),
        (["cov==1", "cov==2"], {}, "cov is pinned twice"),
        (["cov==1", "cov[x]==1", "cov[x]==1"], {}, "cov is pinned twice"),
        (
            ["cov==1", "sql==2", "sql[async,pool]==2"],
            {"cov": "sql[async]"},
            "cov needs sql[async], which has no line of its own",
        ),
        (["cov[x]==1"], {}, "cov==1 is pinned with its extras alone"),
        (["cov==1", "cov[x]==2"], {}, "cov is pinned twice"),
        (["cov==1", "Cov==1"], {}, "cov is pinned twice"),
        (
            ["cov==1 ; sys_platform == 'linux'"],
            {},
            "needs cov, which is not pinned (Python 3.11, Dar",
        ),
        (
            ["cov==1"],
            {"cov": Needs(pythons=SpecifierSet(">=3.12"))},
            "cov==1 does not run on this Python (>=3.12)",
        ),
        (["cov==1", "u==1"], {"cov": "u @ https://example.com/u.whl"}, "cov needs u"),
    ],
)
def test_a_set_that_is_not_closed_is_named_with_its_fault(lines, needs, fault):
    said = faults(pins(*lines), [Requirement("cov")], needing(**needs))

    assert len(said) == 1
    assert fault in said[0]


@pytest.mark.parametrize(
    ("lines", "needs"),
    [
        (["cov==1"], {"cov": "toml ; extra == 'toml'"}),
        (["cov==1", "cov[toml]==1", "toml==1"], {"cov": "toml ; extra == 'toml'"}),
        (["cov==1"], {"cov": "colorama ; sys_platform == 'win32'"}),
        (["cov==1"], {"cov": "exceptiongroup ; python_version < '3.11'"}),
        (["cov==1", "a.b_c==2"], {"cov": "A-B.C>=1"}),
        (["cov==1", "t==2rc1"], {"cov": "t>=1"}),
        (["cov==1 ; python_version < '3.13'", "cov==2 ; python_version >= '3.13'"], {}),
    ],
)
def test_a_closed_set_passes(lines, needs):
    assert faults(pins(*lines), [Requirement("cov")], needing(**needs)) == []


def test_a_pin_that_is_not_installed_cannot_pass():
    said = faults(pins("no-such-package==1"), [], installed)

    assert said[0].startswith("no-such-package==1 is not installed here")


def test_an_older_installed_version_says_nothing_of_its_pin():
    said = faults(pins("packaging==9999"), [], installed)

    assert said[0].startswith("packaging==9999 is not installed here")


def test_each_way_to_ask_for_a_package_gets_a_line_for_an_older_pip():
    file = (
        f"--only-binary :all:\n\na==1 \\\n    {HASH}\n    # via b\nb[x, y]==2 ; os_name == 'nt' "
    )
    file += f"\\\n    {HASH} \\\n    {HASH}\n    # via\n    #   c\n"

    whole = completed(file, {"b": {frozenset("y")}, "c": {frozenset("z")}})

    lines = [(pin.name, sorted(pin.extras)) for pin in read(whole)]
    assert lines == [("a", []), ("b", []), ("b", ["x", "y"]), ("b", ["y"])]
    assert all(pin.marker for pin in read(whole) if pin.name == "b")
    assert whole.count("# via\n") == 1


def test_two_files_may_not_pin_two_versions_for_one_python():
    forked = pins("cov==1 ; python_version < '3.13'", "cov==2 ; python_version >= '3.13'")

    assert disagreements({"a": forked, "b": forked}) == []
    assert disagreements({"a": pins("cov==1"), "b": pins("cov==1", "x==1")}) == []
    assert disagreements({"a": pins("cov==1"), "b": forked}) == [
        "cov is pinned to 1 and to 2, by file"
    ]
