"""Which machines may be asked: never one inside the network this program runs in."""

from __future__ import annotations

import ipaddress
import socket

from secondsource.errors import InputError

_EMBEDDING = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, whichever way it is written."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if any(found in network for network in _EMBEDDING) or found.teredo:
            return False
        inner = found.ipv4_mapped or found.sixtofour
        if inner is None and int(found) >> 32 == 0:
            return False  # the old way of writing IPv4 in IPv6
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not (found.is_multicast or found.is_reserved)


def resolve(host: str, port: int, source: str) -> str:
    """The address of ``host`` to connect to; InputError where any of its addresses is inside.

    The caller connects to this very address, so that a second answer can't lead elsewhere.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(source, f"no such host: {host[:100]}") from None
    addresses = [str(answer[4][0]) for answer in answers]
    if not addresses or not all(is_public(address) for address in addresses):
        raise InputError(source, "refused: its host is a private, loopback or link-local address")
    return addresses[0]
