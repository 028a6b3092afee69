"""Every Python block in docs/ runs on the sample corpus, and every link leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from raw_pages import ROOT, build_of_raw

DOCS = sorted((ROOT / "docs").glob("*.md"))
CODE = ("pipeline", "schemas", "bench", "tests")
BLOCKS = [
    pytest.param(body, id=f"{page.stem}-{number}")
    for page in DOCS
    if page.name != "exports.md"  # tests/exports runs its blocks on an export
    for number, body in enumerate(re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.M | re.S), 1)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("docs")
    build_of_raw(here / "data")
    return here


@pytest.mark.parametrize("body", BLOCKS)
def test_it_runs_and_its_last_line_gives_something(body: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    *statements, last = re.split(r"\n(?=[^\s\])}])", body.strip())
    scope: dict[str, object] = {}
    exec("\n".join(statements), scope)  # noqa: S102 - our own documentation
    assert len(eval(last, scope)) > 0  # type: ignore[arg-type] # noqa: S307


def test_files_that_are_named_have_that_name() -> None:
    """Modules and label tables move; docstrings, messages and documentation that name them come along."""
    there = [f"/{path.relative_to(ROOT).as_posix()}" for folder in CODE for path in (ROOT / folder).rglob("*.*")]
    naming = [path for folder in CODE[:-1] for path in (ROOT / folder).rglob("*") if path.suffix in (".py", ".toml")]
    wrong = {
        (path.name, name)
        for path in (*naming, *DOCS, ROOT / "README.md", ROOT / "DECISIONS.md")
        for name in re.findall(r"(?<![\w.-])[\w/-]+\.(?:py|toml)\b", path.read_text("utf-8"))
        if not any(file.endswith(f"/{name}") for file in there)
    }
    assert wrong == set()


@pytest.mark.parametrize("page", DOCS, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        assert target.startswith("http") or (page.parent / target).exists(), target
