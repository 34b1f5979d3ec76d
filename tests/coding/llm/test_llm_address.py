"""Endpoints: which addresses are taken, what is added to them, and which are refused before anything is sent."""

from __future__ import annotations

import socket

import pytest

from sayso.coding.llm import EndpointError, client
from sayso.coding.llm.address import endpoint_of
from sayso.coding.llm.client import post

TAKEN = {
    "http://localhost:8080": "http://localhost:8080/v1/chat/completions",
    "http://localhost:11434/v1": "http://localhost:11434/v1/chat/completions",
    "http://127.0.0.1:8000/v1/": "http://127.0.0.1:8000/v1/chat/completions",
    "http://127.3.2.1/v1": "http://127.3.2.1:80/v1/chat/completions",
    "http://[::1]:8080": "http://[::1]:8080/v1/chat/completions",
    "HTTP://LocalHost:8080/v1/chat/completions": "http://localhost:8080/v1/chat/completions",
    "https://models.example.org/v1": "https://models.example.org:443/v1/chat/completions",
    "https://models.example.org/openai/deployments/x": "https://models.example.org:443/openai/deployments/x/chat/completions",
}


@pytest.mark.parametrize("address", TAKEN)
def test_addresses_that_are_taken(address: str) -> None:
    assert str(endpoint_of(address)) == TAKEN[address]


def test_a_query_is_sent_but_never_shown() -> None:
    endpoint = endpoint_of("https://models.example.org/v1?api-version=2&code=hush")
    assert endpoint.target == "/v1/chat/completions?api-version=2&code=hush"
    assert "hush" not in str(endpoint)


REFUSED = [
    "http://models.example.org/v1",
    "http://192.168.1.20:8080",
    "http://10.0.0.1/v1",
    "http://0.0.0.0:8080",
    "http://localhost.example.org",
    "http://127.0.0.1.example.org",
    "ftp://localhost",
    "file:///etc/passwd",
    "localhost:8080",
    "//localhost:8080",
    "",
    "http://",
    "http://localhost:port",
    "http://localhost:99999",
    "http://[::1",
    "http://user:word@localhost:8080",
    "http://local host",
    "http://localhost/\r\nX-Other: 1",
    "https://" + "a" * 80 + ".example",
]


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_refused(address: str) -> None:
    with pytest.raises(EndpointError):
        endpoint_of(address)


def test_plain_http_to_another_machine_only_when_insisted_on() -> None:
    assert str(endpoint_of("http://192.168.1.20:8080", allow_http=True)) == "http://192.168.1.20:8080/v1/chat/completions"
    with pytest.raises(EndpointError, match="--allow-http"):
        endpoint_of("http://192.168.1.20:8080")


def test_localhost_must_be_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hosts file or name server may say otherwise; then nothing is sent."""
    elsewhere = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("203.0.113.7", 8080))]
    monkeypatch.setattr(client.socket, "getaddrinfo", lambda *_, **__: elsewhere)
    monkeypatch.setattr(client.socket, "create_connection", lambda *_, **__: pytest.fail("a connection was opened"))
    with pytest.raises(EndpointError, match="another machine"):
        post(endpoint_of("http://localhost:8080"), b"{}", None, 5, 1000)


def test_a_host_that_does_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(client.socket, "getaddrinfo", unknown)
    with pytest.raises(EndpointError, match=r"there is no host models\.example\.org"):
        post(endpoint_of("https://models.example.org"), b"{}", None, 5, 1000)


def test_a_name_server_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setattr(client.socket, "getaddrinfo", lambda *_, **__: time.sleep(3) or [])
    begun = time.monotonic()
    with pytest.raises(EndpointError, match="does not answer"):
        post(endpoint_of("https://models.example.org"), b"{}", None, 0.2, 1000)
    assert time.monotonic() - begun < 2


def test_https_asks_for_a_certificate() -> None:
    """A server that speaks plain HTTP where TLS is expected is refused before the report is sent."""
    from llm_server import gives, serving

    with serving(gives()) as served:
        port = served.url.rpartition(":")[2]
        with pytest.raises(EndpointError, match="TLS"):
            post(endpoint_of(f"https://localhost:{port}"), b"{}", None, 5, 1000)
        assert served.asked == []
