"""Statistics over many answers: reports, and a month at a glance."""
