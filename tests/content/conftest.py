"""A track in which there is nothing to mend, and a folder to put spoilt copies in."""

from collections.abc import Callable
from pathlib import Path

import pytest

GROUND_LEVEL = Path(__file__).with_name("ground-level.md")


@pytest.fixture(scope="session")
def ground_level() -> str:
    return GROUND_LEVEL.read_text(encoding="utf-8")


@pytest.fixture
def write(tmp_path) -> Callable[[str, str], Path]:
    """Writes a file below the test's own folder, and returns its path."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return put


@pytest.fixture
def write_track(write, ground_level) -> Callable[..., Path]:
    """Writes the good track under another id into the English tracks."""

    def put(track_id: str, needs: str = "none", **header: str) -> Path:
        text = ground_level.replace("track: ground-level", f"track: {track_id}")
        text = text.replace("needs: start-here", f"needs: {needs}")
        text = text.replace("Stay close to the work", header.get("title", f"All of {track_id}"))
        text = text.replace("Key: see-the-work", f"Key: {header.get('key', track_id)}")
        text = text.replace("status: ready", f"status: {header.get('status', 'ready')}")
        return write(f"en/tracks/{track_id}.md", text)

    return put
