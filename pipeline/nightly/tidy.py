"""Before the round: finish what a killed run left, and let in what a person placed in raw/ or accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..model import Finding, Source
from ..sources import folder
from ..sources.raw_store import RawStore
from . import alerts


class NothingToAccept(Exception):
    """What a person wants to accept is neither a host of the site list nor a file of raw/ (exit code 2)."""


def tidy(store: RawStore, raw: Path, accepted: Mapping[str, str]) -> list[Finding]:
    """Let raw/ and the raw store agree, and tell where they do not. `accepted` maps files to a person's reason.

    Raises NothingToAccept, RawStoreDamaged and OSError.
    """
    store.settle()
    for name, reason in accepted.items():
        accept(store, raw, name, reason)
    restored = store.restore_missing()
    findings: list[Finding] = []
    taken = store.take_in(_readable(raw, findings))
    if restored:
        findings.append(alerts.restored(restored))
    if taken:
        findings.append(alerts.by_hand([answer.path for answer in taken]))
    return findings


def accept(store: RawStore, raw: Path, name: str, reason: str) -> str:
    """Take the file `name` (below raw/, or with raw/ before it) as it lies there now: changed, new, or deleted. Returns
    its path below raw/. Raises NothingToAccept."""
    path = _below(raw, name)
    page = store.page(path)
    if (raw / path).is_file():
        source = folder.one(raw, path)
        if not isinstance(source, Source):
            raise NothingToAccept(f"{name}: {source.finding.message}")
        store.accept(path, source, reason)
    elif page is not None and page.sha256 is not None:
        store.accept(path, None, reason)
    else:
        raise NothingToAccept(f"{name} is neither a host of the site list nor a file of {raw}")
    return path


def _below(raw: Path, name: str) -> str:
    path = Path(name)
    named = path.is_absolute() or path.parts[: len(raw.parts)] == raw.parts
    inside = path if named else raw.parent / path if path.parts[:1] == (raw.name,) else raw / path
    try:
        return inside.resolve().relative_to(raw.resolve()).as_posix()
    except ValueError:
        raise NothingToAccept(f"{name} is no file of {raw}") from None


def _readable(raw: Path, findings: list[Finding]) -> Iterator[Source]:
    """The pages below `raw`; files that are not what was recorded are told instead."""
    for source in folder.sources(raw):
        if isinstance(source, Source):
            yield source
        elif source.finding.code == "RAW_CHANGED":
            found = source.finding
            findings.append(Finding("error", "RAW_CHANGED", found.message, "raw", source.path, "the recorded page"))
