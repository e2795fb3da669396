"""Output: recordings, snapshots, and the queue of video files painted to files, with its panel."""

from app.window.output.file_browser import clean_environment, show_in_folder
from app.window.output.presenter import ExportPresenter
from app.window.output.recorder import Recorder

__all__ = ["ExportPresenter", "Recorder", "clean_environment", "show_in_folder"]
