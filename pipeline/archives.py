"""Pages of sites that are gone: captures of web archives go into the raw store through the door of fetched pages."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from errno import EINVAL
from pathlib import Path
from urllib.parse import urlsplit

from . import readers
from .model import Finding, PageRefused, Source
from .page_source import MAX_BYTES
from .sources import warc
from .sources.fetched import Fetched
from .sources.page_bytes import NotRegularFile
from .sources.raw_store import Answer, RawStore, StoredPage, newest
from .sources.site.address import linked, page_key
from .sources.site.site import Site

_SITE = "web archive"


@dataclass(slots=True)
class ArchiveReport:
    """What loading came to. `captures` counts answers of known sites that hold a page, good or not; `in_force` are the
    files below raw/ that changed, `older` captures kept as versions only, `left_alone` files a person had changed."""

    captures: int = 0
    in_force: tuple[str, ...] = ()
    older: int = 0
    left_alone: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    @property
    def codes(self) -> Counter[tuple[str, str]]:
        """Findings by severity and code."""
        return Counter((finding.severity, finding.code) for finding in self.findings)


def load_archives(files: Iterable[Path], store: RawStore, sites: Iterable[Site]) -> ArchiveReport:
    """Keep every page that the WARC `files` hold of `sites`, and put the newest build of each page in force, unless a
    newer one is. All files are looked at together, so that their order does not matter; what cannot be used is a
    finding and the rest goes on. The caller holds the lock of `store` and seals it.

    Raises OSError for a file that cannot be read, before anything is in force, and RawStoreDamaged.
    """
    loading = _Loading(store, {site.host: site for site in sites})
    for file in files:
        try:
            for record in warc.records(file.resolve(), MAX_BYTES):  # a link that a person names is meant
                loading.take(file.name, record)
        except NotRegularFile as refused:
            raise OSError(EINVAL, refused.finding.message, str(file)) from refused
    loading.resolve_revisits()
    return loading.finish()


class _Loading:
    """One load: what came by so far."""

    def __init__(self, store: RawStore, sites: Mapping[str, Site]) -> None:
        self._store, self._sites = store, sites
        self._answers: list[Answer] = []
        self._kept: dict[str, Answer] = {}  # by record id, by address and time, by payload digest, by address
        self._seen: set[tuple[str, str | None]] = set()
        self._verdicts: dict[str, Finding | None] = {}
        self._revisits: list[tuple[str, warc.Revisit]] = []
        self._report = ArchiveReport()

    def take(self, file: str, record: warc.Record) -> None:
        if isinstance(record, warc.BadRecord):
            self._tell(record.finding, file)
        elif (problem := self._no_page(record)) is not None:
            self._tell(problem, file)
        elif isinstance(record, warc.Revisit):
            self._revisits.append((file, record))
        else:
            self._capture(file, self._address(record.url) or "", record)

    def resolve_revisits(self) -> None:
        """Each revisit is a capture with the content of the one it refers to."""
        for file, revisit in self._revisits:
            address = self._address(revisit.url)
            referred = self._address(revisit.refers_to_url or revisit.url)
            named = [revisit.refers_to_id, f"{referred} {revisit.refers_to_time}", revisit.payload_digest]
            if not any((revisit.refers_to_id, revisit.refers_to_time, revisit.payload_digest)):
                named.append(str(referred))  # `not modified` may leave out since when
            original = next((self._kept[name] for name in named if name in self._kept), None)
            if original is None or original.sha256 is None or address is None:
                message = "The site answered what another capture holds, and that capture is in none of the files."
                found = revisit.refers_to_url or revisit.payload_digest or "nothing named"
                self._tell(Finding("warning", "WARC_REVISIT", message, _at(revisit), found, "a capture"), file)
                continue
            content = self._store.content(original.sha256)
            self._enter(file, Fetched(address, original.verdict, revisit.captured_at, code=original.code, status=200,
                                      content=content, found=original.found, requests=0), _at(revisit))  # fmt: skip

    def finish(self) -> ArchiveReport:
        chosen, moved = self._chosen()
        report = self._report
        report.captures = len(self._answers)
        report.in_force = tuple(sorted(answer.path for answer in chosen))
        versions = {(a.path, a.sha256) for a in self._answers if a.verdict == "page"}
        current = {(a.path, a.sha256) for a in chosen} | {(p.path, p.sha256) for p in self._store.pages()}
        report.older = len(versions - current)
        why = "captures of a web archive"
        report.left_alone = self._store.decide(_SITE, in_force=chosen, tombstones=moved, reason=why)
        return report

    def _chosen(self) -> tuple[list[Answer], list[str]]:
        """The captures to put in force, of each page one, and the files of the same pages under slugs of before."""
        now: dict[str, list[StoredPage]] = defaultdict(list)
        for page in self._store.pages():
            now[_key(page.url, page.path)].append(page)
        best: dict[str, Answer] = {}
        for answer in sorted(newest(self._answers), key=lambda a: (a.stamp or "", a.at)):
            best[_key(answer.url, answer.path)] = answer
        chosen = {
            key: answer
            for key, answer in best.items()
            if all(_is_news(answer, page) for page in (self._store.page(answer.path), *now[key]))
        }
        moved = [page.path for key, answer in chosen.items() for page in now[key] if page.path != answer.path]
        return list(chosen.values()), moved

    def _no_page(self, record: warc.Capture | warc.Revisit) -> Finding | None:
        """Why a record is not one of a page of the sites; None for one that is."""
        if self._site(record.url) is None:
            message = "The archive holds an address of a site that is not in the site list."
            return Finding("info", "WARC_HOST", message, _at(record), record.url, "a host of the site list")
        if isinstance(record, warc.Capture) and record.status != 200:
            message = "The archive holds an answer that is no page."
            return Finding("info", "WARC_STATUS", message, _at(record), str(record.status), "200")
        if isinstance(record, warc.Capture) and warc.media_of(record) != "warc":
            message = "The archive holds a file of the site that is no page."
            return Finding("info", "WARC_TYPE", message, _at(record), record.content_type or "no type", "text/html")
        if self._address(record.url) is None:
            message = "The archive holds an address of the site that is no page of the report."
            return Finding("info", "WARC_ADDRESS", message, _at(record), record.url, "/p<number>/<slug>")
        return None

    def _site(self, url: str) -> Site | None:
        try:
            return self._sites.get(urlsplit(url).hostname or "")
        except ValueError:
            return None

    def _address(self, url: str) -> str | None:
        """The address as the fetcher writes it; None for what is no page of the sites."""
        site = self._site(url)
        return linked(url, site.base_url, site) if site else None

    def _capture(self, file: str, address: str, capture: warc.Capture) -> None:
        refusal = self._refusal(capture)
        fetched = Fetched(
            address, "rejected" if refusal else "page", capture.captured_at, final_url=capture.url, status=200,
            headers=capture.headers, content=capture.content, requests=0,
            code=refusal.code if refusal else None, found=refusal.found if refusal else "",
        )  # fmt: skip
        if refusal:
            self._tell(Finding(refusal.severity, refusal.code, refusal.message, _at(capture), refusal.found), file)
        answer = self._enter(file, fetched, _at(capture))
        for name in (capture.record_id, f"{address} {capture.captured_at}", capture.payload_digest, address):
            if name:
                self._kept[name] = answer

    def _enter(self, file: str, fetched: Fetched, at: str) -> Answer:
        answer = self._store.record(fetched, via="warc")
        self._answers.append(answer)
        if (answer.path, answer.sha256) in self._seen:
            message = "The archive holds the same page with the same bytes more than once."
            self._tell(Finding("info", "WARC_DUPLICATE", message, at, answer.sha256 or "", "once"), file)
        self._seen.add((answer.path, answer.sha256))
        return answer

    def _refusal(self, capture: warc.Capture) -> Finding | None:
        """Why the build would refuse these bytes; None for a page."""
        digest = hashlib.sha256(capture.content).hexdigest()
        if digest not in self._verdicts:
            self._verdicts[digest] = _refusal(Source("", capture.content, digest, "warc", capture.url, capture.charset))
        return self._verdicts[digest]

    def _tell(self, finding: Finding, file: str) -> None:
        self._report.findings.append(
            Finding(finding.severity, finding.code, finding.message, f"{file} {finding.location}", finding.found,
                    finding.expected)
        )  # fmt: skip


def _refusal(source: Source) -> Finding | None:
    try:
        readers.read(source)
    except PageRefused as refused:
        return refused.finding
    return None


def _is_news(answer: Answer, now: StoredPage | None) -> bool:
    """Whether a capture is newer than what is in force: by build stamp where both have one, else by the time it was
    captured. A page that its site took away since then stays away."""
    if now is None:
        return True
    if now.sha256 is None:
        return answer.at > (now.tombstone or "")
    if answer.stamp and now.stamp and answer.stamp != now.stamp:
        return answer.stamp > now.stamp
    return answer.at > (now.at or now.since)


def _key(url: str | None, path: str) -> str:
    return (page_key(url) if url else None) or path


def _at(record: warc.Capture | warc.Revisit) -> str:
    return f"record {record.number} {record.url}"


def summary(report: ArchiveReport) -> Sequence[str]:
    """Lines for a person: counts, then findings by code with one place each."""
    new = len(report.in_force)
    lines = [f"captures   {report.captures} of known sites; {new} put in force, {report.older} older kept as versions"]
    lines += [f"changed    {path} was changed by hand and left alone" for path in report.left_alone]
    for (severity, code), count in sorted(report.codes.items(), key=lambda c: (c[0][0], -c[1])):
        example = next(finding for finding in report.findings if finding.code == code)
        lines.append(f"finding    {severity:8} {code:18} {count:5}  {example.location}: {example.found}")
    return lines
