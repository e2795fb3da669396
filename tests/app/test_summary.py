"""The summary names what held a job up, and what would help."""

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from app.progress import progress, remaining_s
from app.summary import bottleneck, summary
from engine import Reading

ROOT = Path(__file__).parents[2]


def reading(busy: dict[str, float], frames: int = 100) -> Reading:
    return Reading(frames, 10.0, 10.0, busy)


@pytest.mark.parametrize(
    ("busy", "what", "help_"),
    [
        ({"network": 9.0, "restore": 0.8, "encode": 4.0}, "held up by painting", "--render-size"),
        ({"network": 3.0, "encode": 9.9}, "held up by encoding", "--encoder"),
        ({"network": 3.0, "decode": 9.9}, "held up by reading", "smaller size"),
        ({"network": 6.0, "encode": 6.5, "decode": 2.0}, "no stage was busy all the time", "more cores"),
    ],
    ids=["painting", "encoding", "decoding", "the processor"],
)
def test_the_bottleneck_is_named_with_what_would_help(busy: dict[str, float], what: str, help_: str) -> None:
    said = bottleneck(reading(busy))
    assert said.startswith(what)
    assert help_ in said


def test_the_temporal_filter_counts_as_painting() -> None:
    assert "style 9.0" in summary(Path("a.mp4"), reading({"steady": 4.0, "network": 5.0}))


def test_of_a_photo_and_of_a_few_frames_no_bottleneck_is_told() -> None:
    assert summary(Path("a.jpg"), reading({"network": 9.0}, frames=1)) == "a.jpg: painted in 10.0 s"
    assert "held up" not in summary(Path("a.gif"), reading({"network": 9.9}, frames=5))


def test_a_bar_shows_the_whole_name_of_a_film(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress("[Group] film [b].mp4", 100, quiet=False) as bar:
        bar.show(reading({}))
    assert "[Group] film [b].mp4" in terminal.getvalue()


def test_help_imports_next_to_nothing() -> None:
    """Imports are what `impasto --help` takes its time for."""
    code = (
        "import sys\nfrom app.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    imported = set(run.stderr.split())
    assert not imported & {"numpy", "importlib.metadata", "email", "zipfile", "asyncio", "multiprocessing"}
    assert len(imported - set(sys.builtin_module_names)) < 220


def test_what_an_earlier_run_painted_does_not_make_this_one_look_faster() -> None:
    gone_on = Reading(500, 10.0, 10.0, {"network": 9.0}, kept=400)
    assert "100 frames in 10.0 s (10.0 frames/s), after 400 of an earlier run" in summary(
        Path("a.mp4"), gone_on
    )
    assert remaining_s(gone_on, 600) == 10.0
    assert remaining_s(Reading(400, 1.0, 0.0, {}, kept=400), 600) is None
