"""Track files: read, checked, searched."""
