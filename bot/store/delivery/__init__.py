"""The delivery ledger (due, claimed, sent, unconfirmed), and the outbox of pending updates."""
