"""Detect changes to the content files."""

from hashlib import blake2b
from pathlib import Path


def stamp(content: Path) -> str:
    """Return a hash that changes if any file is saved, added or removed."""
    seen = [
        (str(path), *_saved(path))
        for path in sorted([*content.glob("*/*.*"), *content.glob("*/*/*.*")])
    ]
    return blake2b(repr(seen).encode(), digest_size=8).hexdigest()


def _saved(path: Path) -> tuple[int, int]:
    try:
        about = path.stat()
    except OSError:
        return 0, 0
    return about.st_mtime_ns, about.st_size
