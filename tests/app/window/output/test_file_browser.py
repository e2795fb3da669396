"""Programs started from the window get a clean environment."""

import os

import pytest

from app.window.output.file_browser import QT_VARIABLES, clean_environment


def test_variables_that_break_other_programs_are_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in QT_VARIABLES:
        monkeypatch.setenv(name, "/cv2/qt/plugins")
    clean_environment()
    assert not set(QT_VARIABLES) & set(os.environ)
