"""Says that a transaction erases words, so that no copy of them outlives it in the file."""

from sqlmodel.ext.asyncio.session import AsyncSession

WORDS = "words"
PERSON = "person"

ERASES = "erases"
"""Where a session keeps what its transaction erases."""


def erases_words(session: AsyncSession) -> None:
    """Note that words go: they are swept out of the file when the transaction has ended."""
    session.info.setdefault(ERASES, WORDS)


def erases_a_person(session: AsyncSession) -> None:
    """Note that a person goes: the file is rewritten, however large it is."""
    session.info[ERASES] = PERSON


def erased(session: AsyncSession) -> str:
    """What a transaction has erased, or ""."""
    return str(session.info.get(ERASES, ""))
