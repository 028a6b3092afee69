"""A build on a cluster of two worker processes, its pages and its data in a bucket, gives the bytes of a build here."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys

import pytest

from bench.corpus import corpus, write
from engine.cluster import cluster, process_of_a_worker
from pipeline import remote
from pipeline.store.places import place
from pipeline.store.verify import verify
from raw_pages import ROOT
from s3_server import bucket, uploaded

pytestmark = pytest.mark.soak
PAGES = int(os.environ.get("DOELENBOOM_CLUSTER_PAGES", "5000"))


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """The pages in a folder and in a bucket, and what a build on this machine makes of them."""
    home = tmp_path_factory.mktemp("here")
    write(corpus("town", PAGES), home / "raw")
    url = bucket()
    uploaded(home / "raw", f"{url}/raw")
    finish(build(f"{home}/raw", f"{home}/data"))
    return url, published(home / "data")


def build(raw, data, *words):
    command = [sys.executable, "-m", "pipeline", "build", "--raw", raw, "--data", data, *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, env=environment, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def finish(run):
    """What it said, once it has ended well."""
    said, _ = run.communicate()
    assert run.returncode == 0, said
    return said


def published(data):
    """Every table of the snapshot in force, as bytes."""
    folder = data / "snapshots" / (data / "CURRENT").read_text().strip()
    if remote.is_remote(folder):
        return {name: (folder / name).read_bytes() for name in remote.below(folder) if name.endswith(".parquet")}
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.parquet")}


def test_one_worker_is_killed_in_the_middle_and_the_bytes_are_the_same(here):
    url, expected = here
    data = f"{url}/data-killed"
    with cluster() as address:
        run = build(f"{url}/raw", data, "--engine", "dask", "--scheduler", address)
        for line in run.stdout:
            if re.search(rf" {max(PAGES // 1000, 1) * 500} pages read", line):
                os.kill(process_of_a_worker(address), signal.SIGKILL)
                break
        else:
            pytest.fail("the build was over before a worker could be killed")
        said = finish(run)
    assert f"pages      {PAGES} " in said
    assert published(place(data)) == expected
    assert verify(place(data)) == []


def test_a_folder_that_all_machines_see_does_as_well(here, tmp_path):
    url, expected = here
    with cluster() as address:
        finish(build(f"{url}/raw", str(tmp_path / "data"), "--engine", "dask", "--scheduler", address))
    assert published(tmp_path / "data") == expected
