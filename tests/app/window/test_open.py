"""The program itself, in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if "DISPLAY" not in key and "QT_QPA" not in key}
    return {**kept, "XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path), **more}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display")
def test_without_a_display_there_is_one_clear_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "run.py"], cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1 and "no display" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for another process")
@pytest.mark.parametrize("seconds", [1.2, 4.0], ids=["while it loads", "while it paints"])
def test_ctrl_c_closes_the_window_within_two_seconds(tmp_path: Path, seconds: float) -> None:
    env = environment(tmp_path, QT_QPA_PLATFORM="offscreen")
    with subprocess.Popen(
        [sys.executable, "run.py"], cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True
    ) as program:
        time.sleep(seconds)
        program.send_signal(signal.SIGINT)
        begun_s = time.monotonic()
        _, errors = program.communicate(timeout=20)
    assert time.monotonic() - begun_s < 2.5
    assert program.returncode in (0, 130) and "Traceback" not in errors
