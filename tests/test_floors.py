"""Six floors, no circles (docs: DESIGN in DECISIONS.md): who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PIPELINE = Path(__file__).resolve().parents[1] / "pipeline"
WINGS = ("readers", "page", "tables", "proof", "sources", "store", "derive")
LOWEST = {"model", "page_source", "contents", "file_kinds", "notices", "dutch", "fsops", "remote", "s3_path"}
MODULES = sorted(PIPELINE.rglob("*.py"))


def rooms_imported(module: Path) -> set[str]:
    """First part below `pipeline` of everything this module imports from the project."""
    package = module.relative_to(PIPELINE).parent.parts
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = ["pipeline", *package[: len(package) - node.level + 1]] if node.level else []
            names = [*base, *(node.module or "").split(".")] if node.module else base
            targets = [[*names, alias.name] for alias in node.names] if len(names) < 2 else [names]
            found |= {t[1] for t in targets if t[0] == "pipeline" and len(t) > 1}
        elif isinstance(node, ast.Import):
            found |= {p[1] for a in node.names if (p := a.name.split("."))[0] == "pipeline" and len(p) > 1}
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PIPELINE)))
def test_a_wing_imports_only_itself_and_the_ground_floor(module: Path) -> None:
    wing = module.relative_to(PIPELINE).parts[0].removesuffix(".py")
    if wing in WINGS:
        assert rooms_imported(module) <= LOWEST | {wing}
    elif wing in LOWEST:
        assert rooms_imported(module) <= LOWEST


def test_the_readers_of_text_exports_know_nothing_of_html() -> None:
    """Tables that html marks up as nothing are read as those of text exports are, so html/ imports text/."""
    text = [module for module in MODULES if module.relative_to(PIPELINE).parts[:2] == ("readers", "text")]
    assert text
    assert [module.name for module in text if "readers.html" in module.read_text("utf-8")] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(PIPELINE)))
def test_parser_libraries_stay_in_the_readers(module: Path) -> None:
    if module.relative_to(PIPELINE).parts[0] == "readers":
        return
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        for name in (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert not imported & {"lxml", "bs4"}


BANNED = (
    "pd.read_html",
    "pandas.read_html",
    'errors="coerce"',
    "coerce=True",
    "html.parser",
    "verify=False",
    "shell=True",
)


@pytest.mark.parametrize("module", [*MODULES, *sorted((PIPELINE.parent / "schemas").rglob("*.py"))], ids=str)
def test_what_guesses_in_silence_is_banned(module: Path) -> None:
    """`4,4` became 44 and a money table was lost that way (DECISIONS.md, INTEGRITY.md 5.4)."""
    text = module.read_text("utf-8")
    assert [word for word in BANNED if word in text] == []
