"""Databases that refuse any change of a delivery's state that isn't written down."""

from sqlalchemy import update

from bot.domain.delivery.ledger import TRANSITIONS
from bot.store.database.engine import Session
from bot.store.tables import DeliveryRow

A_TEST = "a test"
"""The owner of rows that a test may put into any state."""


def _forbidden() -> str:
    allowed = [
        f"(OLD.state = '{old}' AND NEW.state = '{new}')"
        for old, after in TRANSITIONS.items()
        for new in sorted(after)
    ]
    unless = f"OLD.owner = '{A_TEST}' OR {' OR '.join(allowed)}"
    return f"OLD.state <> NEW.state AND NOT ({unless})"


SQLITE = f"""
CREATE TRIGGER only_known_transitions BEFORE UPDATE OF state ON delivery
WHEN {_forbidden()}
BEGIN SELECT RAISE(ABORT, 'a transition that is not written down'); END
"""

POSTGRESQL = f"""
CREATE FUNCTION refuse_transition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE 'a transition that is not written down: % to %', OLD.state, NEW.state; END $$;
CREATE TRIGGER only_known_transitions BEFORE UPDATE OF state ON delivery
FOR EACH ROW WHEN ({_forbidden()}) EXECUTE FUNCTION refuse_transition()
"""


async def allow_any(session: Session) -> None:
    """Let a test put the rows there are into states they don't reach by themselves, once."""
    await session.exec(update(DeliveryRow).values(owner=A_TEST))
