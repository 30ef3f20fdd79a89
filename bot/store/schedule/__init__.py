"""A member's hours, and public holidays."""
