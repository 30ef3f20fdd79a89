"""Ports for servers that can't be asked which one they got: programs, PostgreSQL."""

import atexit
import socket

_held: list[socket.socket] = []


def free_port() -> int:
    """
    Reserve a port until this process ends: no other process is given it meanwhile.

    A socket that doesn't listen is bound to it. The system gives such a port to nobody who asks
    for any, and lets a server bind it that names it, as often as it likes.
    """
    holder = socket.socket()
    holder.bind(("0.0.0.0", 0))  # noqa: S104  it has to be free on every address
    # Set afterwards: with it, the system might have chosen a port that somebody else holds so.
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    _held.append(holder)
    return holder.getsockname()[1]


@atexit.register
def _let_go() -> None:
    for holder in _held:
        holder.close()
