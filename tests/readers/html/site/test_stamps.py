"""The stamp of a page is one sentence, however it is marked up."""

from __future__ import annotations

import pytest

from pipeline.model import Ignored, Item
from pipeline.readers.html import read_markup

BUILT, EXPORTED = "10/10/2022 09:08:07", "10/10/2022 08:00:00"
STAMP = f"Deze pagina is gebouwd op {BUILT} met de export van {EXPORTED}"


@pytest.mark.parametrize(
    "foot",
    [
        f"<p>{STAMP}</p>",
        f"<footer><p>Deze pagina is gebouwd op {BUILT}</p><p>met de export van {EXPORTED}</p></footer>",
        f"<footer><ul><li>Deze pagina is gebouwd op {BUILT}</li><li>met de export van {EXPORTED}</li></ul></footer>",
        f"<dl><dt>Deze pagina is gebouwd op</dt><dd>{BUILT}</dd><dt>met de export van</dt><dd>{EXPORTED}</dd></dl>",
        f"<table><tr><td>Deze pagina is gebouwd op<td>{BUILT}<tr><td>met de export van<td>{EXPORTED}</table>",
    ],
)
def test_a_stamp_in_parts(foot: str) -> None:
    document = read_markup(f"<h1>Doel 3.2.2 Jeugd</h1><ul><li>We bieden zorg.</li></ul>{foot}")
    assert document.blocks[1:] == (Item("We bieden zorg.", 1), Ignored(STAMP, "stamp"))
