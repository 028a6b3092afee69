"""An S3 endpoint on loopback, one for all tests of a process. It forgets everything with the process."""

from __future__ import annotations

import logging
import os
from functools import cache
from itertools import count

from pipeline.store.places import place

_numbers = count(1)


@cache
def endpoint() -> str:
    """The address of the server; its credentials and it are in the environment from then on, as for any S3 tool."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    os.environ |= {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    return os.environ["AWS_ENDPOINT_URL"]


def bucket() -> str:
    """The address of a new empty bucket."""
    endpoint()
    url = f"s3://doelenboom-{next(_numbers)}"
    files = place(f"{url}/any").fs
    files.mkdir(url)
    return url


def uploaded(folder, url: str):
    """The remote folder with everything that is below a folder of this machine."""
    there = place(url)
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            there.fs.pipe_file(f"{there.path}/{file.relative_to(folder).as_posix()}", file.read_bytes())
    return there
