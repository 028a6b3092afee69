"""Python imports this at its start where this folder is on its path: directories are listed in random order."""

from __future__ import annotations

import os
import random
from typing import Any

_scandir, _listdir = os.scandir, os.listdir


class Shuffled(list[Any]):
    """What `os.scandir` gives, as far as it is used: an iterator that can be closed."""

    def __enter__(self) -> Shuffled:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __next__(self) -> Any:
        if not self:
            raise StopIteration
        return self.pop()

    def close(self) -> None:
        self.clear()


def scandir(path: Any = ".") -> Shuffled:
    with _scandir(path) as entries:
        found = Shuffled(entries)
    random.shuffle(found)
    return found


def listdir(path: Any = ".") -> list[Any]:
    found = _listdir(path)
    random.shuffle(found)
    return found


os.scandir, os.listdir = scandir, listdir  # type: ignore[assignment]
