"""`fetch` and `refresh` as a person or a timer starts them: exit codes, lines, and what is left behind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.__main__ import cli
from pipeline.nightly.run_folder import RunFolder
from pipeline.sources.recorded import recorded
from quick import unvalidated
from refreshing import Town, small_town
from site_server.grown_site import HOSTS

FETCH = '[fetch]\ncontact = "mailto:test@example.org"\nseconds_between_requests = 0.001\n'


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    found = small_town(tmp_path, 1)
    with unvalidated(), found.server:
        yield found


def site_list(town: Town) -> Path:
    file = town.folder / "sites.toml"
    file.write_text(FETCH + town.server.rows())
    return file


def run(town: Town, *arguments: object) -> Result:
    folders = ("--raw", town.raw, "--data", town.data, "--sites", site_list(town))
    return CliRunner().invoke(cli, [*map(str, arguments), *map(str, folders)])


def test_the_nightly_command_and_the_one_after_it(town: Town) -> None:
    first = run(town, "refresh", "--jobs", "1")
    assert (first.exit_code, "3 new, 0 changed and 0 unchanged pages" in first.stdout) == (0, True), first.output
    town.server.sites[HOSTS[0]] = {}
    second = run(town, "refresh", "--jobs", "1")
    assert second.exit_code == 5
    (line,) = second.stderr.splitlines()[-1:]
    assert "zwolle-jaarstukken-2024 stays as it was: SITE_DOWN, night 1" in line
    assert [report.exit_code for report in RunFolder(town.data).reports()] == [5, 0]
    shown = CliRunner().invoke(cli, ["status", "--data", str(town.data)])
    assert "not updated  zwolle-jaarstukken-2024: SITE_DOWN, night 1" in shown.stdout


def test_fetch_builds_nothing_and_visits_only_what_is_asked(town: Town) -> None:
    found = run(town, "fetch", "--only", "zwolle-berap-2022-2")
    assert found.exit_code == 0, found.output
    assert "fetched; nothing was built" in found.output
    assert sorted(town.pages()) == [f"{HOSTS[2]}{town.paths(HOSTS[2])[0]}.html"]
    assert not (town.data / "CURRENT").exists()
    wrong = run(town, "fetch", "--only", "zwolle-begroting-1826")
    assert (wrong.exit_code, "no publication and no host of the site list" in wrong.stderr) == (2, True)


def test_without_validation_no_site_is_asked(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANDERA_VALIDATION_ENABLED", "False")
    found = run(town, "refresh")
    assert (found.exit_code, "PANDERA_VALIDATION_ENABLED switches validation off" in found.stderr) == (2, True)
    assert town.server.log == []
    assert run(town, "fetch").exit_code == 0  # which builds nothing


def test_accepting_a_file_in_no_folder_visits_nothing_either(town: Town) -> None:
    (town.raw).mkdir(exist_ok=True)
    (town.raw / "los.html").write_bytes(next(iter(town.server.sites[HOSTS[0]].values())))
    found = run(town, "fetch", "--accept", "los.html", "--reason", "an export")
    assert (found.exit_code, found.output, town.server.log) == (0, "accepted   los.html\n", [])


def test_accepting_a_file_visits_nothing(town: Town) -> None:
    run(town, "fetch")
    path = f"{HOSTS[2]}{town.paths(HOSTS[2])[0]}.html"
    (town.raw / path).write_bytes((town.raw / path).read_bytes() + b"<!-- ours -->")
    town.server.log.clear()
    assert run(town, "fetch", "--accept", path).exit_code == 2
    found = run(town, "fetch", "--accept", path, "--reason", "a better export")
    assert (found.exit_code, found.output) == (0, f"accepted   {path}\n")
    assert town.server.log == []
    (town.raw / path).unlink()
    assert run(town, "fetch", "--accept", town.raw / path, "--reason", "no page").exit_code == 0
    assert recorded(town.raw).tombstones == {path}
    nothing = run(town, "fetch", "--accept", "no/such/file.html", "--reason", "why")
    assert (nothing.exit_code, "neither a host of the site list nor a file" in nothing.stderr) == (2, True)


@pytest.mark.parametrize("outside", ["../secret.html", "/etc/passwd", "raw/../../secret.html"])
def test_no_file_outside_raw_is_accepted(town: Town, outside: str) -> None:
    (town.folder / "secret.html").write_text("<html>secret</html>")
    found = run(town, "fetch", "--accept", outside, "--reason", "why")
    assert (found.exit_code, "is no file of" in found.stderr) == (2, True)


def test_a_broken_site_list_is_a_configuration_error_with_a_report(town: Town) -> None:
    list_of_sites = town.folder / "broken.toml"
    list_of_sites.write_text(FETCH + "[[publication]]\nyear = 1826\n")
    arguments = ["refresh", "--raw", town.raw, "--data", town.data, "--sites", list_of_sites]
    found = CliRunner().invoke(cli, list(map(str, arguments)))
    assert found.exit_code == 2
    assert "broken.toml" in found.stderr
    (report,) = RunFolder(town.data).reports()
    assert (report.outcome, report.exit_code) == ("failed", 2)


def test_damage_in_the_raw_store_is_exit_6(town: Town) -> None:
    run(town, "fetch")
    for stored in (town.raw / ".store/objects").rglob("*.gz"):
        stored.write_bytes(b"\x1f\x8b")
    for page in town.raw.rglob("*.html"):
        page.unlink()
    found = run(town, "fetch")
    assert (found.exit_code, "from a backup" in found.stderr) == (6, True)


def test_every_run_says_where_its_report_is(town: Town) -> None:
    shown = run(town, "fetch")
    (report,) = (town.data / "runs").glob("*.html")
    assert shown.stdout.splitlines()[-1] == f"report: {report}"


@pytest.mark.parametrize("what", ["missing", "folder"])
def test_a_site_list_that_cannot_be_read_is_one_line(town: Town, what: str) -> None:
    wanted = town.folder if what == "folder" else town.folder / "nothing.toml"
    shown = CliRunner().invoke(
        cli, ["refresh", "--data", str(town.data), "--raw", str(town.raw), "--sites", str(wanted)]
    )
    said = "the site list is not there" if what == "missing" else "the site list cannot be read: Is a directory"
    assert (shown.exit_code, shown.stderr.splitlines()) == (2, [f"{wanted}: {said}"])


def test_a_data_folder_that_is_a_file_is_told_without_a_traceback(town: Town) -> None:
    town.data.write_text("")
    shown = run(town, "refresh")
    assert (shown.exit_code, "the report of the run could not be written" in shown.stderr) == (7, True)
    told = f"disk or I/O: {town.data} is no folder, or a link to nothing; the data in force is unchanged"
    assert shown.stderr.splitlines()[-1] == told
    assert "Traceback" not in shown.stderr
