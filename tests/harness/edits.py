"""Random edits of a raw folder, of the corrections and of the parser: what can happen between two nights."""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from pipeline import inputs
from pipeline import parse as parsing
from pipeline.model import Page, Records
from raw_pages import RAW

LONG_AGO = 1_000_000_000  # 2001
CORRECTED = "zwolle.jaarverslag-2024.nl/p49787/doel-5-3-2-cultureel-klimaat.html"
CORRECTIONS = (
    "page_id,table_no,row_no,column_no,printed,correct,reason,reported_on\n"
    "zwolle-jaarstukken-2024/p49787,1,6,2,876,867,for this test,2025-07-01\n"
)
_DIGIT = re.compile(rb"(?<=[ >])[1-9](?=[\d.]*[ <])")
_WORD = re.compile(rb"(?<=<p>)[A-Z][a-z]{3,}(?= )")


@dataclass
class World:
    """A raw folder with the files as they were at first, and what else decides about a build."""

    raw: Path
    corrections: Path
    draw: random.Random
    originals: dict[Path, bytes] = field(default_factory=dict)
    edits: tuple[Callable[[World], None], ...] = ()
    dialect: int = 0
    log: list[str] = field(default_factory=list)

    def files(self) -> list[Path]:
        """Pages that edits may touch; the corrected page stays, or its correction would stop the build."""
        return [f for f in sorted(self.raw.rglob("*.html")) if not f.as_posix().endswith(CORRECTED)]

    def pick(self) -> Path:
        return self.draw.choice(self.files())

    def step(self) -> None:
        """One random edit."""
        edit = self.draw.choice(self.edits or EDITS)
        self.log.append(edit.__name__)
        edit(self)


def change(world: World) -> None:
    """Other words on a page."""
    file = world.pick()
    content = file.read_bytes()
    keep(world, file)
    file.write_bytes(_WORD.sub(world.draw.choice([b"Anders", b"Nieuw", b"Later"]), content, count=2))


def change_unseen(world: World) -> None:
    """Another digit; size and time stamps stay as they were."""
    file = world.pick()
    keep(world, file)
    before = file.stat()
    content = bytearray(file.read_bytes())
    places = [found.start() for found in _DIGIT.finditer(content)]
    for place in world.draw.sample(places, min(2, len(places))):
        content[place] = ord("1") + (content[place] - ord("0")) % 9
    file.write_bytes(content)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def add(world: World) -> None:
    """A page of the sample corpus that is not there."""
    there = {f.name for f in world.raw.rglob("*.html")}
    file = world.draw.choice([f for f in sorted(RAW.rglob("*.html")) if f.name not in there])
    target = world.raw / file.relative_to(RAW)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(file.read_bytes())


def delete(world: World) -> None:
    if len(world.files()) > 3:
        file = world.pick()
        keep(world, file)
        file.unlink()


def rename(world: World) -> None:
    """Another file name, folder or suffix for the same page."""
    file = world.pick()
    number = world.draw.randint(1, 9)
    target = world.draw.choice(
        [file.with_name(f"anders-{number}.html"), file.with_suffix(".htm"), world.raw / f"los-{number}-{file.name}"]
    )
    if not target.exists():
        file.rename(target)


def revert(world: World) -> None:
    """A page as it was at first, also where it was deleted."""
    if world.originals:
        file = world.draw.choice(sorted(world.originals))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(world.originals[file])


def age(world: World) -> None:
    """Time stamps run backwards."""
    for file in world.files():
        stamp = LONG_AGO + world.draw.randint(0, 10_000)
        os.utime(file, (stamp, stamp))


def correct(world: World) -> None:
    """A known source error is reported, or withdrawn."""
    text = world.corrections.read_text()
    world.corrections.write_text(CORRECTIONS if text != CORRECTIONS else CORRECTIONS.partition("\n")[0] + "\n")


def upgrade(world: World) -> None:
    """Another version of the parser."""
    world.dialect = (world.dialect + world.draw.randint(1, 2)) % 3


EDITS = (change, change, change_unseen, change_unseen, add, delete, rename, revert, age, correct, upgrade)


def keep(world: World, file: Path) -> None:
    world.originals.setdefault(file, file.read_bytes())


@contextmanager
def parser(dialect: int) -> Iterator[None]:
    """The parser in one of three versions; as in life, its fingerprint changes with it."""

    def sections(page: Page) -> Records:
        found = parsing.sections.read(page)
        rows = found.rows[: len(found.rows) - dialect] if len(found.rows) > dialect else found.rows
        return Records(rows, found.findings)

    fingerprint = inputs.fingerprint

    def of_this(configuration: str = "") -> str:
        return fingerprint(f"{configuration} dialect {dialect}")

    rooms: Mapping[str, Any] = parsing.ROOMS | {"sections": sections}
    with mock.patch.object(parsing, "ROOMS", rooms), mock.patch.object(inputs, "fingerprint", of_this):
        yield
