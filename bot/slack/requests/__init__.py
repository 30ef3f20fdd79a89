"""What comes in: the Bolt app, its middleware, and requests of every shape."""
