"""Stop signals: the first starts a graceful shutdown, the second ends the process at once."""

import asyncio
import signal

STOPPING = (signal.SIGTERM, signal.SIGINT)


def stop_on_signal() -> asyncio.Event:
    """Return an event that SIGTERM or SIGINT sets; a second signal ends the process at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def handle_errors() -> None:
        stop.set()
        for number in STOPPING:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)

    for number in STOPPING:
        loop.add_signal_handler(number, handle_errors)
    return stop
