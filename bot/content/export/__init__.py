"""Files made for a member: their record as Markdown, and pictures of their months."""
