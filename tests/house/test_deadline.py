"""The end of the time allowed, against a real socket that never answers."""

from __future__ import annotations

import http.client
import socket
import threading
import time

import pytest

from sayso.deadline import Deadline


def test_a_silent_connection_is_cut() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, Deadline(0.3) as deadline:
        connection = http.client.HTTPConnection(*server.getsockname())
        connection.connect()
        deadline.connection = connection
        started = time.monotonic()
        assert connection.sock.recv(1) == b""
        assert deadline.passed.is_set()
        assert time.monotonic() - started < 3
        connection.close()


def test_nothing_is_cut_after_the_block() -> None:
    with Deadline(0.1) as deadline:
        pass
    time.sleep(0.3)
    assert not deadline.passed.is_set()


def test_an_answer_aside_comes_back() -> None:
    assert Deadline(5).aside(lambda: None) is None
    assert Deadline(5).aside(lambda: [1]) == [1]


def test_an_error_aside_comes_back() -> None:
    with pytest.raises(UnicodeError, match="label"):
        Deadline(5).aside(lambda: (_ for _ in ()).throw(UnicodeError("label too long")))


@pytest.mark.parametrize(("seconds", "most"), [(0.1, None), (5, 0.1)])
def test_what_does_not_answer_is_given_up(seconds: float, most: float | None) -> None:
    release = threading.Event()
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        Deadline(seconds).aside(release.wait, most)
    assert time.monotonic() - started < 2
    release.set()
