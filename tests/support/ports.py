"""A port that nothing listens on."""

import socket


def free_port() -> int:
    """Return one; it is given back before this returns."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
