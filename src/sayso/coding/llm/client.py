"""One question and its answer over HTTP: no redirects, no proxies, no cookies; a byte cap and one deadline for everything."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from typing import Final

from sayso.coding.llm.address import Endpoint
from sayso.coding.llm.errors import EndpointError, NotCoded
from sayso.deadline import Deadline

_CHUNK: Final = 1 << 16
_CONNECT: Final = 15.0
"""Seconds for a connection to come about, within the time for everything."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the endpoint answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def post(endpoint: Endpoint, body: bytes, key: str | None, timeout_s: float, max_bytes: int) -> Reply:
    """The endpoint's reply to a JSON body.

    Raises EndpointError when nobody can be reached there, NotCoded with ``answer-late``, ``answer-too-big`` or
    ``answer-broken`` when the reply does not come through.
    """
    connection = http.client.HTTPConnection(endpoint.host, endpoint.port)
    connection.default_port = 443 if endpoint.tls else 80  # so that the Host line leaves it out
    with Deadline(timeout_s) as deadline:
        deadline.connection = connection
        try:
            _connect(connection, endpoint, deadline)
            connection.request("POST", endpoint.target, body, _headers(key))
            response = connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, headers, _body(response, max_bytes, deadline))
        except (OSError, http.client.HTTPException) as error:
            if deadline.passed.is_set() or isinstance(error, TimeoutError):
                raise _late(timeout_s) from error
            raise NotCoded(
                "answer-broken", f"the connection to {endpoint} broke off ({type(error).__name__}); try again"
            ) from error
        finally:
            connection.close()


def _late(seconds: float) -> NotCoded:
    return NotCoded(
        "answer-late", f"no complete answer within {seconds:g} seconds; use a smaller or faster model, or allow more time"
    )


def _connect(connection: http.client.HTTPConnection, endpoint: Endpoint, deadline: Deadline) -> None:
    """Connects to the first address of the host that answers."""
    error: OSError = OSError("the name has no address")
    for number in _resolved(endpoint, deadline):
        if endpoint.local and not ip_address(number.partition("%")[0]).is_loopback:
            raise EndpointError(
                f"{endpoint.host} is at {number}, which is another machine; use https, or --allow-http if you know the network"
            )
        try:
            connection.sock = socket.create_connection((number, endpoint.port), min(_CONNECT, deadline.left))
            break
        except OSError as failed:
            error = failed
    else:
        raise EndpointError(f"nobody answers at {endpoint} ({error}); start the model server, or correct --endpoint") from error
    if endpoint.tls:
        _secure(connection, endpoint, deadline)
    connection.sock.settimeout(deadline.left)


def _secure(connection: http.client.HTTPConnection, endpoint: Endpoint, deadline: Deadline) -> None:
    try:
        connection.sock.settimeout(min(_CONNECT, deadline.left))
        # The handshake comes after connection.sock is the TLS socket, so that the deadline can cut it too.
        context = ssl.create_default_context()
        connection.sock = tls = context.wrap_socket(connection.sock, server_hostname=endpoint.host, do_handshake_on_connect=False)
        tls.do_handshake()
    except (ssl.SSLError, ssl.CertificateError) as error:
        raise EndpointError(
            f"{endpoint} does not speak TLS with a valid certificate ({error.reason or error}); "
            "check the address, or name the certificate authority in SSL_CERT_FILE"
        ) from error


def _resolved(endpoint: Endpoint, deadline: Deadline) -> list[str]:
    """The addresses of the host, each once."""
    try:
        found = deadline.aside(lambda: socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM), _CONNECT)
    except (OSError, UnicodeError) as error:
        why = "the name server does not answer" if isinstance(error, TimeoutError) else error
        raise EndpointError(f"there is no host {endpoint.host}, or no network ({why}); correct --endpoint") from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))


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


def _body(response: http.client.HTTPResponse, max_bytes: int, deadline: Deadline) -> bytes:
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
