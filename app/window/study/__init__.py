"""Studying a style beside live painting: in a process of its own, on what was just seen."""

from app.window.study.presenter import StudyPresenter
from app.window.study.process import StudyProcess

__all__ = ["StudyPresenter", "StudyProcess"]
