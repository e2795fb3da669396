"""A package that adds a source and a sink, installed as pip would have done it."""

from pathlib import Path

EXAMPLE = """
import numpy as np
from fractions import Fraction
from pathlib import Path
from engine import Frame, Sink, Source, StreamInfo

class Grey(Source):
    info = StreamInfo(64, 48, Fraction(25), Fraction(1, 25))

    def __init__(self, rest):
        image = np.full((48, 64, 3), 100, np.uint8)
        self.frames = iter([Frame(image, Fraction(index, 25), index) for index in range(int(rest))])

    def read(self):
        return next(self.frames, None)

    def close(self):
        self.frames = iter(())

def as_list(rest, info):
    return [rest, info]

class Counter(Sink):
    def __init__(self, rest, info):
        self.path, self.times, self.size = Path(rest), [], f"{info.width}x{info.height}"

    def write(self, frame):
        self.times.append(float(frame.time))

    def close(self):
        self.path.write_text(f"{self.size} {self.times}")

    def abort(self):
        self.path.unlink(missing_ok=True)
"""

ENTRY_POINTS = """
[impasto.sources]
grey = grey_example:Grey
path = pathlib:Path
gone = no_such_module:Source

[impasto.sinks]
count = grey_example:Counter
list = grey_example:as_list
"""


def install(folder: Path, name: str, entry_points: str) -> None:
    """What pip leaves behind of a package, without its code."""
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(entry_points)


def install_example(folder: Path) -> None:
    """A source `grey:COUNT` of grey frames, and a sink `count:FILE` that writes down their times."""
    install(folder, "grey-example", ENTRY_POINTS)
    (folder / "grey_example.py").write_text(EXAMPLE)
