"""How a desktop shows the program: its id, its icon, its entry in the menu of a Linux desktop."""

from app.desktop.entry import APP_ID, ICON, NAME, install, remove

__all__ = ["APP_ID", "ICON", "NAME", "install", "remove"]
