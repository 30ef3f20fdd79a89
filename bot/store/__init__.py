"""The only SQL: tables, queries, engine and migrations; the only commit."""
