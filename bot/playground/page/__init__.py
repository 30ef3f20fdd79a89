"""The page: what it is given, and what it may ask for."""
