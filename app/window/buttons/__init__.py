"""Buttons: the row above the picture with the record button, and the small ones at the picture's corner."""

from app.window.buttons.corner import PictureCorner
from app.window.buttons.header import Header
from app.window.buttons.record import RecordButton

__all__ = ["Header", "PictureCorner", "RecordButton"]
