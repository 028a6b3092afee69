"""Which page is which once their site has numbered them anew, and which is not."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.nightly.printed import nothing_in_common, print_the_same
from pipeline.nightly.renumbered import renumbered
from pipeline.sources.raw_store import Answer, StoredPage

MENU = '<nav><ul><li><a href="/p{n}/ander">Ander</a></li></ul></nav>'
LONG = " ".join(f"woord{n}" for n in range(80))


def page(title: str, text: str = LONG, n: int = 1, stamp: str = "10/10/2025 07:33:06") -> bytes:
    footer = f"<p>Deze pagina is gebouwd op {stamp} met de export van {stamp}</p>"
    return (
        f"<html><head><title>{title}</title></head><body>{MENU.format(n=n)}<h1>{title}</h1><p>{text}</p>{footer}"
        "</body></html>"
    ).encode()


def moved(
    before: dict[str, bytes],
    after: dict[str, bytes],
    gone: Sequence[str] = (),
    unlisted: Sequence[str] = (),
    change: str = "new",
    via: str = "site",
) -> dict[str, str]:
    """Pages in force and pages that the site links, as `60000/slug` to bytes."""
    bytes_of = {f"old {path}": content for path, content in before.items()}
    bytes_of |= {f"now {path}": content for path, content in after.items()}
    pages = {f"h.nl/p{p}.html": StoredPage(f"h.nl/p{p}.html", "", f"old {p}", via=via) for p in before}
    answers = [Answer(f"h.nl/p{p}.html", "", "page", change, "", "site", f"now {p}") for p in after]  # type: ignore[arg-type]
    answers += [Answer(f"h.nl/p{p}.html", "", "gone", "none", "", "site") for p in gone]
    listed = [f"h.nl/p{path.partition('/')[0]}" for path in after]
    found = renumbered(pages, answers, listed, [f"h.nl/p{p.partition('/')[0]}" for p in unlisted], bytes_of.__getitem__)
    return {old[6:-5]: now[6:-5] for old, now in found.items()}


def test_the_same_text_under_another_number_and_slug() -> None:
    """Menu, canonical link and build stamp are others on every page of a site that is built anew."""
    before, after = {"1/oud": page("Doel 1.2.3")}, {"7/nieuw": page("Doel 1.2.3", n=7, stamp="11/11/2025 07:33:06")}
    assert moved(before, after, gone=["1/oud"]) == {"1/oud": "7/nieuw"}
    assert moved(before, after, unlisted=["1/oud"]) == {"1/oud": "7/nieuw"}
    assert print_the_same(*before.values(), *after.values())


def test_an_edited_page_is_known_by_slug_and_title() -> None:
    edited = page("Doel 1.2.3", f"{LONG} en meer")
    assert moved({"1/doel": page("Doel 1.2.3")}, {"7/doel": edited}, gone=["1/doel"]) == {"1/doel": "7/doel"}
    assert not print_the_same(page("Doel 1.2.3"), edited)


def test_a_page_that_stays_is_its_own() -> None:
    """Only what is gone, or what no link leads to any more, may be another page now."""
    assert moved({"1/doel": page("Doel 1.2.3")}, {"7/doel": page("Doel 1.2.3")}) == {}


def test_numbers_are_handed_round_among_the_same_pages() -> None:
    """A page put in between moves all numbers behind it by one; a page under its own number and another slug stays."""
    a, b = page("Doel 1.2.3"), page("Doel 1.2.4", f"{LONG} van een ander doel")
    assert moved({"1/a": a, "2/b": b}, {"2/a": a, "3/b": b}, gone=["1/a"]) == {"1/a": "2/a", "2/b": "3/b"}
    assert moved({"1/a": a, "2/b": b}, {"2/a": a, "1/b": b}) == {"1/a": "2/a", "2/b": "1/b"}
    assert moved({"1/a": a, "2/b": b}, {"1/nieuw": a, "2/b": b}) == {}


def test_another_page_of_the_same_name_is_another_page() -> None:
    """Every chapter has its `Inleiding`."""
    other = page("Inleiding", " ".join(f"iets{n}" for n in range(80)))
    assert moved({"1/inleiding": page("Inleiding")}, {"7/inleiding": other}, gone=["1/inleiding"]) == {}


def test_a_page_that_was_there_before_is_no_successor_unless_it_says_the_same() -> None:
    """Both were in force: of an installation that took the two for two pages."""
    before, longer = {"1/doel": page("Doel 1.2.3")}, page("Doel 1.2.3", f"{LONG} en meer")
    assert moved(before, {"7/doel": page("Doel 1.2.3")}, unlisted=["1/doel"], change="same") == {"1/doel": "7/doel"}
    assert moved(before, {"7/doel": longer}, unlisted=["1/doel"], change="same") == {}


def test_two_that_say_the_same_are_not_told_apart() -> None:
    pages = {"1/a": page("Doel"), "2/a": page("Doel")}
    assert moved(pages, {"7/a": page("Doel")}, gone=["1/a", "2/a"]) == {}
    assert moved({"1/a": page("Doel")}, {"7/a": page("Doel"), "8/a": page("Doel")}, gone=["1/a"]) == {}


def test_little_text_needs_the_slug() -> None:
    """Pages of links have hardly a word of their own."""
    menu = page("Doelen", "Kies.")
    assert moved({"1/doelen": menu}, {"7/doelen": menu}, gone=["1/doelen"]) == {"1/doelen": "7/doelen"}
    assert moved({"1/doelen": menu}, {"7/overzicht": menu}, gone=["1/doelen"]) == {}


def test_another_subject_under_the_same_address() -> None:
    camping = page("Camping De Zwaan", " ".join(f"tent{chr(97 + n)}plaats" for n in range(20)))
    words = " ".join(f"zorg{chr(97 + n)}plaats" for n in range(20))
    goal = page("Doel 1.2.3", words)
    assert nothing_in_common(goal, camping)
    assert not nothing_in_common(goal, page("Doel 1.2.3", "Deze pagina volgt nog."))  # the title is the same
    assert not nothing_in_common(goal, page("Doel 3.2.1 nieuw", words.removeprefix("zorgaplaats")))
    assert not nothing_in_common(page("Doelen", ""), camping)  # a page of links says nothing


def test_what_a_person_placed_stays() -> None:
    assert moved({"1/doel": page("Doel")}, {"7/doel": page("Doel")}, gone=["1/doel"], via="hand") == {}
