"""The stamp of a page is one sentence, however it is marked up."""

from __future__ import annotations

import pytest

from pipeline.dutch.dates import find_stamps
from pipeline.model import Ignored, Item
from pipeline.readers.html import read_markup

BUILT, EXPORTED = "10/10/2022 09:08:07", "10/10/2022 08:00:00"
STAMP = f"Deze pagina is gebouwd op {BUILT} met de export van {EXPORTED}"


def _parts(time: str) -> str:
    return "".join(f"<p>{part}</p>" for part in time.split())


@pytest.mark.parametrize(
    "foot",
    [
        f"<p>{STAMP}</p>",
        f"<footer><p>Deze pagina is gebouwd op {BUILT}</p><p>met de export van {EXPORTED}</p></footer>",
        f"<footer><ul><li>Deze pagina is gebouwd op {BUILT}</li><li>met de export van {EXPORTED}</li></ul></footer>",
        f"<dl><dt>Deze pagina is gebouwd op</dt><dd>{BUILT}</dd><dt>met de export van</dt><dd>{EXPORTED}</dd></dl>",
        f"<p>Deze pagina is gebouwd op</p>{_parts(BUILT)}<p>met de export van</p>{_parts(EXPORTED)}",
        f"<p>Deze pagina is gebouwd op {BUILT}</p><p>met de export van {EXPORTED}</p>" + "<p>Contact</p>" * 14,
        f"<table><tr><td>Deze pagina is gebouwd op<td>{BUILT}<td>met de export van<td>{EXPORTED}</table>",
        f"<table><tr><td>Deze pagina is gebouwd op<td>{BUILT}<tr><td>met de export van<td>{EXPORTED}</table>",
    ],
)
def test_a_stamp_in_parts(foot: str) -> None:
    document = read_markup(f"<h1>Doel 3.2.2 Jeugd</h1><ul><li>We bieden zorg.</li></ul>{foot}")
    assert document.blocks[1:3] == (Item("We bieden zorg.", 1), Ignored(STAMP, "stamp"))


@pytest.mark.parametrize("time", ["10/10/2022, 09:08:07", "10/10/2022 9:08 AM"])
@pytest.mark.parametrize("colon", ["", ":"])
@pytest.mark.parametrize("mark", ["", ".", ","])
def test_a_stamp_with_other_marks(time: str, colon: str, mark: str) -> None:
    stamp = f"Deze pagina is gebouwd op{colon} {time}{mark} met de export van{colon} {time}"
    document = read_markup(f"<h1>Doel 3.2.2 Jeugd</h1><ul><li>We bieden zorg.</li></ul><p>{stamp}</p>")
    assert document.blocks[1:] == (Item("We bieden zorg.", 1), Ignored(stamp, "stamp"))
    built, exported = find_stamps(stamp) or (None, None)
    assert built == exported
    assert built is not None
    assert (built.hour, built.minute) == (9, 8)
