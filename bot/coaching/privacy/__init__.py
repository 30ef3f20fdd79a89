"""Who reads what, export, erasure, retention and words of distress."""
