"""Members' sending hours, and public holidays."""
