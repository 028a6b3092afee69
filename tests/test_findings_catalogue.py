"""docs/findings.md against the sources: every code that pipeline/ can give is explained there, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipeline.model import Finding
from pipeline.outcome import finding_record

ROOT = Path(__file__).resolve().parents[1]
CODE = re.compile(r"[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)*")
SEVERITIES = frozenset({"info", "warning", "error"})
ROW = re.compile(r"\| `(?P<code>[A-Z0-9_]+)` \| (?P<severity>[a-z, ]+) \| (?P<meaning>[^|]+) \| (?P<action>[^|]+) \|")


@dataclass(frozen=True)
class Maker:
    """A function that makes findings: its parameters, and what it passes on as severity and code (a parameter's name
    or constants)."""

    parameters: tuple[str, ...]
    severity: str | frozenset[str]
    code: str | frozenset[str]


FINDING = Maker(("severity", "code", "message", "location", "found", "expected", "responsibility"), "severity", "code")


@dataclass(frozen=True)
class Made:
    """One call that makes a finding."""

    place: str
    severities: frozenset[str]
    codes: frozenset[str]
    says_found_and_expected: bool


def constants(node: ast.AST, among: re.Pattern[str] | frozenset[str]) -> frozenset[str]:
    """The strings in an expression that are codes, or severities."""
    texts = {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return frozenset(t for t in texts if (t in among if isinstance(among, frozenset) else among.fullmatch(t)))


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def bound(call: ast.Call, maker: Maker) -> dict[str, ast.expr]:
    """Arguments by parameter name."""
    return dict(zip(maker.parameters, call.args, strict=False)) | {k.arg: k.value for k in call.keywords if k.arg}


def makers_in(tree: ast.Module, known: dict[str, Maker]) -> Iterator[tuple[str, Maker]]:
    """Functions that hand one of their own parameters on as the code of a finding."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        parameters = tuple(a.arg for a in (*function.args.args, *function.args.kwonlyargs))
        for call in (n for n in ast.walk(function) if isinstance(n, ast.Call) and called(n) in known):
            arguments = bound(call, known[called(call)])
            inner = known[called(call)]
            code = arguments.get(inner.code) if isinstance(inner.code, str) else None
            if not isinstance(code, ast.Name) or code.id not in parameters:
                continue
            severity = arguments.get(inner.severity) if isinstance(inner.severity, str) else None
            passed = severity.id if isinstance(severity, ast.Name) and severity.id in parameters else None
            fixed = constants(severity, SEVERITIES) if severity is not None else inner.severity
            yield function.name, Maker(parameters, passed or fixed or SEVERITIES, code.id)


@cache
def made() -> tuple[Made, ...]:
    """Every call in pipeline/ that makes a finding with a code of its own."""
    found: list[Made] = []
    trees = {file: ast.parse(file.read_text("utf-8")) for file in sorted((ROOT / "pipeline").rglob("*.py"))}
    shared: dict[str, Maker] = {"Finding": FINDING}
    for tree in trees.values():
        shared |= {name: maker for name, maker in makers_in(tree, {"Finding": FINDING}) if not name.startswith("_")}
    for file, tree in trees.items():
        known = shared | dict(makers_in(tree, shared))
        for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) in known):
            maker = known[called(call)]
            arguments = bound(call, maker)
            code = arguments.get(str(maker.code))
            codes = constants(code, CODE) if code is not None else frozenset()
            if not codes and isinstance(code, ast.Name) and not inside_maker(tree, call, code.id):
                codes = frozenset(c for c in constants(tree, CODE) if "_" in c)  # held in a variable: all of the module
            if codes:
                severity = arguments.get(maker.severity) if isinstance(maker.severity, str) else None
                fixed = constants(severity, SEVERITIES) if severity is not None else maker.severity
                says = all(name not in maker.parameters or _given(arguments, name) for name in ("found", "expected"))
                place = f"{file.relative_to(ROOT)}:{call.lineno}"
                found.append(Made(place, frozenset(fixed or SEVERITIES) & SEVERITIES, codes, says))
    return tuple(found)


def _given(arguments: dict[str, ast.expr], name: str) -> bool:
    return name in arguments and not (isinstance(arguments[name], ast.Constant) and arguments[name].value == "")


def inside_maker(tree: ast.Module, call: ast.Call, name: str) -> bool:
    """Whether the call stands in a function that has `name` as a parameter and is itself called with constants."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef) and any(n is call for n in ast.walk(function)):
            callers = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) == function.name]
            given = any(constants(argument, CODE) for n in callers for argument in n.args)
            return name in {a.arg for a in function.args.args} and (given or not function.name.startswith("_"))
    return False


def documented() -> dict[str, set[str]]:
    """code -> severities, from the table rows of docs/findings.md."""
    text = (ROOT / "docs" / "findings.md").read_text("utf-8")
    return {found["code"]: set(found["severity"].split(", ")) for found in ROW.finditer(text)}


def test_every_code_is_documented_and_every_documented_code_is_given() -> None:
    given = {code for one in made() for code in one.codes}
    assert given == set(documented())


def test_documented_severities_are_those_of_the_sources() -> None:
    given: dict[str, set[str]] = {}
    for one in made():
        for code in one.codes:
            given.setdefault(code, set()).update(one.severities)
    wrong = {code: given[code] for code, said in documented().items() if not said <= given[code]}
    assert not wrong


def test_every_finding_says_what_was_found_and_what_was_expected() -> None:
    assert [one.place for one in made() if not one.says_found_and_expected] == []


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ("the page does not say when it was built", "The page does not say when it was built."),
        ("robots.txt asks not to read this page", "robots.txt asks not to read this page."),
        ("The cell holds several amounts.", "The cell holds several amounts."),
    ],
)
def test_a_message_is_a_sentence(message: str, sentence: str) -> None:
    assert finding_record("p1", 1, Finding("info", "A_CODE", message), "a.html", "0" * 64).message == sentence


@pytest.mark.parametrize(
    "code", ["INTERNAL", "TOO_LARGE", "TEXT_MISMATCH", "OLDER_BUILD", "CELL_SEVERAL", "ROW_UNKNOWN"]
)
def test_the_collector_sees_every_way_to_make_a_finding(code: str) -> None:
    assert any(code in one.codes for one in made())


def test_every_row_says_what_it_means_and_what_to_do() -> None:
    text = (ROOT / "docs" / "findings.md").read_text("utf-8")
    rows = list(ROW.finditer(text))
    assert len({found["code"] for found in rows}) == len(rows) == text.count("\n| `")
    assert all(len(found["meaning"]) > 20 and len(found["action"]) > 7 for found in rows)
