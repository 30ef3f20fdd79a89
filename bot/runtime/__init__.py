"""What makes a running process of it: the composition root, sockets, health and shutdown."""
