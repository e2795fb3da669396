"""By what a desktop knows the program: name, icon and id."""

import sys

from PyQt6.QtGui import QIcon
from PyQt6.QtWidgets import QApplication

from app.desktop import APP_ID, ICON, NAME


def set_identity(application: QApplication) -> None:
    """Before the first window: the icon of title bars and task switchers, and what groups windows there."""
    application.setApplicationName(NAME)
    application.setOrganizationName(NAME)
    application.setDesktopFileName(APP_ID)
    application.setWindowIcon(QIcon(str(ICON)))
    if sys.platform == "win32":
        import ctypes

        # Else the task bar shows Python's icon, and groups the window with other programs of Python.
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(f"{NAME}.{NAME}")
