"""The end of the time allowed for one exchange over the network, whatever it is waiting for."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable
from typing import Self, TypeVar

T = TypeVar("T")


class Deadline:
    """Runs from entering its ``with`` block; when the time is up, the socket of ``connection`` is cut.

    A socket's own timeout holds for each read, so a server that sends a byte now and then never meets
    it; this one holds for everything together. ``passed`` says whether it came to that.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.connection: http.client.HTTPConnection | None = None
        self.passed = threading.Event()
        self._ends = time.monotonic() + seconds
        self._watch = threading.Timer(seconds, self._cut)
        self._watch.daemon = True

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._watch.cancel()

    @property
    def left(self) -> float:
        """Seconds left, never less than a hundredth, as a socket takes 0 for "do not wait"."""
        return max(0.01, self._ends - time.monotonic())

    def aside(self, ask: Callable[[], T], most: float | None = None) -> T:
        """What ``ask`` returns, or the OSError or UnicodeError it raises; TimeoutError when it has not by the end, or within ``most`` seconds.

        For a system resolver, which cannot be interrupted: it is left to itself on a thread of its own.
        """
        answers: list[T] = []
        errors: list[OSError | UnicodeError] = []

        def run() -> None:
            try:
                answers.append(ask())
            except (OSError, UnicodeError) as error:  # raised again below, on the thread that asked
                errors.append(error)

        asking = threading.Thread(target=run, daemon=True)
        asking.start()
        asking.join(self.left if most is None else min(most, self.left))
        if errors:
            raise errors[0]
        if not answers:
            raise TimeoutError("no answer in time")
        return answers[0]

    def _cut(self) -> None:
        self.passed.set()
        sock = self.connection.sock if self.connection else None
        if sock is not None:
            try:
                socket.socket.shutdown(sock, socket.SHUT_RDWR)  # not the TLS one, which would wait for an answer
            except OSError:
                return  # already closed
