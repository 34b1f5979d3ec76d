"""Where questions are sent: exactly one address, over TLS unless it is this machine or the user insists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import quote, urlsplit

from sayso.coding.llm.errors import EndpointError

_CHAT: Final = "/chat/completions"
_SAFE: Final = "/%:=&?~+!$,;'@()*[]|-._"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A checked address. ``local`` says that the host must turn out to be this machine."""

    tls: bool
    host: str
    port: int
    target: str
    local: bool

    def __str__(self) -> str:
        """The address without its query, which may hold secrets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{self.target.partition('?')[0]}"


def endpoint_of(address: str, allow_http: bool = False) -> Endpoint:
    """The endpoint at an address such as ``http://localhost:8080``, ``http://localhost:11434/v1`` or the full path.

    Raises EndpointError for anything but http and https, for a password in the address, and for plain http to
    another machine unless ``allow_http``.
    """
    if re.search(r"[\x00-\x20\x7f]", address.strip()):
        raise EndpointError(f"endpoint {address!r} has spaces or control characters in it; correct --endpoint")
    try:
        split = urlsplit(address.strip())
        host, port = split.hostname or "", split.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise EndpointError(f"endpoint {address!r} is not a valid address; give one like http://localhost:8080/v1") from error
    if split.scheme not in ("http", "https") or not host:
        raise EndpointError(f"endpoint {address!r}: give an address that begins with https:// (or http:// for this machine)")
    if split.username is not None or split.password is not None:
        raise EndpointError("the endpoint carries a user name or password; put the key into SAYSO_LLM_KEY instead")
    tls, here = split.scheme == "https", _is_loopback(host)
    if not tls and not here and not allow_http:
        raise EndpointError(
            f"endpoint http://{host} is another machine and http is not encrypted: the reports and your key could be read on "
            "the way; use https, or --allow-http if you know the network"
        )
    target = quote(_path(split.path), safe=_SAFE) + (f"?{quote(split.query, safe=_SAFE)}" if split.query else "")
    return Endpoint(tls, host, port or (443 if tls else 80), target, not tls and not allow_http)


def _path(path: str) -> str:
    path = path.rstrip("/")
    if path.endswith(_CHAT):
        return path
    return (path or "/v1") + _CHAT


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.rstrip(".").lower() == "localhost"
