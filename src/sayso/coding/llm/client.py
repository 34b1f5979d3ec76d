"""One question and its answer over HTTP: no redirects, no proxies, no cookies; a byte cap and one deadline for everything."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from typing import Final

from sayso.coding.llm.address import Endpoint
from sayso.coding.llm.errors import EndpointError, NotCoded

_CHUNK: Final = 1 << 16
_CONNECT: Final = 15.0
"""Seconds for a connection to come about, within the time for everything."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the endpoint answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class _Deadline:
    """The end of the time allowed; at that moment the connection is cut, whatever it is waiting for."""

    seconds: float
    ends: float = field(init=False)
    sock: socket.socket | None = None
    passed: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.ends = time.monotonic() + self.seconds

    @property
    def left(self) -> float:
        return max(0.01, self.ends - time.monotonic())

    def cut(self) -> None:
        self.passed.set()
        if self.sock is not None:
            try:
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)  # not the TLS one, which would wait for an answer
            except OSError:
                return  # already closed


def post(endpoint: Endpoint, body: bytes, key: str | None, timeout_s: float, max_bytes: int) -> Reply:
    """The endpoint's reply to a JSON body.

    Raises EndpointError when nobody can be reached there, NotCoded with ``answer-late``, ``answer-too-big`` or
    ``answer-broken`` when the reply does not come through.
    """
    deadline = _Deadline(timeout_s)
    connection = http.client.HTTPConnection(endpoint.host, endpoint.port)
    connection.default_port = 443 if endpoint.tls else 80  # so that the Host line leaves it out
    watch = threading.Timer(timeout_s, deadline.cut)
    watch.daemon = True
    watch.start()
    try:
        connection.sock = _connected(endpoint, deadline)
        connection.request("POST", endpoint.target, body, _headers(key))
        response = connection.getresponse()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Reply(response.status, headers, _body(response, max_bytes, deadline))
    except (OSError, http.client.HTTPException) as error:
        if deadline.passed.is_set() or isinstance(error, TimeoutError):
            raise _late(timeout_s) from error
        raise NotCoded("answer-broken", f"the connection to {endpoint} broke off ({type(error).__name__}); try again") from error
    finally:
        watch.cancel()
        connection.close()


def _late(seconds: float) -> NotCoded:
    return NotCoded(
        "answer-late", f"no complete answer within {seconds:g} seconds; use a smaller or faster model, or allow more time"
    )


def _connected(endpoint: Endpoint, deadline: _Deadline) -> socket.socket:
    """A connection to the first address of the host that answers."""
    error: OSError = OSError("the name has no address")
    for number in _resolved(endpoint, deadline):
        if endpoint.local and not ip_address(number.partition("%")[0]).is_loopback:
            raise EndpointError(
                f"{endpoint.host} is at {number}, which is another machine; use https, or --allow-http if you know the network"
            )
        try:
            sock = socket.create_connection((number, endpoint.port), min(_CONNECT, deadline.left))
            break
        except OSError as failed:
            error = failed
    else:
        raise EndpointError(f"nobody answers at {endpoint} ({error}); start the model server, or correct --endpoint") from error
    deadline.sock = sock
    if endpoint.tls:
        sock = deadline.sock = _secured(sock, endpoint, deadline)
    sock.settimeout(deadline.left)
    return sock


def _secured(sock: socket.socket, endpoint: Endpoint, deadline: _Deadline) -> socket.socket:
    try:
        sock.settimeout(min(_CONNECT, deadline.left))
        return ssl.create_default_context().wrap_socket(sock, server_hostname=endpoint.host)
    except (ssl.SSLError, ssl.CertificateError) as error:
        sock.close()
        raise EndpointError(
            f"{endpoint} does not speak TLS with a valid certificate ({error.reason or error}); "
            "check the address, or name the certificate authority in SSL_CERT_FILE"
        ) from error


def _resolved(endpoint: Endpoint, deadline: _Deadline) -> list[str]:
    """The addresses of the host; a system resolver cannot be interrupted, so it is asked on the side."""
    box: list[list[str] | OSError | UnicodeError] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
            box.append(list(dict.fromkeys(str(each[4][0]) for each in found)))
        except (OSError, UnicodeError) as error:
            box.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(min(_CONNECT, deadline.left))
    if not box or isinstance(box[0], Exception):
        why = box[0] if box else "the name server does not answer"
        raise EndpointError(f"there is no host {endpoint.host}, or no network ({why}); correct --endpoint")
    return box[0]


def _headers(key: str | None) -> dict[str, str]:
    try:
        number = version("sayso")
    except PackageNotFoundError:  # run from a source tree that was never installed
        number = "unreleased"
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Connection": "close",
        "User-Agent": f"sayso/{number}",
    }
    return headers | ({"Authorization": f"Bearer {key}"} if key else {})


def _body(response: http.client.HTTPResponse, max_bytes: int, deadline: _Deadline) -> bytes:
    raw = bytearray()
    while not deadline.passed.is_set() and (chunk := response.read1(_CHUNK)):
        raw += chunk
        if len(raw) > max_bytes:
            raise NotCoded("answer-too-big", f"the answer is larger than {max_bytes:,} bytes; check what answers at the endpoint")
    if deadline.passed.is_set():
        raise TimeoutError
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return bytes(raw)
