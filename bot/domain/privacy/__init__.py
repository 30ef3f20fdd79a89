"""Who may read what, for how long it is kept, and words of distress."""
