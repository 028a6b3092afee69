"""What the command line makes of addresses of folders and of a cluster."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from pipeline.__main__ import cli
from pipeline.engine import dask
from s3_server import bucket


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "--raw", "gs://b/x"], "only folders of this machine and s3://BUCKET/FOLDER"),
        (["build", "--engine", "dask"], "--engine dask and --scheduler belong together"),
        (["build", "--scheduler", "tcp://127.0.0.1:1"], "--engine dask and --scheduler belong together"),
        (["refresh", "--data", "s3://b/x"], "this command keeps its files in a folder of this machine"),
        (["fetch", "--raw", "s3://b/x"], "this command keeps its files in a folder of this machine"),
    ],
)
def test_what_does_not_go_together_is_usage(words, said):
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 2
    assert said in done.output


def test_an_unreachable_scheduler_is_usage_and_leaves_the_lock(tmp_path, monkeypatch):
    monkeypatch.setattr(dask, "CONNECT_SECONDS", 1)
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "page.html").write_text("<h1>Doel</h1>")
    words = ["build", "--raw", str(raw), "--data", str(tmp_path / "data"), "--engine", "dask"]
    done = CliRunner().invoke(cli, [*words, "--scheduler", "tcp://127.0.0.1:1"])
    assert done.exit_code == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:1 " in done.output


def test_an_empty_bucket_has_no_raw_folder_and_no_data():
    url = bucket()
    done = CliRunner().invoke(cli, ["build", "--raw", f"{url}/raw", "--data", f"{url}/data"])
    assert (done.exit_code, f"raw folder not found: {url}/raw" in done.output) == (2, True)
    done = CliRunner().invoke(cli, ["status", "--data", f"{url}/data"])
    assert (done.exit_code, f"{url}/data/CURRENT does not exist" in done.output) == (2, True)
