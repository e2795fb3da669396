"""Recordings that are cut off: by a kill, by a full disk."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from engine.sources.video.file import VideoFileSource
from tests.clips import frame_times

ROOT = Path(__file__).parents[3]


KILLED = """
import sys, time
from fractions import Fraction
from pathlib import Path
from engine.frame import Frame
from engine.sinks.recording import RecordingSink
from engine.stream_info import StreamInfo
from tests.clips import scene

sink = RecordingSink(Path(sys.argv[1]), StreamInfo(64, 48, Fraction(30), Fraction(1, 90_000)))
for n in range(10**6):
    sink.write(Frame(scene((64, 48), n), Fraction(n, 30), n))
    if n == 300:
        print("ten seconds", flush=True)
        time.sleep(60)
"""


def test_what_was_recorded_when_the_program_is_killed_can_be_played(tmp_path: Path) -> None:
    path = tmp_path / "live.mp4"
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ten seconds\n"
    child.kill()
    child.wait(10)
    child.stdout.close()
    assert not path.exists()
    (part,) = tmp_path.glob("live.impasto-*.part.mp4")
    times = frame_times(part)
    assert times[0] == 0
    assert times[-1] >= 9 - Fraction(1, 10), "more than the last second is lost"


FULL_DISK = """
import resource, signal, sys
from fractions import Fraction
from pathlib import Path
import numpy as np
from engine.errors import SinkError
from engine.frame import Frame
from engine.sinks.recording import RecordingSink
from engine.stream_info import StreamInfo

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))
noise = np.random.default_rng(1)
sink = RecordingSink(Path(sys.argv[1]), StreamInfo(64, 48, Fraction(30), Fraction(1, 90_000)))
for n in range(600):
    sink.write(Frame(noise.integers(0, 255, (48, 64, 3), np.uint8), Fraction(n, 30), n))
try:
    sink.close()
except SinkError as error:
    print(sink.error is error, error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
def test_a_full_disk_ends_the_recording_but_not_the_live_view_and_keeps_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "live.mp4"
    command = [sys.executable, "-c", FULL_DISK, str(path)]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "ended early: file too large. What was recorded until then is kept." in child.stdout, child
    assert child.stdout.startswith("True")
    with VideoFileSource(path) as source:
        assert sum(1 for _ in iter(source.read, None)) > 100
    assert list(tmp_path.iterdir()) == [path]
