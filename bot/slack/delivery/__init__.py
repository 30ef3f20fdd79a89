"""Cards in direct messages, and the Home tab."""
