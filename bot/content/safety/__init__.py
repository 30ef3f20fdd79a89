"""The lists of distress."""
