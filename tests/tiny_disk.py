"""A real disk that is soon full."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

SIZE_BYTES = 200_000


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 200 kB; only the superuser can make one."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only the superuser can mount a disk; limits on file sizes are tested for everyone")
    made = ["mount", "-t", "tmpfs", "-o", f"size={SIZE_BYTES}", "tmpfs", str(folder)]
    mounted = subprocess.run(made, capture_output=True, text=True)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
