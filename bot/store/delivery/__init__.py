"""The ledger: deliveries due, claimed, sent and in doubt, and what is still to be shown."""
