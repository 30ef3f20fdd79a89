"""The lists of what people say when they want something of Baton."""
