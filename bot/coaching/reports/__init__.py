"""Reports, counts for admins, and the month at a glance."""
