"""Full screen: nothing but the picture, until the mouse moves."""

from app.window.full_screen.full_screen import FullScreen

__all__ = ["FullScreen"]
