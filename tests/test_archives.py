"""Web archives into the raw store: the newest build in force, the older ones kept, everything bad told (issue 4, 5)."""

from __future__ import annotations

import gzip
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import load
from pipeline.__main__ import cli
from pipeline.archives import ArchiveReport, load_archives, summary
from pipeline.build import build
from pipeline.nightly.archive_run import told
from pipeline.nightly.run_folder import RunFolder
from pipeline.sources.fetched import Fetched
from pipeline.sources.raw_store import RawStore, path_of
from pipeline.sources.site.site_list import read_sites
from schemas import TABLES
from site_server.grown_site import HOSTS, grown_site, page_paths
from warc_files import Answer, bomb, chunked, records, revisit, warc
from warm_cli import warm_cli

HOST = HOSTS[0]
OLD, NEW = "06/13/2025 13:22:06", "10/10/2025 07:33:06"
URL = f"https://{HOST}/p1/doel-1-1-1-samen"
MISSING = b"<html><head><title>Pagina niet gevonden</title></head><body><h1>Pagina niet gevonden</h1></body></html>"


def page(text: str = "Samen leven", stamp: str | None = NEW) -> bytes:
    footer = f"<p>Deze pagina is gebouwd op {stamp} met de export van {stamp}</p>" if stamp else ""
    return f"<html><body><h1>Doel 1.1.1 Samen</h1><p>{text}, elke dag.</p>{footer}</body></html>".encode()


SITES = [site for site in read_sites() if site.host in HOSTS]


def load_into(raw: Path, *warcs: bytes) -> ArchiveReport:
    raw.mkdir(exist_ok=True)
    files = []
    for number, content in enumerate(warcs):
        files.append(raw.parent / f"archive-{number}.warc.gz")
        files[-1].write_bytes(content)
    store = RawStore(raw)
    report = load_archives(files, store, SITES)
    store.seal()
    return report


def in_force(raw: Path, url: str = URL) -> bytes:
    return (raw / path_of(url)).read_bytes()


def codes(report: ArchiveReport) -> dict[str, int]:
    return {code: count for (_, code), count in report.codes.items()}


CHOICES = [
    ("the newer build, captured earlier", [(page("Nu", NEW), "2025"), (page("Toen", OLD), "2026")], "Nu"),
    ("the newer build, in any order", [(page("Toen", OLD), "2026"), (page("Nu", NEW), "2025")], "Nu"),
    ("of one build the last capture", [(page("Eerst"), "2025"), (page("Later"), "2026")], "Later"),
    ("without stamps the last capture", [(page("Later", None), "2018"), (page("Eerst", None), "2016")], "Later"),
    ("with a stamp before without", [(page("Nu", NEW), "2025"), (page("Kaal", None), "2026")], "Nu"),
]  # fmt: skip


@pytest.mark.parametrize(("captures", "wins"), [row[1:] for row in CHOICES], ids=[row[0] for row in CHOICES])
@pytest.mark.parametrize("files", [1, 2])
def test_the_capture_in_force(tmp_path: Path, captures: list[tuple[bytes, str]], wins: str, files: int) -> None:
    answers = [Answer(URL, body, f"{year}-11-01T00:00:00Z") for body, year in captures]
    warcs = [warc(*answers)] if files == 1 else [warc(answer) for answer in answers]
    report = load_into(tmp_path / "raw", *warcs)
    assert wins.encode() in in_force(tmp_path / "raw")
    assert (report.captures, report.in_force, report.older) == (2, (path_of(URL),), 1)


def test_an_older_capture_is_kept_as_a_version(tmp_path: Path) -> None:
    load_into(tmp_path / "raw", warc(Answer(URL, page("Toen", OLD)), Answer(URL, page("Nu", NEW))))
    store = RawStore(tmp_path / "raw")
    now = store.page(path_of(URL))
    assert now is not None
    assert (now.via, now.stamp) == ("warc", "2025-10-10T07:33:06/2025-10-10T07:33:06")
    kept = {gzip.decompress(file.read_bytes()) for file in (tmp_path / "raw" / ".store" / "objects").rglob("*.gz")}
    assert kept == {page("Toen", OLD), page("Nu", NEW)}


def fetch(raw: Path, content: bytes, when: datetime) -> None:
    """What the nightly fetcher brings."""
    raw.mkdir(exist_ok=True)
    store = RawStore(raw, clock=lambda: when)
    answer = store.record(Fetched(URL, "page", when, status=200, content=content))
    store.decide(HOST, in_force=[answer])
    store.seal()


LIVE = [
    ("older build", page("Nu", NEW), page("Toen", OLD), "2026-12-01", "Nu"),
    ("newer build", page("Toen", OLD), page("Nu", NEW), "2026-12-01", "Nu"),
    ("same build, captured before", page("Nu"), page("Archief"), "2025-11-01", "Nu"),
    ("no stamp, captured before", page("Nu", None), page("Archief", None), "2025-11-01", "Nu"),
    ("no stamp, captured after", page("Toen", None), page("Nu", None), "2026-12-01", "Nu"),
    ("only the archive has a stamp", page("Nu", None), page("Archief", NEW), "2025-11-01", "Nu"),
]


@pytest.mark.parametrize(("live", "archived", "when", "wins"), [row[1:] for row in LIVE], ids=[row[0] for row in LIVE])
def test_an_archive_never_takes_the_place_of_a_newer_page(
    tmp_path: Path, live: bytes, archived: bytes, when: str, wins: str
) -> None:
    fetch(tmp_path / "raw", live, datetime(2026, 1, 1, tzinfo=UTC))
    load_into(tmp_path / "raw", warc(Answer(URL, archived, f"{when}T00:00:00Z")))
    assert wins.encode() in in_force(tmp_path / "raw")


def test_a_later_archive_is_compared_with_an_earlier_one_by_capture_time(tmp_path: Path) -> None:
    for body, year, wins in ((b"A", 2016, b"A"), (b"B", 2018, b"B"), (b"C", 2017, b"B")):
        load_into(tmp_path / "raw", warc(Answer(URL, page(body.decode() * 9, None), f"{year}-01-01T00:00:00Z")))
        assert wins * 9 in in_force(tmp_path / "raw")


def test_a_page_that_its_site_took_away_stays_away(tmp_path: Path) -> None:
    fetch(tmp_path / "raw", page(), datetime(2026, 1, 1, tzinfo=UTC))
    RawStore(tmp_path / "raw").decide(HOST, tombstones=[path_of(URL)], reason="three nights")
    load_into(tmp_path / "raw", warc(Answer(URL, page("Archief"), "2025-11-01T00:00:00Z")))
    assert not (tmp_path / "raw" / path_of(URL)).exists()


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    content = warc(Answer(URL, page("Toen", OLD)), Answer(URL, page("Nu", NEW)))
    load_into(tmp_path / "raw", content)
    again = load_into(tmp_path / "raw", content)
    assert again.in_force == ()
    assert b"Nu" in in_force(tmp_path / "raw")


SLUGS = [
    (("oud", OLD, "2026"), ("nieuw", NEW, "2025"), "nieuw"),
    (("nieuw", NEW, "2025"), ("oud", OLD, "2026"), "nieuw"),
    (("oud.html", None, "2016"), ("oud", None, "2017"), "oud"),
]


@pytest.mark.parametrize(("first", "second", "wins"), SLUGS)
@pytest.mark.parametrize("files", [1, 2])
def test_a_page_with_two_slugs_is_one_page(
    tmp_path: Path, first: tuple[str, str | None, str], second: tuple[str, str | None, str], wins: str, files: int
) -> None:
    answers = [
        Answer(f"http://{HOST}/p1/doel-1-1-1-{slug}", page(slug * 9, stamp), f"{year}-01-01T00:00:00Z")
        for slug, stamp, year in (first, second)
    ]
    for content in [warc(*answers)] if files == 1 else map(warc, answers):
        load_into(tmp_path / "raw", content)
    found = sorted(path.name for path in (tmp_path / "raw" / HOST).rglob("*.html"))
    assert found == [f"doel-1-1-1-{wins}.html"]


OTHER = f"https://{HOST}/p2/doel-1-1-2-elders"


def test_a_revisit_is_a_capture_of_what_it_refers_to(tmp_path: Path) -> None:
    first, second = (
        Answer(URL, page("Eerst", None), "2016-01-01T00:00:00Z"),
        Answer(URL, page("Tussen", None), "2017-01-01T00:00:00Z"),
    )
    back = revisit(URL, first, "2018-01-01T00:00:00Z")
    report = load_into(tmp_path / "raw", back + warc(first, second))  # a file may hold them in any order
    assert b"Eerst" in in_force(tmp_path / "raw")
    assert codes(report) == {"WARC_DUPLICATE": 1}


@pytest.mark.parametrize("by", ["address and time", "digest", "nothing"])
def test_a_revisit_may_refer_to_another_address(tmp_path: Path, by: str) -> None:
    original = Answer(URL, page())
    digest = "sha1:" + next(
        line.partition(b"sha1:")[2].decode()
        for line in warc(original, packed=False).splitlines()
        if line.startswith(b"WARC-Payload-Digest")
    )
    if by == "nothing":
        gone = revisit(OTHER, Answer(f"https://{HOST}/p9/weg", b"", "2020-01-01T00:00:00Z"), "2025-01-01T00:00:00Z")
    else:
        gone = revisit(OTHER, original, "2025-01-01T00:00:00Z", digest=digest if by == "digest" else None)
    report = load_into(tmp_path / "raw", warc(original) + gone)
    assert (tmp_path / "raw" / path_of(OTHER)).exists() == (by != "nothing")
    assert codes(report) == ({"WARC_REVISIT": 1} if by == "nothing" else {})


NO_PAGE = [
    (Answer(URL, b"weg", status="404 Not Found"), "info", "WARC_STATUS", "404"),
    (Answer(URL, b"", status="301 Moved Permanently"), "info", "WARC_STATUS", "301"),
    (Answer(f"https://{HOST}/logo.png", b"\x89PNG", content_type="image/png"), "info", "WARC_TYPE", "image/png"),
    (Answer(f"https://{HOST}/robots.txt", b"x", content_type="text/plain"), "info", "WARC_TYPE", "text/plain"),
    (Answer("https://evil.example/p1/x", page()), "info", "WARC_HOST", "https://evil.example/p1/x"),
    (Answer(f"https://{HOST}@evil.example/p1/x", page()), "info", "WARC_HOST", "evil.example"),
    (Answer(f"https://{HOST}:8443/p1/x", page()), "info", "WARC_ADDRESS", "8443"),
    (Answer(f"https://{HOST}/", page()), "info", "WARC_ADDRESS", HOST),
    (Answer(f"https://{HOST}/zoeken?q=jeugd", page()), "info", "WARC_ADDRESS", "zoeken"),
    (Answer(URL, MISSING), "error", "NOT_A_REPORT_PAGE", "niet gevonden"),
    (Answer(URL, b""), "error", "EMPTY_PAGE", ""),
    (Answer(URL, page()[:60]), "error", "TRUNCATED", ""),
    (Answer(URL, b"%PDF-1.7 x"), "error", "NOT_HTML", "pdf"),
    (Answer(URL, bomb(), headers=(("Content-Encoding", "gzip"),)), "error", "TOO_LARGE", "more than"),
    (Answer(URL, chunked(page())[:-90], headers=(("Transfer-Encoding", "chunked"),)), "error", "WARC_BODY", "cut"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "severity", "code", "found"), NO_PAGE, ids=[f"{r[2]} {r[3]}" for r in NO_PAGE])
def test_what_is_no_page_is_told_and_replaces_nothing(
    tmp_path: Path, answer: Answer, severity: str, code: str, found: str
) -> None:
    later = Answer(OTHER, page("Daarna"))
    fetch(tmp_path / "raw", page("Goed"), datetime(2020, 1, 1, tzinfo=UTC))
    report = load_into(tmp_path / "raw", warc(answer, later))
    assert b"Goed" in in_force(tmp_path / "raw")
    assert b"Daarna" in in_force(tmp_path / "raw", OTHER)
    (finding,) = report.findings
    assert (finding.severity, finding.code) == (severity, code)
    assert found in finding.found
    assert finding.location == f"archive-0.warc.gz record 1 {answer.url}"


PATHS = [
    "/../../../etc/passwd", "/p1/%2e%2e%2f%2e%2e%2fx", "/p1/\\..\\x", "/p1/" + "x" * 3000, "//etc/passwd",
    "/.store/state",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_address_of_an_archive_leaves_raw(tmp_path: Path, path: str) -> None:
    load_into(tmp_path / "raw", warc(Answer(f"https://{HOST}{path}", page())))
    outside = [p for p in tmp_path.rglob("*") if p.is_file() and "raw" not in p.relative_to(tmp_path).parts]
    assert [p.name for p in outside] == ["archive-0.warc.gz"]
    assert all(HOST in p.parts or ".store" in p.parts for p in (tmp_path / "raw").rglob("*.html"))


def test_a_missing_file_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "a.warc.gz").write_bytes(warc(Answer(URL, page())))
    with pytest.raises(FileNotFoundError):
        load_archives([tmp_path / "a.warc.gz", tmp_path / "b.warc.gz"], RawStore(tmp_path / "raw"), SITES)
    assert not (tmp_path / "raw" / path_of(URL)).exists()


def test_the_summary_counts_and_shows_one_place_of_each_finding(tmp_path: Path) -> None:
    report = load_into(tmp_path / "raw", warc(*(row[0] for row in NO_PAGE), Answer(OTHER, page())))
    lines = summary(report)
    assert lines[0] == "captures   5 of known sites; 1 put in force, 0 older kept as versions"
    assert len(lines) == 1 + len({row[2] for row in NO_PAGE})
    assert any("WARC_STATUS" in line and "    2  archive-0.warc.gz record 1" in line for line in lines)


def test_a_report_shows_some_findings_of_each_kind_and_how_many_more(tmp_path: Path) -> None:
    loaded = load_into(tmp_path / "raw", warc(*[Answer(URL, b"", status="404 Not Found")] * 60, Answer(URL, b"")))
    shown = list(told(loaded))
    assert Counter(found.code for found in shown) == {"WARC_STATUS": 51, "EMPTY_PAGE": 1}
    assert shown[50].message == "The archive holds an answer that is no page. And 10 more of these."


def test_the_command_loads_archives_and_says_what_it_did(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(warc(Answer(URL, page())))
    (tmp_path / "b.warc.gz").write_bytes(warc(Answer(OTHER, page()), Answer(OTHER, b"", status="404 Not Found")))
    archives = [word for name in ("a", "b") for word in ("--warc", tmp_path / f"{name}.warc.gz")]
    done = warm_cli("fetch", "--raw", tmp_path / "raw", "--data", tmp_path / "data", *archives)
    assert done.returncode == 0, done.stderr
    first, finding, report = done.stdout.splitlines()
    assert first == "captures   2 of known sites; 2 put in force, 0 older kept as versions"
    assert finding == f"finding    info     WARC_STATUS            1  b.warc.gz record 2 {OTHER}: 404"
    assert page() == in_force(tmp_path / "raw") == in_force(tmp_path / "raw", OTHER)
    (run,) = RunFolder(tmp_path / "data").reports()
    assert (run.kind, run.exit_code, [found.code for found in run.findings]) == ("fetch --warc", 0, ["WARC_STATUS"])
    assert OTHER in Path(report.split()[1]).read_text()


@pytest.mark.parametrize("content", [b"no archive at all", b"", warc(Answer("https://other.example/p1/x", page()))])
def test_an_archive_without_a_page_is_no_success(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(content)
    words = ("fetch", "--raw", tmp_path / "raw", "--data", tmp_path / "data", "--warc", tmp_path / "a.warc.gz")
    shown = CliRunner().invoke(cli, list(map(str, words)))
    assert (shown.exit_code, shown.stderr) == (
        5,
        "no page of a site of the site list in these files; nothing changed\n",
    )
    assert "captures   0 of known sites" in shown.stdout
    (run,) = RunFolder(tmp_path / "data").reports()
    assert (run.exit_code, len(run.findings)) == (5, 1)


# -- issue 4, must show 5


def archive_of(pages: dict[str, bytes]) -> tuple[bytes, dict[str, int]]:
    """A WARC with 200 captures of `pages` (address -> bytes), and the findings it must give."""
    urls = list(pages)
    answers = []
    for n, url in enumerate(urls):
        body, headers = pages[url], ()
        if n % 3 == 0:
            body, headers = (
                chunked(gzip.compress(body), 4000),
                (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")),
            )
        scheme = "http" if n % 5 == 0 else "https"
        answers.append(Answer(f"{scheme}://{url}", body, f"2025-11-{1 + n % 28:02}T03:00:00Z", headers=headers))
    # older builds; every other one was captured after the newer build
    older = [Answer(f"https://{url}", pages[url].replace(b"10/10/2025", b"06/13/2025").replace(b"doel", b"Doel"),
                    f"202{5 + n % 2}-12-01T03:00:00Z") for n, url in enumerate(urls)]  # fmt: skip
    copies = [Answer(f"https://{url}", pages[url], "2025-11-30T03:00:00Z") for url in urls[20:50]]
    site = f"https://{HOST}"
    odd = [
        Answer(f"{site}/p1/weg", b"weg", status="404 Not Found"), Answer(f"{site}/", b"", status="301 Moved"),
        Answer(f"{site}/stijl.css", b"p{}", content_type="text/css"),
        Answer("https://elders.example/p1/x", page()), Answer(f"{site}/p2/zoek", MISSING),
        Answer(f"{site}/p3/bom", bomb(), headers=(("Content-Encoding", "gzip"),)),
        Answer(f"{site}/p4/bom", b" " * (40 * 1024 * 1024)),
    ]  # fmt: skip
    parts = records([*older, *answers, *copies, *odd])
    cut = records([answers[0]])[0]
    parts.insert(len(parts) // 2, cut[: len(cut) // 2])
    again = [revisit(a.url, a, "2026-01-01T00:00:00Z") for a in answers[: 199 - len(parts)]]
    findings = {"WARC_STATUS": 2, "WARC_TYPE": 1, "WARC_HOST": 1, "NOT_A_REPORT_PAGE": 1, "TOO_LARGE": 2,
                "WARC_DAMAGED": 2, "WARC_DUPLICATE": len(copies) + len(again)}  # fmt: skip
    parts += [*again, cut[: len(cut) // 3]]
    assert (len(parts), len(again)) == (200, 17)
    return b"".join(parts), findings


def tables(raw: Path, data: Path) -> dict[str, list[dict[str, object]]]:
    build(raw, data)
    return {name: load(name, data=data).astype(object).to_dict("records") for name in TABLES}


def test_two_hundred_captures_give_the_rows_of_the_same_pages_on_disk(tmp_path: Path) -> None:
    sites = {host: grown_site(host, 24, stamp=NEW, menu_on_pages=False) for host in HOSTS}
    pages = {f"{host}{path}": site[path] for host, site in sites.items() for path in page_paths(site)}
    for url, content in pages.items():
        file = tmp_path / "disk" / path_of(f"https://{url}")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    content, findings = archive_of(pages)
    report = load_into(tmp_path / "raw", content)
    assert Counter(codes(report)) == Counter(findings)
    assert report.older == 72
    assert len(report.in_force) == len(pages) == 72
    from_disk, from_archive = tables(tmp_path / "disk", tmp_path / "a"), tables(tmp_path / "raw", tmp_path / "b")
    assert len(from_disk["baten_lasten"]) > 500
    for name in TABLES:
        assert repr(from_archive[name]) == repr(from_disk[name]), name
    # the file itself in a raw folder: its bad records are quarantined pages beside the same rows
    in_place = tmp_path / "in_place"
    in_place.mkdir()
    (in_place / "site.warc.gz").write_bytes(content)
    as_it_is = tables(in_place, tmp_path / "c")
    for name in ("goals", "baten_lasten", "activities", "criteria", "indicators", "text_amounts", "deviations"):
        assert repr(as_it_is[name]) == repr(from_disk[name]), name
    refused = Counter(row["code"] for row in as_it_is["findings"] if row["severity"] == "error")
    assert refused == {"WARC_DAMAGED": 2, "TOO_LARGE": 2, "NOT_A_REPORT_PAGE": 1, "IDENTITY_UNKNOWN": 1}
