"""What lies in a folder, and an object store on this machine for the tests that read from one or write to one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from normalize.store.objects import opened
from normalize.store.remote import AT_ONCE

KEYS = {
    "AWS_ACCESS_KEY_ID": "anybody",
    "AWS_SECRET_ACCESS_KEY": "hush",
    "AWS_EC2_METADATA_DISABLED": "true",
}


def tree(folder: Path, *but: str) -> dict[str, bytes]:
    """The files of a folder by their paths, without what lies below or is called one of `but`."""
    paths = ((p, p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
    return {path.as_posix(): p.read_bytes() for p, path in paths if not {*but} & {*path.parts}}


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """Options of the URLs of a store; what it holds is anybody's who has the keys in the environment."""
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patched:
        for name, value in KEYS.items():
            patched.setenv(name, value)
        yield f"endpoint_override={host}:{port}&scheme=http&region=us-east-1&allow_bucket_creation=true"
    server.stop()


def bucket(options: str, folder: str) -> str:
    """The URL of a folder in a bucket of a store."""
    url = f"s3://bucket/{folder}?{options}"
    opened(url)[0].create_dir("bucket")
    return url


def put(folder: Path, url: str) -> None:
    """Puts the files of a folder below a URL, and removes what else is there."""
    from pyarrow.fs import FileSelector

    files, root = opened(url)
    for old in files.get_file_info(FileSelector(root, recursive=True, allow_not_found=True)):
        if old.is_file and not (folder / old.path[len(root) + 1 :]).is_file():
            files.delete_file(old.path)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        to = f"{root}/{path.relative_to(folder).as_posix()}"
        if files.type_name not in AT_ONCE:
            files.create_dir(to.rpartition("/")[0])
        with files.open_output_stream(to) as stream:
            stream.write(path.read_bytes())
