"""A hundred and more damaged files of every container: a result or one line; no hang, no leftover."""

import io
import os
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from fractions import Fraction
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from PIL import Image as Pillow

from tests.clips import GIF, PLAIN, Clip, Sound, write_clip
from tests.special_clips import write_subtitled

LONGEST_S = 20.0
"""Seconds after which painting one small file counts as a hang."""

START_S = 60.0
"""Seconds that a new process gets to begin."""

MUTANTS = 30
"""Damaged copies of each file."""

CODED = Clip(
    ticks=tuple(range(8)), time_base=Fraction(1, 25), options=(("g", "4"),), sounds=(Sound(),), codec="mpeg4"
)
"""What old containers hold."""

MP3 = (Sound(codec="libmp3lame", rate=44100),)

CLIPS = {
    "a.mp4": replace(PLAIN, sounds=(Sound(),)),
    "fragments.mp4": replace(PLAIN, codec="mpeg4", options=(), container="ismv"),
    "a.mov": replace(CODED, container="mov", sounds=(Sound(codec="pcm_s16le"),)),
    "a.mkv": replace(PLAIN, sounds=(Sound(),), container="matroska"),
    "a.webm": replace(CODED, codec="libvpx-vp9", container="webm", sounds=(Sound(codec="libopus"),)),
    "a.avi": replace(CODED, sounds=MP3, container="avi"),
    "a.ts": replace(PLAIN, sounds=(Sound(),), container="mpegts"),
    "a.mpg": replace(CODED, codec="mpeg2video", sounds=(Sound(codec="mp2"),), container="mpeg"),
    "a.flv": replace(CODED, codec="flv1", sounds=MP3, container="flv"),
    "a.wmv": replace(CODED, codec="wmv2", sounds=MP3, container="asf"),
    "a.3gp": replace(CODED, container="3gp"),
    "a.ogv": replace(CODED, codec="libvpx", sounds=(Sound(codec="libopus"),), container="ogg"),
    "a.gif": GIF,
    "a.apng": replace(GIF, codec="apng", pixel_format="rgb24", container="apng"),
    "raw.avi": replace(CODED, codec="rawvideo", options=(), sounds=(), size=(16, 16), container="avi"),
}
"""Name of a file, and what is in it."""

PICTURES = ("a.jpg", "a.png", "a.webp", "a.bmp", "a.tif", "a.gif")


@dataclass(frozen=True)
class Ending:
    """How painting a file ended."""

    code: int
    said: str
    left: frozenset[str]
    """Names of files that were not there before."""
    threads: int
    """Still running."""


def originals(folder: Path) -> dict[str, bytes]:
    """Whole small files by name, one or more of each container."""
    for name, clip in CLIPS.items():
        write_clip(folder / name, clip)
    write_subtitled(folder / "subtitles.mkv")
    for name in PICTURES:
        Pillow.effect_mandelbrot((40, 30), (-2, -1, 1, 1), 50).convert("RGB").save(folder / name)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def truncate(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def flip(data: bytes, chance: random.Random) -> bytes:
    """Other bytes here and there; more often at the start, where the structure is."""
    changed = bytearray(data)
    reach = chance.choice((64, 512, len(data)))
    for _ in range(chance.choice((1, 4, 32))):
        changed[chance.randrange(min(reach, len(data)))] = chance.randrange(256)
    return bytes(changed)


def splice(data: bytes, chance: random.Random) -> bytes:
    """A piece of the file in another place of it."""
    length = chance.randrange(1, len(data))
    start, place = chance.randrange(len(data)), chance.randrange(len(data))
    return data[:place] + data[start : start + length] + data[place + chance.choice((0, length)) :]


def mutants(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Damaged files: always the same ones."""
    ways: tuple[Callable[[bytes, random.Random], bytes], ...] = (truncate, flip, splice)
    for name, data in files.items():
        for number in range(MUTANTS):
            chance = random.Random(f"{name} {number}")
            yield f"{number}-{name}", ways[number % len(ways)](data, chance)


def paint_files(orders: "Connection[Ending, Path | None]") -> None:
    """A process that paints the files it is told of, with a network that costs nothing."""
    import engine.stylizer
    from tests.fakes import FakeRuntime

    vars(engine.stylizer)["open_runtime"] = lambda entry, choice: FakeRuntime(entry.textures)
    orders.send(Ending(0, "ready", frozenset(), 0))
    while (path := orders.recv()) is not None:
        orders.send(paint(path))


def paint(path: Path) -> Ending:
    from app.cli import main

    os.chdir(path.parent)
    before = set(os.listdir())
    is_picture = path.name.partition("-")[2] in PICTURES
    command, result = ("photo", "out.png") if is_picture else ("video", "out.mp4")
    said = io.StringIO()
    with redirect_stderr(said), redirect_stdout(io.StringIO()):
        code = main([command, path.name, "--style", "neon", "--render-size", "64", "-o", result, "--quiet"])
    left = frozenset(set(os.listdir()) - before)
    Path(result).unlink(missing_ok=True)
    running = sum(thread.name.startswith("impasto-") for thread in threading.enumerate())
    return Ending(code, said.getvalue(), left, running)


class Painter:
    """Paints files in a process of its own, and a new one after a hang or a crash."""

    def __init__(self) -> None:
        self.longest_s = LONGEST_S
        self._start()

    def paint(self, path: Path) -> Ending | str:
        """How it ended; or in words, that it did not."""
        self._orders.send(path)
        try:
            if self._orders.poll(self.longest_s):
                ending: Ending = self._orders.recv()
                return ending
            found = f"hangs for {self.longest_s:.0f} s"
        except EOFError:
            self._process.join()
            found = f"the process died: {self._process.exitcode}"
        self.close()
        self._start()
        return found

    def close(self) -> None:
        self._process.kill()
        self._process.join()
        self._orders.close()

    def _start(self) -> None:
        context = get_context("spawn")
        self._orders, theirs = context.Pipe()
        self._process = context.Process(target=paint_files, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        assert self._orders.poll(START_S) and self._orders.recv().said == "ready"


@pytest.fixture
def painter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Painter]:
    monkeypatch.setenv(
        "IMPASTO_CACHE", str(tmp_path / "cache")
    )  # a fake learns what the real network would not
    painter = Painter()
    yield painter
    painter.close()


def what_is_wrong(ending: Ending | str, result: str) -> str:
    if isinstance(ending, str):
        return ending
    lines = ending.said.splitlines()
    if "Traceback" in ending.said or "defect" in ending.said or ending.threads:
        return f"{ending}"
    if ending.code == 0:
        return "" if ending.left == {result} else f"left {set(ending.left)}"
    return "" if len(lines) == 1 and ending.code in (1, 2) and not ending.left else f"{ending}"


def test_a_damaged_file_is_painted_or_refused_in_one_line(tmp_path: Path, painter: Painter) -> None:
    whole, folder = tmp_path / "whole", tmp_path / "damaged"
    whole.mkdir()
    folder.mkdir()
    wrong, painted, count = [], 0, 0
    for name, data in mutants(originals(whole)):
        path = folder / name
        path.write_bytes(data)
        ending = painter.paint(path)
        path.unlink()
        result = "out.png" if name.partition("-")[2] in PICTURES else "out.mp4"
        if found := what_is_wrong(ending, result):
            wrong.append(f"{name}: {found}")
        painted += isinstance(ending, Ending) and ending.code == 0
        count += 1
    assert not wrong, "\n".join(wrong)
    assert count >= 100 and 0.1 < painted / count < 0.95  # else they are damaged too little, or too much


def test_a_hang_is_noticed_and_the_next_file_is_painted_all_the_same(
    tmp_path: Path, painter: Painter
) -> None:
    (tmp_path / "clips").mkdir()
    path = write_clip(tmp_path / "clips" / "0-a.mp4")
    painter.longest_s = 0.0
    assert what_is_wrong(painter.paint(path), "out.mp4").startswith("hangs")
    for left in set(path.parent.iterdir()) - {path}:  # of the process that was killed
        left.unlink()
    painter.longest_s = LONGEST_S
    assert what_is_wrong(painter.paint(path), "out.mp4") == ""


@pytest.mark.parametrize(
    "ending",
    [
        Ending(1, "impasto: this is a defect of Impasto: KeyError.", frozenset(), 0),
        Ending(1, "impasto: a.\nimpasto: b.", frozenset(), 0),
        Ending(1, "impasto: a.", frozenset({"out.part.mp4"}), 0),
        Ending(0, "", frozenset({"out.mp4", "out.part.mp4"}), 0),
        Ending(0, "", frozenset(), 0),
        Ending(0, "Traceback", frozenset({"out.mp4"}), 0),
        Ending(0, "", frozenset({"out.mp4"}), 1),
    ],
    ids=["defect", "two lines", "leftover", "leftover beside the result", "no result", "traceback", "thread"],
)
def test_what_must_not_be_is_noticed(ending: Ending) -> None:
    assert what_is_wrong(ending, "out.mp4")
