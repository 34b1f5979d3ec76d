"""One polite fetch of one web address, for a person who asked for that page.

One GET with an honest name, no cookies, no scripts, no pictures, no second try. robots.txt is not
consulted: it speaks to crawlers, and this follows no links. Every address, after every redirect, is
resolved first, checked to be public, and then connected to by number, so a name cannot be
answered differently a moment later. Proxy settings are not used, for the same reason.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import zlib
from collections.abc import Callable
from email.message import Message
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from sayso.deadline import Deadline
from sayso.reading.addresses import Address, is_odd_number, is_public, resolve
from sayso.reading.model import MAX_BYTES, Fetched, Refused

SECONDS: Final = 30.0
"""Wall time allowed for everything: names, redirects, headers and body."""
_REDIRECTS: Final = 3
_REDIRECT_STATUSES: Final = (301, 302, 303, 307, 308)
_RATIO: Final = 100
"""Compressed bodies may unpack to this many times their size, as far as the byte cap allows."""
_CHUNK: Final = 1 << 16

Resolver = Callable[[str, int], list[str]]


def fetch(
    url: str,
    *,
    max_bytes: int = MAX_BYTES,
    seconds: float = SECONDS,
    allow_address: Callable[[Address], bool] = is_public,
    resolver: Resolver = resolve,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """The bytes behind an http or https address, following at most three redirects.

    Raises `Refused`: ``url-scheme``, ``fetch-address``, ``fetch-redirect``, ``fetch-status``,
    ``fetch-timeout``, ``fetch-failed``, ``too-big`` or ``decompress-limit``. ``allow_address`` and
    ``resolver`` exist for tests against a local server; ``tls`` adds certificates to trust.
    """
    with Deadline(seconds) as deadline:
        try:
            for _ in range(_REDIRECTS + 1):
                answer = _get(url, deadline, max_bytes, allow_address, resolver, tls)
                if isinstance(answer, Fetched):
                    return answer
                url = answer
            raise Refused(
                "fetch-redirect",
                f"more than {_REDIRECTS} redirects, the last to {url}; open it in a browser and save the page",
            )
        except (OSError, http.client.HTTPException) as error:
            if deadline.passed.is_set() or isinstance(error, TimeoutError):
                raise _too_slow(url, seconds) from error
            raise Refused(
                "fetch-failed", f"{urlsplit(url).hostname} could not be read: {_reason(error)}; try again later"
            ) from error


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid ({error.verify_message})"
    return str(error) or type(error).__name__


def _too_slow(url: str, seconds: float) -> Refused:
    return Refused(
        "fetch-timeout",
        f"{urlsplit(url).hostname} did not deliver within {seconds:g} seconds; save the page from a browser",
    )


def _get(
    url: str,
    deadline: Deadline,
    max_bytes: int,
    allow: Callable[[Address], bool],
    resolver: Resolver,
    tls: ssl.SSLContext | None,
) -> Fetched | str:
    """The page, or the address the server sends us on to."""
    scheme, host, port, target = _parts(url)
    numbers = _checked(host, _resolved(host, port, resolver, deadline), allow)
    connection = _Pinned(host, port, numbers, deadline, (tls or ssl.create_default_context()) if scheme == "https" else None)
    deadline.connection = connection
    try:
        connection.request("GET", target, headers=_headers())
        response = connection.getresponse()
        if response.status in _REDIRECT_STATUSES:
            return _onward(url, response.getheader("Location"))
        if response.status != 200:
            raise Refused(
                "fetch-status",
                f"{host} answered {response.status} {response.reason}; open it in a browser and save the page",
            )
        raw = _body(response, max_bytes, deadline)
    finally:
        connection.close()
    if deadline.passed.is_set():
        raise _too_slow(url, deadline.seconds)
    media_type, charset = _type(response.getheader("Content-Type"))
    return Fetched(url, raw, media_type, charset)


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and request target of an address that may be asked for."""
    if re.search(r"[\x00-\x20\x7f]", url.strip()):
        raise Refused("fetch-address", f"{url!r} has spaces or control characters in it; correct the address")
    try:
        split = urlsplit(url.strip())
        host, port = split.hostname or "", split.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise Refused("fetch-address", f"{url!r} is not a valid address; correct it") from error
    if split.scheme not in ("http", "https"):
        raise Refused("url-scheme", f"{split.scheme or 'no scheme'} in {url!r}: only http and https are fetched")
    if not host or split.username is not None or is_odd_number(host):
        raise Refused(
            "fetch-address",
            f"{url!r}: the host is missing, disguised as a number or carries a password; give the plain address",
        )
    target = quote(split.path or "/", safe="/%:=&?~#+!$,;'@()*[]|-._")
    if split.query:
        target += "?" + quote(split.query, safe="/%:=&?~#+!$,;'@()*[]|-._")
    return split.scheme, host, port or (443 if split.scheme == "https" else 80), target


def _resolved(host: str, port: int, resolver: Resolver, deadline: Deadline) -> list[str]:
    """The resolver's answer, given up on when time is up."""
    try:
        return [str(ip_address(host))]
    except ValueError:
        pass
    try:
        return deadline.aside(lambda: resolver(host, port))
    except TimeoutError:
        raise
    except (OSError, UnicodeError) as error:
        raise Refused("fetch-failed", f"there is no host {host}, or no network ({error}); check the address") from error


def _checked(host: str, numbers: list[str], allow: Callable[[Address], bool]) -> list[str]:
    """The addresses of the host if every one of them may be fetched from."""
    for number in numbers:
        if not allow(ip_address(number)):
            raise Refused(
                "fetch-address",
                f"{host} is at {number}, which is not on the public internet; only public pages are fetched",
            )
    if not numbers:
        raise Refused("fetch-failed", f"{host} has no address; check the spelling")
    return numbers


class _Pinned(http.client.HTTPConnection):
    """A connection to the addresses already checked; the name serves only for the Host line and the certificate."""

    def __init__(self, host: str, port: int, numbers: list[str], deadline: Deadline, tls: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=deadline.left)
        self.default_port = 443 if tls else 80  # so that the Host line leaves it out
        self._numbers, self._deadline, self._tls = numbers, deadline, tls

    def connect(self) -> None:
        error: OSError = OSError("no address")
        for number in self._numbers:
            try:
                self.sock = socket.create_connection((number, self.port), min(10.0, self._deadline.left))
                break
            except OSError as failed:
                error = failed
        else:
            raise error
        self.sock.settimeout(self._deadline.left)
        if self._tls is not None:
            # The handshake comes after self.sock is the TLS socket, so that the deadline can cut it too.
            self.sock = self._tls.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()


def _headers() -> dict[str, str]:
    try:
        number = version("sayso")
    except PackageNotFoundError:  # run from a source tree that was never installed
        number = "unreleased"
    return {
        "User-Agent": f"sayso/{number} (reads single news pages at a person's request)",
        "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,text/markdown;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip, identity;q=0.5",
        "Accept-Language": "en",
        "Connection": "close",
    }


def _onward(url: str, location: str | None) -> str:
    if not location:
        raise Refused(
            "fetch-redirect",
            "the server redirects without saying where; open it in a browser and save the page",
        )
    try:
        return urljoin(url, location.strip().encode("latin-1").decode("utf-8", "replace")).partition("#")[0].replace(" ", "%20")
    except ValueError as error:
        raise Refused("fetch-redirect", "the server redirects to something that is no address; open it in a browser") from error


def _body(response: http.client.HTTPResponse, max_bytes: int, deadline: Deadline) -> bytes:
    coding = (response.getheader("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", "gzip", "x-gzip", "deflate", ""):
        raise Refused(
            "fetch-failed",
            f"the server sent the page compressed as {coding}, which was not asked for; save it from a browser",
        )
    unpack = None if coding in ("identity", "") else zlib.decompressobj(wbits=47 if "gzip" in coding else 15)
    raw, taken = bytearray(), 0
    while chunk := response.read1(_CHUNK):
        if deadline.passed.is_set():
            break
        taken += len(chunk)
        raw += unpack.decompress(chunk, max_bytes + 1 - len(raw)) if unpack else chunk
        if len(raw) > max_bytes:
            raise Refused(
                "decompress-limit" if unpack else "too-big",
                f"the page is larger than {max_bytes:,} bytes; save the part you need",
            )
        if unpack and len(raw) > max(_RATIO * taken, _CHUNK):
            raise Refused(
                "decompress-limit",
                f"the page unpacks to more than {_RATIO} times its size; save it from a browser",
            )
    if not deadline.passed.is_set() and (response.length or (unpack and not unpack.eof)):
        raise http.client.IncompleteRead(bytes(raw[:0]), response.length or 0)
    return bytes(raw)


def _type(said: str | None) -> tuple[str | None, str | None]:
    message = Message()
    message["Content-Type"] = said or ""
    charset = message.get_param("charset")
    return (message.get_content_type() if said else None), (charset if isinstance(charset, str) else None)
