"""Page text reaches the reader as text (INTEGRITY.md F24): 20 payloads in title, goal, cell, address and file name."""

from __future__ import annotations

import html as entities
import json
from pathlib import Path
from types import SimpleNamespace

import pyarrow as pa
import pytest
from jinja2 import Environment
from lxml import html
from written_pages import dangers, pages, text, tree

from pipeline import snapshot
from pipeline.build import build
from pipeline.report.charts import observed_line
from pipeline.report.corpus import Corpus
from pipeline.report.site import Site
from pipeline.report.writing import write
from report_pages import RESULT, jaarstukken, table
from schemas import TABLES
from stored_samples import tables

PAYLOADS = (
    "<script>window.hit=1</script>",
    "</script><script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    '"><img src=x onerror=window.hit=1>',
    "'><svg onload=window.hit=1>",
    '" onmouseover="window.hit=1" x="',
    "' onfocus='window.hit=1' autofocus='",
    "javascript:window.hit=1",
    "JaVaScRiPt:window.hit=1",
    "java\tscript:window.hit=1",
    "data:text/html,<script>window.hit=1</script>",
    "<iframe srcdoc='<script>window.hit=1</script>'></iframe>",
    "<a href='javascript:window.hit=1'>lees</a>",
    "<style>@import 'http://evil.example/x.css'</style>",
    "<base href='http://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "{{ 7 * 7 }}{% for x in [1] %}{{ x }}{% endfor %}",
    "--><script>window.hit=1</script><!--",
    "]]></title></textarea></noscript><script>window.hit=1</script>",
    "\u2028window.hit=1;\u2029\\u003cscript>\\x3cscript>`${window.hit=1}`",
)
FIXED = {"publication_id", "municipality", "document_kind", "from_publication_id", "to_publication_id"}


def printed(number: int, payload: str) -> str:
    """A goal page that prints the payload as text in title, goal, cells and address."""
    said = entities.escape(payload)
    rows = tuple((label.replace("Veilig samen wonen", said), *cells) for label, *cells in RESULT)
    page = jaarstukken(
        rows,
        title=f"Doel 1.2.{number} {said}",
        programme=f"1. {said}",
        extra=table(("", "Wat"), ((said, "12"), ("Rest", said))) + f"<h2>{said}</h2><p>{said}</p>",
    )
    return page.replace("</head>", f'<link rel="canonical" href="{said}"></head>')


def raw_folder(folder: Path) -> Path:
    for number, payload in enumerate(PAYLOADS, 1):
        name = payload.replace("/", "\u2215").replace("\t", " ")
        page = folder / "zwolle.jaarverslag-2024.nl" / f"p{49000 + number}" / f"doel-1-2-{number}-{name}.html"
        page.parent.mkdir(parents=True)
        page.write_text(printed(number, payload), "utf-8")
    return folder


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attacked")
    build(raw_folder(folder / "raw"), folder / "data")
    write(folder / "data", folder / "report")
    return folder


def test_nothing_of_20_payloads_runs(attacked: Path) -> None:
    goals = snapshot(attacked / "data").load("goals")
    assert len(goals) == len(PAYLOADS)
    for page in pages(attacked / "report"):
        assert list(dangers(tree(page))) == [], page


def test_the_payloads_are_there_as_text(attacked: Path) -> None:
    """Else the test above would be about nothing."""
    shown = " ".join(" ".join(text(tree(page)).split()) for page in pages(attacked / "report"))
    for payload in PAYLOADS:
        assert " ".join(payload.split()) in shown, payload


def test_the_search_index_cannot_leave_its_strings(attacked: Path) -> None:
    script = (attacked / "report/assets/search-index.js").read_text("ascii")
    assert "<" not in script
    entries = json.loads(script.removeprefix("window.doelenboomIndex = ").removesuffix(";\n"))
    assert any("<script>" in e["title"] for e in entries)
    assert all(e["url"].split("#")[0].endswith(".html") and ":" not in e["url"] for e in entries)


class EveryColumn:
    """A snapshot whose every free text, keys included, is a payload."""

    name = "20261123T031553Z-0123456789ab"
    tables = tuple(TABLES)

    def arrow(self, wanted: str) -> pa.Table:
        rows = pa.concat_tables(tables()[wanted].values()).to_pylist()
        free = {f.name: f.kind for f in TABLES[wanted].fields if f.kind in ("text", "texts") and not f.values}
        for number, row in enumerate(rows):
            for column in free.keys() - FIXED:
                if row[column] is not None:
                    row[column] = self._payload(row[column], free[column], number)
        return SimpleNamespace(to_pylist=lambda: rows)  # type: ignore[return-value]

    @staticmethod
    def _payload(value: object, kind: str, number: int) -> object:
        """The same value for the same key, so that rows still find each other."""
        if kind == "texts":
            return [PAYLOADS[number % len(PAYLOADS)]]
        text = str(value)
        return text + PAYLOADS[sum(map(ord, text)) % len(PAYLOADS)] if "/" in text else PAYLOADS[number % len(PAYLOADS)]


def test_no_column_of_any_table_gets_through() -> None:
    count = 0
    for path, content in Site(Corpus(EveryColumn())).files():  # type: ignore[arg-type]
        assert all(c.isascii() and (c.isalnum() or c in "-./") for c in path), path
        if path.endswith(".html"):
            count += 1
            document = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
            assert list(dangers(document)) == [], path
    assert count > 20


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_unit_on_an_axis_is_text(payload: str) -> None:
    drawn = observed_line([(2022, "current", 1.0), (2024, "target", 2.0)], payload)
    document = html.document_fromstring(f"<body>{drawn}</body>")
    assert list(dangers(document)) == []
    assert not document.xpath("//script | //img | //a | //foreignobject | //use | //image")


@pytest.fixture
def unescaped(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(**options: object) -> Environment:
        return Environment(**(options | {"autoescape": False}))  # noqa: S701 - the known-bad variant

    monkeypatch.setattr("pipeline.report.site.Environment", careless)


@pytest.mark.usefixtures("unescaped")
def test_without_escaping_the_payloads_are_found() -> None:
    found = [
        danger
        for path, content in Site(Corpus(EveryColumn())).files()  # type: ignore[arg-type]
        if path.endswith(".html")
        for danger in dangers(html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8")))
    ]
    assert len(found) > 100


def test_an_address_of_a_page_is_a_link_only_over_the_web(attacked: Path) -> None:
    outward = {h for p in pages(attacked / "report") for h in tree(p).xpath("//a/@href") if ":" in h.split("#")[0]}
    assert all(h.startswith(("http://", "https://")) for h in outward)
