"""Fetching, against a real server on this machine; only the address check is told to let it through."""

from __future__ import annotations

import gzip
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sayso.reading import Fetched, Refused
from sayso.reading.addresses import Address, is_public
from sayso.reading.fetch import fetch

PAGE = b"<p>Rockets hit the base.</p>"


class Site(BaseHTTPRequestHandler):
    """A small site of good and bad pages."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))  # type: ignore[attr-defined]
        name = self.path.partition("?")[0].strip("/").replace("-", "_") or "page"
        getattr(self, name, self.absent)()

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for header, value in {"Content-Length": str(len(body)), "Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def page(self) -> None:
        self.send(PAGE)

    def absent(self) -> None:
        self.send(b"no", 404)

    def once(self) -> None:
        self.send(b"", 302, Location="/page")

    def four_times(self) -> None:
        self.send(b"", 301, Location="/thrice?" + "x" * 10)

    def thrice(self) -> None:
        self.send(b"", 307, Location="/twice")

    def twice(self) -> None:
        self.send(b"", 308, Location="/once")

    def circle(self) -> None:
        self.send(b"", 302, Location="/circle")

    def nowhere(self) -> None:
        self.send(b"", 302)

    def metadata(self) -> None:
        self.send(b"", 302, Location="http://169.254.169.254/latest/meta-data/")

    def inside(self) -> None:
        self.send(b"", 302, Location="http://intranet.example/secret")

    def local_file(self) -> None:
        self.send(b"", 302, Location="file:///etc/passwd")

    def big(self) -> None:
        self.send(b"x" * 200_000)

    def zipped(self) -> None:
        self.send(gzip.compress(PAGE), Content_Encoding="gzip")

    def deflated(self) -> None:
        self.send(zlib.compress(PAGE), Content_Encoding="deflate")

    def bomb(self) -> None:
        self.send(gzip.compress(b"0" * 50_000_000), Content_Encoding="gzip")

    def brotli(self) -> None:
        self.send(b"xx", Content_Encoding="br")

    def cut_short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(PAGE)
        self.close_connection = True

    def zipped_cut_short(self) -> None:
        self.send(gzip.compress(PAGE)[:-6], Content_Encoding="gzip")

    def chunked(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for byte in PAGE:
            self.wfile.write(b"1\r\n%c\r\n" % byte)
        self.wfile.write(b"0\r\n\r\n")

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        self._forever(b"x" * 10_000, 0)

    def drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        self._forever(b"x", 0.05)

    def slow_headers(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        self._forever(b"X-A: b\r\n", 0.4)

    def slow_line(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        self._forever(b"x", 0.05)

    def silent(self) -> None:
        self._forever(b"", 0.05)

    def _forever(self, piece: bytes, pause: float) -> None:
        self.close_connection = True
        while not self.server.closing.wait(pause):  # type: ignore[attr-defined]
            try:
                self.wfile.write(piece)
                self.wfile.flush()
            except OSError:
                return

    def log_message(self, *_: object) -> None: ...


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Site)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.closing = threading.Event()

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are what these tests are about."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()


HOSTS = {"news.example": ["127.0.0.1"], "intranet.example": ["10.0.0.7"], "both.example": ["127.0.0.1", "10.0.0.7"]}


def resolver(host: str, _: int) -> list[str]:
    if host not in HOSTS:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    return HOSTS[host]


def loopback_too(address: Address) -> bool:
    return is_public(address) or str(address) == "127.0.0.1"


@pytest.fixture
def get(server: Server) -> Callable[..., Fetched]:
    def _get(path: str, host: str = "news.example", **said: object) -> Fetched:
        said = {"allow_address": loopback_too, "resolver": resolver, "seconds": 10.0, **said}
        return fetch(f"http://{host}:{server.server_port}{path}", **said)  # type: ignore[arg-type]

    return _get


def refusal(act: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def test_a_page_is_fetched_once_and_politely(get: Callable[..., Fetched], server: Server) -> None:
    page = get("/page?a=1&b=ü#part")
    assert (page.raw, page.media_type, page.charset) == (PAGE, "text/html", "utf-8")
    ((path, headers),) = server.asked
    assert path == "/page?a=1&b=%C3%BC"
    assert headers["Host"] == f"news.example:{server.server_port}"
    assert re.match(r"sayso/(\d|unreleased)", headers["User-Agent"])
    assert "Mozilla" not in headers["User-Agent"]
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


@pytest.mark.parametrize("path", ["/zipped", "/deflated", "/chunked", "/once", "/twice", "/thrice"])
def test_the_page_comes_whole_however_it_is_sent(get: Callable[..., Fetched], path: str) -> None:
    page = get(path)
    assert page.raw == PAGE
    assert page.url.endswith("/page" if path in ("/once", "/twice", "/thrice") else path)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/four-times", "fetch-redirect"),
        ("/circle", "fetch-redirect"),
        ("/nowhere", "fetch-redirect"),
        ("/metadata", "fetch-address"),
        ("/inside", "fetch-address"),
        ("/local-file", "url-scheme"),
        ("/absent", "fetch-status"),
        ("/big", "too-big"),
        ("/endless", "too-big"),
        ("/bomb", "decompress-limit"),
        ("/brotli", "fetch-failed"),
        ("/cut-short", "fetch-failed"),
        ("/zipped-cut-short", "fetch-failed"),
    ],
)
def test_what_is_not_a_page_is_refused(get: Callable[..., Fetched], path: str, reason: str) -> None:
    refused = refusal(lambda: get(path, max_bytes=100_000))
    assert refused.reason == reason
    assert refused.detail


@pytest.mark.parametrize("path", ["/drip", "/slow-headers", "/slow-line", "/silent"])
def test_a_slow_server_is_given_up_on_in_time(get: Callable[..., Fetched], path: str) -> None:
    began = time.monotonic()
    assert refusal(lambda: get(path, seconds=0.6)).reason == "fetch-timeout"
    assert time.monotonic() - began < 3


def test_a_slow_resolver_is_given_up_on_in_time(get: Callable[..., Fetched]) -> None:
    held = threading.Event()

    def slow(host: str, port: int) -> list[str]:
        held.wait(20)
        return resolver(host, port)

    assert refusal(lambda: get("/page", seconds=0.3, resolver=slow)).reason == "fetch-timeout"
    held.set()


def test_every_address_of_a_name_must_be_allowed(get: Callable[..., Fetched], server: Server) -> None:
    assert refusal(lambda: get("/page", host="both.example")).reason == "fetch-address"
    assert refusal(lambda: get("/page", allow_address=is_public)).reason == "fetch-address"
    assert server.asked == []


def test_the_address_checked_is_the_address_used(get: Callable[..., Fetched]) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    asked: list[str] = []

    def changing(host: str, _: int) -> list[str]:
        asked.append(host)
        return next(answers)

    assert get("/page", resolver=changing).raw == PAGE
    assert asked == ["news.example"]


def test_a_name_answered_differently_after_a_redirect_is_checked_again(get: Callable[..., Fetched]) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    assert refusal(lambda: get("/once", resolver=lambda *_: next(answers))).reason == "fetch-address"


def test_the_next_address_is_tried_when_one_does_not_answer(server: Server) -> None:
    page = fetch(
        f"http://news.example:{server.server_port}/page",
        resolver=lambda *_: ["127.0.0.3", "127.0.0.1"],
        allow_address=lambda _: True,
    )
    assert page.raw == PAGE


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1/", "fetch-address"),
        ("http://localhost/", "fetch-address"),
        ("http://169.254.169.254/latest/", "fetch-address"),
        ("http://[::1]/", "fetch-address"),
        ("http://[::ffff:127.0.0.1]/", "fetch-address"),
        ("http://0x7f000001/", "fetch-address"),
        ("http://2130706433/", "fetch-address"),
        ("http://127.1/", "fetch-address"),
        ("http://user:word@news.example/", "fetch-address"),
        ("http://news.example/a b", "fetch-address"),
        ("http://news.example/\r\nX: y", "fetch-address"),
        ("http://[bad/", "fetch-address"),
        ("http://news.example:99999/", "fetch-address"),
        ("http:///path", "fetch-address"),
        ("http://" + "a" * 70 + ".example/", "fetch-address"),
        ("file:///etc/passwd", "url-scheme"),
        ("gopher://news.example/", "url-scheme"),
        ("news.example/page", "url-scheme"),
    ],
)
def test_addresses_that_are_never_asked(url: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "create_connection", never)
    assert refusal(lambda: fetch(url)).reason == reason


def test_a_name_that_does_not_exist_and_a_port_nobody_listens_on(get: Callable[..., Fetched], server: Server) -> None:
    assert refusal(lambda: get("/page", host="gone.example")).reason == "fetch-failed"
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://news.example:{unused.getsockname()[1]}/"
        assert refusal(lambda: fetch(url, resolver=resolver, allow_address=loopback_too)).reason == "fetch-failed"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.example that nobody trusts unless told to."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example -addext subjectAltName=DNS:news.example"
    made = subprocess.run([*command.split(), "-keyout", f"{path}.key", "-out", f"{path}.crt"], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("this openssl cannot make a certificate")
    path.write_bytes(Path(f"{path}.key").read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


@pytest.fixture
def secure(server: Server, certificate: Path) -> Server:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    return server


@pytest.mark.parametrize(
    ("host", "trusted", "reason"),
    [("news.example", True, None), ("news.example", False, "fetch-failed"), ("other.example", True, "fetch-failed")],
)
def test_the_certificate_is_checked_for_the_name_though_the_number_is_dialled(
    secure: Server, certificate: Path, host: str, trusted: bool, reason: str | None
) -> None:
    def act() -> Fetched:
        return fetch(
            f"https://{host}:{secure.server_port}/page",
            resolver=lambda *_: ["127.0.0.1"],
            allow_address=loopback_too,
            tls=ssl.create_default_context(cafile=f"{certificate}.crt") if trusted else None,
            seconds=10,
        )

    if reason is None:
        assert act().raw == PAGE
    else:
        refused = refusal(act)
        assert refused.reason == reason
        assert "certificate" in refused.detail


def test_a_handshake_that_never_ends_is_given_up_on(get: Callable[..., Fetched]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"https://news.example:{mute.getsockname()[1]}/"
        began = time.monotonic()
        assert refusal(lambda: fetch(url, resolver=resolver, allow_address=loopback_too, seconds=0.5)).reason == "fetch-timeout"
        assert time.monotonic() - began < 3
