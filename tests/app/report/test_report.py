"""A report says what is needed to find a defect, and not what a person's files are called."""

import faulthandler
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.report import HISTORY, LOG, FileNames, note, report_text
from tests.app.conftest import Run


@pytest.fixture(autouse=True)
def _own_history() -> Iterator[None]:
    HISTORY.clear()
    yield
    HISTORY.clear()
    faulthandler.enable(sys.__stderr__ or sys.stderr)  # a log file takes it from pytest


def fail() -> ZeroDivisionError:
    try:
        raise ZeroDivisionError("deliberate")
    except ZeroDivisionError as error:
        return error


def test_a_report_has_versions_device_settings_lines_and_defect() -> None:
    note("device", "cpu, float32")
    note("device", "cuda, float16")
    note("settings", "strength 0.5")
    LOG.warning("the camera is gone")
    text = report_text(HISTORY, fail())
    for words in ("Python 3.", "torch ", "device: cuda, float16", "strength 0.5", "the camera is gone"):
        assert words in text
    assert "ZeroDivisionError: deliberate" in text
    assert "float32" not in text


def test_only_the_last_lines_are_kept() -> None:
    for number in range(1000):
        LOG.info("line %d.", number)
    text = report_text(HISTORY)
    assert "line 999." in text and "line 100." not in text


NAMED = [
    '"/home/alice/My Films/wedding day.mp4" cannot be read: permission denied.',
    "wedding.mov: 3 frames were left out.",
    r"C:\Users\alice\wedding.mp4 cannot be read",
    "[Errno 2] No such file or directory: '/home/alice/wedding'",
    "rtsp://alice:secret@wedding.example/stream does not answer",
    "../alice/wedding.png: painted in 0.2 s",
    "~/wedding/alice.tif is no picture",
]


@pytest.mark.parametrize("line", NAMED)
def test_names_of_files_are_left_out_of_what_was_said(line: str) -> None:
    LOG.error("%s", line)
    text = report_text(HISTORY)
    assert "wedding" not in text and "alice" not in text and "secret" not in text
    assert "wedding" in report_text(HISTORY, with_names=True)


def test_a_password_is_left_out_even_if_the_person_agrees_to_names() -> None:
    LOG.info("%s", "rtsp://alice:p@ss@camera.example:554/door is gone")
    text = report_text(HISTORY, with_names=True)
    assert "rtsp://camera.example:554/door is gone" in text
    assert "alice" not in text and "ss@" not in text


def test_a_name_that_was_told_is_left_out_even_with_spaces_and_without_its_ending() -> None:
    HISTORY.names.hide("films/our wedding.mp4")
    LOG.info("our wedding.mp4: 12 of 30 frames")
    LOG.info("our wedding-painted is made")
    assert "wedding" not in report_text(HISTORY)


@pytest.mark.parametrize(
    "line",
    ["12 of 30 frames, 4.5 frames/s", "29.97 (30000/1001) a second", "640x360, yuv420p, cpu/float32", "a: b"],
)
def test_what_is_no_name_stays(line: str) -> None:
    assert FileNames().without(line) == line


def test_one_file_has_one_number_and_keeps_its_ending() -> None:
    names = FileNames()
    first, second = names.without('"/a/b.mp4" and "/a/c.mp4"').split(" and ")
    assert first != second and first.endswith('.mp4>"')
    assert names.without('"/a/b.mp4"') == first


def test_a_log_file_has_the_whole_run_without_names(run: Run, photo: Path, style: Path) -> None:
    result = run(
        "--log", "report.txt", "photo", photo, "--style", f"{style}:0.5", "-o", "my wedding.png", "--quiet"
    )
    assert result.code == 0, result.err
    text = Path("report.txt").read_text(encoding="utf-8")
    for words in ("versions: ", "device: cpu", "command: photo", "strength 1.0", "painted in"):
        assert words in text, text
    assert "photo.png" not in text and "style.png" not in text and "wedding" not in text


def test_a_log_file_has_names_if_the_person_agrees(run: Run, photo: Path) -> None:
    run("--log", "report.txt", "--log-names", "photo", photo, "--style", "neon", "-o", "wedding.png")
    assert "wedding.png" in Path("report.txt").read_text(encoding="utf-8")


def test_a_defect_is_one_line_and_its_traceback_is_in_the_log(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.bundled_styles", lambda: 1 // 0, raising=False)
    result = run("--log", "report.txt", "styles")
    assert result.code == 1
    assert "this is a defect of Impasto: ZeroDivisionError" in result.complaint
    assert "report.txt" in result.complaint
    assert "Traceback" not in result.err
    text = Path("report.txt").read_text(encoding="utf-8")
    assert "Traceback" in text and "app/commands/styles.py" in text


def test_a_defect_without_a_log_says_how_to_make_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.bundled_styles", lambda: 1 // 0, raising=False)
    result = run("styles")
    assert result.code == 1
    assert "impasto --log FILE" in result.complaint


def test_a_second_report_goes_behind_the_first(run: Run) -> None:
    run("--log", "report.txt", "styles")
    run("--log", "report.txt", "styles")
    assert Path("report.txt").read_text(encoding="utf-8").count("Impasto report") == 2


def test_a_file_that_is_no_report_is_left_alone(run: Run, photo: Path) -> None:
    before = photo.read_bytes()
    result = run("--log", photo, "styles")
    assert result.code == 2
    assert "photo.png" in result.complaint
    assert photo.read_bytes() == before


def test_a_log_that_cannot_be_written_is_said_before_any_work(run: Run) -> None:
    result = run("--log", "nowhere/report.txt", "styles")
    assert (result.code, result.out) == (2, "")
    assert "nowhere" in result.complaint
