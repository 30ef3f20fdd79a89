"""Orders of a coach, cohorts, and the log of what was done."""
