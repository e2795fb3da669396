"""Where Impasto keeps what it downloads and what it can make again."""

import os
from pathlib import Path

import platformdirs

NAME = "impasto"


def data_folder() -> Path:
    """Folder of downloaded weights; `IMPASTO_DATA` overrides the platform's own. It may not exist yet."""
    return Path(os.environ.get("IMPASTO_DATA") or platformdirs.user_data_path(NAME, appauthor=False))


def cache_folder() -> Path:
    """Folder that may be deleted at any time; `IMPASTO_CACHE` overrides the platform's own."""
    return Path(os.environ.get("IMPASTO_CACHE") or platformdirs.user_cache_path(NAME, appauthor=False))
