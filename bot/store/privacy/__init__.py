"""Who may read what as SQL, retention, erasure and export."""
