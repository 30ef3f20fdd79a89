"""What a member gives to a nudge, and the ways to have it later, again or now."""
