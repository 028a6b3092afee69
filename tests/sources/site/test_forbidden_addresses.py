"""INTEGRITY.md F21: whatever an address looks like and wherever it stands, nothing is opened on the forbidden side."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from html import escape

import pytest

from pipeline.sources.site import Site, network
from pipeline.sources.site.network import is_public
from pipeline.sources.site.request import Requests
from pipeline.sources.site.trouble import NoPage
from site_server import misbehaviour as bad
from site_server.crawling import HOST, limits, night, site_of, small_site
from site_server.grown_site import page_paths
from site_server.server import SiteServer
from site_server.skipping_clock import SkippingClock

SITE = small_site(2)
PAGE, SECOND = page_paths(SITE)

FORBIDDEN = [
    "http://127.0.0.1:{port}/p1/x",
    "https://127.0.0.1:{port}/p1/x",
    "http://localhost:{port}/p1/x",
    "https://localhost:{port}/p1/x",
    "http://2130706433:{port}/p1/x",  # decimal
    "http://0x7f000001:{port}/p1/x",  # hexadecimal
    "http://0x7f.0.0.1:{port}/p1/x",
    "http://017700000001:{port}/p1/x",  # octal
    "http://0177.0.0.1:{port}/p1/x",
    "http://127.1:{port}/p1/x",
    "http://0:{port}/p1/x",
    "http://0.0.0.0:{port}/p1/x",
    "http://[::1]:{port}/p1/x",
    "http://[::ffff:127.0.0.1]:{port}/p1/x",  # IPv4 in IPv6
    "http://[::ffff:7f00:1]:{port}/p1/x",
    "http://[::]:{port}/p1/x",
    "https://{host}@127.0.0.1:{port}/p1/x",  # userinfo
    "https://{host}:443@127.0.0.1:{port}/p1/x",
    "https://127.0.0.1:{port}#@{host}/p1/x",
    "https://127.0.0.1:{port}?@{host}/p1/x",
    "https://127.0.0.1:{port}\\@{host}/p1/x",
    "https://{host}\\@127.0.0.1:{port}/p1/x",
    "https://{host}.:{port}/p1/x",  # trailing dot
    "https://{host}:{port}/p1/x",
    "http://{host}:{port}/p1/x",
    "https://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3:{port}/p1/x",  # localhost in circles
    "https://\uff11\uff12\uff17.0.0.1:{port}/p1/x",  # full width digits
    "https://zwolle\u3002jaarverslag-2024.nl:{port}/p1/x",  # ideographic full stop
    "https://xn--zwolle-9za.jaarverslag-2024.nl:{port}/p1/x",
    "https://{host}.127.0.0.1.nip.io:{port}/p1/x",
    "https://127.0.0.1:{port}/p1/x?{host}",
    "//127.0.0.1:{port}/p1/x",
    "/\\127.0.0.1:{port}/p1/x",
    "https:\\\\127.0.0.1:{port}/p1/x",
    "https://{host}%00@127.0.0.1:{port}/p1/x",
    "https://{host}\t@127.0.0.1:{port}/p1/x",
    "https://[::1/p1/x",
    "https://{host}:99999/p1/x",
    "file:///etc/passwd",
    "ftp://127.0.0.1:{port}/p1/x",
    "gopher://127.0.0.1:{port}/p1/x",
    "https://169.254.169.254/p1/latest",
]


class Listener:
    """The forbidden side: counts who comes, on IPv4 and where there is one on IPv6."""

    def __init__(self) -> None:
        self.seen = 0
        self._sockets = [socket.create_server(("127.0.0.1", 0))]
        self.port = self._sockets[0].getsockname()[1]
        with suppress(OSError):
            self._sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        for listening in self._sockets:
            threading.Thread(target=self._accept, args=(listening,), daemon=True).start()

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                self.seen += 1
                connection.close()

    def close(self) -> None:
        for listening in self._sockets:
            listening.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.close()


@pytest.fixture(scope="module")
def server() -> Iterator[SiteServer]:
    with SiteServer({HOST: dict(SITE), "www.zwolle.nl": {}}) as running:
        yield running


def forbidden(listener: Listener) -> list[str]:
    return [url.replace("{port}", str(listener.port)).replace("{host}", HOST) for url in FORBIDDEN]


def test_there_are_at_least_30() -> None:
    assert len(set(FORBIDDEN)) >= 30


@pytest.mark.parametrize("number", range(len(FORBIDDEN)), ids=FORBIDDEN)
def test_asked_for_directly(server: SiteServer, listener: Listener, number: int) -> None:
    asked = Requests(site_of(server), limits(), SkippingClock(), 1e9)
    with pytest.raises(NoPage) as refused:
        asked.ask(forbidden(listener)[number], {}, 1_000, lambda _: None)
    assert refused.value.finding.code == "FETCH_BLOCKED"
    assert (asked.sent, listener.seen) == (0, 0)


@pytest.mark.parametrize("number", range(len(FORBIDDEN)), ids=FORBIDDEN)
def test_redirected_to(server: SiteServer, listener: Listener, number: int) -> None:
    location = forbidden(listener)[number].encode("utf-8").decode("latin-1")
    server.misbehave(HOST, PAGE, bad.redirect(location))
    answer = night(server)[PAGE]
    assert (answer.verdict, answer.content) == ("rejected", None)
    assert answer.code in ("FETCH_BLOCKED", "NOT_A_REPORT_PAGE")  # a path of the same host may come of a broken one
    assert listener.seen == 0
    server.behave()


def test_redirected_to_over_an_allowed_host(server: SiteServer, listener: Listener) -> None:
    site = site_of(server, also_hosts=("www.zwolle.nl",))
    server.misbehave(HOST, PAGE, bad.redirect("https://www.zwolle.nl/p1/x"))
    server.misbehave("www.zwolle.nl", "/p1/x", bad.redirect(f"http://127.0.0.1:{listener.port}/"))
    answer = night(server, site=site)[PAGE]
    assert (answer.code, answer.requests, listener.seen) == ("FETCH_BLOCKED", 2, 0)
    server.behave()


def test_linked_and_listed(server: SiteServer, listener: Listener) -> None:
    """In a menu, in a <base>, in a script, in sitemap.xml and in robots.txt."""
    urls = forbidden(listener)
    menu = "".join(f'<a href="{escape(url)}">x</a>' for url in urls)
    base = f'<base href="http://127.0.0.1:{listener.port}/">'
    script = "<script>" + "".join(f"go('{url}');" for url in urls) + "</script>"
    server.sites[HOST] |= {
        PAGE: SITE[PAGE].replace(b"<head>", b"<head>" + base.encode()).replace(b"</body>", menu.encode() + b"</body>"),
        SECOND: SITE[SECOND].replace(b"</body>", f"{menu}{script}</body>".encode()),
        "/sitemap.xml": "".join(f"<loc>{escape(url)}</loc>" for url in urls).encode(),
        "/robots.txt": "".join(f"Sitemap: {url}\n" for url in (*urls, f"https://{HOST}/sitemap.xml")).encode(),
    }
    told = night(server)
    assert listener.seen == 0
    assert {answer.verdict for answer in told.answers} == {"page"}
    assert set(told.verdicts) == {PAGE, SECOND}
    assert {request.host for request in server.log} <= {HOST, "www.zwolle.nl"}
    server.sites[HOST] = dict(SITE)


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"], ["127.8.8.8"], ["::1"], ["::ffff:127.0.0.1"], ["::"], ["10.0.0.1"], ["172.16.0.1"],
        ["0.0.0.0"],  # noqa: S104
        ["192.168.1.1"], ["169.254.169.254"], ["100.64.0.1"], ["fe80::1"], ["fc00::1"], ["64:ff9b::7f00:1"],
        ["2002:7f00:1::"], ["2001:0:7f00:1::"], ["224.0.0.1"], ["255.255.255.255"], ["240.0.0.1"], ["ff02::1"],
        ["192.0.2.1"], ["198.18.0.1"], ["93.184.216.34", "127.0.0.1"], ["fe80::1%eth0"], ["localhost"], ["127.1"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_name_that_leads_into_a_private_network(listener: Listener, addresses: list[str]) -> None:
    site = Site("zwolle", "jaarstukken", 2024, f"https://{HOST}:{listener.port}/")
    settings = limits(resolve=lambda host, port: addresses)
    asked = Requests(site, settings, SkippingClock(), 1e9)
    with pytest.raises(NoPage) as refused:
        asked.ask(site.base_url, {}, 1_000, lambda _: None)
    assert refused.value.finding.code == "FETCH_BLOCKED"
    assert listener.seen == 0


def test_the_listener_would_have_seen_it(listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the check of the address the same request arrives: the tests above can fail."""
    before = listener.seen
    monkeypatch.setattr(network, "is_public", lambda address: True)
    site = Site("zwolle", "jaarstukken", 2024, f"https://{HOST}:{listener.port}/")
    settings = replace(limits(resolve=lambda host, port: ["127.0.0.1"]), backoff=())
    with pytest.raises(NoPage) as refused:
        Requests(site, settings, SkippingClock(), 1e9).ask(site.base_url, {}, 1_000, lambda _: None)
    assert refused.value.finding.code == "FETCH_UNREACHABLE"
    assert listener.seen == before + 1
    listener.seen = before


def test_a_name_that_changes_its_address_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when it is checked, private when it is connected to."""
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    connected: list[str] = []

    def refuse(address: tuple[str, int], timeout: float) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "create_connection", refuse)
    site = Site("zwolle", "jaarstukken", 2024, f"https://{HOST}/")
    settings = limits(resolve=lambda host, port: next(answers))
    with pytest.raises(NoPage):
        Requests(site, settings, SkippingClock(), 1e9).ask(site.base_url, {}, 1_000, lambda _: None)
    assert connected == ["93.184.216.34"] * 4


def test_the_environment_names_no_proxy(
    server: SiteServer, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{listener.port}")
    assert night(server)[PAGE].verdict == "page"
    assert listener.seen == 0


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "2002:5db8:d822::", "64:ff9b::5db8:d822"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)
