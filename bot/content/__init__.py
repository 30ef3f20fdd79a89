"""Tracks and fixed words, read from the files people write, with plain words on any problem."""

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def default_folder() -> Path:
    """The content that came with Baton: in the installed package, or beside it in a checkout."""
    packaged = PACKAGE / "_content"
    return packaged if packaged.is_dir() else PACKAGE.parent / "content"
