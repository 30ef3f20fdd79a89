"""Track files: parse, check, search and write them."""
