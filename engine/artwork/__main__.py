"""Draws the bundled style pictures again: `python -m engine.artwork OUT_DIR [NAME ...]`."""

import sys
from pathlib import Path

from engine.artwork.bundled import TITLES, find_style
from engine.artwork.drawing import draw_style, jpeg


def main(folder: str, *names: str) -> None:
    """Write the named pictures, or all, as JPEG files."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name in names or TITLES:
        Path(folder, find_style(name).name).write_bytes(jpeg(draw_style(name)))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("Usage: python -m engine.artwork OUT_DIR [NAME ...]")
    main(*sys.argv[1:])
