"""Sources: the menu of what can be painted live, the playback bar, and the choice of a screen region."""

from app.window.sources.presenter import SourcePresenter

__all__ = ["SourcePresenter"]
