"""Only the wheels that were locked are installed (INTEGRITY.md F28): one changed hash and pip refuses."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from raw_pages import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-metadata.lock")


def wheel(folder: Path) -> Path:
    """A small valid wheel of our own making, so that no network is needed."""
    path = folder / "proefpakket-1.0-py3-none-any.whl"
    metadata = "Metadata-Version: 2.1\nName: proefpakket\nVersion: 1.0\n"
    tag = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("proefpakket.py", "")
        archive.writestr("proefpakket-1.0.dist-info/METADATA", metadata)
        archive.writestr("proefpakket-1.0.dist-info/WHEEL", tag)
        archive.writestr("proefpakket-1.0.dist-info/RECORD", "")
    return path


def installed(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    lock = folder / "requirements.lock"
    lock.write_text(line)
    options = ["--dry-run", "--no-index", "--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *options, "--find-links", str(folder), "-r", str(lock)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("change", "said"), [("", "Would install"), ("x", "DO NOT MATCH"), ("none", "require")])
def test_a_changed_hash_is_refused(tmp_path: Path, change: str, said: str) -> None:
    digest = hashlib.sha256(wheel(tmp_path).read_bytes()).hexdigest()
    if change == "x":
        digest = ("1" if digest[0] == "0" else "0") + digest[1:]
    line = "proefpakket==1.0" + ("" if change == "none" else f" --hash=sha256:{digest}")
    run = installed(tmp_path, line + "\n")
    assert (run.returncode == 0, said in run.stdout + run.stderr) == (not change, True), run.stderr


def pins(lock: str) -> list[tuple[str, str, int]]:
    """(package, version, number of hashes) of every entry; a package may have one per platform."""
    entries = re.split(r"\n(?=[a-zA-Z])", (ROOT / lock).read_text("utf-8"))[1:]
    heads = [re.match(r"([\w.-]+)==([^\s;\\]+)", entry) for entry in entries]
    assert None not in heads, "an entry without an exact version"
    hashes = [len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry)) for entry in entries]
    return [(head[1].lower(), head[2], count) for head, count in zip(heads, hashes, strict=True) if head]


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_is_pinned_with_hashes(lock: str) -> None:
    found = pins(lock)
    assert len(found) > 20
    assert [name for name, _, hashes in found if not hashes] == []


def test_what_we_install_is_above_the_known_holes_and_the_same_in_both_locks() -> None:
    found = pins("requirements.lock")
    assert set(found) <= set(pins("requirements-dev.lock"))
    for wanted, least in (("lxml", (6, 1, 0)), ("pyarrow", (14, 0, 1))):
        versions = [tuple(map(int, version.split("."))) for name, version, _ in found if name == wanted]
        assert versions
        assert min(versions) >= least


def test_the_makefile_installs_and_audits_by_hash() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"pip install .*--require-hashes --only-binary :all: -r requirements\.lock", text)
    assert re.search(r"pip-audit -r requirements-dev\.lock --disable-pip --require-hashes", text)
