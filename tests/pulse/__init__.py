"""A kind of message that Baton doesn't have, declared as somebody would who adds one."""
