"""The database layer: tables, queries, engine, migrations. All SQL and all commits are here."""
