"""Which network addresses may be fetched from: the public internet and nothing behind it."""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

Address = IPv4Address | IPv6Address

_NAT64: Final = ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_NAT64_LOCAL: Final = ip_network("64:ff9b:1::/48")  # RFC 8215: local use
_COMPATIBLE: Final = ip_network("::/96")  # RFC 4291: deprecated, the last 32 bits are an IPv4 address
_SHARED: Final = ip_network("100.64.0.0/10")  # RFC 6598: carrier-grade NAT
_NUMBER: Final = re.compile(r"(?:0x[0-9a-f]*|\d+)", re.I)


def is_public(address: Address) -> bool:
    """True for an address anyone on the internet can reach: not private, local, shared, reserved or multicast.

    IPv6 addresses that stand for an IPv4 address are judged by that address.
    """
    inner = _inside(address)
    if inner is not None:
        return is_public(inner)
    if address in _NAT64_LOCAL or address in _SHARED or address in _COMPATIBLE:
        return False
    if isinstance(address, IPv6Address) and (address.is_site_local or address.scope_id):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_private or address.is_loopback or address.is_link_local
        or address.is_reserved or address.is_unspecified
    )  # fmt: skip


def _inside(address: Address) -> IPv4Address | None:
    """The IPv4 address an IPv6 address stands for (mapped, 6to4, Teredo, NAT64), None if it is itself."""
    if isinstance(address, IPv4Address):
        return None
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address.sixtofour is not None:
        return address.sixtofour
    return address.teredo[1] if address.teredo is not None else None


def is_odd_number(host: str) -> bool:
    """True for ``0x7f000001``, ``127.1`` and the like: some resolvers take them for an IPv4 address."""
    if not _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        return False
    try:
        return str(ip_address(host)) != host
    except ValueError:
        return True


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system resolves it. Raises OSError when it cannot."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))
