"""Help before a hard talk, a member's progress, and the summary of a finished track."""
