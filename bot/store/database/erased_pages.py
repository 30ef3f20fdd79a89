"""Mark a transaction as erasing words, so that no copy of them is left in the database file."""

from sqlmodel.ext.asyncio.session import AsyncSession

WORDS = "words"
PERSON = "person"

ERASES = "erases"
"""The key in `session.info` for what the transaction erases."""


def erases_words(session: AsyncSession) -> None:
    """Mark words as erased: they are swept out of the file after the commit."""
    session.info.setdefault(ERASES, WORDS)


def erases_a_person(session: AsyncSession) -> None:
    """Mark a person as erased: the file is rewritten, however large it is."""
    session.info[ERASES] = PERSON


def erased(session: AsyncSession) -> str:
    """Return what a transaction has erased, or ""."""
    return str(session.info.get(ERASES, ""))
