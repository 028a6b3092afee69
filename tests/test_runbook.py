"""The operator's documents: every exit code has its section, every command and file they name is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from cli_words import check_command
from pipeline import ending
from pipeline.nightly.notification import read_notification
from pipeline.nightly.run_folder import KEEP
from pipeline.nightly.visit import NIGHTS
from pipeline.sources.site.site_list import read_settings, read_sites
from pipeline.store.cleanup import Keep
from raw_pages import ROOT

RUNBOOK, NIGHTLY, DEPLOY = ROOT / "docs" / "runbook.md", ROOT / "docs" / "nightly.md", ROOT / "deploy" / "README.md"
DOCUMENTS = [RUNBOOK, NIGHTLY, DEPLOY]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
# what an operator's machine has
SYSTEM = {"cat", "cp", "curl", "df", "dmesg", "du", "git", "grep", "journalctl", "ls", "ps", "rm", "sudo", "systemctl"}
TARGETS = frozenset(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)) | {".venv/.ready"}
CONTRACT = ROOT.parent / "shared" / "CONTRACT.md"


def commands(document: Path) -> list[list[str]]:
    blocks = [body for language, body in BLOCK.findall(document.read_text("utf-8")) if language == "sh"]
    return [words for body in blocks for line in body.splitlines() if (words := shlex.split(line, comments=True))]


def sections() -> dict[str, str]:
    """Title of each section of the runbook -> its text."""
    parts = re.split(r"^## (.+)$", RUNBOOK.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def codes_with_a_section() -> set[int]:
    return {int(code) for title in sections() for code in re.findall(r"\d+", title)}


def test_every_exit_code_of_the_program_has_a_section() -> None:
    given = {value for name, value in vars(ending).items() if name.isupper() and isinstance(value, int)}
    assert len(given) >= 8
    assert codes_with_a_section() == given | {0, 129, 130, 143}


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract is not beside the repository")
def test_every_exit_code_of_the_contract_has_a_section() -> None:
    line = next(line for line in CONTRACT.read_text("utf-8").splitlines() if line.startswith("Exit codes:"))
    promised = {int(code) for code in re.findall(r"(?:^|[:;] )(\d+) ", line)}
    assert len(promised) == 9
    assert promised <= codes_with_a_section()


def test_every_section_says_what_it_means_what_to_look_at_and_what_to_do() -> None:
    for title, text in sections().items():
        for part in ("**Means.**", "**Look at.**", "**Do.**"):
            assert text.count(part) == 1, (title, part)
        assert "```sh" in text, title


def test_the_table_on_top_leads_to_every_section() -> None:
    text = RUNBOOK.read_text("utf-8")
    anchors = {re.sub(r"[^a-z0-9 -]", "", title.lower()).replace(" ", "-") for title in sections()}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) == anchors


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_is_one_that_exists(document: Path) -> None:
    found = commands(document)
    assert found
    for command in found:
        words = [word for word in command if word != "--verbose"]
        if words[0] == "make":
            assert set(words[1:]) <= TARGETS, command
        elif words[0] == ".venv/bin/python":
            assert words[1:3] == ["-m", "pipeline"]
            check_command(words[3:])
        else:
            assert words[0] in SYSTEM, command


@pytest.mark.parametrize(
    "wrong", ["refesh", "refresh --raws x", "status now", "show", "build --accept", "diff a"], ids=lambda text: text
)
def test_the_check_of_commands_sees_a_wrong_one(wrong: str) -> None:
    with pytest.raises(click.UsageError):
        check_command(wrong.split())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_linked_file_and_unit_is_there(document: Path) -> None:
    text = document.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (document.parent / target).exists(), target
    units = set(re.findall(r"doelenboom-\w+\.(?:service|timer)", text))
    assert units <= {unit.name for unit in (ROOT / "deploy" / "systemd").iterdir()}


@pytest.mark.parametrize("document", DOCUMENTS[:2], ids=lambda path: path.name)
def test_every_finding_it_names_is_in_the_catalogue(document: Path) -> None:
    known = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", (ROOT / "docs" / "findings.md").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`([A-Z]{3,}(?:_[A-Z]+)+)`", document.read_text("utf-8")))
    assert named
    assert named <= known


def test_the_numbers_it_promises_are_those_of_the_program() -> None:
    runbook, nightly = RUNBOOK.read_text("utf-8"), NIGHTLY.read_text("utf-8")
    settings, keep = read_settings(), Keep()
    assert (
        f"(the newest {keep.snapshots}, and those of\n{keep.age.days} days), reports after {KEEP.days} days" in runbook
    )
    assert "three nights" in nightly
    assert NIGHTS == 3
    assert (settings.seconds_between_requests, settings.run_seconds, settings.longest_retry_after) == (1, 3600, 300)
    assert settings.user_agent.startswith("doelenboom/")


def test_the_examples_of_tables_are_read_as_they_stand(tmp_path: Path) -> None:
    examples = [body for language, body in BLOCK.findall(NIGHTLY.read_text("utf-8")) if language == "toml"]
    file = tmp_path / "publications.toml"
    file.write_text("\n".join(examples))
    (site,) = read_sites(file)
    assert (site.publication_id, site.state) == ("zwolle-begroting-2027", "open")
    whom = read_notification(file)
    assert whom.webhook
    assert whom.mail
