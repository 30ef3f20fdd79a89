"""Reports as text, picture and table."""
