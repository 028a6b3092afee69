"""Mutation fuzzing (INTEGRITY.md F18): whatever stands on a page, it gets one status, every block is accounted for,
and its rows pass the schemas; never an exception, ten seconds or a gibibyte."""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html
import pyarrow as pa
import pytest
from mutations import KINDS, mutate
from whole_runs import ended, forked, fresh, peak_memory

from pipeline import parse as parsing
from pipeline import readers
from pipeline.assemble import assemble
from pipeline.datasets import to_tables
from pipeline.model import PageRefused, Source
from pipeline.neighbours import neighbours
from pipeline.outcome import PageResult
from pipeline.parse import MAX_TEXT, _text_size, parse
from pipeline.store.frames import to_pandas
from pipeline.store.layout import WHOLE
from raw_pages import RAW, SHARED
from schemas.validation import validate

WORKERS = 2
SEED = 20261123
HOST = "zwolle.jaarverslag-2024.nl"
RAW_PAGE = RAW / HOST / "p49787/doel-5-3-2-cultureel-klimaat.html"
STATUSES = {"ok", "ok_with_findings", "no_data", "quarantined"}


@dataclass
class Tally:
    """What a worker found; `faults` is what must stay empty."""

    pages: int = 0
    slowest: float = 0.0
    memory: int = 0  # bytes, peak of the process
    statuses: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def seeds() -> list[Path]:
    """The pages that are mutated: the sample corpus and, where they are, the real ones, text exports included."""
    found = sorted(RAW.rglob("*.html"))
    if SHARED.is_dir():
        found += sorted(p for p in SHARED.rglob("*") if p.suffix in (".html", ".txt"))
    return found


def cases(count: int, worker: int) -> Iterator[tuple[str, Source]]:
    """This worker's share of the mutated pages; every kind comes equally often."""
    files, kinds = seeds(), sorted(KINDS)
    for number in range(worker, count, WORKERS):
        draw = random.Random(SEED + number)
        file, kind = draw.choice(files), kinds[number // WORKERS % len(kinds)]
        content = mutate(file.read_bytes(), kind, draw)
        host = next(part for part in file.parts if part.startswith("zwolle"))
        media = "text" if file.suffix == ".txt" else "html"
        path = f"{host}/p{number + 100_000}/{file.name}"
        yield (
            f"{kind} {file.name} seed {SEED + number}",
            Source(path, content, hashlib.sha256(content).hexdigest(), media),
        )


def faults(name: str, source: Source, tally: Tally) -> PageResult | None:
    """Parse one page and note what is wrong with the result."""
    began = time.monotonic()
    try:
        result = parse(source)
    except Exception as error:  # noqa: BLE001 - this is what the harness looks for
        tally.faults.append(f"{name}: {type(error).__name__}: {error}"[:300])
        return None
    took = time.monotonic() - began
    tally.slowest = max(tally.slowest, took)
    page, codes = result.page, {f.code for f in result.findings}
    tally.statuses[page.status] = tally.statuses.get(page.status, 0) + 1
    wrong = {
        "INTERNAL": "INTERNAL" in codes,
        f"took {took:.1f} s": took > 10,
        f"status {page.status!r}": page.status not in STATUSES,
        "quarantined without an error": page.status == "quarantined" and not _errors(result),
        "blocks do not add up": page.blocks != page.blocks_typed + page.blocks_text + page.blocks_ignored,
        "text unclaimed without a finding": bool(page.characters_unclaimed) and "UNCLAIMED" not in codes,
        "findings without location or found": any(not f.location for f in result.findings),
    }
    tally.faults += [f"{name}: {fault} {_errors(result)}" for fault, is_so in wrong.items() if is_so]
    return result


def _errors(result: PageResult) -> list[str]:
    return [f"{f.code} {f.found[:120]}" for f in result.findings if f.severity == "error"]


def blocks_lost(source: Source, result: PageResult) -> str | None:
    """Blocks the reader made that the page's counts do not know."""
    try:
        document = readers.read(source)
    except readers.PageCut as cut:
        document = cut.document
    except PageRefused:
        return None
    unclaimed = sum(f.code == "UNCLAIMED" for f in result.findings)
    made, counted = len(document.blocks), result.page.blocks + unclaimed
    return None if made == counted else f"{made} blocks were read, {counted} are accounted for"


def fuzz(count: int, worker: int, report: Path) -> None:
    """Parse this worker's share; assemble and validate it in lots of 250 pages."""
    tally, lot = Tally(), []
    for name, source in cases(count, worker):
        tally.pages += 1
        result = faults(name, source, tally)
        if result is None:
            continue
        if tally.pages % 5 == 0 and (lost := blocks_lost(source, result)):
            tally.faults.append(f"{name}: {lost}")
        lot.append(result)
        if len(lot) == 250:
            tally.faults += invalid(lot)
            lot = []
    tally.faults += invalid(lot)
    tally.memory = peak_memory()
    report.write_text(json.dumps(vars(tally)))


def invalid(results: list[PageResult]) -> list[str]:
    """What keeps these pages from being published together."""
    if not results:
        return []
    tables = to_tables(*assemble(results))
    tables |= {name: {WHOLE: rows} for name, rows in neighbours(tables)[1].items()}
    return [str(f) for f in validate({n: to_pandas(pa.concat_tables(p.values())) for n, p in tables.items()})][:5]


@pytest.mark.parametrize(
    ("pages", "start"), [(500, forked), pytest.param(10_000, fresh, marks=pytest.mark.soak)], ids=["500", "10000"]
)
def test_no_mutation_gets_through_uncounted(tmp_path: Path, pages: int, start: Callable[..., int]) -> None:
    assert len(KINDS) >= 28
    reports = [tmp_path / f"{n}.json" for n in range(WORKERS)]
    workers = [start(fuzz, pages, n, report) for n, report in enumerate(reports)]
    assert [ended(worker) for worker in workers] == [0] * WORKERS
    found = [Tally(**json.loads(report.read_text())) for report in reports]
    statuses = {s: sum(t.statuses.get(s, 0) for t in found) for s in sorted(STATUSES)}
    slowest, memory = max(t.slowest for t in found), max(t.memory for t in found)
    print(f"{len(KINDS)} kinds, {pages} pages: {statuses}, slowest {slowest:.2f} s, peak {memory >> 20} MiB")  # noqa: T201
    assert [fault for t in found for fault in t.faults] == []
    assert sum(t.pages for t in found) == sum(statuses.values()) == pages
    assert memory < 1024**3


def test_a_page_that_would_flood_the_tables_is_refused() -> None:
    """20,000 values, and every row that repeats the text around its value: gigabytes from half a megabyte."""
    text = "€ 1.000 lager 45 % in 2014 " * 20_000
    for place in (
        f"<p>{text}</p>",
        f"<table><tr><td>Nulsituatie</td><td>Norm</td></tr><tr><td>{text}</td></tr></table>",
    ):
        content = RAW_PAGE.read_bytes().replace(b"</article>", place.encode() + b"</article>")
        began = time.monotonic()
        result = parse(Source(f"{HOST}/p1/x.html", content, hashlib.sha256(content).hexdigest(), "html"))
        assert time.monotonic() - began < 10
        assert sum(map(_text_size, (row for rows in result.tables.values() for row in rows))) <= MAX_TEXT


def test_rows_that_repeat_the_page_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MAX_TEXT", 1_000)
    result = parse(Source(f"{HOST}/p49787/x.html", RAW_PAGE.read_bytes(), "0" * 64, "html"))
    (error,) = [f for f in result.findings if f.severity == "error"]
    assert (result.page.status, error.code) == ("quarantined", "RESOURCE")
    assert "rows with" in error.found


# -- known bad: readers that lose a table and do not notice


def money_page(opened: int) -> bytes:
    """A page with a money table behind `opened` unclosed <b>."""
    return RAW_PAGE.read_bytes().replace(b"<table>", b"<b>" * opened + b"<table>", 1)


def ours(content: bytes) -> tuple[set[str], bool]:
    """(figures read, whether a loss is told)."""
    digest = hashlib.sha256(content).hexdigest()
    result = parse(Source("zwolle.jaarverslag-2024.nl/p49787/doel.html", content, digest, "html"))
    return {row.printed_text for row in result.tables.get("baten_lasten", ())}, result.page.status == "quarantined"


def without_error_log(content: bytes) -> tuple[set[str], bool]:
    """Known bad: lxml gives up below depth 256 and says so only in its error log."""
    tree = lxml.html.fromstring(content)
    return {cell.text_content().strip() for cell in tree.iter("td")}, False


def as_pandas_reads(content: bytes) -> tuple[set[str], bool]:
    """Known bad: tables as a list of lists, found by tag, nothing else of the page is looked at."""
    tables = lxml.html.fromstring(content).xpath("//table")
    rows = [[c.text_content().strip() for c in r.xpath("./td|./th")] for t in tables for r in t.xpath(".//tr")]
    return {text for row in rows[1:] for text in row[1:]}, False


FIGURES = {"484", "361", "845", "876", "-31", "404", "109", "44"}


def loses(read, opened: int) -> bool:
    """Whether figures are gone and nobody is told."""
    figures, told = read(money_page(opened))
    return not figures >= FIGURES and not told


def test_no_table_is_lost_behind_unclosed_tags() -> None:
    assert [n for n in (0, 100, 250, 260, 300, 1_000, 3_000) if loses(ours, n)] == []
    assert ours(money_page(300))[0] >= FIGURES


@pytest.mark.parametrize("read", [without_error_log, as_pandas_reads])
def test_the_harness_sees_readers_that_lose_a_table(read) -> None:
    assert not loses(read, 0)
    assert loses(read, 300)
