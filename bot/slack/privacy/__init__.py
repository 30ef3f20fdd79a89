"""Export and erasure of a member's data."""
