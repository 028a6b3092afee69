"""A page that prints all of its content twice, for the screen and for paper or small screens, in one file."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Block, Finding, Grid, Ignored

_FEWEST = 2  # blocks of content in each copy
_SHORTEST = 100  # characters of these; a table counts for as many


def without_copy(blocks: Sequence[Block]) -> tuple[list[Block], list[Finding]]:
    """The blocks with the second copy left out: text as Ignored, its tables hidden. Both must print the same, block by
    block, with nothing else beside them; then the second says nothing and would count everything double."""
    places = [place for place, block in enumerate(blocks) if not isinstance(block, Ignored)]
    half, odd = divmod(len(places), 2)
    if odd or half < _FEWEST or not _is_same(blocks[places[0]], blocks[places[half]]):
        return list(blocks), []
    if not all(_is_same(blocks[first], blocks[second]) for first, second in zip(places, places[half:], strict=False)):
        return list(blocks), []
    first = [blocks[place] for place in places[:half]]
    if sum(_SHORTEST if isinstance(block, Grid) else len(block.text) for block in first) < _SHORTEST:
        return list(blocks), []
    kept = list(blocks)
    for place in places[half:]:
        kept[place] = _left_out(blocks[place])
    message = "a second copy of the whole page, in the same file, is left out"
    return kept, [
        Finding("info", "PAGE_COPY", message, f"block {places[half] + 1}", found=f"{half} blocks", expected="each once")
    ]


def _is_same(first: Block, second: Block) -> bool:
    if isinstance(first, Grid) and isinstance(second, Grid):
        return first.caption == second.caption and first.rows == second.rows
    return first == second


def _left_out(block: Block) -> Block:
    if isinstance(block, Grid):
        return Grid(block.rows, block.caption, block.header_rows, block.uncertain, hidden=True)
    return Ignored(block.text, "hidden")
