"""Privacy: read access, export, erasure, retention and distress."""
