"""Pages whose report is sent hidden, for a script to show."""

from __future__ import annotations

import pytest

from pipeline.model import Grid, Heading, Ignored
from pipeline.readers.html import read_markup

REPORT = "<h1>Doel 1.2.3 Sport</h1><h2>Criteria</h2><ul><li>Zwollenaren sporten meer.</li></ul>"
PRINTED = ["Doel 1.2.3 Sport", "Criteria", "Zwollenaren sporten meer."]


def printed(body: str) -> list[str]:
    blocks = read_markup(f"<html><body>{body}</body></html>").blocks
    return [block.text for block in blocks if not isinstance(block, Ignored)]


def test_a_report_that_is_streamed_behind_the_page() -> None:
    page = (
        "<div id=__next><template id='B:0'></template><p>Laden...</p></div>"
        f'<div hidden id=\'S:0\'>{REPORT}</div><script>$RC=function(b,c){{}};$RC("B:0","S:0")</script>'
    )
    assert printed(page) == PRINTED


def test_streamed_parts_stand_in_their_places() -> None:
    title, _, rest = REPORT.partition("<h2>")
    page = (
        f"<div>{title}<template id='B:0'></template><template id='P:1'></template><p>Behind</p></div>"
        f"<div hidden id='S:1'><p>b</p></div><div hidden id='S:0'><h2>{rest}</div>"
        "<script>$RS('S:1','P:1');$RC('B:0','S:0')</script>"
    )
    assert printed(page) == [*PRINTED, "b", "Behind"]


@pytest.mark.parametrize("hiding", ["hidden", "style='display: none'", "style='visibility:hidden' class=cloak"])
def test_a_report_that_is_hidden_as_a_whole(hiding: str) -> None:
    assert printed(f"<nav><a href=/>Home</a></nav><p>Even geduld.</p><main {hiding}>{REPORT}</main>") == [
        "Even geduld.",
        *PRINTED,
    ]


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>Doel 1.2.4 Jeugd</h1><div hidden>{REPORT}</div>",
        f"<p>{'Wij werken aan de stad. ' * 20}</p><div hidden>{REPORT}</div>",
        "<p>Wij werken aan de stad.</p><div hidden><table><tr><td>Lasten<td>5</table></div>",
    ],
)
def test_what_is_hidden_beside_a_report_stays_hidden(page: str) -> None:
    blocks = read_markup(page).blocks
    assert not any(isinstance(block, Heading) and "1.2.3" in block.text for block in blocks)
    assert all(block.hidden for block in blocks if isinstance(block, Grid))


@pytest.mark.parametrize("beside", ["", "<div role=dialog aria-modal=true><p>Deze site gebruikt iets.</p></div>"])
def test_most_of_a_page_is_shown_though_it_is_not_read_out(beside: str) -> None:
    assert printed(f"<div id=root aria-hidden=true>{REPORT}</div>{beside}")[:3] == PRINTED
    assert (
        printed(f"{REPORT}<p>De stad groeit en wij groeien mee.</p><div aria-hidden=true>{REPORT}</div>")[:3] == PRINTED
    )
    assert PRINTED[1] not in printed(f"<p>{'We doen dit. ' * 20}</p><div aria-hidden=true>{REPORT}</div>")
