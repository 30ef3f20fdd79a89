"""Asked to stop: once kindly, and the second time at once."""

import asyncio
import signal

STOPPING = (signal.SIGTERM, signal.SIGINT)


def stop_on_signal() -> asyncio.Event:
    """An event that SIGTERM or SIGINT sets; the next one ends the process there and then."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def kindly() -> None:
        stop.set()
        for number in STOPPING:
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)

    for number in STOPPING:
        loop.add_signal_handler(number, kindly)
    return stop
