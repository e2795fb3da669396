"""Study process: `impasto study` as a process of its own, at low priority: no frame waits for its Python."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PyQt6.QtCore import QObject, QProcess, QProcessEnvironment, pyqtSignal

import app

KEEP_S: int = 4
"""Seconds between two results that are kept on the way: so often the live picture gets better."""

STOP_MS: int = 5000
"""Milliseconds that a study gets to keep what it has when the window closes."""

Command = Callable[[Sequence[str | Path]], tuple[str, list[str]]]
"""Program and arguments that run Impasto with these arguments."""


def own_command(arguments: Sequence[str | Path]) -> tuple[str, list[str]]:
    """This program, by the Python that runs it."""
    start = "import sys; from app.start import main; sys.exit(main())"
    return sys.executable, ["-c", start, *map(str, arguments)]


class StudyProcess(QObject):
    """One study.

    Signals:
        progressed: 0..1, and about how many seconds are left.
        kept: something better was kept.
        ended: what is wrong, for people; empty when nothing is, or when it was stopped.
    """

    progressed = pyqtSignal(float, float)
    kept = pyqtSignal()
    ended = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None, command: Command = own_command) -> None:
        super().__init__(parent)
        self._command = command
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._stopped = False

    @property
    def running(self) -> bool:
        """From `start` until `ended`."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start(self, picture: Path, content: Path, network: str) -> None:
        """Study a style picture on the pictures of a folder."""
        from engine import STUDY_STEPS

        arguments: list[str | Path] = ["study", picture, "--on", content, "--network", network]
        arguments += ["--more", str(STUDY_STEPS), "--gently", "--keep-every", str(KEEP_S), "--report"]
        program, options = self._command(arguments)
        environment = QProcessEnvironment.systemEnvironment()
        paths = [str(Path(app.__file__).parents[1]), environment.value("PYTHONPATH")]
        environment.insert("PYTHONPATH", os.pathsep.join(filter(None, paths)))
        for name, value in (("OMP_NUM_THREADS", str(_threads())), ("OMP_WAIT_POLICY", "PASSIVE")):
            if not environment.contains(name):
                environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        _open_session(self._process)
        self._process.start(program, options)

    def stop(self) -> None:
        """End it soon; what was learned is kept."""
        self._stopped = True
        self._process.terminate()

    def close(self) -> None:
        """End it now, and wait a moment for it."""
        if self.running:
            self.stop()
            if not self._process.waitForFinished(STOP_MS):
                self._process.kill()
                self._process.waitForFinished(STOP_MS)

    def _read(self) -> None:
        while self._process.canReadLine():
            record = _parsed(self._process.readLine().data())
            if "part" in record:
                self.progressed.emit(float(record["part"]), float(record["left_s"]))
            if record.get("kept"):
                self.kept.emit()

    def _on_finished(self, code: int) -> None:
        self._read()
        said = self._process.readAllStandardError().data().decode(errors="replace").strip().splitlines()
        failed = code != 0 and not self._stopped
        self.ended.emit((said[-1] if said else f"it ended with code {code}.") if failed else "")

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.ended.emit(self._process.errorString())


def _threads() -> int:
    """Half of the processor's: what paints needs the others at once."""
    return max(1, (os.cpu_count() or 1) // 2)


def _open_session(process: QProcess) -> None:
    """Linux shares the processor between sessions before it looks at priorities: give it one of its own."""
    if sys.platform == "linux":
        parameters = QProcess.UnixProcessParameters()
        parameters.flags = QProcess.UnixProcessFlag.CreateNewSession
        process.setUnixProcessParameters(parameters)


def _parsed(line: bytes) -> dict[str, Any]:
    """A line that the process reports; anything else is nothing."""
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}
