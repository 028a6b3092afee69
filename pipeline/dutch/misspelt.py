"""A printed word that is another one but for a slip of the hand: `Beschrijvng`, `Portefeuilehouder`."""

from __future__ import annotations

from collections.abc import Iterable

_SHORTEST = 8  # letters: a shorter word may be another one by a letter


def spelled(word: str, names: Iterable[str]) -> str | None:
    """Which of these `word` is with one letter left out, added or changed, or two beside each other changed places.
    All in letters alone (`printed.letters`); None for what is none of them, or one of them as it is."""
    return next((name for name in names if len(name) >= _SHORTEST and _differs_once(word, name)), None)


def _differs_once(word: str, right: str) -> bool:
    if abs(len(word) - len(right)) > 1 or (word[:2] != right[:2] and word[-2:] != right[-2:]):
        return False
    short, long = sorted((word, right), key=len)
    at = next((place for place, (one, other) in enumerate(zip(short, long, strict=False)) if one != other), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    if word[at + 1 :] == right[at + 1 :]:
        return word != right
    return word[at : at + 2] == right[at : at + 2][::-1] and word[at + 2 :] == right[at + 2 :]
