"""Reports for coaches, counts for admins, and a member's monthly summary."""
