"""Small files of the program's own: there whole or not at all, and replaced without a question."""

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file; its folder is made. Of two that write it at once, the later one stays.

    Raises:
        OSError: it cannot be written; what was there before is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, ignore_cleanup_errors=True) as unfinished:
        made = Path(unfinished) / "made"
        made.write_bytes(content)
        os.replace(made, path)
