"""Read permissions as SQL, retention, erasure and export."""
