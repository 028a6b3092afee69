"""What a person says of two goals: read strictly, applied to the texts it was said of, asked again on others."""

from __future__ import annotations

from pathlib import Path

import pytest
from goal_samples import goal, linked, material

from pipeline import ending
from pipeline.confirmed_links import PACKAGED_LINKS, ConfirmedLinksBroken, read_confirmed_links
from pipeline.derive import ConfirmedLink
from pipeline.derive.confirmed import fingerprint
from pipeline.derive.goal_links import goal_links

HEAD = "from_goal_id,to_goal_id,kind,from_text,to_text,reason,confirmed_on\n"
ROW = "zwolle-begroting-2022/7.1.1,zwolle-begroting-2023/8.1.1,renumbered,Groen,Wijken,gelezen,2026-11-23\n"
OLD, NEW = "We houden de wijken groen", "Bewoners beheren hun plantsoen"
PAIR = "begroting-2022/7.1.1 > begroting-2023/8.1.1"


def said(kind: str, old: str = OLD, new: str = NEW, later: str = "begroting-2023/8.1.1") -> ConfirmedLink:
    return ConfirmedLink("zwolle-begroting-2022/7.1.1", f"zwolle-{later}", kind, old, new, "gelezen", "2026-11-23")


def goals(new: str = NEW) -> list[dict]:
    return [goal("begroting-2022", "7.1.1", OLD), goal("begroting-2023", "8.1.1", new)]


def findings(own: list[dict], *confirmed: ConfirmedLink) -> list[tuple[str, str]]:
    return [(page, finding.code) for page, finding in goal_links(material(own, confirmed)).findings]


def test_the_file_that_ships_is_readable() -> None:
    assert PACKAGED_LINKS.name == "goal_links.csv"
    assert {one.kind for one in read_confirmed_links()} == {"renamed"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"links.csv:1: columns ; allowed: from_goal_id"),
        ("a,b\n", r"links.csv:1: columns a, b; allowed"),
        (HEAD + ROW.replace("renumbered", "gelijk"), r"links.csv:2: kind 'gelijk'; allowed: same, renumbered"),
        (HEAD + ROW.replace("renumbered", "ended"), r"links.csv:2: kind 'ended'; allowed"),
        (HEAD + ROW.replace("Groen", ""), r"links.csv:2: each of .* needs a value"),
        (HEAD + ROW.replace("gelezen,", "gelezen,x,"), r"links.csv:2: each of .* no more"),
        (HEAD + "a,b\n", r"links.csv:2: each of"),
        (HEAD + ROW.replace("2026-11-23", "gisteren"), r"links.csv:2: confirmed_on is a day .* 'gisteren'"),
        (HEAD + ROW + ROW, r"links.csv:3: .* have a row for these texts already"),
        (HEAD + '"open', r"links.csv: unexpected end of data"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "links.csv"
    file.write_text(content)
    with pytest.raises(ConfirmedLinksBroken, match=message) as refused:
        read_confirmed_links(file)
    assert ending.of(refused.value) == (ending.USAGE, str(refused.value))


def test_a_missing_or_unreadable_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfirmedLinksBroken, match="No such file"):
        read_confirmed_links(tmp_path / "links.csv")
    (tmp_path / "links.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfirmedLinksBroken, match="decode"):
        read_confirmed_links(tmp_path / "links.csv")


def test_what_no_text_tells_a_person_can_say() -> None:
    assert linked(goals()) == {}
    assert linked(goals(), (said("renumbered"),)) == {PAIR: "renumbered"}
    assert linked(goals(), (said("moved"),)) == {PAIR: "moved"}
    (row,) = goal_links(material(goals(), (said("moved"),))).records
    assert row.confirmed
    assert row.score < 0.5  # what the texts say stays visible
    assert row.series_id == "zwolle-begroting-2022/7.1.1"


def test_a_denied_link_is_not_made_nor_over_a_publication_in_between() -> None:
    same = goals(OLD)
    assert linked(same) == {PAIR: "renumbered"}
    assert linked(same, (said("different", new=OLD),)) == {}
    between = [*same, goal("jaarstukken-2022", "7.1.1", OLD)]
    assert linked(between, (said("different", new=OLD),)) == {"begroting-2022/7.1.1 > jaarstukken-2022/7.1.1": "same"}


def test_a_person_goes_before_the_best_texts() -> None:
    rival = goal("begroting-2023", "7.1.1", OLD)
    own = [*goals(), rival]
    assert linked(own) == {"begroting-2022/7.1.1 > begroting-2023/7.1.1": "same"}
    kinds = linked(own, (said("renumbered"),))
    assert kinds[PAIR] == "renumbered"
    assert kinds["begroting-2022/7.1.1 > begroting-2023/7.1.1"] == "split"  # its own sentence, so a branch of it


def test_a_confirmed_goal_does_not_end_before_its_counterpart_comes() -> None:
    later = said("renamed", later="begroting-2029/8.1.1")
    own = [goals()[0], *(goal("begroting-2023", f"7.1.{n}", f"regel {n} van {n}") for n in range(1, 6))]
    own.append(goal("begroting-2029", "8.1.1", NEW))
    assert linked(own)["begroting-2022/7.1.1 > begroting-2023"] == "ended"
    kinds = linked(own, (later,))
    assert kinds["begroting-2022/7.1.1 > begroting-2029/8.1.1"] == "renamed"
    assert "begroting-2022/7.1.1 > begroting-2023" not in kinds


def test_capitals_and_punctuation_are_no_change() -> None:
    assert linked(goals(), (said("moved", new=NEW.upper() + "."),)) == {PAIR: "moved"}
    assert findings(goals(), said("moved", new=NEW.upper() + ".")) == []


def test_another_text_is_asked_again() -> None:
    changed = goals("Bewoners krijgen een plantsoen")
    ((page, finding),) = goal_links(material(changed, (said("moved"),))).findings
    assert linked(changed, (said("moved"),)) == {}
    assert (page, finding.code, finding.severity) == ("zwolle-begroting-2023/p8.1.1", "GOAL_LINK_ASK_AGAIN", "warning")
    assert (finding.found, finding.expected) == ("Bewoners krijgen een plantsoen", NEW)
    assert fingerprint("Bewoners krijgen een plantsoen") in finding.message
    assert findings(changed, said("different")) == [(page, "GOAL_LINK_ASK_AGAIN")]


def test_a_link_may_be_confirmed_on_several_texts_and_by_fingerprint() -> None:
    rows = (said("moved", new="een oude tekst"), said("renumbered", fingerprint(OLD), fingerprint(NEW)))
    for confirmed in (rows, rows[::-1]):
        assert linked(goals(), confirmed) == {PAIR: "renumbered"}
        assert findings(goals(), *confirmed) == []


def test_goals_that_are_not_in_the_data_are_left_alone() -> None:
    assert findings(goals()[:1], said("moved")) == []
    assert linked(goals()[:1], (said("moved"),)) == {}


def test_a_link_that_cannot_be_made_is_told() -> None:
    backwards = ConfirmedLink("zwolle-begroting-2023/8.1.1", "zwolle-begroting-2022/7.1.1", "same", NEW, OLD, "x", "y")
    assert findings(goals(), backwards) == [("zwolle-begroting-2022/p7.1.1", "GOAL_LINK_NOT_MADE")]
    between = [*goals(), goal("jaarstukken-2022", "7.1.1", OLD)]
    assert findings(between, said("moved")) == [("zwolle-begroting-2023/p8.1.1", "GOAL_LINK_NOT_MADE")]
    assert linked(between, (said("moved"),))["jaarstukken-2022/7.1.1 > begroting-2023/8.1.1"] == "renumbered"
