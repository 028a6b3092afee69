"""Time grows with the length of a page and not with its square, whatever it repeats."""

from __future__ import annotations

import time

import pytest

from pipeline.readers.html import read_markup
from pipeline.readers.text import read_text

SECONDS = 10  # a square took 20 and more
HEADS = "<div><b>Nulsituatie</b><b>Norm van 2016</b><b>Activiteiten</b></div><p>a</p>"
COLUMNS = "  ".join(f"{number}.000" for number in range(24_000))
MARGINS = "margin:" * 40_000
PAGES = {
    "rows of heads": HEADS * 4_000,
    "columns of preformatted text": f"<pre>{COLUMNS}\n{COLUMNS}</pre>",
    "a rule that is none": f"<pre>{'-' * 200_000}x</pre>",
    "margins without an end": f'<p style="{MARGINS}">a</p>',
    "signs behind links of the site": f"<table><tr><td>menu menu{'.' * 200_000}x</td></tr></table>",
    "signs behind an action, and a second line": f"<button>Print{'- ' * 40_000}&#12;x</button>",
    "signs in a button": f"<button>{'.' * 200_000}x</button>",
}


@pytest.mark.parametrize("page", PAGES)
def test_markup(page: str) -> None:
    begin = time.process_time()
    assert read_markup(f"<h1>Doel 1.2.3 Sport</h1>{PAGES[page]}").blocks
    assert time.process_time() - begin < SECONDS


def test_kinds_of_deviations_in_a_text_export() -> None:
    begin = time.process_time()
    assert read_text("Doel 1.2.3 Sport\n\n" + "Voordeel\n\n7.000\n\n" * 20_000).findings
    assert time.process_time() - begin < SECONDS
