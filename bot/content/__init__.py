"""Load tracks and fixed texts from the authors' files, with clear messages on any problem."""

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def default_folder() -> Path:
    """Return the folder of Baton's own content: in the installed package, or in the checkout."""
    packaged = PACKAGE / "_content"
    return packaged if packaged.is_dir() else PACKAGE.parent / "content"
