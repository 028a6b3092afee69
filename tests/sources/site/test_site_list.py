"""The site list: what ships, what a row may say, and what is told about a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.page.evidence import from_host
from pipeline.sources.site import SiteListBroken, read_settings, read_sites
from pipeline.sources.site.site import Via
from site_server.grown_site import HOSTS, grown_site
from site_server.server import SiteServer

ROW = {
    "municipality": '"zwolle"', "kind": '"begroting"', "year": "2026", "state": '"open"',
    "base_url": '"https://zwolle.begroting-2026.nl/"',
}  # fmt: skip


def written(folder: Path, *rows: dict[str, str], fetch: str = 'contact = "mailto:a@example.org"') -> Path:
    file = folder / "publications.toml"
    tables = ["[[publication]]\n" + "\n".join(f"{key} = {value}" for key, value in row.items()) for row in rows]
    file.write_text("\n\n".join([f"[fetch]\n{fetch}", *tables]), encoding="utf-8")
    return file


def test_the_list_that_ships_has_zwolle_2016_to_2026() -> None:
    sites = {site.publication_id: site for site in read_sites()}
    for year in range(2016, 2027):
        assert sites[f"zwolle-begroting-{year}"].base_url == f"https://zwolle.begroting-{year}.nl/"
        assert {f"zwolle-berap-{year}-1", f"zwolle-berap-{year}-2"} <= sites.keys()
    for year in range(2014, 2026):
        assert sites[f"zwolle-jaarstukken-{year}"].base_url == f"https://zwolle.jaarverslag-{year}.nl/"
    assert sites["zwolle-berap-2016-1"].host == "zwolle.1ebeleidsrapportage.nl"
    assert sites["zwolle-berap-2025-2"].host == "zwolle2025.2ebeleidsrapportage.nl"
    assert sites["zwolle-perspectiefnota-2020"].host == "zwolle2020.perspectiefnota.nl"
    assert {site.publication_id for site in sites.values() if not site.seen} == {
        "zwolle-jaarstukken-2025", "zwolle-berap-2016-2", "zwolle-berap-2020-1", "zwolle-berap-2024-1",
        "zwolle-berap-2024-2", "zwolle-berap-2025-1", "zwolle-berap-2026-1", "zwolle-berap-2026-2",
    }  # fmt: skip
    assert read_settings().seconds_between_requests == 1.0
    assert read_settings().run_seconds == 3600


def test_every_host_names_the_publication_of_its_row() -> None:
    """The readers take the publication of a page from its host: list and host forms must be of one mind."""
    for site in read_sites():
        told = from_host("url", site.base_url)
        assert told is not None, site.host
        edition = told.edition if site.kind == "berap" else None
        assert (told.municipality, told.kind, told.year, edition) == (
            site.municipality, site.kind, site.year, site.edition,
        )  # fmt: skip


def test_a_row_says_everything_a_site_can_be(tmp_path: Path) -> None:
    row = ROW | {
        "kind": '"berap"', "edition": "2", "pages": "412", "also_hosts": '["www.zwolle.nl"]', "seen": "false",
        "state": '"closed"', "via": '"http://127.0.0.1:8080"',
    }  # fmt: skip
    site = read_sites(written(tmp_path, row))[0]
    assert site.publication_id == "zwolle-berap-2026-2"
    assert (site.pages, site.state, site.seen) == (412, "closed", False)
    assert site.hosts == {"zwolle.begroting-2026.nl", "www.zwolle.nl"}
    assert site.via == Via("http", "127.0.0.1", 8080)


def test_the_rows_of_the_test_server_can_be_read(tmp_path: Path) -> None:
    with SiteServer({host: grown_site(host, 1) for host in HOSTS}) as server:
        sites = read_sites(server.site_list(tmp_path))
        assert [site.host for site in sites] == list(HOSTS)
        assert {site.via for site in sites} == {Via("http", "127.0.0.1", server.port)}


BROKEN = [
    ("municipality", None, "municipality is missing"),
    ("municipality", '"Zwolle"', "municipality is 'Zwolle'; expected a name in lower case"),
    ("kind", '"jaarverslag"', "kind is 'jaarverslag'; expected begroting or jaarstukken"),
    ("kind", '"berap"', "edition is missing; expected a whole number from 1 to 2"),
    ("edition", "1", "edition is 1; expected none: a begroting has no editions"),
    ("year", '"2026"', "year is '2026'; expected a whole number"),
    ("year", "26", "year is 26; expected a whole number"),
    ("year", "true", "year is True; expected a whole number"),
    ("state", '"gesloten"', "state is 'gesloten'; expected open or closed"),
    ("state", None, "state is missing"),
    ("seen", '"no"', "seen is 'no'; expected true or false"),
    ("pages", "0", "pages is 0; expected a whole number"),
    ("pages", "3.5", "pages is 3.5; expected a whole number"),
    ("colour", '"red"', "unknown key 'colour'; expected also_hosts, base_url"),
    ("base_url", None, "base_url is missing"),
    ("base_url", '"http://zwolle.begroting-2026.nl/"', "expected https://<host>/"),
    ("base_url", '"zwolle.begroting-2026.nl"', "expected https://<host>/"),
    ("base_url", '"https://127.0.0.1/"', "expected https://<host>/"),
    ("base_url", '"https://2130706433/"', "expected https://<host>/"),
    ("base_url", '"https://[::1]/"', "expected https://<host>/"),
    ("base_url", '"https://localhost/"', "expected https://<host>/"),
    ("base_url", '"https://zwolle.begroting-2026.nl./"', "expected https://<host>/"),
    ("base_url", '"https://a@zwolle.begroting-2026.nl/"', "expected https://<host>/"),
    ("base_url", '"https://zwolle.begroting-2026.nl/p1"', "expected https://<host>/"),
    ("base_url", '"https://zwolle.begroting-2026.nl:99999/"', "expected https://<host>/"),
    ("base_url", '"https://zw\u00f6lle.nl/"', "expected https://<host>/"),
    ("base_url", "7", "base_url is 7"),
    ("also_hosts", '"www.zwolle.nl"', "also_hosts is 'www.zwolle.nl'; expected a list"),
    ("also_hosts", '["10.0.0.1"]', "expected a list of host names"),
    ("via", '"127.0.0.1"', "via is '127.0.0.1'; expected http://<IP address>:<port>"),
    ("via", '"http://localhost:80"', "expected http://<IP address>:<port>"),
    ("via", '"ftp://127.0.0.1:80"', "expected http://<IP address>:<port>"),
]


@pytest.mark.parametrize(("key", "value", "message"), BROKEN, ids=[f"{key} {value}" for key, value, _ in BROKEN])
def test_a_bad_row_is_told_with_its_place(tmp_path: Path, key: str, value: str | None, message: str) -> None:
    row = {name: text for name, text in ROW.items() if name != key} | ({key: value} if value else {})
    second = ROW | {"year": "2025", "base_url": '"https://zwolle.begroting-2025.nl/"'}
    file = written(tmp_path, second, row)
    with pytest.raises(SiteListBroken) as broken:
        read_sites(file)
    assert str(broken.value).startswith(f"{file}: publication 2: ")
    assert message in str(broken.value)


def test_a_table_that_nobody_reads_is_a_mistake(tmp_path: Path) -> None:
    file = written(tmp_path, ROW)
    file.write_text(file.read_text() + '\n[notfy]\nmail = ["mail", "beheer@example.nl"]\n')
    with pytest.raises(SiteListBroken, match="unknown key 'notfy'; expected fetch, notify, publication"):
        read_sites(file)


@pytest.mark.parametrize(
    ("second", "message"),
    [({}, "publication zwolle-begroting-2026 stands in 2 rows"),
     ({"year": "2025"}, "host zwolle.begroting-2026.nl stands in 2 rows")],
)  # fmt: skip
def test_the_same_publication_or_host_twice(tmp_path: Path, second: dict[str, str], message: str) -> None:
    with pytest.raises(SiteListBroken, match=message):
        read_sites(written(tmp_path, ROW, ROW | second))


@pytest.mark.parametrize(
    ("fetch", "message"),
    [("", "contact is missing; expected mailto:"), ('contact = ""', "contact is ''"),
     ('contact = "a@b.nl"', "contact is 'a@b.nl'"), ('contact = "mailto:\u00e9@b.nl"', "contact is"),
     ('contact = "mailto:a@b.nl"\nrun_minutes = 0', "run_minutes is 0; expected a number above 0"),
     ('contact = "mailto:a@b.nl"\nseconds_between_requests = "1"', "seconds_between_requests is '1'"),
     ('contact = "mailto:a@b.nl"\nmax_pages = 1.5', "max_pages is 1.5"),
     ('contact = "mailto:a@b.nl"\nspeed = 1', "unknown key 'speed'")],
)  # fmt: skip
def test_a_bad_setting_is_told(tmp_path: Path, fetch: str, message: str) -> None:
    with pytest.raises(SiteListBroken, match=r"publications.toml: \[fetch\]: ") as broken:
        read_settings(written(tmp_path, ROW, fetch=fetch))
    assert message in str(broken.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "no publications"), (b"publication = 3", "no publications"), (b"publication = [3]", "no publications"),
     (b"[[publication", "no TOML"), (b"\xff\xfe", "no TOML"), (b"fetch = 3", "fetch is 3; expected a table")],
)  # fmt: skip
def test_a_file_that_is_no_site_list(tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "publications.toml"
    file.write_bytes(content)
    with pytest.raises(SiteListBroken, match=message):
        (read_settings if b"fetch" in content else read_sites)(file)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SiteListBroken, match="the site list is not there"):
        read_sites(tmp_path / "none.toml")
    with pytest.raises(SiteListBroken, match="is a folder"):
        read_sites(tmp_path)
