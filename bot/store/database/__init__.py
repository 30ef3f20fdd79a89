"""Database access for SQLite and PostgreSQL: engines, transactions, retries, column types."""
