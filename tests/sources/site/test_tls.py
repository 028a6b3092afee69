"""TLS: the certificate must hold for the host of the list, whatever address is connected to; nothing turns that off."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import trustme

from pipeline.sources.site.site import Via
from site_server.crawling import HOST, Night, limits, night, site_of, small_site
from site_server.server import SiteServer

CA = trustme.CA()
SITE = small_site(3)


@pytest.fixture(scope="module")
def serve() -> Iterator[Callable[[trustme.LeafCert], SiteServer]]:
    running: list[SiteServer] = []

    def start(certificate: trustme.LeafCert) -> SiteServer:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        server = SiteServer({HOST: dict(SITE)}, context=context)
        server.start()
        running.append(server)
        return server

    yield start
    for server in running:
        server.stop()


def trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    CA.configure_trust(context)
    return context


def crawled(server: SiteServer, tls: Callable[[], ssl.SSLContext] = trusting) -> Night:
    return night(server, site=site_of(server), settings=limits(tls=tls))


def test_a_certificate_of_the_host_is_good(serve: Callable[[trustme.LeafCert], SiteServer]) -> None:
    server = serve(CA.issue_cert(HOST))
    told = crawled(server)
    assert [answer.verdict for answer in told.answers] == ["page"] * 3
    assert {request.connection for request in server.log} == {1}
    assert server.via.startswith("https://127.0.0.1:")


BAD = {
    "another host": (CA.issue_cert("www.example.org"), trusting, "not valid for"),
    "the address instead of the host": (CA.issue_cert("127.0.0.1"), trusting, "not valid for"),
    "expired": (CA.issue_cert(HOST, not_after=datetime(2020, 1, 1, tzinfo=UTC)), trusting, "expired"),
    "unknown issuer": (CA.issue_cert(HOST), ssl.create_default_context, "unable to get local issuer"),
    "another issuer": (trustme.CA().issue_cert(HOST), trusting, "unable to get local issuer"),
}


@pytest.mark.parametrize(("certificate", "tls", "why"), BAD.values(), ids=BAD)
def test_a_bad_certificate_ends_it_without_a_try(
    serve: Callable[[trustme.LeafCert], SiteServer],
    certificate: trustme.LeafCert,
    tls: Callable[[], ssl.SSLContext],
    why: str,
) -> None:
    server = serve(certificate)
    told = crawled(server, tls)
    assert server.log == []
    assert [answer.code for answer in told.answers] == ["ROBOTS_UNAVAILABLE"]
    assert told.answers[0].found.startswith("FETCH_TLS: ")
    assert why in told.answers[0].found
    assert told.crawl.requests == 1


def test_a_server_without_tls_is_unreachable() -> None:
    with SiteServer({HOST: dict(SITE)}) as plain:
        site = site_of(plain, via=Via("https", "127.0.0.1", plain.port))
        told = night(plain, site=site, settings=limits(tls=trusting))
        assert told.answers[0].found.startswith("FETCH_UNREACHABLE: ")
        assert told.crawl.requests == 4
