"""Output: recordings, snapshots, virtual camera, output window; the queue of files to paint, its panel."""

from app.window.output.file_browser import clean_environment, show_in_folder
from app.window.output.live_outputs import LiveOutputs
from app.window.output.presenter import ExportPresenter
from app.window.output.recorder import Recorder
from app.window.output.recordings import RecordingPresenter

__all__ = [
    "ExportPresenter",
    "LiveOutputs",
    "Recorder",
    "RecordingPresenter",
    "clean_environment",
    "show_in_folder",
]
