"""The way to SQLite and PostgreSQL: engines, transactions, retries, types."""
